"""Where one of the staff is led back to when they leave what they were asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from solbot.bot.dialog import Waiting
from solbot.content.editions import COPY, OWN_FLYER


def leads_back(awaits: str) -> bool:
    """Whether there is a page to be led back to from what is awaited."""
    return awaits in _BACK


def back_from(waiting: Waiting | None) -> str | None:
    """The tap that leads to the page the question came from; None for what is no question of staff."""
    if waiting is None or waiting.awaits is None:
        return None
    led = _BACK.get(waiting.awaits)
    return led(waiting.data) if led else None


def _of_cohort(data: Mapping[str, Any]) -> str:
    return f"sco:{data['cohort']}" if "cohort" in data else f"scl:{data['program']}"


def _of_field(data: Mapping[str, Any]) -> str:
    if data["guided"]:  # from one field to the next, as a program is begun
        return f"spg:{data['program']}"
    if data["field"] == OWN_FLYER:
        return f"spf:{data['program']}:flyer:-"
    if data["field"] in COPY:
        return f"spk:{data['program']}:{data['language']}"
    return f"spe:{data['program']}"


def _of_ready_answer(data: Mapping[str, Any]) -> str:
    return f"dro:{data['ready']}" if data.get("ready") else "drl:0"


def _of_draft(tap: str, number: int | None) -> str:
    return f"{tap}:{number}" if number else "do:broadcast"


def _of_sequence(data: Mapping[str, Any]) -> str:
    return f"bqm:{data['message']}" if data["message"] else f"bqo:{data['sequence']}"


_BACK: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "program_title": lambda _: "do:program",
    "program_field": _of_field,
    "society_field": lambda data: f"syk:{data['language']}",
    "cohort_field": _of_cohort,
    "people_list": lambda data: str(data["back"]),
    "audit": lambda _: "do:audit",
    "told_at": lambda _: "stold",
    "people": lambda _: "do:people",
    "person_tag": lambda data: f"sqp:{data['person']}",
    "person_note": lambda data: f"sqp:{data['person']}",
    "desk_answer": lambda data: f"dki:{data['inquiry']}",
    "desk_message": lambda data: f"dwo:{data['message']}",
    "desk_note": lambda data: f"dki:{data['inquiry']}",
    "desk_search": lambda _: "do:desk",
    "ready_name": _of_ready_answer,
    "ready_words": _of_ready_answer,
    "broadcast_message": lambda data: _of_draft("bco", data["announcement"]),
    "broadcast_when": lambda data: _of_draft("bct", data["announcement"]),
    "broadcast_link": lambda data: _of_draft("bcb", data["announcement"]),
    "broadcast_vote": lambda data: _of_draft("bcb", data["announcement"]),
    "broadcast_urgent": lambda data: _of_draft("bco", data["announcement"]),
    "sequence_when": _of_sequence,
    "sequence_words": _of_sequence,
    "booking_question": lambda data: f"sb:{data['program']}",
    "seat_person": lambda data: f"sst:{data['program']}",
    "audience": lambda data: _of_draft("swb", data["draft"]),
    "audience_name": lambda data: _of_draft("swb", data["draft"]),
}
