"""Samples of what is said of people's own questions."""

from __future__ import annotations

from collections.abc import Mapping

from solbot import limits
from solbot.content.samples.making import MOMENT, prose


def _question(most: int) -> dict[str, object]:
    return {
        "words": prose(most),
        "kind": "scale",
        "weekdays": [1, 2, 3, 5, 6, 7, 7],  # all seven are fewer words
        "paused": True,
        "asked_on": MOMENT.date(),
    }


SAMPLES: Mapping[str, object] = {
    "fills": True,
    "first_week": True,
    "missed": True,
    "own_question": _question(limits.BEFORE),
    "own_questions": [{"number": 20, **_question(limits.PAGE_LINE)}] * 10,
    "reads": True,
    "weekdays": [1, 2, 3, 5, 6, 7, 7],
}
