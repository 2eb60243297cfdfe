"""Ideas that came back, and when they do so again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.coaching.path.ideas import Idea
from solbot.db.tables import Return


async def of_member(session: AsyncSession, member_id: int) -> Sequence[Return]:
    """All of a member's."""
    wanted = select(Return).where(Return.member_id == member_id)
    return (await session.scalars(wanted.order_by(Return.reading_id))).all()


async def under_way(
    session: AsyncSession, member_id: int, today: date, readings: Collection[str]
) -> dict[str, Idea]:
    """Those that are due by today, and those of these readings."""
    found = await session.scalars(
        select(Return).where(
            Return.member_id == member_id,
            (Return.due_on <= today) | Return.reading_id.in_(readings),
        )
    )
    return {one.reading_id: _idea(one) for one in found}


async def get(session: AsyncSession, member_id: int, reading_id: str) -> Idea | None:
    """The idea of one reading, if it ever came back."""
    row = await session.get(Return, (member_id, reading_id))
    return _idea(row) if row is not None else None


async def put(session: AsyncSession, member_id: int, idea: Idea) -> None:
    """Keep how it stands with an idea."""
    await session.merge(
        Return(
            member_id=member_id,
            reading_id=idea.reading,
            stage=idea.stage,
            due_on=idea.due_on,
            faded=idea.faded,
        )
    )


def _idea(row: Return) -> Idea:
    return Idea(row.reading_id, row.stage, row.due_on, row.faded)
