"""Local time: a date and a time of day in a zone, turned into a moment, and back.

Clock changes follow one rule: a date and a wall time mean the first moment at which the local clock shows that much
or more. So a time that a change skips moves to the first moment that exists, and one that happens twice is meant the
first time.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)


def moment(on: date, at: time, zone: ZoneInfo) -> datetime:
    """The first moment (UTC) at which the local clock shows this date and time, or has gone past it.

    A wall time that a clock change skips gives the first moment that exists after it, even on the next
    date; one that happens twice gives the first of the two. Whole seconds only.
    """
    wall = datetime.combine(on, at.replace(microsecond=0, fold=0), zone)
    due = wall.astimezone(UTC)
    # Within one zone datetimes compare by their wall time alone, which is what is wanted here.
    if due.astimezone(zone) == wall:
        return due
    return _end_of_gap(wall, zone)


def exists(on: date, zone: ZoneInfo) -> bool:
    """Whether the zone has this date at all: crossing the date line, some places skipped one."""
    return local_date(moment(on, time(), zone), zone) == on


def local_date(at: datetime, zone: ZoneInfo) -> date:
    """The date in the zone at a moment. Raises ValueError for a moment without a zone of its own."""
    return local(at, zone).date()


def day_of(at: datetime, zone: ZoneInfo, begins: int) -> date:
    """The day that somebody whose days begin at this hour calls a moment's: until then it is still the day before."""
    here = local(at, zone)
    return here.date() - timedelta(days=here.hour < begins)


def local(at: datetime, zone: ZoneInfo) -> datetime:
    """A moment as the zone's clocks show it. Raises ValueError for one without a zone of its own."""
    # astimezone() would silently take a naive moment for the time of this machine.
    if at.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return at.astimezone(zone)


def utc(at: datetime) -> datetime:
    """A moment in UTC. Raises ValueError for one without a zone of its own."""
    if at.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return at.astimezone(UTC)


def _end_of_gap(wall: datetime, zone: ZoneInfo) -> datetime:
    """The clock change that skipped this wall time, found by halving between its two readings."""
    before = wall.replace(fold=1).astimezone(UTC)
    after = wall.astimezone(UTC)
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        if middle.astimezone(zone) >= wall:
            after = middle
        else:
            before = middle
    return after
