"""Where one of the staff is led back to when they leave what they were asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from solbot.bot.dialog import Waiting


def back_from(waiting: Waiting | None) -> str | None:
    """The tap that leads to the page the question came from; None for what is no question of staff."""
    if waiting is None or waiting.awaits is None:
        return None
    led = _BACK.get(waiting.awaits)
    return led(waiting.data) if led else None


def _of_cohort(data: Mapping[str, Any]) -> str:
    return f"sco:{data['cohort']}" if "cohort" in data else f"scl:{data['program']}"


_BACK: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "program_title": lambda _: "do:program",
    "program_field": lambda data: f"spg:{data['program']}",
    "cohort_field": _of_cohort,
    "people_list": lambda data: str(data["back"]),
    "told_at": lambda _: "stold",
    "people": lambda _: "do:people",
    "desk_answer": lambda data: f"dki:{data['inquiry']}",
    "desk_note": lambda data: f"dki:{data['inquiry']}",
    "desk_search": lambda _: "do:desk",
    "ready_name": lambda _: "drl:0",
    "ready_words": lambda _: "drl:0",
}
