"""Where people are: a time zone from a location, the name of a city, or what their clock shows.

Zone boundaries are those of tzfpy. Every answer is an IANA zone that this machine knows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from heapq import nsmallest
from itertools import islice
from typing import Final
from zoneinfo import available_timezones

from solbot.services.countries import ALSO_CALLED, ZONES_BY_ABBREVIATION
from solbot.services.gazetteer import (
    MOST_CITIES,
    Area,
    Gazetteer,
    Inhabited,
    Place,
    fold,
    gazetteer,
    inhabited,
)

NEAR: Final = timedelta(minutes=8)

_DAY = timedelta(days=1)

_AHEAD = timedelta(days=731)

# No zone changes its clocks twice within so short a time (Morocco's pause for Ramadan is a month).
_STEP = timedelta(days=5)

_SHORTEST_PREFIX = 4

_LONGEST_NAME = 100

_LONGEST_CODE = 3

# From so many inhabitants on a city is meant by its own name, and by the name another language has for it.
_LARGE = 100_000
_VERY_LARGE = 500_000

# A namesake so many times smaller is not asked about.
_DWARFED = 23

# A namesake this much smaller is a coincidence of spelling, unless the name is its own.
_NEGLIGIBLE = 100

_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+\-−–])\s*(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)

# Offsets without an Etc zone, by a place that has kept the offset all year for long.
_FRACTIONAL = {
    -570: "Pacific/Marquesas",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
}


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
    cities: tuple[str, ...]
    population: int


@dataclass(frozen=True)
class Found:
    """The places a text may mean. `sure`: it means the only one of them, and nobody need be asked."""

    places: tuple[Place, ...]
    sure: bool

    def __bool__(self) -> bool:
        return bool(self.places)


NOTHING: Final = Found((), sure=False)


def warm() -> None:
    """Read the cities now, so that the first to ask need not wait a second or two. Safe in a thread."""
    inhabited()


def zone_of_location(latitude: float, longitude: float) -> str:
    """The IANA zone of a place on earth, in degrees; at sea the nautical one.

    Raises ValueError for what is no place on earth.
    """
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError("a latitude is within 90 degrees, a longitude within 180")
    # The boundaries take some 35 MB, which a bot that nobody sends a location never needs.
    from tzfpy import get_tz

    zone = get_tz(longitude, latitude)
    return zone if zone in _zones_by_name().values() else _etc(round(longitude / 15) * 60) or "UTC"


def find_city(text: str, limit: int = 5) -> list[Place]:
    """The places of `look_up`, without the doubt."""
    return list(look_up(text, None, limit).places)


def look_up(text: str, now: datetime | None, limit: int = 8) -> Found:
    """The places a typed text may mean, the most populous first; none when it means none.

    Understood are IANA names and offsets ("Europe/Madrid", "UTC+2", "GMT-5"), abbreviations ("CET"), a country,
    state or province alone (a city for each of its zones; with `now`, for each of its clocks), a city in any
    of its names, a city with a country, state or province ("Cambridge, MA"), and the beginning of a large
    city's name: the first of these that finds something. Case, accents, spaces and punctuation do not matter.
    A town too small to be known gets the zones of the country or state named with it.
    """
    text = text.strip()
    key = fold(text)
    if not key or len(text) > _LONGEST_NAME or limit < 1:
        return NOTHING
    if zone := _zone_named(text):
        return Found((zone,), sure=True)
    if zones := ZONES_BY_ABBREVIATION.get(key):
        return Found(tuple(_place_of_zone(zone) for zone in zones), sure=False)
    known = gazetteer()
    return (
        _area_alone(known, key, now, limit)
        or _named(known, key, limit)
        or _qualified(known, text, now, limit)
        or _begun(known, key, limit)
    )


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
        names = tuple(known.name(city) for city in biggest)
        choices.append(ZoneChoice(first.name, names, population))
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


def _zone_named(text: str) -> Place | None:
    """A zone by its own name; abbreviations such as EST are not, as they stand for half a year only."""
    if "/" in text:
        zone = _zones_by_name().get(text.casefold().replace(" ", "_"))
        return Place(zone, "", zone, 0) if zone else None
    if text.casefold() in ("utc", "gmt"):
        return Place("UTC", "", "UTC", 0)
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    zone = _etc(minutes if found[1] == "+" else -minutes)
    sign = "+" if found[1] == "+" else "-"
    shown = f"UTC{sign}{minutes // 60}" + (f":{minutes % 60:02d}" if minutes % 60 else "")
    return Place(shown, "", zone, 0) if zone else None


def _etc(minutes: int) -> str | None:
    """A zone that stays at this offset, in minutes east of UTC; None where there is none."""
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(minutes, 60)
    if rest:
        return _FRACTIONAL.get(minutes)
    # The Etc names count westwards, the other way round from what people write.
    return f"Etc/GMT{-hours:+d}" if -12 <= hours <= 14 else None


def _place_of_zone(zone: str) -> Place:
    """The biggest city that lives by a zone."""
    known = gazetteer()
    return next(known.place(one.biggest[0]) for one in inhabited() if one.name == zone)


def _area_alone(known: Gazetteer, key: str, now: datetime | None, limit: int) -> Found:
    """A country's, state's or province's name; a very large city of a state's name is meant before it."""
    area = known.areas.get(key, ())
    if not area or (len(key.encode()) <= _LONGEST_CODE and key not in _short_names()):
        return NOTHING
    spots = known.inside([area])
    cities = _namesakes(known, key) if all(region for _, region in area) else []
    large = [city for city in cities if known.populations[city] >= _VERY_LARGE]
    if large and known.spots[large[0]] in spots:
        return Found((known.place(large[0]),), sure=True)
    found = [*_biggest(known, large, 1), *_zones_inside(known, [area], now, limit)]
    return Found(tuple(found[:limit]), sure=len(found) == 1)


def _named(known: Gazetteer, key: str, limit: int) -> Found:
    """The cities of a name; the name some language has for a small town is no reason to think of it."""
    cities = [
        city
        for city in _namesakes(known, key)
        if not key.isascii() or known.key(city) == key or known.populations[city] >= _LARGE
    ]
    found = _biggest(known, cities, limit)
    if not found:
        return NOTHING
    first = known.place(min(cities))
    least = _LARGE if fold(first.name) == key else _VERY_LARGE
    others = [one.population for one in found if one.zone != first.zone]
    alone = all(one * _DWARFED < first.population for one in others)
    if alone and first.population >= least and len(key.encode()) >= _SHORTEST_PREFIX:
        return Found((first,), sure=True)
    return Found(tuple(found), sure=False)


def _qualified(known: Gazetteer, text: str, now: datetime | None, limit: int) -> Found:
    """A city with what it lies in: "Cambridge, MA, USA" or "Paris France"."""
    name, *rest = text.split(",")
    if rest:
        areas = [known.areas[key] for key in map(fold, rest) if key in known.areas]
        if not areas:
            return _named(known, fold(name), limit)
        found = _biggest(known, _namesakes(known, fold(name), areas), limit)
        if found:
            return Found(tuple(found), sure=len(found) == 1)
        return Found(tuple(_zones_inside(known, areas, now, limit)), sure=False)
    words = text.split()
    for cut in range(1, len(words)):
        area = known.areas.get(fold(" ".join(words[cut:])))
        if area:
            name = " ".join(words[:cut])
            found = _biggest(known, _namesakes(known, fold(name), [area]), limit)
            return Found(tuple(found), sure=len(found) == 1)
    return NOTHING


def _begun(known: Gazetteer, key: str, limit: int) -> Found:
    """Large cities whose own name begins so. In bytes, as two signs of Chinese say enough."""
    if len(key.encode()) < _SHORTEST_PREFIX:
        return NOTHING
    cities = [
        city
        for city in known.named(key, prefix=True)
        if known.populations[city] >= _LARGE and known.key(city).startswith(key)
    ]
    return Found(tuple(_biggest(known, cities, limit)), sure=False)


def _namesakes(known: Gazetteer, key: str, areas: Sequence[Area] = ()) -> list[int]:
    """The cities meant by a name: those that bear it, and bigger ones that have it in some language."""
    spots = known.inside(areas)
    cities = sorted({city for city in known.named(key) if known.spots[city] in spots})
    own = [city for city in cities if known.key(city) == key]
    if own:
        return [city for city in cities if city <= own[0] or known.key(city) == key]
    least = known.populations[cities[0]] / _NEGLIGIBLE if cities else 0
    return [city for city in cities if known.populations[city] >= least]


def _biggest(known: Gazetteer, cities: Iterable[int], limit: int) -> list[Place]:
    """The most populous; of namesakes in one country and zone only the biggest, as nothing depends on which."""
    places: dict[tuple[str, str, str], Place] = {}
    for city in sorted(set(cities)):
        place = known.place(city)
        places.setdefault((place.name, place.country, place.zone), place)
        if len(places) == limit:
            break
    return list(places.values())


def _zones_inside(
    known: Gazetteer, areas: Sequence[Area], now: datetime | None, limit: int
) -> list[Place]:
    """The biggest city of every zone in all of these areas; with `now`, of every clock there."""
    spots = known.inside(areas)
    zones = {known.kinds[spot][2] for spot in spots}
    clocks = {one.name: _clock(one, now) for one in inhabited() if now and one.name in zones}
    cities: dict[object, int] = {}
    for city, spot in enumerate(known.spots):
        if spot in spots:
            zone = known.kinds[spot][2]
            cities.setdefault(clocks.get(zone, zone), city)
    return [known.place(city) for city in islice(cities.values(), limit)]


def _clock(one: Inhabited, now: datetime) -> object:
    """How the clock goes in a zone: the offset now, and the changes ahead."""
    return one.offset(now), *_changes(one, now)


@cache
def _short_names() -> frozenset[str]:
    """Abbreviations that mean a country even alone; ISO's codes do not, for many are words."""
    return frozenset(fold(name) for names in ALSO_CALLED.values() for name in names)


@cache
def _zones_by_name() -> Mapping[str, str]:
    return {zone.casefold(): zone for zone in available_timezones()}
