"""What was announced for one member."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.states import AnnouncementState, RoundKind, RoundState
from solbot.db.tables import Announcement, Member, Recipient, Round


async def of_member(
    session: AsyncSession,
    member_id: int,
    before: int | None,
    size: int,
    latest: int,
    now: datetime,
    meant: Callable[[Announcement], ColumnElement[bool]],
) -> Sequence[Announcement]:
    """Announcements that went to a member, or whose audience they belong to by now, newest first.

    `meant` says of an announcement whether a member is meant.
    """
    wanted = (
        select(Announcement)
        .where(
            Announcement.state == AnnouncementState.CONFIRMED,
            Announcement.confirmed_at.is_not(None),
        )
        .order_by(Announcement.id.desc())
        .limit(latest)
    )
    if before is not None:
        wanted = wanted.where(Announcement.id < before)
    rows = (await session.scalars(wanted)).all()
    if not rows:
        return []
    # Of one whose rest was called off, only those hear who have it.
    begun = select(Round.announcement_id).where(
        Round.kind == RoundKind.SENDING,
        Round.state != RoundState.CANCELLED,
        Round.started_at <= now,
        Round.announcement_id.in_([one.id for one in rows]),
    )
    shown = set((await session.scalars(begun)).all())
    got = (
        select(Round.announcement_id)
        .join(Recipient, Recipient.round_id == Round.id)
        .where(
            Recipient.member_id == member_id,
            Recipient.due_at <= now,
            Round.kind == RoundKind.SENDING,
            or_(Round.state != RoundState.CANCELLED, ~Recipient.waiting),
        )
    )
    mine = set((await session.scalars(got)).all())
    others = [one for one in rows if one.id in shown and one.id not in mine]
    if others:
        fitting = [
            select(Announcement.id).where(
                Announcement.id == one.id,
                select(Member.id).where(Member.id == member_id, meant(one)).exists(),
            )
            for one in others
        ]
        mine |= set((await session.scalars(union_all(*fitting))).all())
    return [one for one in rows if one.id in mine][:size]
