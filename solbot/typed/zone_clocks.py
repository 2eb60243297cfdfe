"""What clocks show in zones: which of them are alike from now on, and which show a given time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from heapq import nsmallest
from typing import Final
from zoneinfo import ZoneInfo

from solbot.typed.gazetteer import (
    MOST_CITIES,
    Inhabited,
    Place,
    gazetteer,
    inhabited,
)

NEAR: Final = timedelta(minutes=8)

_DAY = timedelta(days=1)

_AHEAD = timedelta(days=731)

# No zone changes its clocks twice within so short a time (Morocco's pause for Ramadan is a month).
_STEP = timedelta(days=5)


@dataclass(frozen=True)
class ClockChoice:
    """An offset from UTC in use somewhere, and what a clock there shows: time and ISO weekday."""

    offset: timedelta
    local: time
    weekday: int


@dataclass(frozen=True)
class ZoneChoice:
    """A zone that stands for all that behave like it, and the biggest cities that live by them."""

    zone: str
    cities: tuple[Place, ...]
    population: int


def clock_choices(now: datetime) -> list[ClockChoice]:
    """Every offset in use now where people live, with what clocks there show, from west to east."""
    choices = []
    for offset in sorted({one.offset(now) for one in inhabited()}):
        wall = _wall(now, offset)
        choices.append(ClockChoice(offset, wall.time(), wall.isoweekday()))
    return choices


def offset_of_clock(typed: time, now: datetime) -> timedelta | None:
    """The offset in use where clocks show the typed time now, or within eight minutes of it; else None.

    Where two fit equally well, a day apart on either side of the date line, it is the one more people have.
    """
    people: Counter[timedelta] = Counter()
    for one in inhabited():
        people[one.offset(now)] += one.population
    ranked = []
    for offset, population in people.items():
        ahead = (datetime.combine(now, typed, UTC) - _wall(now, offset)) % _DAY
        ranked.append((min(ahead, _DAY - ahead), -population, offset))
    distance, _, nearest = min(ranked)
    return nearest if distance <= NEAR else None


def clocks_near(typed: time, now: datetime, limit: int = 4) -> list[ClockChoice]:
    """The clocks in use that are nearest to a time which none of them shows, from west to east."""

    def distance(choice: ClockChoice) -> timedelta:
        ahead = (datetime.combine(now, typed) - datetime.combine(now, choice.local)) % _DAY
        return min(ahead, _DAY - ahead)

    nearest = sorted(clock_choices(now), key=distance)[:limit]
    return sorted(nearest, key=lambda choice: choice.offset)


def zones_at(offset: timedelta, now: datetime, limit: int = 8) -> list[ZoneChoice]:
    """The zones at this offset now, those with the same clock changes in the next two years as one.

    The most populous come first, and each is named by its most populous zone.
    """
    groups: defaultdict[tuple[tuple[datetime, timedelta], ...], list[Inhabited]] = defaultdict(list)
    for one in inhabited():
        if one.offset(now) == offset:
            groups[tuple(_changes(one, now))].append(one)
    known = gazetteer()
    choices = []
    for group in groups.values():
        biggest = nsmallest(MOST_CITIES, (city for one in group for city in one.biggest))
        first = max(group, key=lambda one: one.population)
        population = sum(one.population for one in group)
        cities = tuple(known.place(city) for city in biggest)
        choices.append(ZoneChoice(first.name, cities, population))
    return sorted(choices, key=lambda choice: -choice.population)[:limit]


def _wall(now: datetime, offset: timedelta) -> datetime:
    return (now.astimezone(UTC) + offset).replace(second=0, microsecond=0)


def _changes(one: Inhabited, now: datetime) -> Iterator[tuple[datetime, timedelta]]:
    """The clock changes ahead: when, to the second, and to which offset."""
    before, offset = now, one.offset(now)
    while before < now + _AHEAD:
        after = before + _STEP
        changed = one.offset(after)
        if changed != offset:
            yield _first_at(one, changed, before, after), changed
        before, offset = after, changed


def _first_at(one: Inhabited, offset: timedelta, before: datetime, after: datetime) -> datetime:
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if one.offset(middle) == offset:
            after = middle
        else:
            before = middle
    return after


def clock_of(zone: str, now: datetime | None) -> object:
    """How the clock goes in a zone from this day on; without one, the zone itself."""
    return _clock_from(zone, now.astimezone(UTC).date()) if now else zone


@lru_cache(maxsize=2048)
def _clock_from(zone: str, day: date) -> object:
    here = Inhabited(zone, ZoneInfo(zone), 0, ())
    begins = datetime.combine(day, time(), UTC)
    return here.offset(begins), *_changes(here, begins)
