"""Slots: a member's recurring local times, and which of them are due."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from sqlalchemy import ColumnElement, bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.states import MemberState
from solbot.db.tables import Member, Slot


async def of_member(session: AsyncSession, member_id: int) -> Sequence[Slot]:
    """A member's slots, earliest time of day first."""
    found = await session.scalars(select(Slot).where(Slot.member_id == member_id).order_by(Slot.at))
    return found.all()


async def remove(session: AsyncSession, slot: Slot) -> None:
    """Delete one slot."""
    await session.execute(delete(Slot).where(Slot.id == slot.id))


async def next_due(
    session: AsyncSession, member_id: int | None, after: datetime | None = None
) -> datetime | None:
    """The earliest moment (later than `after`, if given) at which a slot of the member is due, or None.

    Without a member, of anybody.
    """
    wanted = select(func.min(Slot.due_at))
    if member_id is not None:
        wanted = wanted.where(Slot.member_id == member_id)
    if after is not None:
        wanted = wanted.where(Slot.due_at > after)
    return await session.scalar(wanted)


class DueSlot(NamedTuple):
    """A slot that is due, with what has to be known of its member to decide about it."""

    id: int
    member_id: int
    at: time
    until: time | None
    days: str
    due_at: datetime
    last_date: date | None
    state: MemberState
    onboarded_at: datetime | None
    paused_at: datetime | None
    paused_until: datetime | None
    zone: str | None
    unheard: int
    unheard_on: date | None
    slowed: int
    slowed_at: datetime | None
    keeps_pace: bool
    readings_only: bool
    announcements_off_at: datetime | None
    news_heard: date | None
    privacy_agreed: date | None


async def due_ids(session: AsyncSession, now: datetime, limit: int) -> Sequence[int]:
    """The numbers of up to `limit` slots due by `now`, the longest due first."""
    found = await session.scalars(
        select(Slot.id).where(Slot.due_at <= now).order_by(Slot.due_at).limit(limit)
    )
    return found.all()


async def set_aside(session: AsyncSession, slot_id: int, until: datetime) -> None:
    """Leave a slot alone until then."""
    await session.execute(
        update(Slot)
        .where(Slot.id == slot_id)
        .values(due_at=until)
        .execution_options(synchronize_session=False)
    )


async def due(
    session: AsyncSession, now: datetime, limit: int, alone: int | None = None
) -> Sequence[DueSlot]:
    """Up to `limit` slots due by `now`, the longest due first, locked; or one of them `alone`.

    Several processes may ask at once: each gets other slots (SKIP LOCKED; SQLite has one writer anyway).
    """
    wanted = (
        select(*_DUE)
        .join(Member, Member.id == Slot.member_id)
        .where(Slot.due_at <= now)
        .order_by(Slot.due_at)
        .limit(limit)
        .with_for_update(of=Slot, skip_locked=True)
    )
    if alone is not None:
        wanted = wanted.where(Slot.id == alone)
    found = await session.execute(wanted)
    return [DueSlot(*row) for row in found]


async def later(session: AsyncSession, than: datetime, after: int, limit: int) -> Sequence[DueSlot]:
    """The next slots, by number, that are due later than a moment."""
    return await _found(session, Slot.due_at > than, Slot.id > after, limit=limit)


async def held(session: AsyncSession, ids: Collection[int]) -> Sequence[DueSlot]:
    """These slots as they are now, as far as they are due at all, locked."""
    return await _found(session, Slot.due_at.is_not(None), Slot.id.in_(ids), lock=True)


async def _found(
    session: AsyncSession,
    *which: ColumnElement[bool],
    limit: int | None = None,
    lock: bool = False,
) -> Sequence[DueSlot]:
    wanted = select(*_DUE).join(Member, Member.id == Slot.member_id).where(*which)
    wanted = wanted.order_by(Slot.id).limit(limit)
    if lock:
        wanted = wanted.with_for_update(of=Slot, skip_locked=True)
    return [DueSlot(*row) for row in await session.execute(wanted)]


async def move(
    session: AsyncSession, moves: Sequence[tuple[int, datetime | None, date | None]]
) -> None:
    """Write down for many slots when each is due next, and the last local date it was served for."""
    if not moves:
        return
    connection = await session.connection()
    await connection.execute(
        _MOVE, [{"slot": slot, "due": due, "last": last} for slot, due, last in moves]
    )


_DUE = tuple(getattr(Slot if hasattr(Slot, name) else Member, name) for name in DueSlot._fields)
_MOVE = (
    update(Slot)
    .where(Slot.id == bindparam("slot"))
    .values(due_at=bindparam("due"), last_date=bindparam("last"))
)
