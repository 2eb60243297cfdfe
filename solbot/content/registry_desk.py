"""What the code expects of every language for asking a person, and for the desk; see registry.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

REPLIES = {
    # members
    "ask_inquiry": "title open",
    "inquiry_kept": "number title",
    "ask_inquiry_more": "number",
    "inquiry_added": "number",
    "inquiry": "question",
    "ask_withdraw": "number",
    "inquiry_withdrawn": "number",
    "inquiry_gone": "",
    "inquiry_limit": "limit count",
    "inquiry_answer": "quote medium title reply society",
    # staff
    "staff/desk": "which title counts desk_entries page pages",
    "staff/desk_programs": "count",
    "staff/desk_found": "text desk_entries",
    "staff/ask_desk_search": "",
    "staff/desk_told": "quiet",
    "staff/desk_hours": "hours",
    "staff/desk_gone": "",
    "staff/inquiry": "inquiry",
    "staff/ask_take_over": "number name answering",
    "staff/ask_hand_over": "number count",
    "staff/ask_note": "number",
    "staff/ask_close": "number",
    "staff/ask_answer": "number name reply",
    "staff/answer_unfit": "why detail",
    "staff/answer_preview": "number name reachable",
    "staff/answer_meanwhile": "number holder by reply",
    "staff/answer_sent": "number name reachable",
    "staff/draft_gone": "",
    "staff/sent_already": "",
    "staff/ready_answers": "count choosing",
    "staff/ready_answer": "name reply",
    "staff/ready_gone": "",
    "staff/ask_ready_name": "name most",
    "staff/ask_ready_words": "name reply",
    "staff/ask_ready_delete": "name",
    "staff/inquiry_new": "number name title",
    "staff/inquiry_more": "number name title",
    "staff/inquiry_handed": "number name title by",
    "staff/inquiry_taken_over": "number name title by",
    "staff/inquiry_answered_too": "number name title by",
    "staff/inquiry_waits": "count hours",
}

TOASTS = frozenset(
    {
        "inquiry_gone",
        "staff/desk_gone",
        "staff/draft_gone",
        "staff/sent_already",
        "staff/ready_gone",
    }
)

BUTTONS = """
    ask_person write_again withdraw_inquiry withdraw_inquiry_yes my_inquiry
    staff_desk desk_back desk_all desk_mine desk_free desk_closed desk_programs desk_no_program desk_search
    desk_ready desk_quiet desk_ring desk_after desk_hours desk_open desk_earlier desk_later
    desk_draft desk_answer desk_answer_anyway desk_take desk_take_over desk_give_back desk_hand_over
    desk_note desk_close desk_close_yes desk_reopen desk_file desk_whole
    desk_send desk_send_anyway desk_send_again desk_rewrite desk_drop
    ready_new ready_words ready_name
"""

_MOMENT = datetime(2026, 9, 30, 20, 45, tzinfo=UTC)
_NAME = "Maximiliane-Alexandrina von und zu Hohenstein-Wittgenstein ✨"
_TEXT = "A school in which every child is known by name & <listened> to, each day. "
_TITLE = "Leading Sustainable Transformation"

SAMPLES: Mapping[str, object] = {
    "by": _NAME,
    "choosing": True,
    "counts": {"open": 5000, "waiting": 4321, "mine": 123, "free": 4321},
    "desk_entries": [
        {
            "number": 123_456,
            "name": _NAME[:40],
            "title": _TITLE,
            "waits": timedelta(days=40),
            "asked_at": _MOMENT,
            "holder": _NAME[:40],
            "medium": "document",
            "words": _TEXT[:70],
        }
    ]
    * 8,
    "holder": _NAME,
    "hours": 72,
    "inquiries": [
        {
            "number": 12,
            "program": _TITLE,
            "on": _MOMENT,
            "said": [{"mine": True, "kind": "document", "words": _TEXT}],
        }
    ],
    "inquiry_count": 12,
    "inquiry": {
        "number": 123_456,
        "name": _NAME,
        "language": "Español (Latinoamérica)",
        "now": _MOMENT,
        "zone": "America/Argentina/ComodRivadavia",
        "title": _TITLE,
        "stands": "open",
        "asked_at": _MOMENT,
        "waits": timedelta(days=40),
        "holder": _NAME,
        "mine": False,
        "reachable": False,
        "lines": [
            {
                "number": 5,
                "kind": "answered",
                "by": _NAME,
                "medium": "document",
                "words": (_TEXT * 10)[:450],
                "at": _MOMENT,
                "delivery": "lost",
            }
        ]
        * 5,
        "page": 12,
        "pages": 12,
    },
    "limit": "waiting",
    "medium": "document",
    "open": 12,
    "question": {
        "number": 12,
        "title": _TITLE,
        "stands": "open",
        "waits": True,
        "said": [{"mine": True, "kind": "document", "words": (_TEXT * 10)[:600], "at": _MOMENT}]
        * 4,
    },
    "quiet": True,
    "quote": (_TEXT * 3)[:150],
    "reachable": False,
    "reply": (_TEXT * 50)[:3000],
    "society": "The Society for Organizational Learning, North America",
    "which": "program",
}
