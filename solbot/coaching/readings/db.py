"""Readings that members keep at hand."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import KeptReading, Prompt


async def of_member(session: AsyncSession, member_id: int) -> Sequence[KeptReading]:
    """All a member keeps, what was kept last first."""
    wanted = select(KeptReading).where(KeptReading.member_id == member_id)
    found = await session.scalars(wanted.order_by(KeptReading.at.desc(), KeptReading.reading_id))
    return found.all()


async def get(session: AsyncSession, member_id: int, reading_id: str) -> KeptReading | None:
    """One that a member keeps."""
    return await session.get(KeptReading, (member_id, reading_id))


async def remove(session: AsyncSession, member_id: int, reading_id: str) -> None:
    """Keep one no more."""
    mine = (KeptReading.member_id == member_id, KeptReading.reading_id == reading_id)
    await session.execute(delete(KeptReading).where(*mine))


async def came_last(session: AsyncSession, member_id: int, limit: int) -> Sequence[str]:
    """The readings that were brought to a member, the latest first."""
    last = func.max(Prompt.asked_at)
    wanted = (
        select(Prompt.reading_id)
        .where(Prompt.member_id == member_id, Prompt.asked_at.is_not(None))
        .group_by(Prompt.reading_id)
        .order_by(last.desc(), Prompt.reading_id)
        .limit(limit)
    )
    return (await session.scalars(wanted)).all()
