"""Whom to remind this evening, and of what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.in_ids import in_ids
from solbot.db.states import PromptState
from solbot.db.tables import Member, Prompt


class DueReminder(NamedTuple):
    """A member whose reminder is due, and how the prompt stands; None where it is gone."""

    member_id: int
    at: datetime
    prompt_id: int | None
    state: PromptState | None


async def due(session: AsyncSession, now: datetime, limit: int) -> Sequence[DueReminder]:
    """Up to `limit` members to be reminded by `now`, the longest due first, locked; each process gets others."""
    found = await session.execute(
        select(Member.id, Member.remind_at, Member.remind_of, Prompt.state)
        .outerjoin(Prompt, Prompt.id == Member.remind_of)
        .where(Member.remind_at <= now)
        .order_by(Member.remind_at, Member.id)
        .limit(limit)
        .with_for_update(of=Member, skip_locked=True, key_share=True)
    )
    return [DueReminder._make(row) for row in found]


async def done(session: AsyncSession, ids: Collection[int]) -> None:
    """These members have been seen to."""
    await session.execute(
        update(Member)
        .where(in_ids(session, Member.id, ids))
        .values(remind_at=None, remind_of=None)
        .execution_options(synchronize_session=False)
    )


async def next_due(
    session: AsyncSession, member_id: int | None, after: datetime | None = None
) -> datetime | None:
    """The earliest moment (later than `after`, if given) at which anybody, or one member, is to be reminded."""
    wanted = select(func.min(Member.remind_at))
    if member_id is not None:
        wanted = wanted.where(Member.id == member_id)
    if after is not None:
        wanted = wanted.where(Member.remind_at > after)
    return await session.scalar(wanted)
