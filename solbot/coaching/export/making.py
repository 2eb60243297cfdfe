"""Makes a book or a ZIP out of a copy, in a process of its own, so that nobody waits for it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import pickle
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

import solbot
from solbot.books.job import BookJob, Made, Packed, Slice
from solbot.books.packing import LARGEST_BACK
from solbot.coaching.export import as_csv, as_json, as_markdown, as_months
from solbot.coaching.export.as_book import BookWriter
from solbot.coaching.export.entries import written
from solbot.coaching.export.fetching import Fetched
from solbot.coaching.export.rules import Attached, attached, by_owner
from solbot.coaching.export.service import Copy
from solbot.coaching.visions import picture_chat, picture_rules
from solbot.content.answer_kinds import kind_of
from solbot.content.catalog import Language
from solbot.db.states import ExportKind

WORKER = "solbot.books.worker"
SPARE = 3  # open files for parts, more than are needed if all were full

Told = Callable[[int], Awaitable[None]]


class NotMade(Exception):
    """The process that was to make it did not."""


@dataclass(frozen=True)
class Ready:
    """What was made: files with their names, still open; how many pages the book has; how many files are missing."""

    files: tuple[tuple[str, BinaryIO], ...]
    pages: int
    lost: int


@dataclass(frozen=True)
class Order:
    """What is to be made, of what, for whom."""

    kind: ExportKind
    copy: Copy
    language: Language
    zone: ZoneInfo

    @property
    def name(self) -> str:
        """What it is called, without an ending."""
        return f"solbot-{self.copy.at.astimezone(self.zone).date().isoformat()}"

    def wanted(self) -> list[Attached]:
        """The files that belong to it, in the order of the journal; a book can't hold voice."""
        copy = self.copy
        found = [
            one
            for vision in copy.visions
            if vision.drawing
            for one in attached(f"vision-{vision.id}", vision.drawing)
        ]
        for entry in (*copy.answers, *copy.unplaced):
            found += attached(str(entry.id), entry.body)
        return [one for one in found if kind_of(one.kind).is_picture or self.kind is ExportKind.ZIP]


@contextlib.asynccontextmanager
async def made(order: Order, fetched: Fetched, told: Told) -> AsyncIterator[Ready]:
    """Make it; what was made is gone when the block ends. Raises NotMade."""
    with contextlib.ExitStack() as opened:
        job = opened.enter_context(TemporaryFile())
        await asyncio.to_thread(_write_job, job, order, fetched)
        count = 1
        if order.kind is ExportKind.ZIP:
            count = SPARE + fetched.size // (LARGEST_BACK // 4)
        outs = [opened.enter_context(TemporaryFile()) for _ in range(count)]
        said = await _run(job, fetched.held, outs, told)
        files = [Made(**one) for one in said["made"]]
        yield Ready(
            tuple((one.name, outs[one.place]) for one in files), said["pages"], len(fetched.lost)
        )


async def _run(
    job: BinaryIO, held: BinaryIO, outs: Sequence[BinaryIO], told: Told
) -> Mapping[str, Any]:
    """Let the process do it. It ends with the block, whatever ends that."""
    passed = [held.fileno(), *(one.fileno() for one in outs)]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        WORKER,
        *map(str, passed),
        stdin=job,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,  # what goes wrong there may speak of somebody's words
        pass_fds=passed,
        env={"PYTHONPATH": _path(), "PATH": os.environ.get("PATH", "")},
    )
    assert process.stdout is not None  # noqa: S101  (it was asked for)
    last: Mapping[str, Any] = {}
    try:
        async for line in process.stdout:
            last = json.loads(line)
            if "percent" in last:
                await told(last["percent"])
        if await process.wait() != 0 or "made" not in last:
            raise NotMade
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return last


def _path() -> str:
    """Where the process finds what this one has."""
    return os.pathsep.join((str(Path(solbot.__file__).parents[1]), *filter(None, sys.path)))


def _write_job(into: BinaryIO, order: Order, fetched: Fetched) -> None:
    pickle.dump(_job(order, fetched), into)
    into.seek(0)


def _job(order: Order, fetched: Fetched) -> BookJob:
    copy, language = order.copy, order.language
    wanted = order.wanted()
    there = sorted(fetched.there)
    names = by_owner((wanted[place], fetched.there[place][0]) for place in there)
    files: list[Slice] = [fetched.there[place][1] for place in there]
    pictures: dict[str, list[int]] = {}
    for number, place in enumerate(there):
        if kind_of(wanted[place].kind).is_picture:
            pictures.setdefault(wanted[place].owner, []).append(number)
    courses = [(one.id, picture_rules.course(one, order.zone)) for one in copy.visions]
    drawn = [(vision, course) for vision, course in courses if course.figures]
    writer = BookWriter(
        copy,
        language,
        order.zone,
        pictures,
        {vision: number for number, (vision, _) in enumerate(drawn)},
    )
    packed = None
    if order.kind is ExportKind.ZIP:
        listed = [(fetched.there[place][0], number) for number, place in enumerate(there)]
        owners = [wanted[place].owner for place in there]
        packed = _packed(order, names, listed, owners, [wanted[place] for place in fetched.lost])
    return BookJob(
        writer.book(),
        files,
        [picture_chat.shown(language, course) for _, course in drawn],
        str(language.filters.locale),
        order.name,
        packed,
    )


def _packed(
    order: Order,
    names: as_json.FileNames,
    files: list[tuple[str, int]],
    owners: list[str],
    lost: list[Attached],
) -> Packed:
    copy, language = order.copy, order.language
    at = copy.at.astimezone(order.zone)
    data_file = f"{order.name}.json"
    dates = {str(one.id): one.for_date for one in (*copy.answers, *copy.unplaced)}
    readme = language.reply(
        "export_readme",
        name=copy.member.name or "",
        at=at,
        answer_count=len(copy.answers),
        vision_count=len(copy.visions),
        data_file=data_file,
        unfetched=[
            {"on": dates.get(one.owner, at.date()), "kind": one.kind, "name": one.name(b"")}
            for one in lost
        ],
    )
    texts = [
        *as_months.render(written(copy.answers, order.zone), names, language),
        (f"{order.name}.md", as_markdown.render(copy, language, order.zone)),
        ("journal.csv", as_csv.render(copy.answers, names)),
    ]
    everywhere = [
        ("README.txt", f"{readme}\n".encode("utf-8", "replace")),
        (data_file, as_json.render(copy, names)),
    ]
    moment = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    return Packed(texts, everywhere, files, owners, "journal.pdf", moment, LARGEST_BACK)
