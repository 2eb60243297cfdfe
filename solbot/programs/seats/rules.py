"""Seats: how one is come by, how long it is held, and when its holder is reminded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from solbot.db.states import SeatStatus

LIVE = (SeatStatus.WAITING, SeatStatus.HELD, SeatStatus.CONFIRMED)
TAKEN = (SeatStatus.HELD, SeatStatus.CONFIRMED)

MORNING = time(8)
REMIND_AT = time(10)
REMINDERS: Mapping[str, timedelta] = {
    "two_weeks": timedelta(days=14),
    "two_days": timedelta(days=2),
}
EARLIEST = timedelta(days=15)
"""Longer before its start nobody need be looked for."""

MORNING_AHEAD = timedelta(hours=1)
LATE = timedelta(hours=2)
"""A reminder that could not be sent for so long is not sent any more."""

ENDING = timedelta(days=1)
"""So long before a held seat lapses its holder is reminded."""


def held_until(now: datetime, hold_days: int, starts: datetime | None) -> datetime:
    """Until when a seat is held from now on: at most until the program begins."""
    until = now + timedelta(days=hold_days)
    return min(until, starts) if starts is not None and starts > now else until


def reminders(starts: datetime, zone: ZoneInfo) -> dict[str, datetime]:
    """The moments at which somebody of this zone is reminded of a start, by name.

    Two weeks and two days before, at ten by their clock; and on the last morning, at eight, that leaves
    an hour until the start.
    """
    local = starts.astimezone(zone)
    found = {
        name: datetime.combine(local.date() - before, REMIND_AT, zone)
        for name, before in REMINDERS.items()
    }
    morning = datetime.combine(local.date(), MORNING, zone)
    if starts - morning < MORNING_AHEAD:
        morning = datetime.combine(local.date() - timedelta(days=1), MORNING, zone)
    return found | {"morning": morning}


def due(moment: datetime, now: datetime, ahead: timedelta) -> bool:
    """Whether a reminder is to be put in the outbox: its moment comes `ahead` of now, or has just passed."""
    return now - LATE < moment <= now + ahead
