"""What comes next on the path, and why: always the station after the last one brought.

Before the path stands the first week, for those who are new. The path is every reading, discipline by
discipline, with a closing at the end of each and one at the end of all. When it ends it begins again,
without the first week. Somebody may meet the disciplines in an order of their own. A reading added or taken
away between two nudges shifts nothing: the cursor is a place, not a count. What a person wishes for bends the
order and loses nothing: what was brought early is passed over when its turn comes, and what was passed over comes
at the end of the round.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from solbot.coaching.path.wishes import Wishes

SHORT = "short"
CLOSES_A_DISCIPLINE = 1
CLOSES_THE_PATH = 2
_AFTER_ALL_READINGS = 999
_NOTHING = Wishes()


class PathReading(Protocol):
    """What the path needs to know of a reading."""

    @property
    def id(self) -> str: ...
    @property
    def folder(self) -> str: ...
    @property
    def place(self) -> int: ...


class PathQuestion(Protocol):
    """What the path needs to know of a question."""

    @property
    def id(self) -> str: ...
    @property
    def depth(self) -> str: ...


R = TypeVar("R", bound=PathReading)
Q = TypeVar("Q", bound=PathQuestion)


@dataclass(frozen=True)
class PathPosition:
    """Where a member is: the place of the last station brought (None: none yet), and how many
    times the path came to its end; and the order in which they meet the disciplines (empty: as they come)."""

    place: str | None = None
    round: int = 0
    order: tuple[int, ...] = ()

    def is_before(self, place: str) -> bool:
        """Whether a place is still to come in this round."""
        return self.place is None or _rank(place, self.order) > _rank(self.place, self.order)


@dataclass(frozen=True)
class NextStation(Generic[R]):
    """A station that comes next, with the cursor and the wishes once it is brought. `late`: it had been passed over."""

    reading: R
    cursor: PathPosition
    wishes: Wishes
    late: bool = False


@dataclass(frozen=True)
class Station(Generic[R]):
    """A reading and its place on the way, as text that sorts in the order of the way."""

    place: str
    reading: R
    first_week: bool = False
    closes: bool = False  # a discipline, or the path
    ends: bool = False  # the path


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
            way += [Station(_place(at, _AFTER_ALL_READINGS, one), one, closes=True) for at in ended]
        elif one.place == CLOSES_THE_PATH and path:
            place = _place(len(disciplines), 0, one)
            way.append(Station(place, one, closes=True, ends=True))
    return tuple(sorted(way, key=lambda station: station.place))


def onward(
    way: Sequence[Station[R]],
    cursor: PathPosition,
    wishes: Wishes = _NOTHING,
    resting: Collection[str] = (),
) -> NextStation[R]:
    """The next station after the cursor, by what is wished for. Readings that came out of their turn lately are
    `resting`: they come at the end of the round.

    Raises:
        LookupError: there is no path.
    """
    order = cursor.order
    if order:
        way = sorted(way, key=lambda one: _rank(one.place, order))
    again = [station for station in way if not station.first_week]
    if not again:
        raise LookupError("the path has no reading")
    there = {one.reading.id: one.reading for one in again}
    held_back = _every_second(again, wishes.less) | set(resting)
    early = [one for one in wishes.early if one in there]
    passed = [one for one in wishes.passed if one in there and one not in early]
    place, rounds = cursor.place, cursor.round
    coming = [one for one in way if cursor.is_before(one.place)]
    while True:
        for station in coming:
            id = station.reading.id
            if passed and station.ends:
                break
            place = station.place
            if id in early:
                early.remove(id)
            elif id in held_back and id not in passed:
                passed.append(id)
                held_back -= {id}
            elif id not in passed:
                rest = replace(wishes, early=tuple(early), passed=tuple(passed))
                return NextStation(
                    station.reading, replace(cursor, place=place, round=rounds), rest
                )
        if passed:
            rest = replace(wishes, early=tuple(early), passed=tuple(passed[1:]))
            return NextStation(
                there[passed[0]], replace(cursor, place=place, round=rounds), rest, late=True
            )
        coming, rounds = again, rounds + 1


def ahead(
    way: Sequence[Station[R]], cursor: PathPosition, count: int, wishes: Wishes = _NOTHING
) -> list[tuple[R, PathPosition]]:
    """The next stations after the cursor, each with the cursor once it is brought. Raises like `onward`."""
    found = []
    for _ in range(count):
        one = onward(way, cursor, wishes)
        cursor, wishes = one.cursor, one.wishes
        found.append((one.reading, cursor))
    return found


def is_ahead(way: Sequence[Station[R]], cursor: PathPosition, reading_id: str) -> bool:
    """Whether a reading's turn in this round is still to come."""
    return any(one.reading.id == reading_id and cursor.is_before(one.place) for one in way)


def in_order(names: Sequence[str], disciplines: Sequence[str]) -> tuple[int, ...]:
    """Disciplines by their places among all, in the order they are named; those that are not named come last. Empty
    where none is."""
    named = [disciplines.index(one) for one in names if one in disciplines]
    rest = [one for one in range(len(disciplines)) if one not in named]
    return (*named, *rest) if named else ()


def bring_forward(cursor: PathPosition, wanted: int, count: int) -> tuple[int, ...] | None:
    """The order in which a discipline comes next after the one a member is in, which they finish; before the path
    that is the first one. None where it came in this round already, or is the one they are in."""
    order = cursor.order or tuple(range(count))
    place = cursor.place or ""
    at = int(place[:2]) if place[:2].isdecimal() else order[0]
    begun = order.index(at) + 1 if at in order else len(order)
    came, coming = order[:begun], order[begun:]
    if wanted not in coming:
        return None
    return (*came, wanted, *(one for one in coming if one != wanted))


def _rank(place: str, order: Sequence[int]) -> tuple[int, str]:
    """Where a place comes on the way of somebody with this order: before the path, in a discipline, or at its end."""
    if not place[:2].isdecimal():
        return -1, place
    at = int(place[:2])
    return (order.index(at) if at in order else max(at, len(order))), place


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


def _place(discipline: int, place: int, reading: PathReading) -> str:
    return f"{discipline:02d}.{place:03d}.{reading.id}"


def _every_second(way: Sequence[Station[R]], disciplines: Collection[str]) -> set[str]:
    """Of each of these disciplines, every second reading."""
    found: set[str] = set()
    for discipline in disciplines:
        ids = [one.reading.id for one in way if one.reading.folder == discipline]
        found.update(ids[1::2])
    return found
