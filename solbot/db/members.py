"""A member as everything that speaks to them needs them. What else there is to do with members, their feature knows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.states import MemberState
from solbot.db.tables import Member


class Reader(NamedTuple):
    """What has to be known of a member to send them an announcement; none of it is private."""

    id: int
    state: MemberState
    language: str | None
    language_hint: str | None
    zone: str | None
    twelve_hours: bool | None
    paused_at: datetime | None
    paused_until: datetime | None
    announcements_off_at: datetime | None
    quiet_hours: str | None
    announcement_hours: str | None


def is_paused(member: Member | Reader, now: datetime) -> bool:
    """Whether a pause is in force."""
    return member.paused_at is not None and (
        member.paused_until is None or member.paused_until > now
    )


FIRST_TEXT: Final = date(2026, 11, 29)
"""Of when the privacy text is that everybody agreed to who was here before such days were noted."""


def is_behind(agreed: date | None, text: date | None) -> bool:
    """Whether the privacy text changed since somebody agreed to it."""
    return text is not None and (agreed or FIRST_TEXT) < text


async def get(session: AsyncSession, member_id: int) -> Member | None:
    """The member, locked until the transaction ends so that one person is served in order.

    The lock leaves their key alone: others may write what hangs on them, such as a letter.
    """
    wanted = select(Member).where(Member.id == member_id).with_for_update(key_share=True)
    return await session.scalar(wanted)
