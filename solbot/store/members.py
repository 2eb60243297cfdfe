"""Members: read, add, erase."""

from __future__ import annotations

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.store.tables import Member


async def get(session: AsyncSession, member_id: int) -> Member | None:
    """The member, locked until the transaction ends so that one person is served in order."""
    return await session.scalar(select(Member).where(Member.id == member_id).with_for_update())


async def erase(session: AsyncSession, member_id: int) -> None:
    """Delete the member and, by cascade, everything that hangs on them."""
    await session.execute(delete(Member).where(Member.id == member_id))


async def count(session: AsyncSession) -> int:
    """How many people ever pressed Start and were not erased."""
    return await session.scalar(select(func.count()).select_from(Member)) or 0
