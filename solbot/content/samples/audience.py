"""Samples of what is said of an announcement's audience."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.content.samples.making import MOMENT, NAME_IN_LINE, TITLE, prose
from solbot.limits import AUDIENCE_CONDITIONS, AUDIENCE_DEPTH

_CONDITION = {
    "number": 12,
    "depth": AUDIENCE_DEPTH,
    "link": "and",
    "no": True,
    "kind": "joined",
    "value": "p-leading-sustainable-transformation",
    "name": TITLE,
}
_GROUP = {**_CONDITION, "kind": "and", "value": None, "name": None}
_ZONE = {"name": "Comod Rivadavia, Argentina", "count": 12_345}

SAMPLES: Mapping[str, object] = {
    "chosen": 12,
    "crowd": {
        "count": 123_456,
        "private": False,
        "can_be_told": True,
        "names": [NAME_IN_LINE] * 5,
        "languages": [{"name": "Español (Latinoamérica)", "count": 12_345}] * 10,
        "zones": [_ZONE] * 6,
        "more_zones": 123,
        "elsewhere": 12_345,
        "left_out": [{"why": "unreachable", "count": 12_345}] * 5,
        "first": MOMENT,
        "last": MOMENT,
    },
    "kept": [prose(62)] * 10,
    "kept_name": prose(62),
    "step": "discipline",
    "trouble": "not_with_answered",
    "who": {
        "no": True,
        "lines": [_GROUP] * (AUDIENCE_CONDITIONS - 1) + [_CONDITION] * AUDIENCE_CONDITIONS,
    },
}
