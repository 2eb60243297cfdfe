"""Who has a book or a ZIP in the making."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import ExportErrand


async def get(session: AsyncSession, member_id: int) -> ExportErrand | None:
    """What a member has in the making."""
    return await session.get(ExportErrand, member_id, populate_existing=True)


async def remove(session: AsyncSession, member_id: int, holder: str | None = None) -> bool:
    """Take it out; with `holder`, only where it is in their hands. Whether there was anything."""
    wanted = delete(ExportErrand).where(ExportErrand.member_id == member_id)
    if holder is not None:
        wanted = wanted.where(ExportErrand.holder == holder)
    return bool((await session.execute(wanted.returning(ExportErrand.member_id))).all())


async def unheld(session: AsyncSession, before: datetime, limit: int) -> Sequence[int]:
    """Whose nobody has in hand, or nobody was heard of since that moment; who waits longest first."""
    found = await session.scalars(
        select(ExportErrand.member_id)
        .where(or_(ExportErrand.holder.is_(None), ExportErrand.seen_at < before))
        .order_by(ExportErrand.asked_at, ExportErrand.member_id)
        .limit(limit)
    )
    return found.all()


async def take(
    session: AsyncSession, member_id: int, holder: str, now: datetime, before: datetime
) -> bool:
    """Take one in hand, once more. False where another was faster."""
    taken = await session.execute(
        update(ExportErrand)
        .where(
            ExportErrand.member_id == member_id,
            or_(ExportErrand.holder.is_(None), ExportErrand.seen_at < before),
        )
        .values(holder=holder, seen_at=now, tries=ExportErrand.tries + 1)
        .returning(ExportErrand.member_id)
        .execution_options(synchronize_session=False)
    )
    return bool(taken.all())


async def keep(session: AsyncSession, member_id: int, holder: str, now: datetime) -> bool:
    """Say that it is still in hand. False where it is not any more."""
    kept = await session.execute(
        update(ExportErrand)
        .where(ExportErrand.member_id == member_id, ExportErrand.holder == holder)
        .values(seen_at=now)
        .returning(ExportErrand.member_id)
        .execution_options(synchronize_session=False)
    )
    return bool(kept.all())


async def put_back(session: AsyncSession, holders: Sequence[str]) -> None:
    """Let others take what these had in hand."""
    await session.execute(
        update(ExportErrand)
        .where(ExportErrand.holder.in_(holders))
        .values(holder=None, tries=ExportErrand.tries - 1)
        .execution_options(synchronize_session=False)
    )
