"""Samples of what is said of a vision and its page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from solbot import limits
from solbot.content.samples.making import MOMENT, prose


def _fact(most: int) -> dict[str, object]:
    return {"words": prose(most), "on": MOMENT.date(), "struck": MOMENT}


def _step(most: int) -> dict[str, object]:
    return {
        "words": prose(most),
        "on": MOMENT,
        "due": MOMENT.date(),
        "outcome": "not_yet",
        "settled": MOMENT,
        "learnt": prose(most),
    }


SAMPLES: Mapping[str, object] = {
    "became": {"what": "wording", "count": 12_345},
    "change": "clarified",
    "course": {
        "words": prose(limits.IN_LINE),
        "closeness": {
            "first": {"on": MOMENT.date(), "value": 10},
            "last": {"on": MOMENT.date() + timedelta(days=30), "value": 10},
            "lowest": 10,
            "highest": 10,
        },
        "pull": {"on": MOMENT.date(), "value": 10},
        "strain": {"on": MOMENT.date() + timedelta(days=30), "value": 10},
        "changes": [
            {"kind": one, "count": limits.WORDINGS} for one in ("raised", "clarified", "lowered")
        ],
        "released": MOMENT.date(),
        "steps": [
            {"outcome": one, "count": limits.STEPS}
            for one in ("done", "partly", "not_yet", "let_go", "open")
        ],
        "step_count": limits.STEPS,
    },
    "events": [
        {
            "on": MOMENT,
            "what": "step_not_yet",
            "words": prose(limits.PAGE_LINE),
            "learnt": prose(limits.PAGE_LINE),
            "value": None,
            "due": MOMENT.date(),
        }
    ]
    * 10,
    "look": {
        "number": limits.LOOKED_THROUGH,
        "of": limits.LOOKED_THROUGH,
        "what": "step",
        "vision": prose(limits.IN_LINE),
        "asked": prose(limits.ASKED),
        "words": prose(limits.BEFORE),
        "count": 12_345,
        "on": MOMENT.date(),
        "until": MOMENT.date(),
    },
    "looked": {"seen": limits.LOOKED_THROUGH, "left": limits.LOOKED_THROUGH},
    "offer": "step",
    "planned": _step(limits.LEARNT),
    "pull": 10,
    "readable": True,
    "own_words": [{"on": MOMENT.date(), "words": prose(limits.WORDING)}] * 3,
    "then_now": {
        "since": MOMENT,
        "words": prose(limits.IN_LIST),
        "closeness": (0, 10),
        "new": [prose(limits.WORDING)] * 2,
        "gone": [prose(limits.WORDING)] * 2,
        "steps": [{"words": prose(limits.WORDING), "outcome": "not_yet"}] * 2,
    },
    "vision_words": prose(limits.IN_LIST),
    "stated": [{"number": 123, **_fact(limits.IN_LIST)}] * 10,
    "strain": 10,
    "told": _fact(limits.ENTRY),
    "vision": {
        "words": prose(limits.BEFORE),
        "since": MOMENT,
        "released": MOMENT,
        "close": {"value": 10, "on": MOMENT.date()},
        "before": {"value": 10, "on": MOMENT.date()},
        "pull": {"value": 10, "on": MOMENT.date()},
        "strain": {"value": 10, "on": date(2026, 9, 29)},
        "facts": [_fact(limits.PAGE_LINE)] * 3,
        "next": _step(limits.PAGE_LINE),
        "others": 499,
        "settled": [_step(limits.PAGE_LINE)] * 2,
    },
    "steps": [{"number": 123, **_step(limits.PAGE_LINE)}] * 10,
    "wrote": True,
    "visions": [
        {
            "number": 123,
            "words": prose(limits.IN_LIST),
            "clock": time(20, 45),
            "closeness": 10,
            "since": MOMENT,
            "released": MOMENT,
            "wordings": [{"kind": "raised", "words": prose(limits.WORDING), "on": MOMENT}],
            "facts": [_fact(limits.IN_LIST)],
            "figures": [{"kind": "closeness", "value": 10, "on": MOMENT.date()}],
            "steps": [_step(limits.PAGE_LINE)],
            "drawn": MOMENT,
        }
    ]
    * 10,
}
