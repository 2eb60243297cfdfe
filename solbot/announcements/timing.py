"""When announcements leave: at once, at a moment, at one's own hour, or again and again."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from solbot.local_time import moment

USUAL_HOURS = (8, 21)
"""Between which hours announcements may come by a person's clock, unless they chose others."""


class When(StrEnum):
    """How an announcement's moment is set."""

    NOW = "now"
    AT = "at"
    LOCAL = "local"  # at an hour of each person's own clock
    REPEAT = "repeat"


class Every(StrEnum):
    """How often a repeating one is sent."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Timing:
    """When an announcement leaves.

    `on` and `at` are a date and a time by the clock of `zone`, or by each person's own for LOCAL; a repeating
    one begins on that date, and keeps its weekday or its day of the month.
    """

    when: When = When.NOW
    on: date | None = None
    at: time | None = None
    zone: str = "UTC"
    every: Every | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Timing:
        """As it is kept."""
        return cls(
            When(data.get("when", When.NOW)),
            date.fromisoformat(data["on"]) if data.get("on") else None,
            time.fromisoformat(data["at"]) if data.get("at") else None,
            data.get("zone", "UTC"),
            Every(data["every"]) if data.get("every") else None,
        )

    @property
    def moment(self) -> datetime:
        """The moment of one that is sent at a time of one clock. Raises ValueError for others."""
        if self.on is None or self.at is None:
            raise ValueError("this has no moment of its own")
        return moment(self.on, self.at, ZoneInfo(self.zone))

    def data(self) -> dict[str, Any]:
        """To be kept."""
        found = {
            "when": self.when.value,
            "on": self.on.isoformat() if self.on else None,
            "at": self.at.isoformat("minutes") if self.at else None,
            "zone": self.zone,
            "every": self.every.value if self.every else None,
        }
        return {name: value for name, value in found.items() if value is not None}


def local_moment(
    timing: Timing, zone: str, hours: tuple[int, int] | None, now: datetime
) -> datetime:
    """When somebody of this zone gets what is sent at a local hour, within the hours they allow, never before now."""
    begins, ends = hours or USUAL_HOURS
    at = within(timing.at or time(begins), begins, ends)
    here = ZoneInfo(zone)
    today = now.astimezone(here).date()
    on = max(timing.on or today, today)
    found = moment(on, at, here)
    return found if found >= now else moment(on + timedelta(days=1), at, here)


def hours_of(text: str | None) -> tuple[int, int] | None:
    """Hours as they are kept, such as "8-21"; None for the usual ones."""
    if not text:
        return None
    begins, _, ends = text.partition("-")
    return int(begins), int(ends)


def next_run(timing: Timing, after: datetime) -> datetime:
    """The first run of a repeating announcement later than a moment."""
    if timing.on is None or timing.at is None or timing.every is None:
        raise ValueError("this does not repeat")
    on = max(timing.on, after.astimezone(ZoneInfo(timing.zone)).date())
    for step in range(64):
        day = on + timedelta(days=step)
        if _falls_on(timing.on, timing.every, day):
            found = moment(day, timing.at, ZoneInfo(timing.zone))
            if found > after:
                return found
    raise ValueError("no run within two months")


def _falls_on(first: date, every: Every, day: date) -> bool:
    if day < first:
        return False
    if every is Every.DAY:
        return True
    if every is Every.WEEK:
        return day.weekday() == first.weekday()
    last = calendar.monthrange(day.year, day.month)[1]
    return day.day == min(first.day, last)  # the 31st is the last day of shorter months


def within(at: time, begins: int, ends: int) -> time:
    """The nearest time of day within these hours."""
    if at < time(begins):
        return time(begins)
    if ends < 24 and at >= time(ends):
        return time(ends - 1)
    return at
