"""Days off: dates on which nothing comes, as their owners set them beforehand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.in_ids import in_ids
from solbot.db.tables import DaysOff


class Off(NamedTuple):
    """From a local date to another, both included."""

    id: int
    first: date
    last: date


async def of_members(
    session: AsyncSession, ids: Collection[int]
) -> Mapping[int, Sequence[tuple[date, date]]]:
    """The days off of these members, for those who have any."""
    found = await session.execute(
        select(DaysOff.member_id, DaysOff.first, DaysOff.last).where(
            in_ids(session, DaysOff.member_id, set(ids))
        )
    )
    by_member: defaultdict[int, list[tuple[date, date]]] = defaultdict(list)
    for member, first, last in found:
        by_member[member].append((first, last))
    return by_member


async def of_member(session: AsyncSession, member_id: int) -> Sequence[Off]:
    """A member's days off, the earliest first."""
    found = await session.execute(
        select(DaysOff.id, DaysOff.first, DaysOff.last)
        .where(DaysOff.member_id == member_id)
        .order_by(DaysOff.first, DaysOff.id)
    )
    return [Off._make(row) for row in found]


async def add(session: AsyncSession, member_id: int, first: date, last: date) -> None:
    """Add some."""
    await session.execute(insert(DaysOff).values(member_id=member_id, first=first, last=last))


async def remove(session: AsyncSession, member_id: int, ids: Collection[int]) -> None:
    """Take some of a member's own away."""
    await session.execute(
        delete(DaysOff).where(DaysOff.member_id == member_id, DaysOff.id.in_(ids))
    )
