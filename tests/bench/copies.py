"""A journal of ten years, all of it answered questions: how soon it is searched; and taken away: how long its book and
its ZIP take, how much memory the bot's own process needs meanwhile, and how long the loop is held."""

from __future__ import annotations

import asyncio
import io
import os
import time
import zipfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from solbot.books.job import Slice
from solbot.books.pictures import ready
from solbot.coaching.export import service
from solbot.coaching.export.fetching import Fetched
from solbot.coaching.export.making import Order, made
from solbot.coaching.export.service import Copy
from solbot.coaching.journal import db as journal_db
from solbot.coaching.journal import service as journal
from solbot.coaching.journal.finding import Sought
from solbot.db import keyring
from solbot.db.states import ExportKind
from solbot.db.tables import Answer, Prompt
from solbot.members import service as members
from solbot.unit_of_work import UnitsOfWork
from tests.bench.importing import IDLE, Watch
from tests.bench.run import Run
from tests.bench.stores import FIRST, add_members, works_on
from tests.bench.vision_page import watch
from tests.exports import journals

ENTRIES, PHOTOS = 3_650, 400
MEGABYTE = 1024 * 1024
PAGE = os.sysconf("SC_PAGE_SIZE")
HALF = 640  # dots; what a picture of 1,280 is opened at where there are many


@dataclass(frozen=True)
class Spent:
    """Seconds, milliseconds the loop was held at most, megabytes more than before at most, and bytes made."""

    took: float
    held: float
    more: float
    size: int


async def copies(run: Run) -> None:
    """Report a book and a ZIP of 3,650 entries with 400 photos, and what they cost others."""
    entries, photos = run.steady(ENTRIES, 30), run.steady(PHOTOS, 2)
    picture = journals.photo()
    async with works_on("SQLite", run.folder) as works:
        await add_members(works, 2)
        await _write(works, journals.long(entries, photos, run.dice))
        await _searched(run, works)
        idle = Watch(works)
        await idle.during(lambda: asyncio.sleep(run.seconds(IDLE)))
        bare = {"book": _opened(picture, photos), "zip": 0.0}
        for kind, most in ((ExportKind.BOOK, 5.0), (ExportKind.ZIP, 8.0)):
            spent = await _made(works, kind, picture)
            if kind is ExportKind.ZIP:
                bare["zip"] = _zipped(picture, photos)
            name = {"book": "s its pictures opened", "zip": "s its pictures zipped"}[kind]
            what = f"{entries:,} entries, {photos} photos as a {kind}"
            run.row(what, spent.took, "s", (name, bare[kind]), f"<= {most:g}", spent.took <= most)
            run.row(f"{kind}: the loop held meanwhile", spent.held, "ms", None, "<= 50", spent.held <= 50)  # fmt: skip
            run.row(f"{kind}: more memory meanwhile", spent.more, "MB", None, "<= 60", spent.more <= 60)  # fmt: skip
            run.row(f"{kind}: its size", spent.size / MEGABYTE, "MB")
            # Once more, as who is watched holds the loop as well.
            busy = Watch(works)
            await busy.during(partial(_made, works, kind, picture))
            waited = median(busy.waited) / median(idle.waited)
            what = f"{kind}: others' replies meanwhile, the median"
            run.row(what, waited, "x idle", None, "<= 1.3", waited <= 1.3)


async def _searched(run: Run, works: UnitsOfWork) -> None:
    """For a word that is nowhere, so that every answer and every question has to be read."""
    took, each = [], []
    async with works.reading() as work:
        member = await members.find(work, FIRST)
        assert member is not None
        rows = await journal_db.searched(work.session, FIRST)
        sealed = [token for one in rows for token in (one.body, one.parts) if token]
        for _ in range(run.steady(5, 1)):
            began = time.perf_counter()
            assert not (await journal.search(work, member, Sought("zebra"))).entries
            took.append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            for token in sealed:
                keyring.current().open(token)
            each.append((time.perf_counter() - began) * 1000)
    what = f"{len(rows):,} answered questions searched"
    best = min(took)
    run.row(what, best, "ms", ("ms opened one by one", min(each)), "<= 60", best <= 60)


async def _write(works: UnitsOfWork, copy: Copy) -> None:
    async with works.begin() as work:
        prompts = [
            {
                "id": one.id,
                "member_id": FIRST,
                "question_id": "q",
                "reading_id": "r",
                "discipline": "personal-mastery",
                "for_date": one.for_date,
                "state": "answered",
                "parts": [{"ask": one.asked, "kind": "text"}],
                "part": 1,
                "from_path": True,
                "created_at": one.answered_at,
            }
            for one in copy.answers
        ]
        answers = [
            {
                "member_id": FIRST,
                "prompt_id": one.id,
                "part": 0,
                "body": one.body,
                "state": "kept",
                "for_date": one.for_date,
                "answered_at": one.answered_at,
            }
            for one in copy.answers
        ]
        await work.session.execute(insert(Prompt), prompts)
        await work.session.execute(insert(Answer), answers)


async def _made(works: UnitsOfWork, kind: ExportKind, picture: bytes) -> Spent:
    gaps: list[float] = []
    memory = [_memory()]
    watching = [asyncio.create_task(watch(gaps)), asyncio.create_task(_weigh(memory))]
    await asyncio.sleep(0.01)
    began = time.perf_counter()
    order = await _order(works, kind)
    fetched = Fetched()
    os.pwrite(fetched.held.fileno(), picture, 0)
    for place, one in enumerate(order.wanted()):
        fetched.there[place] = (one.name(picture), Slice(0, len(picture)))
        fetched.size += len(picture)
    with fetched.held:
        async with made(order, fetched, _told) as done:
            size = sum(os.fstat(opened.fileno()).st_size for _, opened in done.files)
    took = time.perf_counter() - began
    for one_task in watching:
        one_task.cancel()
    return Spent(took, max(gaps, default=0.0), (max(memory) - memory[0]) / MEGABYTE, size)


async def _order(works: UnitsOfWork, kind: ExportKind) -> Order:
    async with works.reading() as work:
        member = await members.find(work, FIRST)
        assert member is not None
        copy = await service.of_member(work, member)
        copy = replace(copy, visions=(journals.vision("A choir that sings without fear"),))
        return Order(kind, copy, work.language_of(member), ZoneInfo("Europe/Madrid"))


async def _told(percent: int) -> None:
    del percent


async def _weigh(memory: list[int]) -> None:
    while True:
        memory.append(_memory())
        await asyncio.sleep(0.02)


def _memory() -> int:
    """What this process takes up."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


def _opened(picture: bytes, count: int) -> float:
    began = time.perf_counter()
    for _ in range(count):
        ready(picture, HALF)
    return time.perf_counter() - began


def _zipped(picture: bytes, count: int) -> float:
    began = time.perf_counter()
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        for place in range(count):
            archive.writestr(f"{place}.jpg", picture)
    return time.perf_counter() - began
