"""Programs that staff look after, and their editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.states import ProgramState
from solbot.db.tables import EditionRow, Offer
from solbot.db.upsert import insert_into


async def everyone(session: AsyncSession) -> Sequence[tuple[Offer, Mapping[str, object] | None]]:
    """All programs, oldest first, each with the content of its edition in force."""
    found = await session.execute(_WITH_EDITION.order_by(Offer.created_at, Offer.id))
    return [(row, content) for row, content in found.all()]


async def one(
    session: AsyncSession, program_id: str
) -> tuple[Offer, Mapping[str, object] | None] | None:
    """A program with the content of its edition in force, or None."""
    found = (await session.execute(_WITH_EDITION.where(Offer.id == program_id))).first()
    return (found[0], found[1]) if found else None


async def locked(session: AsyncSession, program_id: str) -> Offer | None:
    """A program, nobody else's to change until this transaction ends."""
    return await session.get(Offer, program_id, with_for_update=True, populate_existing=True)


async def ensure(
    session: AsyncSession, program_id: str, state: ProgramState, now: datetime
) -> None:
    """Have a row for this program; one that is there stays as it is."""
    await session.execute(
        insert_into(session, Offer)
        .values(id=program_id, state=state, created_at=now)
        .on_conflict_do_nothing(index_elements=["id"])
    )


async def editions(session: AsyncSession, program_id: str) -> Sequence[EditionRow]:
    """A program's editions, newest first."""
    found = await session.scalars(
        select(EditionRow)
        .where(EditionRow.program_id == program_id)
        .order_by(EditionRow.number.desc())
    )
    return found.all()


async def edition(session: AsyncSession, program_id: str, number: int) -> EditionRow | None:
    """One edition, or None."""
    return await session.get(EditionRow, (program_id, number))


async def newest(session: AsyncSession, program_id: str) -> int:
    """The number of the newest edition; 0 when there is none."""
    found = await session.scalar(
        select(func.max(EditionRow.number)).where(EditionRow.program_id == program_id)
    )
    return found or 0


_WITH_EDITION = select(Offer, EditionRow.content).outerjoin(
    EditionRow, and_(EditionRow.program_id == Offer.id, EditionRow.number == Offer.edition)
)
