"""Who has been away for years, and what became of the question whether they want to stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.states import LetterStatus, MemberState
from solbot.db.tables import Letter, Member


async def to_ask(
    session: AsyncSession, before: date, now: datetime, kind: str, limit: int
) -> Sequence[int]:
    """Members who were last here before a day, whom nothing keeps from being asked, and who were not; nobody is
    locked."""
    asked = exists().where(Letter.member_id == Member.id, Letter.kind == kind)
    quiet = (Member.paused_at.is_not(None)) & (
        Member.paused_until.is_(None) | (Member.paused_until > now)
    )
    found = await session.scalars(
        select(Member.id)
        .where(_away(before), Member.state == MemberState.ACTIVE, ~quiet, ~asked)
        .order_by(Member.id)
        .limit(limit)
    )
    return found.all()


async def silent(
    session: AsyncSession, before: date, asked_before: datetime, kind: str, limit: int
) -> Sequence[int]:
    """Members who were last here before a day, and whom the question reached before a moment; nobody is locked."""
    asked = exists().where(
        Letter.member_id == Member.id,
        Letter.kind == kind,
        Letter.status == LetterStatus.SENT,
        Letter.settled_at < asked_before,
    )
    found = await session.scalars(
        select(Member.id).where(_away(before), asked).order_by(Member.id).limit(limit)
    )
    return found.all()


def _away(before: date) -> ColumnElement[bool]:
    """The same as `away.is_away`, for the database."""
    return or_(
        Member.seen_on < before,
        Member.seen_on.is_(None)
        & (Member.consented_at < datetime.combine(before, datetime.min.time(), UTC)),
    )
