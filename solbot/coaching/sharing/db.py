"""Entries that members let one other person read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.states import AnswerState
from solbot.db.tables import Answer, Member, SharedEntry


async def member(session: AsyncSession, member_id: int) -> Member | None:
    """Who shares or receives; not held, as nothing of theirs is changed."""
    return await session.get(Member, member_id)


async def by_digest(session: AsyncSession, digest: str) -> SharedEntry | None:
    """The one a link leads to, held: only one person can be the first to open it."""
    wanted = select(SharedEntry).where(SharedEntry.digest == digest).with_for_update()
    return await session.scalar(wanted)


async def given(session: AsyncSession, member_id: int, now: datetime) -> Sequence[SharedEntry]:
    """All a member shares, the newest first, without links that lapsed."""
    wanted = select(SharedEntry).where(SharedEntry.member_id == member_id, _holds(now))
    return (await session.scalars(wanted.order_by(SharedEntry.id.desc()))).all()


async def received(session: AsyncSession, member_id: int) -> Sequence[SharedEntry]:
    """All a member accepted, the newest first."""
    mine = (SharedEntry.receiver_id == member_id, SharedEntry.accepted_at.is_not(None))
    wanted = select(SharedEntry).where(*mine).order_by(SharedEntry.id.desc())
    return (await session.scalars(wanted)).all()


async def of_sharer(session: AsyncSession, member_id: int, share_id: int) -> SharedEntry | None:
    """One that this member shares; another's is as good as none."""
    mine = (SharedEntry.id == share_id, SharedEntry.member_id == member_id)
    return await session.scalar(select(SharedEntry).where(*mine))


async def of_receiver(session: AsyncSession, member_id: int, share_id: int) -> SharedEntry | None:
    """One that this member was offered, or accepted."""
    mine = (SharedEntry.id == share_id, SharedEntry.receiver_id == member_id)
    return await session.scalar(select(SharedEntry).where(*mine))


async def remove(session: AsyncSession, share: SharedEntry) -> None:
    """Share it no more."""
    await session.execute(delete(SharedEntry).where(SharedEntry.id == share.id))


async def remove_given(session: AsyncSession, member_id: int) -> int:
    """Share nothing of a member any more; how much there was."""
    found = await session.execute(delete(SharedEntry).where(SharedEntry.member_id == member_id))
    return int(found.rowcount)  # type: ignore[attr-defined]


async def drop_lapsed(session: AsyncSession, member_id: int, now: datetime) -> None:
    """Be rid of a member's links that lapsed."""
    lapsed = (SharedEntry.member_id == member_id, ~_holds(now))
    await session.execute(delete(SharedEntry).where(*lapsed))


async def count_open(session: AsyncSession, member_id: int) -> int:
    """How many links of a member nobody accepted yet."""
    wanted = select(func.count()).select_from(SharedEntry)
    mine = (SharedEntry.member_id == member_id, SharedEntry.accepted_at.is_(None))
    return await session.scalar(wanted.where(*mine)) or 0


async def count(session: AsyncSession, *, sharer: int = 0, receiver: int = 0) -> int:
    """How many a member shares, or has accepted."""
    wanted = select(func.count()).select_from(SharedEntry)
    mine = (
        SharedEntry.member_id == sharer
        if sharer
        else (SharedEntry.receiver_id == receiver) & SharedEntry.accepted_at.is_not(None)
    )
    return await session.scalar(wanted.where(mine)) or 0


async def note(session: AsyncSession, member_id: int, answer_id: int | None) -> Sequence[Answer]:
    """The note a member shares, while it is in their journal."""
    mine = (Answer.id == answer_id, Answer.member_id == member_id, Answer.state == AnswerState.KEPT)
    return (await session.scalars(select(Answer).where(*mine))).all()


def _holds(now: datetime) -> ColumnElement[bool]:
    """What was accepted, or can be."""
    return or_(SharedEntry.accepted_at.is_not(None), SharedEntry.lapses_at > now)
