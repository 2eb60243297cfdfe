"""When announcements leave: at once, at a moment, at one's own hour, or again and again."""

from __future__ import annotations

import calendar
import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from solbot.db.forms import KeptTiming
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
    one begins on that date, and keeps its weekday or its day of the month; `local`: at each person's own hour.
    `hold`: for whoever chose no hours, it waits until their usual ones; the hours people chose hold in any case.
    `urgent`: why it goes past the gap between two announcements.
    """

    when: When = When.NOW
    on: date | None = None
    at: time | None = None
    zone: str = "UTC"
    every: Every | None = None
    local: bool = False
    hold: bool = True
    urgent: str | None = None

    @classmethod
    def of(cls, data: KeptTiming) -> Timing:
        """As it is kept."""
        return cls(
            When(data.get("when", When.NOW)),
            date.fromisoformat(data["on"]) if data.get("on") else None,
            time.fromisoformat(data["at"]) if data.get("at") else None,
            data.get("zone", "UTC"),
            Every(data["every"]) if data.get("every") else None,
            bool(data.get("local", False)),
            bool(data.get("hold", True)),
            data.get("urgent"),
        )

    @property
    def stamp(self) -> str:
        """A few characters that tell one timing from another."""
        said = json.dumps(self.data(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:8]

    @property
    def moment(self) -> datetime:
        """The moment of one that is sent at a time of one clock. Raises ValueError for others."""
        if self.on is None or self.at is None:
            raise ValueError("this has no moment of its own")
        return moment(self.on, self.at, ZoneInfo(self.zone))

    def data(self) -> KeptTiming:
        """To be kept."""
        found: KeptTiming = {"when": self.when.value}
        if self.on:
            found["on"] = self.on.isoformat()
        if self.at:
            found["at"] = self.at.isoformat("minutes")
        found["zone"] = self.zone
        if self.every:
            found["every"] = self.every.value
        if self.local:
            found["local"] = True
        if not self.hold:
            found["hold"] = False
        if self.urgent is not None:
            found["urgent"] = self.urgent
        return found


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


def held_until(clock: ZoneInfo, hours: str | None, hold: bool, now: datetime) -> datetime | None:
    """When announcements may come again to somebody for whom it is outside their hours; None where it is within.

    Who chose no hours has the usual ones, as long as these are to `hold`.
    """
    chosen = hours_of(hours)
    if chosen is None and not hold:
        return None
    begins, ends = chosen or USUAL_HOURS
    there = now.astimezone(clock)
    if begins <= there.hour < ends:
        return None
    day = there.date() if there.hour < begins else there.date() + timedelta(days=1)
    return moment(day, time(begins), clock)


def hours_of(text: str | None) -> tuple[int, int] | None:
    """Hours as they are kept, such as "8-21"; None for the usual ones."""
    if not text:
        return None
    begins, _, ends = text.partition("-")
    return int(begins), int(ends)


EARLIEST = "Pacific/Kiritimati"
"""Where a day begins first: there a run at everybody's own hour begins."""


def next_run(timing: Timing, after: datetime) -> datetime:
    """The first run of a repeating announcement later than a moment."""
    if timing.on is None or timing.at is None or timing.every is None:
        raise ValueError("this does not repeat")
    clock = ZoneInfo(EARLIEST if timing.local else timing.zone)
    on = max(timing.on, after.astimezone(clock).date())
    for step in range(64):
        day = on + timedelta(days=step)
        if _falls_on(timing.on, timing.every, day):
            found = moment(day, timing.at, clock)
            if found > after:
                return found
    raise ValueError("no run within two months")


def shown_run(timing: Timing, due: datetime, zone: ZoneInfo) -> datetime:
    """When a run is, for people: by this clock, or by the day and hour that it is for everybody."""
    return due.astimezone(ZoneInfo(EARLIEST) if timing.local else zone)


def timing_of_run(timing: Timing, due: datetime) -> Timing:
    """When the run of a repeating announcement leaves that is due at this moment."""
    if not timing.local:
        return Timing(hold=timing.hold)
    on = due.astimezone(ZoneInfo(EARLIEST)).date()
    return Timing(When.LOCAL, on, timing.at, timing.zone, hold=timing.hold)


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
