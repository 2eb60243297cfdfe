"""Slots: a member's recurring local times, and which of them are due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.store.tables import Member, Slot


async def of_member(session: AsyncSession, member_id: int) -> Sequence[Slot]:
    """A member's slots, earliest time of day first."""
    found = await session.scalars(select(Slot).where(Slot.member_id == member_id).order_by(Slot.at))
    return found.all()


async def remove(session: AsyncSession, slot: Slot) -> None:
    """Delete one slot."""
    await session.execute(delete(Slot).where(Slot.id == slot.id))


async def next_due(session: AsyncSession, member_id: int) -> datetime | None:
    """The earliest moment at which any slot of the member is due, or None."""
    return await session.scalar(select(func.min(Slot.due_at)).where(Slot.member_id == member_id))


async def due(session: AsyncSession, now: datetime, limit: int) -> Sequence[tuple[Slot, Member]]:
    """Up to `limit` slots due by `now`, the longest due first, with their members, locked.

    Several processes may ask at once: each gets other slots (SKIP LOCKED; SQLite has one writer anyway).
    """
    found = await session.execute(
        select(Slot, Member)
        .join(Member, Member.id == Slot.member_id)
        .where(Slot.due_at <= now)
        .order_by(Slot.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [(slot, member) for slot, member in found.all()]
