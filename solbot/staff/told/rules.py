"""What staff are told of, and when: each morning at an hour of theirs, or at once; what lapses, the morning before."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(8)
HOURS = (time(7), time(8), time(9), time(10))
"""Whoever chose nothing is told at the first; the others are a tap away."""

DAY_ENDS = 20
"""From this hour on nobody is told something that can wait until the morning."""

LOOKS_AHEAD = timedelta(days=2)
"""So long before it lapses a hold is looked at: the morning before is never further from it."""

TIME_TO_ACT = timedelta(hours=3)
"""What staff are told so shortly before it lapses is no help to anybody."""

LONGEST_WAIT = timedelta(days=3)
"""Nothing waits to be told for so long: what seems to was set down by a clock that was wrong."""

KEPT = timedelta(days=30)


def next_morning(now: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The next moment at which it is this time by somebody's clock."""
    today = now.astimezone(zone).date()
    days = (today, today + timedelta(days=1))
    moments = (datetime.combine(day, at, zone) for day in days)
    # As moments: within one zone datetimes compare by what the clock shows.
    return next((one for one in moments if one.timestamp() > now.timestamp()), now)


def before_lapse(now: datetime, at: time, zone: ZoneInfo, until: datetime) -> datetime:
    """When somebody is told that a hold lapses: the morning before its last day, whatever day of the week that is.

    Where that is over, now; but not at night, where the next morning leaves time to act.
    """
    eve = datetime.combine(until.astimezone(zone).date() - timedelta(days=1), at, zone)
    if eve.timestamp() > now.timestamp():
        return eve
    here = now.astimezone(zone)
    if here.date() == eve.date() and here.hour < DAY_ENDS:
        return now
    morning = next_morning(now, at, zone)
    in_time = morning.timestamp() + TIME_TO_ACT.total_seconds() <= until.timestamp()
    return morning if in_time else now
