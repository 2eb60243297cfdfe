"""Audiences that staff gave a name."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import SavedAudience


async def everyone(session: AsyncSession) -> Sequence[SavedAudience]:
    """All of them, by name."""
    found = await session.scalars(
        select(SavedAudience).order_by(func.lower(SavedAudience.name), SavedAudience.id)
    )
    return found.all()


async def get(session: AsyncSession, saved_id: int) -> SavedAudience | None:
    """One of them, or None."""
    return await session.get(SavedAudience, saved_id)
