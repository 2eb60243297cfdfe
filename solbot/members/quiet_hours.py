"""Quiet hours: by a person's own clock, hours in which nothing comes that they did not set a time for themselves."""

from __future__ import annotations

from datetime import datetime

from solbot.db.tables import Member
from solbot.members.db import Reader
from solbot.typed.spans import Span
from solbot.unit_of_work import Work

NOTICES = frozenset(
    {
        *("program_news", "cohort_added", "alumnus", "inquiry_answer", "home_again"),
        *("seat_changed", "seat_confirmed", "seat_ending", "seat_lapsed", "seat_moved_up"),
        *("seat_released", "seat_reminder"),
    }
)
"""The notices that wait. The others are staff's own work, or follow at once from what a person did."""


def hours(who: Member | Reader) -> Span | None:
    """Somebody's quiet hours, if they have any."""
    return Span.of(who.quiet_hours) if who.quiet_hours else None


def choose(member: Member, wanted: Span | None) -> None:
    """Have quiet hours from now on, or none."""
    member.quiet_hours = wanted.text() if wanted is not None else None


def until(work: Work, who: Member | Reader) -> datetime | None:
    """When the quiet hours end that are going on for somebody; None where it is not quiet."""
    quiet = hours(who)
    return quiet.over_at(work.now, work.clock_of(who.zone)) if quiet else None
