"""What the code expects of every language for questions of people's own."""

from __future__ import annotations

from collections.abc import Mapping

from solbot import limits
from solbot.content.samples import MOMENT, prose

REPLIES = {
    "own_questions": "own_questions readings_only page pages",
    "own_question": "own_question new readings_only first_week missed fills",
    "ask_own_question": "words",
    "ask_own_days": "words unknown",
    "ask_own_erase": "words",
    "own_in_words": "",
    "own_gone": "",
}

TOASTS = frozenset({"own_gone"})

BUTTONS = """
    own_questions own_new own_now own_text own_scale own_voice own_photo own_days own_other_days own_in_turn own_pause
    own_again own_words own_erase own_erase_yes own_all for_my_questions
"""


def _question(most: int) -> dict[str, object]:
    return {
        "words": prose(most),
        "kind": "scale",
        "weekdays": [1, 2, 3, 5, 6, 7, 7],  # all seven are fewer words
        "paused": True,
        "asked_on": MOMENT.date(),
    }


SAMPLES: Mapping[str, object] = {
    "fills": True,
    "first_week": True,
    "missed": True,
    "own": True,
    "own_question": _question(limits.BEFORE),
    "own_questions": [{"number": 20, **_question(limits.PAGE_LINE)}] * 10,
    "reads": True,
    "weekdays": [1, 2, 3, 5, 6, 7, 7],
}
