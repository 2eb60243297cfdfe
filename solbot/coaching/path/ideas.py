"""Ideas that come back, at growing gaps, as long as they are kept.

What was answered comes back once after about two days; whoever keeps it, or answers again, meets it after a week,
three weeks and two months more. What is left alone, or let fade, does not come back. Spacing makes a thing last
(Cepeda et al., 2006: https://doi.org/10.1037/0033-2909.132.3.354).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

GAPS: Final = tuple(timedelta(days=days) for days in (2, 7, 21, 60))
"""How long after it was answered, and then after each time it was kept."""
APART: Final = timedelta(days=7)  # between two returns
NUDGES_BETWEEN = 4  # … and so many nudges, for who is nudged seldom
LATEST: Final = timedelta(days=7)  # what was answered longer ago does not begin to come back


@dataclass(frozen=True)
class Idea:
    """An idea of a reading: how often it came back, and when it is due again; None: not by itself."""

    reading: str
    stage: int = 0
    due_on: date | None = None
    faded: bool = False


def new(reading: str, answered: date) -> Idea:
    """The idea of a reading that was answered."""
    return Idea(reading, 0, answered + GAPS[0])


def brought(idea: Idea) -> Idea:
    """It came back; it does so again if it is kept."""
    return replace(idea, stage=idea.stage + 1, due_on=None)


def kept(idea: Idea, today: date) -> Idea:
    """It goes on to the next gap; after the last one it has no other."""
    following = today + GAPS[idea.stage] if idea.stage < len(GAPS) else None
    return replace(idea, due_on=following, faded=False)


def faded(idea: Idea) -> Idea:
    """It never comes back."""
    return replace(idea, due_on=None, faded=True)


def standing(idea: Idea, answered: date | None) -> Idea:
    """How it stands, where what it last asked was answered on a date: that keeps it, too."""
    untouched = idea.stage > 0 and idea.due_on is None and not idea.faded
    return kept(idea, answered) if untouched and answered is not None else idea


def has_room(today: date, days: Sequence[date], last: date | None) -> bool:
    """Whether an idea may come back today; in somebody's first week, none does. `days`: those on which something
    came, in order; `last`: of a return."""
    if not days or today - days[0] < APART:
        return False
    if last is None:
        return True
    return today - last >= APART and sum(last < day < today for day in days) >= NUDGES_BETWEEN


def due(
    today: date, known: Mapping[str, Idea], answered: Iterable[tuple[str, date]]
) -> Idea | None:
    """The idea to come back: of those under way the one that waits longest, else the newest that was answered.

    `known`: those that came back before; `answered`: readings that were answered, and when, the oldest first: what came
    of an experiment is an answer as well.
    """
    under_way = [one for one in known.values() if one.due_on is not None and one.due_on <= today]
    if under_way:
        return min(under_way, key=lambda one: (one.due_on or today, one.reading))
    fresh = [
        new(reading, on)
        for reading, on in dict(answered).items()
        if reading not in known and GAPS[0] <= today - on <= LATEST
    ]
    return fresh[-1] if fresh else None
