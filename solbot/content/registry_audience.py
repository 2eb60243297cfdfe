"""What the code expects of every language for the audience of an announcement; see registry.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from solbot.domain.audience import MOST_CONDITIONS, MOST_DEPTH, Kind
from solbot.domain.regions import REGIONS

REPLIES = {
    "staff/audience": "who crowd chosen step trouble kept_name",
    "staff/audiences": "kept",
    "staff/audience_changed": "",
    "staff/audience_gone": "",
}

TOASTS = frozenset({"staff/audience_changed", "staff/audience_gone"})

BUTTONS = f"""
    who_gets_it only_those and_also or_else opposite instead take_out any_of_them all_of_them everyone everyone_but
    keep_audience kept_audiences use_audience drop_audience
    audience_days audience_no_link any_program any_announcement
    {" ".join(f"audience_{kind}" for kind in Kind)} {" ".join(f"region_{region}" for region in REGIONS)}
"""

_MOMENT = datetime(2026, 9, 30, 20, 45, tzinfo=UTC)
_NAME = "Maximiliane-Alexandrina von und zu Hohenstein-Wittgenstein ✨"
_ZONE = {"name": "Comod Rivadavia, Argentina", "count": 12_345}

SAMPLES: Mapping[str, object] = {
    "chosen": 12,
    "crowd": {
        "count": 123_456,
        "private": False,
        "can_be_told": True,
        "names": [_NAME] * 5,
        "languages": [{"name": "Español (Latinoamérica)", "count": 12_345}] * 10,
        "zones": [_ZONE] * 6,
        "more_zones": 123,
        "elsewhere": 12_345,
        "left_out": [{"why": "unreachable", "count": 12_345}] * 5,
        "first": _MOMENT,
        "last": _MOMENT,
    },
    "kept": ["Alumni in Latin America who have been silent for long"] * 10,
    "kept_name": "Alumni in Latin America who have been silent for long",
    "step": "discipline",
    "trouble": "too_deep",
    "who": {
        "no": True,
        "lines": [
            {
                "number": 12,
                "depth": MOST_DEPTH - 1,
                "link": "and",
                "no": True,
                "kind": "joined",
                "value": "p-leading-sustainable-transformation",
                "name": "Leading Sustainable Transformation and some more",
            }
        ]
        * (2 * MOST_CONDITIONS),
    },
}
