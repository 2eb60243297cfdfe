"""Why what comes next comes: a table of rules, the first that applies.

Each can say its reason in one sentence, in the reply `why`. They are the same for everybody, and go by dates, by
what a person asked for and by which questions they answered; no words of theirs are read for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final, NamedTuple

UNSPOKEN_OF: Final = timedelta(days=28)
"""How long no question speaks of a vision before one does."""


class Reason(StrEnum):
    """The reason for which something came, as it is kept with what was asked."""

    TRY = "try"
    OCCASION = "occasion"
    WAITS = "waits"  # it never arrived; it keeps the reason it was made ready for
    STEP = "step"
    CHECK_IN = "check_in"
    CHOSEN = "chosen"
    OWN_DAY = "own_day"  # a question of their own, on a day of its own
    OWN_TURN = "own_turn"  # … or in turn with the path
    MORE = "more"
    RETURN = "return"
    VISION = "vision"
    FIRST_WEEK = "first_week"
    CLOSING = "closing"
    LATE = "late"
    PATH = "path"
    ASKED = "asked"  # beyond the path, at the person's wish


@dataclass(frozen=True)
class Facts:
    """What is so for somebody on a date: for which reasons something is there that may come, and where their path is.

    That a thing is there is for others to say: `tries.py`, `occasions.py`, `experiments.py`, `turns.py`, `ideas.py`,
    and of people's own questions `own_questions/rules.py`.
    """

    there: Collection[Reason]
    first_week: bool = False  # the path is still in it
    closing: bool = False  # the path comes to a closing
    after_own: bool = False  # what came last was a question of their own
    returning: bool = False  # the occasion is a return after silence

    @property
    def under_way(self) -> bool:
        """Whether the path is at none of its beginnings and endings, which stay together."""
        return not (self.first_week or self.closing)


class ChoiceRule(NamedTuple):
    """A reason, and when something comes for it, provided that there is something."""

    why: Reason
    applies: Callable[[Facts], bool]


def _always(_: Facts) -> bool:
    return True


_CAN_WAIT: Final = frozenset({Reason.OCCASION, Reason.WAITS, Reason.STEP, Reason.CHECK_IN})
"""What comes on a later date as well as today."""


def _on_its_day(facts: Facts) -> bool:
    """A day of its own goes before what can wait, but not twice in a row. Who was away is met first, and what somebody
    chose instead is for now."""
    first = facts.returning or Reason.CHOSEN in facts.there
    return not (first or (facts.after_own and _CAN_WAIT & set(facts.there)))


RULES: Final = (
    # The person was told the day on which it would be asked about.
    ChoiceRule(Reason.TRY, _always),
    ChoiceRule(Reason.OWN_DAY, _on_its_day),
    ChoiceRule(Reason.OCCASION, _always),
    # What somebody chose since is for now; what waited can wait on.
    ChoiceRule(Reason.WAITS, lambda facts: Reason.CHOSEN not in facts.there),
    ChoiceRule(Reason.STEP, _always),
    ChoiceRule(Reason.CHECK_IN, _always),
    ChoiceRule(Reason.CHOSEN, _always),
    ChoiceRule(Reason.FIRST_WEEK, lambda facts: facts.first_week),
    ChoiceRule(Reason.CLOSING, lambda facts: facts.closing),
    ChoiceRule(Reason.OWN_TURN, lambda facts: facts.under_way),
    ChoiceRule(Reason.MORE, lambda facts: facts.under_way),
    # The path always has something. These two come seldom by themselves, and so go before it.
    ChoiceRule(Reason.RETURN, lambda facts: facts.under_way),
    ChoiceRule(Reason.VISION, lambda facts: facts.under_way),
    ChoiceRule(Reason.LATE, _always),
    ChoiceRule(Reason.PATH, _always),
)
"""In the order in which they are asked."""


def decide(facts: Facts) -> Reason:
    """The first rule that applies to something that is there.

    Raises:
        LookupError: nothing is there.
    """
    for rule in RULES:
        if rule.why in facts.there and rule.applies(facts):
            return rule.why
    raise LookupError("there is nothing that could come")
