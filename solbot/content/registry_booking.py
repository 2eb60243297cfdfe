"""What the code expects of every language for what goes with a seat: payment, the list at the door; see registry.py."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.content.samples import MOMENT, NAME_IN_LINE

REPLIES = {
    "seat_given": "title until was when place online",
    "staff/check_in": "title here expected page pages",
    "staff/marked_already": "",
    "staff/ask_seat_person": "title free waiting",
    "staff/ask_give_seat": "name title free waiting",
    "staff/no_seats_to_give": "",
    "staff/seat_given": "",
    "staff/has_seat_already": "",
}

TOASTS = frozenset(
    {
        "staff/marked_already",
        "staff/no_seats_to_give",
        "staff/seat_given",
        "staff/has_seat_already",
    }
)

CAPTIONS = frozenset({"seat_given"})

BUTTONS = """
    payment_paid payment_waived payment_unpaid check_in give_somebody_seat give_seat_yes
"""

SAMPLES: Mapping[str, object] = {
    "expected": 5_000,
    "here": 5_000,
    "free": 5_000,
    "payment": "waived",
    "payment_by": NAME_IN_LINE,
    "present": MOMENT,
}
