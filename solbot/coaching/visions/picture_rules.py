"""A vision over time: what its picture shows, and the same facts for a sentence or three."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from solbot.coaching.visions.rules import Figure, VisionStanding
from solbot.db.states import FigureKind, RevisionKind, StepOutcome

CHANGES = (
    RevisionKind.RAISED,
    RevisionKind.CLARIFIED,
    RevisionKind.LOWERED,
    RevisionKind.RELEASED,
)
OUTCOMES = (StepOutcome.DONE, StepOutcome.PARTLY, StepOutcome.NOT_YET, StepOutcome.LET_GO, "open")
"""In the order in which they are shown."""

Noted = tuple[date, int]
"""A figure, and the local date it is of."""


@dataclass(frozen=True)
class Course:
    """How a vision has moved: figures by kind, changes of its words by kind, steps by what came of them. Each in the
    order of its days; kinds of which there is nothing are not there. An open step has no day. `released`: the day on
    which the vision was let go, if it still is."""

    figures: Mapping[FigureKind, Sequence[Noted]]
    changes: Mapping[RevisionKind, Sequence[date]]
    steps: Mapping[str, Sequence[date | None]]
    released: date | None = None

    def last(self, kind: FigureKind) -> Noted | None:
        """The last figure of a kind."""
        return self.figures[kind][-1] if kind in self.figures else None


@dataclass(frozen=True)
class Closeness:
    """How closeness went."""

    first: Noted
    last: Noted
    lowest: int
    highest: int


def course(vision: VisionStanding, zone: tzinfo) -> Course:
    """How a vision has moved, by the clock of `zone`. Of several figures of one day and kind the last counts."""
    figures = {kind: _by_day(vision.of_kind(kind)) for kind in FigureKind}
    changes = {
        kind: sorted(one.at.astimezone(zone).date() for one in vision.wordings if one.kind == kind)
        for kind in CHANGES
    }
    steps: dict[str, list[date | None]] = {kind: [] for kind in OUTCOMES}
    for step in sorted(vision.steps, key=lambda one: one.settled_at or one.at):
        on = (step.settled_at or step.at).astimezone(zone).date()
        steps[step.outcome or "open"].append(on if step.outcome else None)
    return Course(
        {kind: found for kind, found in figures.items() if found},
        {kind: found for kind, found in changes.items() if found},
        {kind: found for kind, found in steps.items() if found},
        vision.released_at.astimezone(zone).date() if vision.released_at else None,
    )


def _by_day(figures: Sequence[Figure]) -> list[Noted]:
    in_order = sorted(figures, key=lambda one: (one.on, one.at))
    return list({one.on: one.value for one in in_order}.items())


def closeness(course: Course) -> Closeness | None:
    """How closeness went, if it was ever noted."""
    noted = course.figures.get(FigureKind.CLOSENESS, ())
    if not noted:
        return None
    values = [value for _, value in noted]
    return Closeness(noted[0], noted[-1], min(values), max(values))
