"""The reminder in the evening, as a member has it. Of what it reminds, service.py knows."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from solbot import local_time
from solbot.coaching.rhythm import rules as rhythm
from solbot.db.tables import Member
from solbot.unit_of_work import UnitOfWork

KIND = "reminder"


def turn(member: Member, *, wanted: bool) -> None:
    """Remind the member in the evenings from now on, or no more."""
    member.reminders, member.reminders_ignored, member.reminded_at = wanted, 0, None
    if not wanted:
        drop(member)


def drop(member: Member) -> None:
    """Be reminded of nothing this evening."""
    if member.remind_at is not None:
        member.remind_at, member.remind_of = None, None


def heard(member: Member) -> None:
    """The member did something: none of the reminders so far counts as ignored."""
    if member.reminded_at is not None or member.reminders_ignored:
        member.reminded_at, member.reminders_ignored = None, 0


def move(work: UnitOfWork, member: Member, before: ZoneInfo) -> None:
    """The evening is at another moment in the member's new zone."""
    if member.remind_at is not None:
        day = local_time.local_date(member.remind_at, before)
        at = local_time.moment(day, rhythm.EVENING, ZoneInfo(work.zone_of(member)))
        member.remind_at = at if at > work.now else None
