"""Samples of what is said in looking after programs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from solbot import limits
from solbot.content.editions import LONGEST
from solbot.content.samples.making import MOMENT, NAME_IN_LINE, TITLE, prose

_WHEN = {
    "starts": MOMENT,
    "ends": MOMENT,
    "zone": "America/Argentina/Buenos_Aires",
    "to_anyone": True,
}
_FIELD = "How to reserve a seat"
_DIFFERING = {
    "field": _FIELD,
    "language": "Español (Latinoamérica)",
    "side": "old",
    "goes_on": False,
}

_FLYERS = [{"language": "Español (Latinoamérica)", "value": prose(80)}] * 6

SAMPLES: Mapping[str, object] = {
    "wanted": [{"fact": "news", "count": 12}] * 6,
    "kept_value": prose(120),
    "out": 12,
    "differences": [
        {**_DIFFERING, "words": prose(2400)},
        *[{**_DIFFERING, "words": prose(40)}] * 11,
    ],
    "changes": [
        {
            "field": "How to reserve a seat",
            "language": "Español",
            "old": prose(60),
            "new": prose(60),
        }
    ]
    * 12,
    "detail": prose(82),
    "edition": 12,
    "editions": [
        {"number": 12, "at": MOMENT, "by": NAME_IN_LINE, "of_files": False, "in_force": True}
    ]
    * 10,
    "field": "How to reserve a seat",
    "overriding": 12,
    "more_files": 12,
    "files_changed": [
        {
            "field": "How to reserve a seat",
            "language": "Español",
            "old": prose(60),
            "new": prose(60),
        }
    ]
    * 4,
    "fields": [{"field": prose(limits.LABEL), "value": prose(120), "flyers": []}] * 10
    + [{"field": prose(limits.LABEL), "value": prose(120), "flyers": _FLYERS}],
    "flyers": _FLYERS,
    "handout": True,
    "is_open": False,
    "joining": "application",
    "lacking": [
        {
            "field": "How to reserve a seat",
            "language": "Español",
            "count": 1234,
            "low": 20,
            "high": 150,
        }
    ]
    * 12,
    "mine": _WHEN,
    "online": True,
    "prices": [
        {
            "label": prose(42),
            "amount": Decimal("123456789.12"),
            "currency": "USD",
        }
    ]
    * 8,
    "programs": [
        {
            "title": TITLE,
            "summary": prose(122),
            "is_open": False,
            "when": _WHEN,
            "dates": prose(LONGEST["dates"] + 2),
            "joining": "open",
            "begun": False,
            "free": 12,
            "state": "archived",
            "changes": 12,
        }
    ]
    * 10,
    "first": 4991,
    "seated": 5000,
    "seats_then": 5000,
    "waiting": 5000,
    "seats": {"all": 5000, "free": 5000, "held": 2500, "confirmed": 2500, "waiting": 5000},
    "state": "closed",
    "status": "waiting",
    "was": "held",
    "theirs": prose(600),
    "title": TITLE,
    "untranslated": ["Español", "Português"],
    "value": prose(600),
    "when": _WHEN,
    "why": "not_a_price",
    "written_in": "English",
}
