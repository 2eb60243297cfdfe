"""Samples of what staff are told, and of what staff say of each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from solbot import limits
from solbot.content.samples.making import COHORT, MOMENT, NAME_IN_LINE, TITLE, prose

_NAMED = {
    "title": TITLE,
    "kind": "lapses",
    "name": NAME_IN_LINE,
    "until": None,
    "cohort": None,
    "role": None,
}

_ACT: dict[str, object] = {
    **{"at": MOMENT, "actor": NAME_IN_LINE, "action": "changed_role", "did": prose(70)},
    "role": "Announcements",
    **dict.fromkeys(("about", "program", "inquiry", "count")),
    **dict.fromkeys(("announcement", "part", "reason", "payment")),
}


SAMPLES: Mapping[str, object] = {
    "alert": "content",
    "happened": [
        {"kind": one, "count": 12_345}
        for one in (
            *("lapses", "reserved", "applied", "waits", "moved_up"),
            *("gave_back", "lapsed", "joined", "accepted"),
        )
    ],
    "invitations": [{"number": 1234, "role": "announcements", "until": MOMENT}] * 10,
    "action": "changed_role",
    "lines": [
        *([{**_ACT, "about": NAME_IN_LINE, "program": TITLE, "payment": "waived"}] * 7),
        {**_ACT, "about": NAME_IN_LINE, "inquiry": 123_456},
        {**_ACT, "announcement": 12_345, "part": "moment", "reason": prose(limits.URGENT)},
        {**_ACT, "program": TITLE, "count": 123_456},
    ],
    "chosen_lines": {
        "who": NAME_IN_LINE,
        "thing": "t" * 24,
        "first": MOMENT.date(),
        "last": MOMENT.date(),
    },
    "invited_by": NAME_IN_LINE,
    "joined_at": MOMENT,
    "link": "https://t.me/" + "five_disciplines_coaching_bot_32" + "?start=c-" + "x" * 46,
    "more": 3,
    "morning": time(22, 45),
    "people": [
        {
            "name": NAME_IN_LINE,
            "role": "announcements",
            "fixed": True,
            "status": "waiting",
            "payment": "waived",
            "answer_missing": True,
            "zone": "America/Argentina/Buenos_Aires",
            "now": MOMENT,
            "since": MOMENT,
            "until": MOMENT,
        }
    ]
    * 15,
    "rights": [
        *("menu", "invite", "audit", "content", "desk", "desk_rules", "write"),
        *("people", "stats", "programs", "announcements", "urgent", "rules"),
    ],
    "role": "announcements",
    "since": MOMENT,
    "news_lines": [{**_NAMED, "cohort": COHORT[:40]}] * 7
    + [{**_NAMED, "until": MOMENT}] * 2
    + [{**_NAMED, "role": "r" * 24}]
    + [{**_NAMED, "cohort": COHORT[:40], "title": None, "kind": None}] * 10,
    "to_do": dict.fromkeys(
        (
            *("questions", "lapsing", "held", "waiting_seats"),
            *("unpublished", "society_files", "society_changes"),
            *("announcement_drafts", "open_invitations"),
        ),
        12_345,
    ),
}
