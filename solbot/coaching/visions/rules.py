"""The page of a vision: what stands on it, and which of several comes next to be spoken of.

A vision is words with named revisions. Beside it stand dated facts of current reality, figures from 0 to 10, the
next step and what came of earlier ones, and a drawing. Structural tension as Robert Fritz and Peter Senge describe
it needs both sides in view: the result and how things stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any


class Change(StrEnum):
    """What a further wording does to a vision."""

    CLARIFIED = "clarified"
    RAISED = "raised"
    LOWERED = "lowered"


class FigureKind(StrEnum):
    """What a figure from 0 to 10 says of a vision."""

    CLOSENESS = "closeness"  # how much of it is there
    PULL = "pull"  # how strongly it draws
    STRAIN = "strain"  # how much it wears


class Outcome(StrEnum):
    """What came of a step."""

    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    LET_GO = "let_go"


FIGURES = range(11)

SLIP = timedelta(days=1)
"""A vision taken up again so soon was let go by mistake: its history does not speak of it."""


@dataclass(frozen=True)
class Wording:
    """One wording of a vision; without words where they can't be read."""

    kind: str
    words: str
    at: datetime


@dataclass(frozen=True)
class Fact:
    """Something that is so, as of a local date; `struck_at` says since when it no longer is. Without words where they
    can't be read."""

    id: int
    words: str
    on: date
    at: datetime
    struck_at: datetime | None = None


@dataclass(frozen=True)
class Figure:
    """A figure, 0 to 10, of a local date."""

    kind: str
    value: int
    on: date
    at: datetime


@dataclass(frozen=True)
class Step:
    """A step, open while it has no outcome. Without words where they can't be read."""

    id: int
    words: str
    due_on: date | None
    at: datetime
    outcome: str | None = None
    learnt: str = ""
    settled_at: datetime | None = None


@dataclass(frozen=True)
class Standing:
    """A vision as it stands: its wordings, facts, figures and steps, each the oldest first."""

    id: int
    wordings: tuple[Wording, ...]
    created_at: datetime
    released_at: datetime | None
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    steps: tuple[Step, ...] = ()
    drawing: Mapping[str, Any] | None = None  # as the body of a photo
    drawn_at: datetime | None = None

    @property
    def words(self) -> str:
        """The latest wording."""
        return self.wordings[-1].words

    @property
    def closeness(self) -> int | None:
        """The latest figure of how close it is, or None."""
        return self.latest(FigureKind.CLOSENESS)

    @property
    def facts_that_hold(self) -> tuple[Fact, ...]:
        """The facts that are not struck."""
        return tuple(one for one in self.facts if one.struck_at is None)

    @property
    def next_step(self) -> Step | None:
        """The open step that is meant for the earliest day; one without a day comes after those that have one."""
        waiting = [one for one in self.steps if one.outcome is None]
        return min(waiting, key=lambda one: (one.due_on or date.max, one.id), default=None)

    def latest(self, kind: FigureKind) -> int | None:
        """The latest figure of a kind, or None."""
        return next((one.value for one in reversed(self.figures) if one.kind == kind), None)

    def of_kind(self, kind: FigureKind) -> tuple[Figure, ...]:
        """The figures of a kind, the oldest first."""
        return tuple(one for one in self.figures if one.kind == kind)


def least_visited(held: Iterable[tuple[int, datetime]]) -> int | None:
    """Of visions that are held, each with the moment it was last spoken of, the one that waits longest; the earlier
    one where two wait equally long. None where none is held."""
    return min(held, key=lambda one: (one[1], one[0]), default=(None, None))[0]
