"""Samples of what is said of announcements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from solbot import limits
from solbot.content.samples.making import MOMENT, NAME_IN_LINE, TITLE, prose

_BUTTON = prose(limits.LABEL + limits.TITLE + 3)
_TELEGRAMS = prose(limits.REASON)

_WAITS = [{"why": "gap", "count": 99_999, "until": MOMENT}] * 7

_TIMING = {
    "when": "repeat",
    "on": date(2026, 9, 30),
    "at": time(20, 45),
    "zone": "America/Argentina/ComodRivadavia",
    "every": "month",
    "local": False,
    "hold": False,
    "urgent": prose(limits.URGENT),
}
_OPTIONS = [{"label": prose(limits.LABEL), "count": 99_999}] * 8
_SPLIT = [{"language": "pt-BR", "count": 999}] * 2
_WORDS = {"words": prose(120), "media": ["photo"] * 10}

_PAIR = {"first": 99_999, "second": 99_999, "verdict": "too_few"}

SAMPLES: Mapping[str, object] = {
    "compared": {
        "first": 499_999,
        "second": 499_999,
        "words": [prose(40)] * 2,
        "too_few": False,
        "offs": _PAIR,
        "taken": _PAIR,
    },
    "halves": {"first": 499_999, "second": 499_999, "few": True},
    "two_wordings": True,
    "second": [{"language": "Español (Latinoamérica)", **_WORDS, "words": prose(45)}] * 6,
    "announcements": [
        {
            "number": 12_345,
            "words": prose(60),
            "state": "confirmed",
            "at": MOMENT,
            "corrects": 12_344,
        }
    ]
    * 8,
    "at_night": 99_999,
    "at_once": 99_999,
    "may_be_urgent": False,
    "urgent": True,
    "waits": _WAITS,
    "approval": True,
    "approved": True,
    "buttons": [_BUTTON] * 8,
    "corrects": 12_345,
    "reworded": False,
    "faults": [
        {
            "lack": "too_long",
            "language": "Español (Latinoamérica)",
            "text": prose(limits.LABEL),
            "count": 42_000,
            "most": 4_096,
            "second": True,
        }
    ]
    * 8,
    "begins": 17,
    "deletable": 99_999,
    "ends": 21,
    "every": "month",
    "full": True,
    "gap": 48,
    "hour": "10:00",
    "late": 99_999,
    "names": [NAME_IN_LINE] * 20,
    "news": [{"number": 5, "at": MOMENT, "words": prose(160)}] * 5,
    "off": True,
    "quiet": 60,
    "rehearsed": True,
    "versions": [
        {"language": "Español (Latinoamérica)", "words": prose(75), "media": ["photo"] * 10}
    ]
    * 6,
    "said": prose(limits.REASON),
    "refused": [{"language": "Español (Latinoamérica)", "why": _TELEGRAMS}] * 6,
    "rounds": [
        {
            "kind": "announcement",
            "state": "running",
            "by": NAME_IN_LINE,
            "started": MOMENT,
            "ended": MOMENT,
            "begun": True,
            "bar": "▰" * 12,
            "total": 1_000_000,
            "over": 999_999,
            "waiting": 999_999,
            "sent": 999_999,
            "unreachable": 99_999,
            "deactivated": 99_999,
            "never_started": 99_999,
            "left_out": 99_999,
            "failed": [{"why": prose(limits.NAME_IN_LINE), "count": 99_999}] * 2,
            "unsure": 99_999,
            "erased": 99_999,
            "cancelled": 99_999,
            "left": timedelta(hours=11),
            "hidden": False,
            "urgent": True,
            "paused_for": "words",
        }
    ]
    * 3,
    "several": True,
    "local": False,
    "subject": {"title": TITLE, "as": "flyer"},
    "unwritten": [{"language": "Español (Latinoamérica)", "instead": "English"}] * 6,
    "takes": timedelta(hours=11),
    "opened": [{"address": "https://example.org/" + "x" * 20, "count": 99_999}] * 2,
    "more_links": 99,
    "taps": [
        {
            **{"label": prose(limits.NAME_IN_LINE), "count": 99_999, "known": True},
            **{"languages": _SPLIT, "pair": _PAIR},
        }
    ]
    * 8,
    "tested": "refused",
    "timing": _TIMING,
    "my_moment": _TIMING,
    "their_moment": _TIMING,
    "my_words": _WORDS,
    "their_words": _WORDS,
    "their_versions": [{"language": "Español (Latinoamérica)", **_WORDS, "words": prose(75)}] * 6,
    "has_begun": True,
    "options": _OPTIONS,
    "offs": 9_999,
    "taken": 9_999,
    "there": 8,
    "changed": True,
    "wrong": "too_long",
    "vote": {"count": 99_999, "closed": MOMENT, "options": _OPTIONS},
    "too_long": True,
    "placeholder": NAME_IN_LINE,
    "unsaid": ["Español (Latinoamérica)", "English"],
}
