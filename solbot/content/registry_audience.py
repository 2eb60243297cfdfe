"""What the code expects of every language for the audience of an announcement; see registry.py."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.content.regions import REGIONS
from solbot.content.samples import MOMENT, NAME_IN_LINE, TITLE, prose
from solbot.limits import AUDIENCE_CONDITIONS, AUDIENCE_DEPTH

REPLIES = {
    "staff/ask_everyone": "count",
    "staff/audience": "who crowd chosen step trouble kept_name most",
    "staff/audiences": "kept",
    "staff/audience_changed": "",
    "staff/audience_gone": "",
}

TOASTS = frozenset({"staff/audience_changed", "staff/audience_gone"})

BUTTONS = f"""
    who_gets_it only_those and_also or_else opposite instead take_out any_of_them all_of_them everyone everyone_but
    everyone_yes keep_audience kept_audiences use_audience drop_audience
    audience_days audience_no_link any_program any_announcement anyone_of_staff
    audience_asked audience_seat audience_confirmed audience_waiting audience_cohort audience_alumni audience_region
    audience_zone audience_language audience_discipline audience_interested audience_got audience_tag audience_staff
    audience_active audience_silent audience_joined
    {" ".join(f"region_{region}" for region in REGIONS)}
"""

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
