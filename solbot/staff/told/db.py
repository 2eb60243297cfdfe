"""What happened that staff are told of, who is to be told, and when each wants to be."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.details import HappeningDetail
from solbot.db.in_ids import in_ids
from solbot.db.states import HappeningKind
from solbot.db.tables import Happening, Member, Telling, TellingTime


async def times(session: AsyncSession, people: Collection[int]) -> dict[int, time | None]:
    """When these people want to be told, as far as they chose; None: at once."""
    found = await session.scalars(select(TellingTime).where(TellingTime.member_id.in_(people)))
    return {one.member_id: one.at for one in found}


async def set_time(session: AsyncSession, member_id: int, at: time | None) -> None:
    """Keep when one of the staff wants to be told."""
    await session.merge(TellingTime(member_id=member_id, at=at))
    await session.flush()


async def add(session: AsyncSession, what: Happening, due: Sequence[tuple[int, datetime]]) -> None:
    """Keep what happened, and when each of these people is to be told of it."""
    session.add(what)
    await session.flush()
    rows = [{"happening_id": what.id, "member_id": person, "due_at": at} for person, at in due]
    if rows:
        await session.execute(insert(Telling), rows)


async def noted(
    session: AsyncSession, kind: HappeningKind, subjects: Collection[int]
) -> dict[int, datetime]:
    """When something of this kind was noted last, of each of these seats of which it was."""
    found = await session.execute(
        select(Happening.subject_id, func.max(Happening.at))
        .where(Happening.kind == kind, in_ids(session, Happening.subject_id, subjects))
        .group_by(Happening.subject_id)
    )
    return {subject: at for subject, at in found.all() if subject is not None}


async def put_off(session: AsyncSession, member_id: int, due_at: datetime) -> None:
    """Tell somebody later, or sooner, of whatever waits for them."""
    mine = (Telling.member_id == member_id, Telling.letter_id.is_(None))
    await session.execute(update(Telling).where(*mine).values(due_at=due_at))


async def due(
    session: AsyncSession, now: datetime, longest: timedelta
) -> Sequence[tuple[int, int]]:
    """Whoever is to be told something by now, with the last of what they are to be told."""
    found = await session.execute(
        select(Telling.member_id, func.max(Telling.happening_id))
        .where(Telling.letter_id.is_(None), _is_due(now, longest))
        .group_by(Telling.member_id)
        .order_by(Telling.member_id)
    )
    return [(member_id, last) for member_id, last in found.all()]


async def next_due(session: AsyncSession, after: datetime | None = None) -> datetime | None:
    """When somebody is told something next (later than `after`, if given)."""
    wanted = select(func.min(Telling.due_at)).where(Telling.letter_id.is_(None))
    if after is not None:
        wanted = wanted.where(Telling.due_at > after)
    return await session.scalar(wanted)


async def take(
    session: AsyncSession, member_id: int, letter_id: int, now: datetime, longest: timedelta
) -> None:
    """Have a letter tell somebody all that is due. What one letter tells, no other does."""
    await session.execute(
        update(Telling)
        .where(Telling.member_id == member_id, Telling.letter_id.is_(None), _is_due(now, longest))
        .values(letter_id=letter_id)
    )


class Told(NamedTuple):
    """Something that is told to somebody, and the name of the person it happened to."""

    kind: HappeningKind
    member_id: int
    program: str | None
    subject: int | None
    detail: HappeningDetail
    name: str | None


async def told_by(session: AsyncSession, member_id: int, letter_id: int) -> list[Told]:
    """What a letter tells somebody, in its order."""
    found = await session.execute(
        select(
            Happening.kind,
            Happening.member_id,
            Happening.program_id,
            Happening.subject_id,
            Happening.detail,
            Member.name,
        )
        .join(Telling, Telling.happening_id == Happening.id)
        .join(Member, Member.id == Happening.member_id)
        .where(Telling.member_id == member_id, Telling.letter_id == letter_id)
        .order_by(Happening.id)
    )
    return [Told._make(row) for row in found]


async def forget(session: AsyncSession, before: datetime) -> None:
    """Delete what happened before a moment."""
    await session.execute(delete(Happening).where(Happening.at < before))


def _is_due(now: datetime, longest: timedelta) -> ColumnElement[bool]:
    return or_(Telling.due_at <= now, Telling.due_at > now + longest)
