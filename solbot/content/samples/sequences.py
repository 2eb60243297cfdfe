"""Samples of what is said of sequences."""

from __future__ import annotations

from collections.abc import Mapping

from solbot import limits
from solbot.content.samples.making import COHORT, MOMENT, NAME_IN_LINE, TITLE, prose

_SHOWN = {
    "when": prose(60),
    "words": prose(60),
    "coming": 5_000,
    "first": MOMENT,
    "sent": 5_000,
    "past": 5_000,
    "undated": False,
}

SAMPLES: Mapping[str, object] = {
    "anchor": "joined",
    "away": -limits.SEQUENCE_DAYS,
    "for_hour": True,
    "known": True,
    "message": _SHOWN,
    "messages": [{"number": 30, **_SHOWN}] * 8,
    "moves": [{"when": prose(60), "at": MOMENT, "coming": 5_000, "skipped": 5_000}] * 5,
    "more_messages": 22,
    "more_moves": 95,
    "plan": prose(60),
    "recipients": [{"name": NAME_IN_LINE, "at": MOMENT, "fate": "not_delivered", "left_out": True}]
    * 10,
    "sequences": [{"title": TITLE, "cohort": COHORT, "sequence_state": "running"}] * 10,
    "sequence_state": "running",
    "skipped": 5_000,
}
