"""Samples of what is said between a person and the desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from solbot import limits
from solbot.content.samples.making import LABEL, MOMENT, NAME, NAME_IN_LINE, TITLE, prose

SAMPLES: Mapping[str, object] = {
    "addressees": [
        {
            "name": LABEL,
            "language": "Español (Latinoamérica)",
            "why_not": one,
            "paused": True,
            "quiet_until": MOMENT,
            "question": 123_456,
            "by": LABEL,
            "at": MOMENT,
            "number": 123_456,
        }
        for one in ("blocked", *[None] * limits.WRITTEN_TO)
    ],
    "answer_times": {
        "answered": 12_345,
        "median": timedelta(hours=23),
        "longest": timedelta(days=40),
        "waiting": 12_345,
        "waiting_median": timedelta(hours=23),
        "oldest": timedelta(days=40),
    },
    "announced": [{"number": 12_345, "at": MOMENT}] * 5,
    "announced_count": 1234,
    "earlier_inquiries": [
        {
            "number": 123_456,
            "title": TITLE,
            "at": MOMENT,
            "waits": True,
            "asked": prose(limits.IN_LINE),
            "told": prose(limits.IN_LINE),
        }
    ]
    * 5,
    "by_society": True,
    "meanwhile": True,
    "picked": limits.WRITTEN_TO,
    "by": NAME,
    "choosing": True,
    "counts": {"open": 5000, "waiting": 4321, "mine": 123, "free": 4321},
    "desk_entries": [
        {
            "number": 123_456,
            "name": NAME_IN_LINE,
            "title": TITLE,
            "waits": timedelta(days=40),
            "asked_at": MOMENT,
            "holder": NAME_IN_LINE,
            "medium": "document",
            "words": prose(limits.IN_LINE),
        }
    ]
    * 8,
    "holder": NAME,
    "hours": 72,
    "inquiries": [
        {
            "number": 12,
            "program": TITLE,
            "on": MOMENT,
            "said": [{"mine": True, "kind": "document", "words": prose(limits.BEFORE)}],
        }
    ],
    "inquiry_count": 12,
    "inquiry": {
        "number": 123_456,
        "name": NAME,
        "language": "Español (Latinoamérica)",
        "now": MOMENT,
        "zone": "America/Argentina/ComodRivadavia",
        "title": TITLE,
        "stands": "open",
        "asked_at": MOMENT,
        "waits": timedelta(days=40),
        "holder": NAME,
        "mine": False,
        "reachable": False,
        "by_society": True,
        "lines": [
            {
                "number": 5,
                "kind": "answered",
                "by": NAME,
                "medium": "document",
                "words": prose(limits.THREAD),
                "at": MOMENT,
                "delivery": "lost",
            }
        ]
        * 5,
        "page": 12,
        "pages": 12,
    },
    "limit": "waiting",
    "medium": "document",
    "open": 12,
    "question": {
        "number": 12,
        "title": TITLE,
        "stands": "open",
        "waits": True,
        "by_society": False,
        "said": [{"mine": True, "kind": "document", "words": prose(limits.BEFORE), "at": MOMENT}]
        * 4,
    },
    "own_language": "Español (Latinoamérica)",
    "instead_in": "Español (Latinoamérica)",
    "unwritten_in": ["Español (Latinoamérica)"] * 3,
    "own": [{"number": 123_456, "title": TITLE, "waits": False, "words": prose(limits.IN_LINE)}]
    * 10,
    "quote": prose(150),
    "reachable": False,
    "reply": prose(3002),
    "society": prose(82),
    "which": "program",
    "whose": "society",
}
