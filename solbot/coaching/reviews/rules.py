"""What a look back says in somebody's own words.

A weekly one brings three sentences of theirs beside the vision; a monthly one the page of then and now; a quarterly
one the first page beside today's. Only what they wrote, in their wording, cut at most where a sentence ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from solbot.coaching.visions.rules import Fact, Step, VisionStanding

WEEKLY, MONTHLY, QUARTERLY = "weekly", "monthly", "quarterly"
LOOKS_BACK: Final = {
    WEEKLY: timedelta(days=7),
    MONTHLY: timedelta(days=28),
    QUARTERLY: timedelta(days=84),
}
"""How far each goes back, by the occasion it belongs to."""

SENTENCES: Final = 3
ITEMS: Final = 2  # facts and steps of each sort, the newest
LEAST_WORDS: Final = 4  # fewer say little without their question
LONGEST: Final = 200  # characters; a longer sentence is seldom one
_END = re.compile(r"(?<=[.!?…。])\s+|\n+")


class SaidWords(NamedTuple):
    """Words of an answer, with the local date it belongs to."""

    on: date
    words: str


@dataclass(frozen=True)
class Changes:
    """What became different on a page between two moments, the newest last."""

    since: datetime
    now: VisionStanding

    @property
    def then(self) -> VisionStanding:
        """The page as it was."""
        return self.now.as_of(self.since)

    @property
    def new(self) -> Sequence[Fact]:
        """Facts that hold and did not stand there then."""
        before = {one.id for one in self.then.facts}
        return [one for one in self.now.facts_that_hold if one.id not in before][-ITEMS:]

    @property
    def gone(self) -> Sequence[Fact]:
        """Facts that held then and do not now."""
        before = {one.id for one in self.then.facts_that_hold}
        return [one for one in self.now.facts if one.struck_at and one.id in before][-ITEMS:]

    @property
    def settled(self) -> Sequence[Step]:
        """Steps something came of meanwhile."""
        before = {one.id for one in self.then.steps if one.outcome}
        return [one for one in self.now.steps if one.outcome and one.id not in before][-ITEMS:]

    @property
    def count(self) -> int:
        """How many things were added or changed, whether shown or not."""
        then, now = self.then, self.now
        more = sum(len(b) - len(a) for a, b in ((then.facts, now.facts), (then.steps, now.steps)))
        more += len(now.figures) - len(then.figures) + len(now.wordings) - len(then.wordings)
        return more + len(self.gone) + len(self.settled)


def own_sentences(said: Iterable[SaidWords], most: int = SENTENCES) -> list[SaidWords]:
    """Sentences that can stand alone, of different days where there are enough: the first, the last and what lies
    in the middle between them."""
    by_day: dict[date, SaidWords] = {}
    for one in said:
        found = max(_sentences(one.words), key=len, default=None)
        if found is not None and len(found) > len(by_day.get(one.on, SaidWords(one.on, "")).words):
            by_day[one.on] = SaidWords(one.on, found)
    days = [by_day[on] for on in sorted(by_day)]
    if len(days) <= most:
        return days
    return [days[round(n * (len(days) - 1) / (most - 1))] for n in range(most)]


def moved_most(changes: Iterable[Changes]) -> Changes | None:
    """Of several visions' changes, where most became different; the earlier vision where that is a tie."""
    return max(changes, key=lambda one: (one.count, -one.now.id), default=None)


def _sentences(text: str) -> list[str]:
    pieces = (piece.strip() for piece in _END.split(text))
    return [one for one in pieces if len(one) <= LONGEST and len(one.split()) >= LEAST_WORDS]
