"""Bringing a journal from elsewhere: a file is noted, looked at, taken in, and undone for a week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from solbot import limits
from solbot.coaching.imports import db, pages
from solbot.coaching.imports.db import NewAnswer, NewWordingBefore
from solbot.coaching.imports.rules import UNDO, JournalApp
from solbot.db.states import ImportState
from solbot.db.tables import Import, Member
from solbot.db.types import is_readable
from solbot.unit_of_work import UnitOfWork

DAY: Final = timedelta(days=1)
SOME: Final = 200  # entries that are deleted at once


@dataclass(frozen=True)
class ImportStanding:
    """A file that somebody brought, as they see it."""

    number: int
    state: ImportState
    app: JournalApp | None
    at: datetime
    done_at: datetime | None
    total: int
    taken: int
    undone_by: datetime | None  # until when it can be undone; None: not (any more)


@dataclass(frozen=True)
class SourceFile:
    """What is needed to fetch a file from Telegram."""

    file_id: str
    name: str
    size: int


async def note(work: UnitOfWork, member: Member, name: str, size: int, file_id: str) -> int:
    """Note a file that is to be looked at; returns its number. Raises TooMany where there were enough today."""
    limits.check(
        await db.count_since(work.session, member.id, work.now - DAY), limits.IMPORTS_A_DAY
    )
    row = Import(
        member_id=member.id,
        state=ImportState.NOTED,
        source={"file_id": file_id, "name": name, "size": size},
        created_at=work.now,
        total=0,
        taken=0,
    )
    work.session.add(row)
    await work.session.flush()
    await db.drop_noted(work.session, member.id, row.id)
    return row.id


async def find(work: UnitOfWork, member: Member, number: int) -> ImportStanding | None:
    """One of a member's, or None."""
    row = await db.get(work.session, member.id, number)
    return _seen(work, row) if row else None


async def everything(work: UnitOfWork, member: Member) -> list[ImportStanding]:
    """All files of a member's that came in, are coming in or were undone, the newest first."""
    rows = await db.of_member(work.session, member.id)
    return [
        _seen(work, one) for one in rows if one.state not in (ImportState.NOTED, ImportState.LEFT)
    ]


async def source_of(work: UnitOfWork, number: int) -> tuple[int, SourceFile] | None:
    """Whose a file is, and how it is fetched; None where that is no longer wanted."""
    row = await db.held(work.session, number)
    if row is None or not row.source or not is_readable(row.source):
        return None
    return row.member_id, SourceFile(**row.source)


async def looked_at(work: UnitOfWork, number: int, app: JournalApp, total: int) -> None:
    """It is known of which app a file is, and how many new entries there are."""
    row = await db.held(work.session, number)
    if row is not None and row.state == ImportState.NOTED:
        row.app, row.total = app.value, total


async def refuse(work: UnitOfWork, number: int) -> None:
    """Nothing of a file can be taken: it need not be known any more."""
    row = await db.held(work.session, number)
    if row is not None:
        row.state, row.source = ImportState.LEFT, None


async def take(work: UnitOfWork, member: Member, number: int) -> bool:
    """From now on it is to be taken in. False where that is done, under way, or no longer possible."""
    row = await db.get(work.session, member.id, number)
    if row is None or row.state != ImportState.NOTED or row.app is None:
        return False
    row.state = ImportState.TAKING
    return True


async def leave(work: UnitOfWork, member: Member, number: int) -> bool:
    """It is not to be taken in. False where it was already."""
    row = await db.get(work.session, member.id, number)
    if row is None or row.state != ImportState.NOTED:
        return False
    row.state, row.source = ImportState.LEFT, None
    return True


async def undo(work: UnitOfWork, member: Member, number: int) -> bool:
    """From now on it is to be undone, be it under way. False where it can't be (any more)."""
    row = await db.get(work.session, member.id, number)
    if row is None or _undone_by(work, row) is None:
        return False
    row.state, row.source = ImportState.UNDOING, None
    return True


async def claim(work: UnitOfWork, number: int, worker: str, state: ImportState) -> bool:
    """This worker is at it from now on, and no other. False where there is nothing to be done."""
    row = await db.held(work.session, number)
    if row is None or row.state != state:
        return False
    row.worker = worker
    return True


async def is_mine(work: UnitOfWork, number: int, worker: str) -> Import | None:
    """The import, if this worker is still to take it in; held until this piece of work is over."""
    row = await db.held(work.session, number)
    return (
        row if row is not None and (row.state, row.worker) == (ImportState.TAKING, worker) else None
    )


async def add(work: UnitOfWork, number: int, worker: str, rows: Sequence[NewAnswer]) -> bool:
    """Put entries into the journal. False where somebody else is at it, or it was called off."""
    row = await is_mine(work, number, worker)
    if row is None:
        return False
    for corrected, some in groupby(rows, key=lambda one: bool(one["earlier"])):
        said: list[tuple[NewAnswer, list[NewWordingBefore]]] = [
            ({**one, "member_id": row.member_id, "import_id": number}, one["earlier"])
            for one in some
        ]
        for one, _ in said:
            del one["earlier"]
        if not corrected:
            await db.add(work.session, [one for one, _ in said])
            continue
        for one, earlier in said:
            await db.add_with_earlier(work.session, one, earlier)
    row.taken += len(rows)
    return True


async def finish(work: UnitOfWork, number: int, worker: str) -> bool:
    """All of it is taken in. False where somebody else is at it, or it was called off."""
    row = await is_mine(work, number, worker)
    if row is None:
        return False
    row.state, row.done_at, row.source, row.worker = ImportState.DONE, work.now, None, None
    return True


async def fail(work: UnitOfWork, number: int, worker: str) -> None:
    """It can't be taken in after all: what came so far goes again."""
    row = await is_mine(work, number, worker)
    if row is not None:
        row.state, row.source = ImportState.UNDOING, None


async def undo_some(work: UnitOfWork, number: int, worker: str) -> int | None:
    """Delete some of what came in; how many are left to look at, at least. None where somebody else is at it."""
    row = await db.held(work.session, number)
    if row is None or (row.state, row.worker) != (ImportState.UNDOING, worker):
        return None
    work.erases()
    if await db.remove_some(work.session, number, SOME) == SOME:
        return SOME
    await db.remove_empty(work.session, row.member_id)
    await pages.take_off(work, row)
    row.state, row.worker, row.added = ImportState.UNDONE, None, None
    return 0


async def let_stay(work: UnitOfWork, number: int) -> int:
    """What the person did something with since it came in stays; returns how many entries."""
    row = await db.held(work.session, number)
    return await db.keep_touched(work.session, number, row.done_at) if row is not None else 0


def _seen(work: UnitOfWork, row: Import) -> ImportStanding:
    return ImportStanding(
        row.id,
        row.state,
        JournalApp(row.app) if row.app else None,
        row.created_at,
        row.done_at,
        row.total,
        row.taken,
        _undone_by(work, row),
    )


def _undone_by(work: UnitOfWork, row: Import) -> datetime | None:
    if row.state == ImportState.TAKING:
        return work.now + UNDO
    if row.state != ImportState.DONE or row.done_at is None:
        return None
    until = row.done_at + UNDO
    return until if work.now < until else None
