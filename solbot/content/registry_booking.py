"""What the code expects of every language for what goes with a seat: payment, the list at the door; see registry.py."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.content.samples import MOMENT, NAME_IN_LINE, prose

REPLIES = {
    "booking": "title asked_at_booking",
    "ask_booking": "asked_now answered_now by_tap required",
    "wrong_booking": "why most",
    "booking_gone": "",
    "staff/booking": "title asked_of_all",
    "staff/booking_question": "booking_wordings unwritten_in required",
    "staff/ask_booking": "language several most",
    "staff/wrong_booking": "why",
    "staff/booking_gone": "",
    "staff/booking_changed": "",
    "staff/ask_remove_booking": "asked_now",
    "seat_given": "title until was when place online given unanswered",
    "seat_listed": "title until was when place online given unanswered",
    "seat_answer_missing": "title until was when place online given unanswered",
    "staff/seat_once_answered": "",
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
        "booking_gone",
        "staff/booking_gone",
        "staff/marked_already",
        "staff/no_seats_to_give",
        "staff/seat_given",
        "staff/seat_once_answered",
        "staff/has_seat_already",
    }
)

CAPTIONS = frozenset({"seat_given", "seat_listed", "seat_answer_missing"})

BUTTONS = """
    payment_paid payment_waived payment_unpaid check_in give_seats_by_list give_somebody_seat give_seat_yes
    booking_questions new_booking_question must_be_answered may_be_skipped remove_booking remove_booking_yes
    answer_booking change_booking booking_open booking_all for_my_booking answer_for_seat
    column_payment column_present column_missing payment_is_unpaid payment_is_paid payment_is_waived answer_is_missing
"""

SAMPLES: Mapping[str, object] = {
    "asked_at_booking": [{"asked": prose(150), "answer": prose(400), "required": True}] * 6,
    "asked_now": prose(150),
    "asked_of_all": [prose(150)] * 6,
    "answered_now": prose(400),
    "answer_missing": True,
    "by_tap": True,
    "confirm_by": NAME_IN_LINE,
    "given": True,
    "once_answered": True,
    "open_questions": 6,
    "open_required": True,
    "required": True,
    "short": prose(30),
    "unanswered": True,
    "unwritten_in": ["Español", "Português"],
    "booking_wordings": [
        {"language": "Español (Latinoamérica)", "asked": prose(150), "choices": [prose(40)] * 8}
    ]
    * 4,
    "expected": 5_000,
    "here": 5_000,
    "free": 5_000,
    "payment": "waived",
    "payment_by": NAME_IN_LINE,
    "present": MOMENT,
}
