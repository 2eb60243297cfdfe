"""The page of a vision: what stands on it, and which of several comes next to be spoken of.

A vision is words with named revisions. Beside it stand dated facts of current reality, figures from 0 to 10, the
next step and what came of earlier ones, and a drawing. Structural tension as Robert Fritz and Peter Senge describe
it needs both sides in view: the result and how things stand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from solbot.body import Body
from solbot.db.states import FigureKind, RevisionKind, StepOutcome


class WordingChange(StrEnum):
    """What a further wording does to a vision."""

    CLARIFIED = "clarified"
    RAISED = "raised"
    LOWERED = "lowered"


CHANGES = frozenset(map(RevisionKind, WordingChange))
FIGURES = range(11)
A_BEGINNING = timedelta(days=1)
"""How long a page is still as it began: a first fact and figure come with the words, or the day after."""


@dataclass(frozen=True)
class PageOffer:
    """Words of an answer that may be put on the page: as a `fact`, a `step`, a new `vision`, or new `wording` of one.
    Without a `vision` it is still to be said beside which, but for a new one."""

    entry: int
    what: str
    vision: int | None = None
    words: str = ""


SLIP = timedelta(days=1)
"""A vision taken up again so soon was let go by mistake: its history does not speak of it."""


@dataclass(frozen=True)
class Wording:
    """One wording of a vision; without words where they can't be read."""

    kind: RevisionKind
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

    kind: FigureKind
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
    outcome: StepOutcome | None = None
    learnt: str = ""
    settled_at: datetime | None = None


@dataclass(frozen=True)
class VisionStanding:
    """A vision as it stands: its wordings, facts, figures and steps, each the oldest first."""

    id: int
    wordings: tuple[Wording, ...]
    created_at: datetime
    released_at: datetime | None
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    steps: tuple[Step, ...] = ()
    drawing: Body | None = None  # as the body of a photo
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

    def as_of(self, moment: datetime) -> VisionStanding:
        """The page as it was then; as it began, where it is younger."""
        moment = max(moment, self.created_at + A_BEGINNING)
        return replace(
            self,
            wordings=tuple(one for one in self.wordings if one.at <= moment) or self.wordings[:1],
            facts=tuple(
                replace(one, struck_at=one.struck_at if _by(one.struck_at, moment) else None)
                for one in self.facts
                if one.at <= moment
            ),
            figures=tuple(one for one in self.figures if one.at <= moment),
            steps=tuple(
                one if _by(one.settled_at, moment) else replace(one, outcome=None, settled_at=None)
                for one in self.steps
                if one.at <= moment
            ),
        )

    def latest(self, kind: FigureKind) -> int | None:
        """The latest figure of a kind, or None."""
        return next((one.value for one in reversed(self.figures) if one.kind == kind), None)

    def of_kind(self, kind: FigureKind) -> tuple[Figure, ...]:
        """The figures of a kind, the oldest first."""
        return tuple(one for one in self.figures if one.kind == kind)


def _by(moment: datetime | None, latest: datetime) -> bool:
    return moment is not None and moment <= latest


def offered_as(
    entry: int, feeds: str | None, *, spoken_of: int | None, lost: bool, held: Collection[int]
) -> PageOffer | None:
    """What an answer in words can be put on the page as.

    Args:
        entry: the answer.
        feeds: what its question is for.
        spoken_of: the vision the question spoke of, if it is still held.
        lost: whether the question spoke of one, held or not.
        held: all that are.
    """
    if feeds == "vision":
        if spoken_of is not None:
            return PageOffer(entry, "wording", spoken_of)
        return None if lost else PageOffer(entry, "vision")
    if feeds not in ("fact", "step") or not held:
        return None
    alone = next(iter(held)) if len(held) == 1 and not lost else None
    return PageOffer(entry, feeds, alone if spoken_of is None else spoken_of)


def least_visited(held: Iterable[tuple[int, datetime]]) -> int | None:
    """Of visions that are held, each with the moment it was last spoken of, the one that waits longest; the earlier
    one where two wait equally long. None where none is held."""
    return min(held, key=lambda one: (one[1], one[0]), default=(None, None))[0]
