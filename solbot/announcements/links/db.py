"""Short links and how often each was opened; never by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import ShortLink
from solbot.db.upsert import insert_into


async def get(session: AsyncSession, code: str) -> ShortLink | None:
    """The link behind a code."""
    return await session.get(ShortLink, code)


async def of(session: AsyncSession, announcement_id: int) -> Sequence[ShortLink]:
    """The links of an announcement, the oldest first."""
    found = await session.scalars(
        select(ShortLink)
        .where(ShortLink.announcement_id == announcement_id)
        .order_by(ShortLink.made_at, ShortLink.code)
    )
    return found.all()


async def add(session: AsyncSession, rows: Sequence[Mapping[str, object]]) -> None:
    """Keep new ones; an address that another process gave one meanwhile keeps that."""
    await session.execute(
        insert_into(session, ShortLink)
        .values(list(rows))
        .on_conflict_do_nothing(index_elements=["announcement_id", "digest"])
    )


async def count(session: AsyncSession, opened: Mapping[str, int]) -> None:
    """So many more times each was opened."""
    for code, times in sorted(opened.items()):  # in one order, so that nobody waits in a circle
        await session.execute(
            update(ShortLink)
            .where(ShortLink.code == code)
            .values(count=ShortLink.count + times)
            .execution_options(synchronize_session=False)
        )
