"""Samples of what is said of a seat: payment, the list at the door."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.content.samples.making import MOMENT, NAME_IN_LINE, prose

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
    "unanswered": True,
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
