"""Taking a file in, and undoing that: beside everything else, a few entries at a time.

Whoever is at it is named in the row of the import. Another process that takes over after a crash begins anew, and
finds by their marks which entries are there already.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Final

import structlog
from telegram import Bot

from solbot import limits
from solbot.bot import notices
from solbot.bot.context import OnTheWire
from solbot.bot.routes import Routes
from solbot.bot.taps import do, sends
from solbot.coaching.imports import askings, db, known, looking, pages, parsing, service
from solbot.coaching.imports.db import NewAnswer
from solbot.coaching.imports.parsing import Frame
from solbot.coaching.imports.rules import (
    ImportRefusal,
    LeftOut,
    ReadDrawing,
    RefusedFile,
    SaidEntry,
    Tally,
    Why,
)
from solbot.coaching.journal import sealed_db, sealed_files
from solbot.content.answer_kinds import Text
from solbot.content.language import Language
from solbot.db import members
from solbot.db.details import Ref
from solbot.db.states import AnswerState, ImportState
from solbot.errors import StoreAway, fault_of
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitOfWork, UnitsOfWork, until_kept

log = structlog.get_logger(__name__)

PATIENCE: Final = 2.0  # seconds after which it is told by a letter
NOTICE: Final = "import"

COUNTED: Final = ("photos", "visions", "questions", "readings", "drawings")

Act = Callable[[UnitsOfWork, Bot], Awaitable[Ref | None]]
_under_way: set[asyncio.Task[Ref | None]] = set()


class CalledOff(Exception):
    """Somebody else is at it, it was called off, or the person is gone."""


def taking(number: int, person: int) -> OnTheWire:
    """To take a file in, and say how that went."""
    return OnTheWire(partial(_beside, partial(take_in, number), person))


def undoing(number: int, person: int) -> OnTheWire:
    """To undo that, and say so."""
    return OnTheWire(partial(_beside, partial(take_out, number), person))


async def go_on(works: UnitsOfWork, bot: Bot, routes: Routes) -> None:
    """Do the rest of what a process that died was at; who it is for is told by a letter."""
    del routes
    async with works.begin(durable=False) as work:
        found = [(one.id, one.member_id, one.state) for one in await db.under_way(work.session)]
    for number, person, state in found:
        act = take_in if state is ImportState.TAKING else take_out
        _start(partial(act, number), works, bot, person).told = True


async def ended() -> None:
    """Wait until nothing of it is under way in this process."""
    while _under_way:
        await asyncio.wait(set(_under_way))


async def break_off() -> None:
    """Leave what is under way where it is: the next start goes on with it."""
    for task in _under_way:
        task.cancel()
    await asyncio.gather(*_under_way, return_exceptions=True)


class _Job:
    """One thing that is done beside everything else; `told`: by a letter, once it is done."""

    def __init__(self) -> None:
        self.told = False
        self.task: asyncio.Task[Ref | None] | None = None


async def _beside(
    act: Act,
    person: int,
    works: UnitsOfWork,
    bot: Bot,
) -> Message | None:
    job = _start(act, works, bot, person)
    assert job.task is not None  # noqa: S101  (it was started)
    await asyncio.wait({job.task}, timeout=PATIENCE)
    if not job.task.done():
        job.told = True
        return None
    ref = None if job.task.cancelled() else job.task.result()
    if ref is None:
        return None
    async with works.begin(durable=False) as work:
        return await looking.say(work, person, partial(said, ref))


def _start(
    act: Act,
    works: UnitsOfWork,
    bot: Bot,
    person: int,
) -> _Job:
    job = _Job()

    async def run() -> Ref | None:
        ref = await until_kept(partial(act, works, bot))
        if ref is not None and job.told:
            await until_kept(partial(_tell, works, person, ref))
        return ref

    job.task = asyncio.create_task(run())
    _under_way.add(job.task)
    job.task.add_done_callback(_under_way.discard)
    return job


async def _tell(works: UnitsOfWork, person: int, ref: Ref) -> None:
    async with works.begin() as work:
        if await members.get(work.session, person) is not None:
            await notices.tell(work, [person], NOTICE, secrets.token_hex(8), **ref)


async def take_in(number: int, works: UnitsOfWork, bot: Bot) -> Ref | None:
    """Take a file in. What there is to say of it; None where somebody else is at it, or it was called off."""
    worker = secrets.token_hex(8)
    async with works.begin() as work:
        mine = await service.claim(work, number, worker, ImportState.TAKING)
        found = await service.source_of(work, number) if mine else None
    if found is None:
        return None
    person, source = found
    try:
        content = await looking.fetched(bot, source)
        return await Taking(works, number, worker, person).all_of(source.name, content)
    except CalledOff:
        return None
    except RefusedFile as refused:
        why = refused.why
    except StoreAway:
        raise
    except Exception as error:  # noqa: BLE001  (whatever it is, it would be the same again)
        log.error("an import failed", **fault_of(error))
        why = ImportRefusal.BROKEN
    async with works.begin() as work:
        await service.fail(work, number, worker)
    await take_out(number, works, bot)
    return {"did": "failed", "refusal": why.value}


class Taking:
    """One file that is being taken in."""

    def __init__(self, works: UnitsOfWork, number: int, worker: str, person: int) -> None:
        self._works = works
        self._number = number
        self._worker = worker
        self._person = person
        self._counts: Ref = {
            "photos": 0,
            "visions": 0,
            "questions": 0,
            "readings": 0,
            "drawings": 0,
        }
        self._left = Tally()

    async def all_of(self, name: str, content: bytearray) -> Ref:
        """Raises RefusedFile, CalledOff."""
        sieve = await known.sieve_of(self._works, self._person)
        async with self._works.reading() as work:
            bringer = await looking.bringer_of(work, self._person)
        async with parsing.read(name, content, bringer, whole=True) as frames:
            async for frame in frames:
                began = time.thread_time()
                await self._take(frame, sieve)
                # Others have the loop for as long as this took it.
                await asyncio.sleep(time.thread_time() - began)
        return await self._finish()

    async def _take(self, frame: Frame, sieve: known.Sieve) -> None:
        if frame.sign == "e":
            await self._entries(frame, sieve)
        elif frame.sign == "g":
            async with self._works.begin(durable=False) as work:
                await self._page(work, frame.content)
        elif frame.sign == "d":
            await self._drawing(frame)

    async def _entries(self, frame: Frame, sieve: known.Sieve) -> None:
        rows = [_row(one) for one in frame.content if sieve.lets_through(one)]
        with_photos = bool(frame.photos) and bool(rows) and _is_last(rows[-1], frame.content[-1])
        files = await self._sealed(frame) if with_photos else []
        if with_photos and not files and not rows[-1]["body"].get("text"):
            rows.pop()  # all there was of it are photos there is no room for
            with_photos = False
        if with_photos:
            body = rows[-1]["body"]
            kind = body["kind"] if files else Text.name
            rows[-1]["body"] = {**body, "kind": kind}
            if files:
                rows[-1]["body"]["sealed"] = files
        if not rows:
            return
        async with self._works.begin(durable=False) as work:
            if await service.is_mine(work, self._number, self._worker) is None:
                raise CalledOff
            await askings.place(work, self._person, sieve.askings, rows)
            if not await service.add(work, self._number, self._worker, rows):
                raise CalledOff
            if files:
                newest = await db.newest_of(work.session, self._number)
                await sealed_db.belong(work.session, files, newest)
        self._counts["photos"] += len(files)

    async def _sealed(self, frame: Frame) -> list[str]:
        """The names of an entry's photos, once they are kept. Raises CalledOff."""
        files = []
        for content in frame.photos:
            if not content:
                self._left.add(LeftOut(Why.PHOTO_GONE))
                continue
            sealed = await asyncio.to_thread(sealed_files.seal, content)
            async with self._works.begin(durable=False) as work:
                if await service.is_mine(work, self._number, self._worker) is None:
                    raise CalledOff
                used = await sealed_db.size_of_all(work.session, self._person)
                if used + sealed.size > limits.IMPORTED_PHOTOS:
                    self._left.add(LeftOut(Why.PHOTO_ROOM))
                    continue
                await sealed_files.begin(work, self._person, sealed)
            for place, part in enumerate(sealed.parts):
                async with self._works.begin(durable=False) as work:
                    await sealed_db.add_part(work.session, sealed.id, place, part)
                await asyncio.sleep(0)
            files.append(sealed.id)
        return files

    async def _page(self, work: UnitOfWork, content: Mapping[str, object]) -> None:
        row = await service.is_mine(work, self._number, self._worker)
        member = await members.get(work.session, self._person)
        if row is None or member is None:
            raise CalledOff
        self._counts |= await pages.put(work, row, member, content)

    async def _drawing(self, frame: Frame) -> None:
        files = await self._sealed(frame)
        async with self._works.begin(durable=False) as work:
            row = await service.is_mine(work, self._number, self._worker)
            if row is None:
                raise CalledOff
            if files and await pages.draw(work, row, ReadDrawing(**frame.content), files[0]):
                self._counts["drawings"] += 1

    async def _finish(self) -> Ref:
        async with self._works.begin() as work:
            row = await service.is_mine(work, self._number, self._worker)
            if row is None or not await service.finish(work, self._number, self._worker):
                raise CalledOff
            taken = row.taken
        without = sum(self._left.counts.values())
        head: Ref = {"did": "taken", "number": self._number, "taken": taken, "without": without}
        return {**head, **self._counts}


def _row(one: SaidEntry) -> NewAnswer:
    changed = one["changed_at"]
    return {
        "body": one["body"],
        "state": AnswerState.DRAFT if one["draft"] else AnswerState.KEPT,
        "for_date": datetime.fromisoformat(one["on"]).date(),
        "answered_at": datetime.fromisoformat(one["at"]),
        "changed_at": datetime.fromisoformat(changed) if changed else None,
        "came_with": {"mark": one["mark"], **one["beside"]},
        "prompt_id": None,
        "part": one["part"],
        "hidden": one["hidden"],
        "asking": one["asking"],
        "earlier": [
            {"body": earlier["body"], "until": datetime.fromisoformat(earlier["until"])}
            for earlier in one["earlier"]
        ],
    }


def _is_last(row: NewAnswer, last: SaidEntry) -> bool:
    """Whether the entry that has the photos was let through."""
    return row["came_with"]["mark"] == last["mark"]


async def take_out(number: int, works: UnitsOfWork, bot: Bot) -> Ref | None:
    """Undo an import, some entries at a time. What there is to say of it; None where somebody else is at it."""
    del bot
    worker = secrets.token_hex(8)
    async with works.begin() as work:
        if not await service.claim(work, number, worker, ImportState.UNDOING):
            return None
        stayed = await service.let_stay(work, number)
    while True:
        async with works.begin() as work:
            left = await service.undo_some(work, number, worker)
        if left is None:
            return None
        if left == 0:
            return {"did": "undone", "stayed": stayed}
        await asyncio.sleep(0)


def said(ref: Ref, language: Language) -> Message:
    """How it went."""
    if ref["did"] == "failed":
        return looking.refusal(ImportRefusal(ref["refusal"]), language)
    keyboard = Keyboard().row(Button(language.button("journal"), do("journal")))
    if ref["did"] == "undone":
        return Message(language.reply("import_undone", stayed=ref["stayed"]), keyboard.built())
    keyboard.row(Button(language.button("import_undo"), sends("imu", ref["number"])))
    result = {name: ref.get(name, 0) for name in ("taken", *COUNTED, "without")}
    return Message(language.reply("import_done", took=result), keyboard.built())
