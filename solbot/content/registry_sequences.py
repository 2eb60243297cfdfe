"""What the code expects of every language for sequences; see registry.py."""

from __future__ import annotations

from collections.abc import Mapping

from solbot import limits
from solbot.content.samples import COHORT, MOMENT, NAME_IN_LINE, TITLE, prose

_LINE = "title cohort sequence_state"

REPLIES = {
    "staff/sequences": "sequences page pages",
    "staff/sequence": f"{_LINE} first_day last_day known messages",
    "staff/sequence_when": "anchor away clock",
    "staff/choose_sequence_for": "page pages",
    "staff/ask_start_sequence": f"{_LINE} messages more_messages",
    "staff/ask_end_sequence": _LINE,
    "staff/sequence_message": "message sequence_state versions unwritten faults",
    "staff/ask_sequence_day": "",
    "staff/ask_sequence_when": "for_hour most",
    "staff/ask_sequence_past": "skipped",
    "staff/ask_sequence_words": "language several",
    "staff/wrong_sequence": "why most",
    "staff/sequence_rehearsed": "",
    "staff/sequence_testing": "",
    "staff/sequence_refused": "title language said",
    "staff/sequence_people": "plan recipients page pages",
    "staff/ask_remove_sequence_message": "plan",
    "staff/sequence_gone": "",
    "staff/sequence_changed": "",
    "staff/sequence_unfit": "",
    "staff/ask_move_day": "cohort field day moves more_moves",
}

TOASTS = frozenset({"staff/sequence_gone", "staff/sequence_testing", "staff/sequence_unfit"})

BUTTONS = """
    sequences new_sequence add_sequence_message start_sequence start_sequence_yes pause_sequence end_sequence
    end_sequence_yes sequence_message_when who_gets_it_when remove_sequence_message remove_sequence_message_yes
    open_sequence_message set_it_so move_the_day sequence_before_first sequence_on_first sequence_after_first
    sequence_before_last sequence_on_last sequence_after_last sequence_on_joined sequence_after_joined
"""

_SHOWN = {
    "when": prose(60),
    "words": prose(60),
    "coming": 5_000,
    "first": MOMENT,
    "sent": 5_000,
    "past": 5_000,
    "undated": False,
}

SAMPLES: Mapping[str, object] = {
    "anchor": "joined",
    "away": -limits.SEQUENCE_DAYS,
    "for_hour": True,
    "known": True,
    "message": _SHOWN,
    "messages": [{"number": 30, **_SHOWN}] * 8,
    "moves": [{"when": prose(60), "at": MOMENT, "coming": 5_000, "skipped": 5_000}] * 5,
    "more_messages": 22,
    "more_moves": 95,
    "plan": prose(60),
    "recipients": [{"name": NAME_IN_LINE, "at": MOMENT, "fate": "not_delivered", "left_out": True}]
    * 10,
    "sequences": [{"title": TITLE, "cohort": COHORT, "sequence_state": "running"}] * 10,
    "sequence_state": "running",
    "skipped": 5_000,
}
