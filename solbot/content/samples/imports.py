"""Samples of what is said of journals that come in from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

_MANY = 20_000
_WHYS = (
    *("no_date", "date", "no_words", "long", "unreadable", "name", "twice", "full", "photo_large"),
    *("photo_kind", "photo_gone", "photo_room", "part", "sound", "zone", "reference", "rest"),
)
_DATE = date(2026, 9, 30)

SAMPLES: Mapping[str, object] = {
    "preview": {
        "app": "solbot",
        "new": _MANY,
        "here": _MANY,
        "first": date(1999, 9, 30),
        "last": _DATE,
        "photos": _MANY,
        "visions": 50,
        "questions": 20,
        "readings": 200,
        "drawings": 50,
    },
    "imports": [{"app": "markdown", "state": "taking", "on": _DATE, "total": _MANY, "taken": _MANY}]
    * 5,
    "left_out": [{"why": why, "count": _MANY, "dates": [_DATE] * 3} for why in _WHYS],
    "refusal": "too_large",
    "stayed": _MANY,
    "took": {
        **{"taken": _MANY, "photos": _MANY, "without": _MANY},
        **{"visions": 50, "questions": 20, "readings": 200, "drawings": 50},
    },
}
