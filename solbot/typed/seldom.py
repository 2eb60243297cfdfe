"""Reading a rhythm that is more seldom than a week's: "every other Friday at 8"."""

from __future__ import annotations

from typing import Final

from solbot.typed.times import RHYTHM, DaysAndTimes, read_plan
from solbot.typed.vocabulary import Vocabulary, scan

_SELDOM: Final = ("every_other_week", "every_other")


def parse_every_other_week(text: str, vocab: Vocabulary) -> DaysAndTimes | None:
    """The days and times in a text that says every other week, or a weekday of it; None for other texts."""
    tokens = scan(text, vocab, (*_SELDOM, *RHYTHM, "a")) or []
    seldom = {token.kind for token in tokens} & {*_SELDOM}
    rest = [token for token in tokens if token.kind not in (*_SELDOM, "a")]
    if not seldom:
        return None
    plan = read_plan(rest) if any(token.kind not in ("politely", *".,!") for token in rest) else []
    if plan is None or len(plan) > 1:
        return None
    part = plan[0] if plan else DaysAndTimes(None, None)
    return part if part.days or seldom == {"every_other_week"} else None
