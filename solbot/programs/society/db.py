"""The page about the society, as staff wrote it."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import SocietyRow
from solbot.db.upsert import insert_into

_THE_ONE = 1


async def get(session: AsyncSession) -> SocietyRow | None:
    """What staff wrote; None while they wrote nothing."""
    return await session.get(SocietyRow, _THE_ONE)


async def locked(session: AsyncSession) -> SocietyRow:
    """What staff wrote, nobody else's to change until this transaction ends."""
    await session.execute(
        insert_into(session, SocietyRow)
        .values(id=_THE_ONE, published={}, files_said={}, draft_number=0)
        .on_conflict_do_nothing(index_elements=["id"])
    )
    return await session.get_one(SocietyRow, _THE_ONE, with_for_update=True, populate_existing=True)
