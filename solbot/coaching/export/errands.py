"""Books and ZIPs in the making: one at a time for each person, and done again where the process that made one is gone.

A row says that it is wanted. Calling it off, or erasing the person, takes the row away: whoever makes it sees that
and stops.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from solbot.coaching.export import db
from solbot.db.states import ExportKind
from solbot.db.tables import ExportErrand, Member
from solbot.unit_of_work import UnitOfWork

SILENT = timedelta(seconds=30)
"""How long nobody need be heard of who makes one until another does it."""

MOST_TRIES = 3


@dataclass(frozen=True)
class Taken:
    """One that is in hand."""

    member_id: int
    kind: ExportKind
    holder: str
    topic: int | None
    message_id: int | None
    tries: int


async def ask(
    work: UnitOfWork, member: Member, kind: ExportKind, topic: int | None
) -> ExportKind | None:
    """Have one made. Returns what was in the making already, and then nothing else begins."""
    there = await db.get(work.session, member.id)
    if there is not None:
        return there.kind
    work.session.add(ExportErrand(member_id=member.id, kind=kind, asked_at=work.now, topic=topic))
    await work.session.flush()
    return None


async def under_way(work: UnitOfWork, member_id: int) -> ExportKind | None:
    """What a member has in the making."""
    there = await db.get(work.session, member_id)
    return there.kind if there else None


async def call_off(work: UnitOfWork, member_id: int) -> bool:
    """It is not wanted any more. False where there was nothing."""
    return await db.remove(work.session, member_id)


async def take(work: UnitOfWork, most: int) -> Sequence[Taken]:
    """Take in hand what nobody has, or nobody was heard of for too long."""
    before = work.now - SILENT
    taken = []
    for member_id in await db.unheld(work.session, before, most):
        holder = secrets.token_hex(8)  # of this try alone
        if await db.take(work.session, member_id, holder, work.now, before):
            row = await db.get(work.session, member_id)
            if row is not None:
                kind = row.kind
                taken.append(Taken(member_id, kind, holder, row.topic, row.message_id, row.tries))
    return taken


async def keep(work: UnitOfWork, one: Taken) -> bool:
    """Say that it is still being made. False where it is not wanted any more."""
    return await db.keep(work.session, one.member_id, one.holder, work.now)


async def note_message(work: UnitOfWork, one: Taken, message_id: int) -> bool:
    """Remember the message that says how far it is. False where it is not wanted any more."""
    row = await db.get(work.session, one.member_id)
    if row is None or row.holder != one.holder:
        return False
    row.message_id = message_id
    return True


async def finish(work: UnitOfWork, one: Taken) -> bool:
    """It is made, or given up. False where it was not wanted any more."""
    return await db.remove(work.session, one.member_id, one.holder)


async def put_back(work: UnitOfWork, held: Sequence[Taken]) -> None:
    """What this process has in hand, it makes no more: another does."""
    await db.put_back(work.session, [one.holder for one in held])
