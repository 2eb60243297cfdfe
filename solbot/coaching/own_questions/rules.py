"""When a question of somebody's own comes: on days it was given, or in turn with the path.

At most one comes for a date. One on a day of its own whose day passed without it comes with a later nudge, so that
none is lost where something else came first, or where there is no nudge on that day. Dates after today were written by
a clock that was wrong, and count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

APART: Final = timedelta(days=7)
"""Between two that come in turn, and between two askings of one that does."""
BETWEEN: Final = 3
"""So much else comes between two in turn, so that who is nudged once a week is not asked one every time."""
LATEST: Final = 6  # days after its own day
EVERY_DAY: Final = frozenset(range(1, 8))


@dataclass(frozen=True)
class Kept:
    """A question that may come: the ISO weekdays it has, none for one that comes in turn; the local date from which it
    may; and the one on which it was last asked."""

    id: int
    days: frozenset[int]
    since: date
    asked_on: date | None = None


class Brought(NamedTuple):
    """Something that came unasked for a local date: a question of somebody's own, in its turn or not, or anything
    else."""

    on: date
    own: bool = False
    in_turn: bool = False


def on_its_day(today: date, kept: Iterable[Kept], brought: Sequence[Brought]) -> Kept | None:
    """The one whose day it is, or was lately; of several, the one asked the longest ago. `brought`: the oldest first.

    Where all are late, they give way to other things after each of somebody's own.
    """
    if _came(today, brought):
        return None
    due = {one: day for one in kept if (day := _own_day(today, one)) is not None}
    follows = bool(brought) and brought[-1].own
    return None if follows and today not in due.values() else _longest_ago(due)


def in_turn(today: date, kept: Iterable[Kept], brought: Sequence[Brought]) -> Kept | None:
    """The one whose turn it is with the path: of those that rested, the one asked the longest ago."""
    if _came(today, brought):
        return None
    last = max((at for at, one in enumerate(brought) if one.in_turn), default=None)
    if last is not None:
        others = sum(not one.own for one in brought[last + 1 :])
        if _lately(today, brought[last].on) or others < BETWEEN:
            return None
    rested = (one.asked_on is None or not _lately(today, one.asked_on) for one in kept)
    return _longest_ago(one for one, has in zip(kept, rested, strict=True) if has and not one.days)


def _lately(today: date, day: date) -> bool:
    return timedelta() <= today - day < APART


def _came(today: date, brought: Iterable[Brought]) -> bool:
    return any(one.own and one.on == today for one in brought)


def _own_day(today: date, one: Kept) -> date | None:
    """The latest of its own days that it still waits for."""
    days = (today - timedelta(days=ago) for ago in range(LATEST + 1))
    day = next((day for day in days if day.isoweekday() in one.days), None)
    asked = one.asked_on is not None and day is not None and day <= one.asked_on <= today
    if day is None or day < min(one.since, today) or asked:
        return None
    return day


def _longest_ago(found: Iterable[Kept]) -> Kept | None:
    return min(found, key=lambda one: (one.asked_on or date.min, one.id), default=None)
