"""Samples of what is said of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from solbot import limits
from solbot.content.samples.making import MOMENT, prose

_SAID = {
    "number": 123,
    "on": MOMENT.date(),
    "at": None,
    "written": MOMENT,
    "asked": prose(limits.ASKED),
    "kind": "photo",
    "pictures": 10,
    "words": prose(limits.PART_OF_ENTRY),
    "changed": MOMENT,
    "hidden": True,
}

SAMPLES: Mapping[str, object] = {
    "answering": True,
    "day_begins": time(6),
    "entry_count": 12_345,
    "entry_hidden": True,
    "filters": [prose(limits.IN_LINE)] * 5,
    "from_day": date(2026, 9, 30),
    "held": True,
    "month": "September, of all months",
    "month_days": 31,
    "today": date(2026, 9, 30),
    "until_day": date(2026, 9, 30),
    "whole": {
        "on": MOMENT.date(),
        "at": None,
        "written": MOMENT,
        "hidden": True,
        "said": [_SAID] * 3,
    },
    "wordings": [{"on": MOMENT, "kind": "photo", "words": prose(limits.BEFORE)}] * 4,
    "year": "2026",
    "year_days": 366,
    "years": [1234] * 5,
}
