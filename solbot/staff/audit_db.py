"""The audit: what staff did. It can be added to and read."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import Trace


async def page(session: AsyncSession, before: int | None, size: int) -> Sequence[Trace]:
    """Up to `size` traces older than this one (None: the newest), newest first."""
    wanted = select(Trace).order_by(Trace.id.desc()).limit(size)
    if before is not None:
        wanted = wanted.where(Trace.id < before)
    return (await session.scalars(wanted)).all()


async def forget_person(session: AsyncSession, person_id: int) -> None:
    """Take a person's number out of what was done about them."""
    await session.execute(update(Trace).where(Trace.about_id == person_id).values(about_id=None))
