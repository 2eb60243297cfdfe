"""Quiet hours: by a person's own clock, hours in which nothing comes that they did not set a time for themselves."""

from __future__ import annotations

from datetime import datetime

from solbot.bot import dialog
from solbot.coaching.rhythm.rules import QUIET
from solbot.db.members import Reader
from solbot.db.tables import Member
from solbot.telegram.outbox import Claimed
from solbot.typed.spans import TimeSpan
from solbot.unit_of_work import UnitOfWork


def hours(who: Member | Reader) -> TimeSpan | None:
    """Somebody's quiet hours, if they have any."""
    return TimeSpan.of(who.quiet_hours) if who.quiet_hours else None


def choose(member: Member, wanted: TimeSpan | None) -> None:
    """Have quiet hours from now on, or none."""
    member.quiet_hours = wanted.text() if wanted is not None else None


def until(work: UnitOfWork, who: Member | Reader) -> datetime | None:
    """When the quiet hours end that are going on for somebody; None where it is not quiet."""
    quiet = hours(who)
    return quiet.over_at(work.now, work.clock_of(who.zone)) if quiet else None


async def put_off(work: UnitOfWork, member: Member, letter: Claimed) -> datetime | None:
    """Until when a letter waits: the end of the quiet hours of somebody who is not here just now; None where it would
    be too late then."""
    over = until(work, member)
    if over is None or letter.is_too_late(over):
        return None
    wrote = (await dialog.current(work, member.id)).wrote(work.now)
    return None if wrote is not None and work.now - wrote < QUIET else over
