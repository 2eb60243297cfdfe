"""What the code expects of every language for journals that come in from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

REPLIES = {
    "import": "imports",
    "import_reading": "",
    "import_wants_file": "",
    "import_offered": "",
    "import_left": "",
    "import_gone": "",
    "import_taking": "",
    "import_undoing": "",
    "import_undone": "stayed",
    "import_done": "took",
    "import_refused": "refusal",
    "import_preview": "preview left_out",
}

TOASTS = frozenset({"import_gone"})

BUTTONS = """
    import import_take import_leave import_look import_another import_undo import_undo_of import_call_off
    import_how_far for_the_import mood_1 mood_2 mood_3 mood_4 mood_5
"""

_MANY = 20_000
_WHYS = (
    *("no_date", "date", "no_words", "long", "unreadable", "name", "twice", "full", "photo_large"),
    *("photo_kind", "photo_gone", "photo_room", "part", "sound", "zone", "reference", "rest"),
)
_DATE = date(2026, 9, 30)

SAMPLES: Mapping[str, object] = {
    "preview": {
        "app": "solbot",
        "new": _MANY,
        "here": _MANY,
        "first": date(1999, 9, 30),
        "last": _DATE,
        "photos": _MANY,
        "visions": 50,
        "questions": 20,
        "readings": 200,
        "drawings": 50,
    },
    "imports": [{"app": "markdown", "state": "taking", "on": _DATE, "total": _MANY, "taken": _MANY}]
    * 5,
    "left_out": [{"why": why, "count": _MANY, "dates": [_DATE] * 3} for why in _WHYS],
    "refusal": "too_large",
    "stayed": _MANY,
    "took": {
        **{"taken": _MANY, "photos": _MANY, "without": _MANY},
        **{"visions": 50, "questions": 20, "readings": 200, "drawings": 50},
    },
}
