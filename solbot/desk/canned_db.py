"""What belongs to the desk itself: ready answers, who wants quiet, and how long an inquiry may wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import DeskRule, Quiet, ReadyAnswer


async def ready(session: AsyncSession) -> Sequence[ReadyAnswer]:
    """Ready answers by their names."""
    found = await session.scalars(
        select(ReadyAnswer).order_by(func.lower(ReadyAnswer.name), ReadyAnswer.id)
    )
    return found.all()


async def ready_one(session: AsyncSession, ready_id: int) -> ReadyAnswer | None:
    """One ready answer, nobody else's to change until this transaction ends."""
    return await session.get(ReadyAnswer, ready_id, with_for_update=True, populate_existing=True)


async def quiet(session: AsyncSession) -> set[int]:
    """Who does not want to be told of each new inquiry."""
    return set(await session.scalars(select(Quiet.member_id)))


async def set_quiet(session: AsyncSession, member_id: int, wanted: bool, now: datetime) -> None:
    """Be told of each new inquiry, or not."""
    if wanted:
        await session.merge(Quiet(member_id=member_id, since=now))
    else:
        await session.execute(delete(Quiet).where(Quiet.member_id == member_id))


async def hours(session: AsyncSession) -> int | None:
    """What owners chose, if they chose."""
    row = await session.get(DeskRule, 1)
    return row.hours if row else None


async def set_hours(session: AsyncSession, hours: int) -> None:
    """From how many hours on an inquiry waits too long."""
    await session.merge(DeskRule(id=1, hours=hours))
