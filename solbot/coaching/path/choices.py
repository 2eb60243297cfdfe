"""Why what comes next comes: a table of rules, the first that applies.

Each can say its reason in one sentence, in the reply `why`. They are the same for everybody, and go by dates, by
what a person asked for and by which questions they answered; no words of theirs are read for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, NamedTuple

from solbot.db.states import PromptReason

UNSPOKEN_OF: Final = timedelta(days=28)
"""How long no question speaks of a vision before one does."""


@dataclass(frozen=True)
class Facts:
    """What is so for somebody on a date: for which reasons something is there that may come, and where their path is.

    That a thing is there is for others to say: `tries.py`, `occasions.py`, `experiments.py`, `turns.py`, `ideas.py`,
    and of people's own questions `own_questions/rules.py`.
    """

    there: Collection[PromptReason]
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

    why: PromptReason
    applies: Callable[[Facts], bool]


def _always(_: Facts) -> bool:
    return True


_CAN_WAIT: Final = frozenset(
    {PromptReason.OCCASION, PromptReason.WAITS, PromptReason.STEP, PromptReason.CHECK_IN}
)
"""What comes on a later date as well as today."""


def _on_its_day(facts: Facts) -> bool:
    """A day of its own goes before what can wait, but not twice in a row. Who was away is met first, and what somebody
    chose instead is for now."""
    first = facts.returning or PromptReason.CHOSEN in facts.there
    return not (first or (facts.after_own and _CAN_WAIT & set(facts.there)))


RULES: Final = (
    # The person was told the day on which it would be asked about.
    ChoiceRule(PromptReason.TRY, _always),
    ChoiceRule(PromptReason.OWN_DAY, _on_its_day),
    ChoiceRule(PromptReason.OCCASION, _always),
    # What somebody chose since is for now; what waited can wait on.
    ChoiceRule(PromptReason.WAITS, lambda facts: PromptReason.CHOSEN not in facts.there),
    ChoiceRule(PromptReason.STEP, _always),
    ChoiceRule(PromptReason.CHECK_IN, _always),
    ChoiceRule(PromptReason.CHOSEN, _always),
    ChoiceRule(PromptReason.FIRST_WEEK, lambda facts: facts.first_week),
    ChoiceRule(PromptReason.CLOSING, lambda facts: facts.closing),
    ChoiceRule(PromptReason.OWN_TURN, lambda facts: facts.under_way),
    ChoiceRule(PromptReason.MORE, lambda facts: facts.under_way),
    # The path always has something. These two come seldom by themselves, and so go before it.
    ChoiceRule(PromptReason.RETURN, lambda facts: facts.under_way),
    ChoiceRule(PromptReason.VISION, lambda facts: facts.under_way),
    ChoiceRule(PromptReason.LATE, _always),
    ChoiceRule(PromptReason.PATH, _always),
)
"""In the order in which they are asked."""


def decide(facts: Facts) -> PromptReason:
    """The first rule that applies to something that is there.

    Raises:
        LookupError: nothing is there.
    """
    for rule in RULES:
        if rule.why in facts.there and rule.applies(facts):
            return rule.why
    raise LookupError("there is nothing that could come")
