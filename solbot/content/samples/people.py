"""Samples of what is said of cohorts, alumni, and staff who look after people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from solbot.content.samples.making import CALLED, COHORT, MOMENT, NAME_IN_LINE, TITLE, prose

_DAY = date(2026, 9, 30)
_EXACT = {"how": "exact", "count": 123_456}
_NEARLY = {"how": "nearly_all", "count": 0}

SAMPLES: Mapping[str, object] = {
    "asked": [{"title": TITLE, "facts": ("dates", "place", "price", "flyer", "article", "news")}]
    * 5,
    "begun": True,
    "cohort": COHORT,
    "coming": [{"what": "n" * 40, "status": "queued", "at": MOMENT}] * 5,
    "alumni": [{"title": TITLE, "since": MOMENT}] * 10,
    "standing": dict.fromkeys(("members", "active", "paused", "left", "alumni"), _EXACT),
    "cohorts": [
        {
            "cohort": COHORT,
            "title": TITLE,
            "first": _DAY,
            "last": _DAY,
            "count": 12_345,
            "over": True,
        }
    ]
    * 10,
    "discipline": "Personal mastery and more",
    "disciplines": [{"name": "Personal mastery and more", "asked": _EXACT, "answered": _NEARLY}]
    * 5,
    "enough": 5,
    "first_day": _DAY,
    "following": True,
    "found": [{"name": CALLED, "seen": _DAY}] * 8,
    "in_cohorts": [{"cohort": COHORT, "title": TITLE, "first": _DAY, "last": _DAY, "over": True}]
    * 5,
    "joined": MOMENT,
    "unreached": "never started",
    "last_day": _DAY,
    "left_over": 12_345,
    "line_limit": 123_456,
    "form": "html",
    "has_dates": True,
    "of_people": True,
    "letters": [{"what": "n" * 40, "status": "failed", "at": MOMENT}] * 10,
    "measures": [{"name": "answered", "figures": [_EXACT, _NEARLY, _EXACT]}] * 5,
    "already": 12_345,
    "missing": [{"line": NAME_IN_LINE, "near": [NAME_IN_LINE] * 2}] * 10,
    "moment": MOMENT,
    "notes": [{"words": prose(300), "by": NAME_IN_LINE, "at": MOMENT, "until": MOMENT}] * 5,
    "person_tags": [{"tag": prose(42), "until": MOMENT}] * 20,
    "tags": [prose(42)] * 20,
    "more_missing": 123_456,
    "new_count": 12_345,
    "over": True,
    "purpose": "alumni",
    "readings": [
        {"name": "What it is to see the whole and all parts", "asked": _EXACT, "answered": _NEARLY}
    ]
    * 20,
    "roster": [{"name": CALLED, "since": MOMENT, "seen": _DAY}] * 10,
    "seen": _DAY,
    "seats_of": [{"title": TITLE, "status": "confirmed", "place": 123}] * 5,
    "short": COHORT[:28],
    "span": 90,
    "spans": [7, 30, 90],
    "telegram_id": "123456789012",
    "took_part_in": [{"title": TITLE, "since": MOMENT}] * 5,
    "taken_back": True,
    "unclear": [NAME_IN_LINE] * 5,
    "username": "maximiliane_alexandrina_hw",
}
