"""Practices that people took up, and on which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.states import PromptReason, PromptState
from solbot.db.tables import Prompt, Try


async def of_member(session: AsyncSession, member_id: int) -> Sequence[Try]:
    """All of a member's, by their day."""
    wanted = select(Try).where(Try.member_id == member_id)
    return (await session.scalars(wanted.order_by(Try.due_on, Try.reading_id))).all()


async def get(session: AsyncSession, member_id: int, reading_id: str) -> Try | None:
    """The one of a reading, if it was ever taken up."""
    return await session.get(Try, (member_id, reading_id))


async def put(
    session: AsyncSession, member_id: int, reading_id: str, due_on: date, at: datetime
) -> None:
    """Mean one for a date, whatever it was meant for before."""
    await session.merge(Try(member_id=member_id, reading_id=reading_id, due_on=due_on, at=at))


async def remove(session: AsyncSession, row: Try) -> None:
    """Take one off."""
    await session.delete(row)


async def due(session: AsyncSession, member_id: int, first: date, last: date) -> Sequence[Try]:
    """Those meant for one of these dates, by their day, that nothing was asked about since."""
    asked = select(Prompt.id).where(
        Prompt.member_id == member_id,
        Prompt.reading_id == Try.reading_id,
        Prompt.why == PromptReason.TRY,
        or_(Prompt.state == PromptState.WAITING, Prompt.asked_at > Try.at),
    )
    found = await session.scalars(
        select(Try)
        .where(Try.member_id == member_id, Try.due_on.between(first, last), ~asked.exists())
        .order_by(Try.due_on, Try.reading_id)
    )
    return found.all()
