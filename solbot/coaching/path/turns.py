"""What comes out of its turn: of a discipline there is to be more of, or chosen in the place of what comes next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from solbot.coaching.path.rules import PathPosition, R, Station, is_ahead
from solbot.coaching.path.wishes import Wishes

REST: Final = timedelta(days=28)
"""How long a reading rests that came out of its turn, before and after."""
BETWEEN = 2  # that come in between two readings of a discipline that there is to be more of
OFFERED = 3


def more_of(
    way: Sequence[Station[R]],
    cursor: PathPosition,
    wishes: Wishes,
    met: Mapping[str, date],
    today: date,
) -> R | None:
    """What comes of the disciplines there is to be more of: of the one that was met the longest ago, the next reading
    whose turn is to come, else the one met the longest ago; never one met within `REST`.

    `met`: the last date each reading came, as far as that is remembered.
    """
    by_discipline = [
        found
        for discipline in wishes.more
        if (found := [one for one in way if one.reading.folder == discipline])
    ]
    by_discipline.sort(key=lambda found: max(met.get(one.reading.id, date.min) for one in found))
    for stations_of in by_discipline:
        rested = [one for one in stations_of if today - met.get(one.reading.id, date.min) >= REST]
        if rested:
            return min(rested, key=lambda one: _turn(one, cursor, wishes, met)).reading
    return None


def wants_more(brought: Sequence[tuple[str, bool]], more: Collection[str]) -> bool:
    """Whether it is time for one more of those disciplines. `brought`: what came lately, the oldest first: the folder
    of each, and whether it came because there was to be more of it."""
    for between, (folder, was_more) in enumerate(reversed(brought)):
        if was_more or folder in more:
            return between >= BETWEEN
    return True


def others(
    way: Sequence[Station[R]],
    but: str,
    folder: str,
    times: Mapping[str, int],
    met: Mapping[str, date],
    today: date,
) -> list[R]:
    """Readings to choose from in the place of one, `but` of a `folder`: of other disciplines first, one of each; those
    read least often first, in the order of the way; none that came within `REST`."""
    there = [
        one.reading
        for one in way
        if one.reading.id != but
        and not (one.first_week or one.closes)
        and today - met.get(one.reading.id, date.min) >= REST
    ]
    there.sort(key=lambda one: times.get(one.id, 0))
    chosen: list[R] = []
    for apart in (True, False):
        for one in there:
            taken = apart and one.folder in {folder, *(other.folder for other in chosen)}
            if len(chosen) < OFFERED and one not in chosen and not taken:
                chosen.append(one)
    return chosen


def _turn(
    station: Station[R], cursor: PathPosition, wishes: Wishes, met: Mapping[str, date]
) -> tuple[bool, date, str]:
    """Those ahead first, in their order; then those met the longest ago."""
    id = station.reading.id
    if is_ahead([station], cursor, id) and id not in wishes.early:
        return (False, date.min, station.place)
    return (True, met.get(id, date.min), station.place)
