"""What comes next on the path, and why: always the reading after the last one brought.

The path is every reading, discipline by discipline. When it ends it begins again, and each reading
then brings its next question. A reading added or taken away between two nudges shifts nothing: the
cursor is a place, not a count.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar


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
    def needs(self) -> Collection[str]: ...


R = TypeVar("R", bound=Reading)
Q = TypeVar("Q", bound=Question)


@dataclass(frozen=True)
class Cursor:
    """Where a member is: the place of the last reading brought (None: none yet), and how many
    times the path came to its end."""

    place: str | None = None
    round: int = 0


def place_of(reading: Reading, disciplines: Sequence[str]) -> str:
    """A reading's place on the path, as text that sorts in the path's order."""
    return f"{disciplines.index(reading.folder):02d}.{reading.place:03d}.{reading.id}"


def next_reading(path: Sequence[R], disciplines: Sequence[str], cursor: Cursor) -> tuple[R, Cursor]:
    """The reading after the cursor, and the cursor once it is brought.

    Raises:
        LookupError: the path is empty.
    """
    if not path:
        raise LookupError("the path has no reading")
    for reading in path:
        place = place_of(reading, disciplines)
        if cursor.place is None or place > cursor.place:
            return reading, Cursor(place, cursor.round)
    return path[0], Cursor(place_of(path[0], disciplines), cursor.round + 1)


def question_for_round(questions: Sequence[Q], round: int, has: Collection[str]) -> Q:
    """The question a reading brings in this round; only one whose needs are met.

    Raises:
        LookupError: none fits, which the content check rules out.
    """
    fitting = [question for question in questions if set(question.needs) <= set(has)]
    if not fitting:
        raise LookupError("no question of this reading fits")
    return fitting[round % len(fitting)]


def least_asked(questions: Sequence[Q], times: Mapping[str, int], has: Collection[str]) -> Q | None:
    """The first of the questions asked least often whose needs are met; None when none fits."""
    fitting = [question for question in questions if set(question.needs) <= set(has)]
    return min(fitting, key=lambda question: times.get(question.id, 0), default=None)
