"""Sequences, purely: when each person gets a message, and what becomes of it as dates move and people come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from solbot.announcements.timing import USUAL_HOURS, within
from solbot.db.states import Anchor
from solbot.limits import SEQUENCE_DAYS
from solbot.local_time import local_date, moment
from solbot.typed.spans import TimeSpan

MOST_DAYS = SEQUENCE_DAYS
LATE = timedelta(hours=2)
"""What could not be sent for so long is not sent any more."""

NEAR = timedelta(days=3)
"""No clock, and nobody's hours, bring a message further away from its day than that."""


class Fate(StrEnum):
    """What becomes of a message to one person."""

    COMING = "coming"
    DUE = "due"
    LATE = "late"  # it could not be sent in time
    SKIPPED = (
        "skipped"  # its moment had passed when the sequence was started, or its date was moved
    )
    JOINED_LATER = "joined_later"
    UNKNOWN = "unknown"  # its day is not known


@dataclass(frozen=True)
class Plan:
    """When a message comes: so many days after its anchor (before it, where negative), at an hour of one's own."""

    anchor: Anchor
    days: int
    at: time


@dataclass(frozen=True)
class ReaderClock:
    """How a reader's time goes, and in which hours nothing is to come."""

    zone: ZoneInfo
    hours: tuple[int, int] | None = None  # that they allow announcements; None: the usual ones
    quiet: TimeSpan | None = None


def moment_of(
    plan: Plan, day: date | None, joined_at: datetime, clock: ReaderClock
) -> datetime | None:
    """When somebody gets it, within the hours they allow and after their quiet hours; None while its day is not known.

    On the day of joining itself it comes at the first such hour after that.
    """
    if plan.anchor is Anchor.JOINED:
        day = local_date(joined_at, clock.zone)
    if day is None:
        return None
    on = day + timedelta(days=plan.days)
    found = _at(plan.at, on, clock)
    if plan.anchor is Anchor.JOINED and plan.days == 0 and found < joined_at:
        return _at(plan.at, on + timedelta(days=1), clock)
    return found


def fate(at: datetime | None, joined_at: datetime, since: datetime, now: datetime) -> Fate:
    """What becomes of a message due at a moment, to somebody who joined at another."""
    if at is None:
        return Fate.UNKNOWN
    if at > now:
        return Fate.COMING
    if at < joined_at:
        return Fate.JOINED_LATER
    if at < since:
        return Fate.SKIPPED
    return Fate.DUE if at > now - LATE else Fate.LATE


def may_be_due(plan: Plan, day: date | None, now: datetime) -> bool:
    """Whether it may be due for anybody about now; of what hangs on joining, that is not known from its day."""
    if plan.anchor is Anchor.JOINED:
        return True
    return day is not None and abs(day + timedelta(days=plan.days) - now.date()) <= NEAR


def _at(at: time, on: date, clock: ReaderClock) -> datetime:
    found = moment(on, within(at, *(clock.hours or USUAL_HOURS)), clock.zone)
    over = clock.quiet.over_at(found, clock.zone) if clock.quiet is not None else None
    return over or found
