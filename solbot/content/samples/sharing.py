"""Samples of what is said of what is kept, sent on, shared, and taken to another account."""

from __future__ import annotations

from collections.abc import Mapping

from solbot import limits
from solbot.content.samples.making import CALLED, MOMENT, NAME_IN_LINE, prose

_SHARER = {
    "number": 123,
    "asked": prose(limits.IN_LINE),
    "on": MOMENT.date(),
    "opened": True,
    "name": NAME_IN_LINE,
    "since": MOMENT,
    "until": MOMENT,
}

_PART = {
    "asked": prose(limits.ASKED),
    "kind": "photo",
    "pictures": 10,
    "words": prose(limits.ENTRY),
}
_SHORT = {"asked": prose(100), "kind": "photo", "pictures": 10, "words": ""}
# All of them together have the room of one.

SAMPLES: Mapping[str, object] = {
    "account": CALLED,
    "code": "MMMMMM-MMMMMM-MMMMMM",
    "is_staff": True,
    "move": "unreachable",
    "link_state": "taken",
    "of_links": True,
    "on": MOMENT.date(),
    "sharers": [_SHARER] * 10,
    "shared_words": [_PART, *[_SHORT] * 4],
    "summary": prose(122),
}
