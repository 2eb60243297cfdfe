"""Where people are: a time zone from a location, or the name of a city.

Zone boundaries are those of tzfpy. Every answer is an IANA zone that this machine knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Final
from zoneinfo import available_timezones

from solbot.typed.countries import (
    ALSO_CALLED,
    CITIES_FOR_SHORT,
    EVERYDAY,
    ZONES_BY_ABBREVIATION,
    ZONES_BY_ISLAND,
)
from solbot.typed.gazetteer import (
    Area,
    Gazetteer,
    Place,
    countries_in,
    fold,
    gazetteer,
    inhabited,
)
from solbot.typed.zone_clocks import clock_of

_SHORTEST_PREFIX = 4

_LONGEST_NAME = 100

_LONGEST_CODE = 3

# From so many inhabitants on a city is thought of by a name that only another language has for it, and meant by it.
_LARGE = 100_000
_VERY_LARGE = 500_000

# A namesake so many times smaller is not asked about.
_DWARFED = 23

# A namesake this much smaller is a coincidence of spelling, unless the name is its own.
_NEGLIGIBLE = 100

_IN_FULL: Final = {"St": "Saint", "Ft": "Fort", "Mt": "Mount"}

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
class FoundPlaces:
    """The places a text may mean. `sure`: the clock of the first is meant, and nobody need be asked."""

    places: tuple[Place, ...]
    sure: bool

    def __bool__(self) -> bool:
        return bool(self.places)


NOTHING: Final = FoundPlaces((), sure=False)


def warm() -> None:
    """Find the cities and read the zones now, so that the first to ask need not wait. Safe in a thread."""
    inhabited()


def zones_of_location(latitude: float, longitude: float, now: datetime) -> tuple[str, ...]:
    """The IANA zones of a place on earth, in degrees: one, or one for each of the clocks that people there live by. At
    sea it is the nautical one.

    Raises ValueError for what is no place on earth.
    """
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError("a latitude is within 90 degrees, a longitude within 180")
    # The boundaries take some 35 MB, which a bot that nobody sends a location never needs.
    from tzfpy import get_tzs

    zones = [zone for zone in get_tzs(longitude, latitude) if zone in _zones_by_name().values()]
    by_clock = {clock_of(zone, now): zone for zone in sorted(zones, reverse=True)}
    return tuple(sorted(by_clock.values())) or (_etc(round(longitude / 15) * 60) or "UTC",)


def cities_of(zones: Iterable[str]) -> list[Place]:
    """For every zone the biggest city that lives by it; the zone itself where none does."""
    known = gazetteer()
    peopled = known.peopled
    return [
        known.place(peopled[zone][1][0]) if zone in peopled else Place(zone, "", zone, 0)
        for zone in zones
    ]


def find_city(text: str, limit: int = 5) -> list[Place]:
    """The places of `look_up`, without the doubt."""
    return list(look_up(text, None, limit=limit).places)


def look_up(
    text: str, now: datetime | None, languages: Iterable[str] = (), limit: int = 8
) -> FoundPlaces:
    """The places a typed text may mean, the likeliest first; none when it means none.

    Understood are IANA names and offsets ("Europe/Madrid", "UTC+2", "GMT-5"), abbreviations ("CET"), islands
    without a city ("Easter Island"), a few cities by letters that nothing else goes by ("NYC"), a country (also by its
    name in one of the languages), state or province alone (a city for each of its zones; with `now`, for each of its
    clocks), a city in any of its names, a city with a country, state or province ("Cambridge, MA"), and the beginning
    of a large city's name: the first of these that finds something. Case, accents, spaces and punctuation do not
    matter. A town too small to be known gets the zones of the country or state named with it. No city is taken for
    sure whose name a city or a province with another clock has, too, be it for short, or that is an everyday word.
    """
    text = text.strip()
    key = fold(text)
    if not key or len(text) > _LONGEST_NAME or limit < 1:
        return NOTHING
    if zone := _zone_named(text):
        return FoundPlaces((zone,), sure=True)
    if island := ZONES_BY_ISLAND.get(key):
        return FoundPlaces((Place(text, "", island, 0),), sure=True)
    if zones := ZONES_BY_ABBREVIATION.get(key):
        return FoundPlaces(tuple(cities_of(zones)), sure=False)
    asked = _Asked(gazetteer(), now, tuple(languages), limit)
    if short := CITIES_FOR_SHORT.get(key):
        return asked.city(*short)
    return asked.area_alone(key) or asked.named(key) or asked.qualified(text) or asked.begun(key)


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


@dataclass(frozen=True)
class _Asked:
    """One looking up."""

    known: Gazetteer
    now: datetime | None
    languages: Sequence[str]
    limit: int

    def area(self, key: str) -> Area:
        """The countries, states and provinces of a name."""
        named = (countries_in(language).get(key, ()) for language in self.languages)
        return self.known.areas.get(key) or next((area for area in named if area), ())

    def city(self, country: str, name: str) -> FoundPlaces:
        """The biggest city of a name in a country."""
        cities = sorted(set(self.known.named(fold(name))))
        inside = [city for city in cities if self.known.kind(city).country == country]
        return FoundPlaces(tuple(self.places(inside[:1])[:1]), sure=True)

    def area_alone(self, key: str) -> FoundPlaces:
        """A country's, state's or province's name; a very large city of a state's name is meant before it, and towns
        of that name with another clock after it."""
        area = self.area(key)
        if not area or (len(key.encode()) <= _LONGEST_CODE and key not in _short_names()):
            return NOTHING
        spots = self.known.inside([area])
        towns, others = self._namesakes(key)
        inside = [city for city in others if self.known.spots[city] in spots]
        cities = sorted([*towns, *inside]) if all(region for _, region in area) else []
        large = [city for city in cities if self.known.populations[city] >= _VERY_LARGE][:1]
        first = self.places(large) or self._zones_inside(spots)
        if not large or self.known.spots[large[0]] not in spots:
            first = [*self.places(large), *self._zones_inside(spots)]
        return self._found([*first, *self._elsewhere(first, towns)], doubtful=key in EVERYDAY)

    def named(self, key: str) -> FoundPlaces:
        """The cities of a name. Those that bear it come before bigger ones that have it in another language only, and
        before those that are called so for short; the name some language has for a small town is no reason to think of
        it."""
        towns, others = self._namesakes(key)
        doubtful = key in EVERYDAY or len(key.encode()) < _SHORTEST_PREFIX
        if not towns:
            return self._foreign(key, others, doubtful=doubtful)
        bigger = self._large(city for city in others if city < towns[0])
        least = self.known.populations[towns[0]] / _DWARFED
        short = [
            city
            for city in others
            if self.known.populations[city] >= least and _is_part(key, self.known.name(city))
        ]
        found = [*self.places(towns), *self.places(bigger)]
        return self._found([*found, *self._elsewhere(found, short)], doubtful=doubtful)

    def qualified(self, text: str) -> FoundPlaces:
        """A city with what it lies in: "Cambridge, MA, USA" or "Paris France"."""
        name, *rest = text.split(",")
        if rest:
            areas = [area for area in map(self.area, map(fold, rest)) if area]
            if areas:
                return self._inside(fold(name), areas) or self._found(
                    self._zones_inside(self.known.inside(areas)), doubtful=True
                )
            found = self.area_alone(fold(name)) or self.named(fold(name))
            return FoundPlaces(found.places, sure=False)
        words = text.split()
        for cut in range(1, len(words)):
            key = fold(" ".join(words[cut:]))
            if area := self.area(key):
                found = self._inside(fold(" ".join(words[:cut])), [area])
                if found or len(key) <= _LONGEST_CODE or key in EVERYDAY:
                    return found
                return self._found(self._zones_inside(self.known.inside([area])), doubtful=True)
        return NOTHING

    def begun(self, key: str) -> FoundPlaces:
        """Large cities whose own name begins so. In bytes, as two signs of Chinese say enough."""
        if len(key.encode()) < _SHORTEST_PREFIX:
            return NOTHING
        found = self._large(self.known.named(key, prefix=True))
        cities = [city for city in found if self.known.key(city).startswith(key)]
        return self._found(self.places(cities), doubtful=True)

    def places(self, cities: Iterable[int]) -> list[Place]:
        """The most populous first; of namesakes in one country with one clock only the biggest."""
        places: dict[object, Place] = {}
        for city in sorted(set(cities)):
            for place in self.known.places(city):
                places.setdefault(
                    (place.name, place.country, clock_of(place.zone, self.now)), place
                )
        return list(places.values())

    def _foreign(self, key: str, cities: Sequence[int], *, doubtful: bool) -> FoundPlaces:
        """The cities that have a name in some language, as none bears it."""
        if key.isascii():
            cities = self._large(cities)
        least = self.known.populations[cities[0]] / _NEGLIGIBLE if cities else 0
        found = self.places(city for city in cities if self.known.populations[city] >= least)
        if not found:
            return NOTHING
        first, *others = found
        alone = first.population >= _VERY_LARGE and all(
            other.zone == first.zone or other.population * _DWARFED < first.population
            for other in others
            if other.name != first.name
        )
        twice = any(other.name == first.name and other.zone != first.zone for other in others)
        if alone and not twice and not doubtful:
            return FoundPlaces((first,), sure=True)
        return self._found(found, doubtful=True)

    def _inside(self, key: str, areas: Sequence[Area]) -> FoundPlaces:
        """The cities of a name in all of these areas."""
        spots = set(self.known.inside(areas))
        cities = sorted({city for city in self.known.named(key) if self.known.spots[city] in spots})
        towns, others = self._divided(key, cities)
        bigger = [city for city in others if not towns or city < towns[0]]
        return self._found(self.places([*towns, *bigger]))

    def _found(self, places: Sequence[Place], *, doubtful: bool = False) -> FoundPlaces:
        clocks = {clock_of(place.zone, self.now) for place in places}
        if len(clocks) == 1 and not doubtful:
            return FoundPlaces((places[0],), sure=True)
        return FoundPlaces(tuple(places[: self.limit]), sure=False)

    def _elsewhere(self, places: Sequence[Place], cities: Iterable[int]) -> list[Place]:
        """Those cities whose clock none of these places has."""
        there = {clock_of(place.zone, self.now) for place in places}
        return [one for one in self.places(cities) if clock_of(one.zone, self.now) not in there]

    def _zones_inside(self, spots: Sequence[int]) -> list[Place]:
        """The biggest city of every zone in these spots; with `now`, of every clock there."""
        cities: dict[object, Place] = {}
        for spot in spots:
            for place in self.known.places(self.known.biggest[spot]):
                cities.setdefault(clock_of(place.zone, self.now), place)
        return list(islice(cities.values(), self.limit))

    def _large(self, cities: Iterable[int]) -> list[int]:
        return [city for city in cities if self.known.populations[city] >= _LARGE]

    def _namesakes(self, key: str) -> tuple[list[int], list[int]]:
        return self._divided(key, sorted(set(self.known.named(key))))

    def _divided(self, key: str, cities: Sequence[int]) -> tuple[list[int], list[int]]:
        """Cities that bear a name, or large ones a longer one that begins so ("Santiago de Cuba"), and the others."""
        own = [city for city in cities if self._bears(city, key)]
        return own, [city for city in cities if city not in own]

    def _bears(self, city: int, key: str) -> bool:
        name = self.known.name(city)
        if fold(name) == key or self.known.populations[city] < _LARGE:
            return fold(name) == key
        words = re.split(r"[\s,(]+", name)
        return any(fold("".join(words[:size])) == key for size in range(1, len(words)))


def _is_part(key: str, name: str) -> bool:
    """Whether some of a name's words are this key, as "Silao" is of "Silao de la Victoria"."""
    words = [_IN_FULL.get(word, word) for word in re.findall(r"[^\W_]+", name)]
    return any(
        fold("".join(words[begins:ends])) == key
        for begins in range(len(words))
        for ends in range(begins + 1, len(words) + 1)
    )


@cache
def _short_names() -> frozenset[str]:
    """Abbreviations that mean a country even alone; ISO's codes do not, for many are words."""
    return frozenset(fold(name) for names in ALSO_CALLED.values() for name in names)


@cache
def _zones_by_name() -> Mapping[str, str]:
    return {zone.casefold(): zone for zone in available_timezones()}
