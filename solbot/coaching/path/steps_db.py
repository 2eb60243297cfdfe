"""Steps whose day has come, as the path asks about them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import Prompt, Step, Vision


async def due(session: AsyncSession, member_id: int, first: date, last: date) -> Step | None:
    """The open step of a vision that is held, meant for one of these dates and not asked about since."""
    asked = select(Prompt.id).where(
        Prompt.member_id == member_id, Prompt.step_id == Step.id, Prompt.for_date > Step.due_on
    )
    return await session.scalar(
        select(Step)
        .join(Vision, Vision.id == Step.vision_id)
        .where(
            Step.member_id == member_id,
            Step.outcome.is_(None),
            Step.due_on.between(first, last),
            Vision.released_at.is_(None),
            ~asked.exists(),
        )
        .order_by(Step.due_on, Step.id)
        .limit(1)
    )


async def is_open(session: AsyncSession, member_id: int, step_id: int) -> bool:
    """Whether a step is still there and still open."""
    wanted = select(Step.id).where(
        Step.id == step_id, Step.member_id == member_id, Step.outcome.is_(None)
    )
    return await session.scalar(wanted) is not None
