"""News: what was announced for a member, also to those who joined later; and whether they want announcements."""

from __future__ import annotations

from solbot.announcements.audience import service as audiences
from solbot.announcements.news import db as news_db
from solbot.db.tables import Announcement
from solbot.members.service import Member
from solbot.unit_of_work import UnitOfWork

__all__ = ["Announcement", "Member"]

LATEST = 60
"""Among so many of the latest announcements a member's own are looked for."""


async def of_member(
    work: UnitOfWork, member: Member, before: int | None, size: int
) -> list[Announcement]:
    """What was announced for a member, newest first: what they got, and what was for people like them."""
    found = await news_db.of_member(
        work.session,
        member.id,
        before,
        size,
        LATEST,
        work.now,
        lambda one: audiences.meant(work, one.audience, work.now),
    )
    return list(found)


async def find(work: UnitOfWork, member: Member, announcement_id: int) -> Announcement | None:
    """One of them, or None when it was not for this member, or was taken back."""
    found = await of_member(work, member, announcement_id + 1, 1)
    return found[0] if found and found[0].id == announcement_id else None


async def turn(work: UnitOfWork, member: Member, *, off: bool) -> None:
    """No announcements any more, or again; the coaching goes on as it is."""
    member.announcements_off_at = work.now if off else None
    await work.session.flush()


async def set_hours(work: UnitOfWork, member: Member, hours: str | None) -> None:
    """Between which hours of their day announcements with an hour of their own may come; None: the usual ones."""
    member.announcement_hours = hours
    await work.session.flush()
