"""What comes next on the path, and why: always the station after the last one brought.

Before the path stands the first week, for those who are new. The path is every reading, discipline by
discipline, with a closing at the end of each and one at the end of all. When it ends it begins again,
without the first week. A reading added or taken away between two nudges shifts nothing: the cursor is a
place, not a count.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

SHORT = "short"
CLOSES_A_DISCIPLINE = 1
CLOSES_THE_PATH = 2
_AFTER_ALL_READINGS = 999


class Reading(Protocol):
    """What the path needs to know of a reading."""

    @property
    def id(self) -> str: ...
    @property
    def folder(self) -> str: ...
    @property
    def place(self) -> int: ...


class Question(Protocol):
    """What the path needs to know of a question."""

    @property
    def id(self) -> str: ...
    @property
    def depth(self) -> str: ...


R = TypeVar("R", bound=Reading)
Q = TypeVar("Q", bound=Question)


@dataclass(frozen=True)
class Cursor:
    """Where a member is: the place of the last station brought (None: none yet), and how many
    times the path came to its end."""

    place: str | None = None
    round: int = 0


@dataclass(frozen=True)
class Station(Generic[R]):
    """A reading and its place on the way, as text that sorts in the order of the way."""

    place: str
    reading: R
    first_week: bool = False


def stations(
    path: Sequence[R],
    disciplines: Sequence[str],
    first_week: Sequence[R] = (),
    closings: Sequence[R] = (),
) -> tuple[Station[R], ...]:
    """The whole way: the first week, the readings of each discipline and its closing, the path's closing.

    Of the closings, the one at place 1 closes a discipline, the one at place 2 the path.
    """
    way = [Station(f"+.{one.place:03d}.{one.id}", one, first_week=True) for one in first_week]
    way += [Station(_place(disciplines.index(one.folder), one.place, one), one) for one in path]
    for one in closings:
        if one.place == CLOSES_A_DISCIPLINE:
            ended = sorted({disciplines.index(reading.folder) for reading in path})
            way += [Station(_place(at, _AFTER_ALL_READINGS, one), one) for at in ended]
        elif one.place == CLOSES_THE_PATH and path:
            way.append(Station(_place(len(disciplines), 0, one), one))
    return tuple(sorted(way, key=lambda station: station.place))


def ahead(way: Sequence[Station[R]], cursor: Cursor, count: int) -> list[tuple[R, Cursor]]:
    """The next stations after the cursor, each with the cursor once it is brought.

    Raises:
        LookupError: there is no path.
    """
    again = [station for station in way if not station.first_week]
    if not again:
        raise LookupError("the path has no reading")
    coming = [one for one in way if cursor.place is None or one.place > cursor.place]
    found = [(one.reading, Cursor(one.place, cursor.round)) for one in coming[:count]]
    rounds = cursor.round
    while len(found) < count:
        rounds += 1
        found += [(one.reading, Cursor(one.place, rounds)) for one in again]
    return found[:count]


def by_turns(questions: Sequence[Q], times: Mapping[str, int]) -> list[Q]:
    """Questions in the order they should be asked: least often asked first, else as they come."""
    return sorted(questions, key=lambda question: times.get(question.id, 0))


def short_first(questions: Sequence[Q], times: Mapping[str, int]) -> list[Q]:
    """The same, but of those that were asked equally often the ones answered within a minute come before the
    deeper ones."""
    return sorted(questions, key=lambda one: (times.get(one.id, 0), one.depth != SHORT))


def of_other_depth(questions: Sequence[Q], now: Q, asked: Collection[str]) -> list[Q]:
    """The questions of another depth than the one before a person that were never asked of them."""
    return [one for one in questions if one.depth != now.depth and one.id not in asked]


def after_in_turn(readings: Sequence[R], last: str | None) -> R:
    """Of readings that take turns, the one after the last that came (by id); the first, if that is gone.

    Raises:
        LookupError: there is none.
    """
    if not readings:
        raise LookupError("there is no reading for this")
    ids = [reading.id for reading in readings]
    return readings[(ids.index(last) + 1) % len(ids) if last in ids else 0]


def _place(discipline: int, place: int, reading: Reading) -> str:
    return f"{discipline:02d}.{place:03d}.{reading.id}"
