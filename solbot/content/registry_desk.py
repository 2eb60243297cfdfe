"""What the code expects of every language for asking a person, and for the desk; see registry.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from solbot import limits
from solbot.content.samples import LABEL, MOMENT, NAME, NAME_IN_LINE, TITLE, prose

REPLIES = {
    # members
    "ask_inquiry": "title open",
    "inquiry_kept": "number title",
    "ask_inquiry_more": "number",
    "inquiry_added": "number",
    "inquiry": "question",
    "my_inquiries": "own page pages",
    "ask_withdraw": "number",
    "inquiry_withdrawn": "number",
    "inquiry_gone": "",
    "inquiry_limit": "limit count",
    "inquiry_answer": "quote medium title reply society by_society",
    "society_message": "title reply society",
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
    "staff/answer_preview": "number name reachable own_language instead_in",
    "staff/answer_meanwhile": "number holder by reply",
    "staff/answer_sent": "number name reachable",
    "staff/draft_gone": "",
    "staff/history": "name earlier_inquiries count announced announced_count seats_of",
    "staff/ask_message": "addressees title reply",
    "staff/message_preview": "addressees count meanwhile unwritten_in instead_in",
    "staff/message_sent": "addressees count",
    "staff/message_dropped": "",
    "staff/message_gone": "",
    "staff/pick_people": "count picked most page pages",
    "staff/picked_enough": "most",
    "staff/nobody_picked": "",
    "staff/sent_already": "",
    "staff/ready_answers": "count choosing",
    "staff/ready_answer": "name language reply",
    "staff/ready_gone": "",
    "staff/ask_ready_name": "name most",
    "staff/ask_ready_words": "name language reply",
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
        "staff/message_gone",
        "staff/picked_enough",
        "staff/nobody_picked",
        "staff/ready_gone",
    }
)

BUTTONS = """
    ask_person my_inquiries write_again withdraw_inquiry withdraw_inquiry_yes my_inquiry
    staff_desk desk_back desk_all desk_mine desk_free desk_closed desk_programs desk_no_program desk_search
    desk_ready desk_quiet desk_ring desk_after desk_hours desk_open desk_earlier desk_later
    desk_draft desk_answer desk_answer_anyway desk_take desk_take_over desk_give_back desk_hand_over
    desk_history desk_note desk_close desk_close_yes desk_reopen desk_file desk_whole
    answer_society write_to_person write_to_some write_to_picked
    desk_send desk_send_anyway desk_send_again desk_rewrite desk_drop
    ready_new ready_words ready_words_new ready_seen_in ready_name
"""


SAMPLES: Mapping[str, object] = {
    "addressees": [
        {
            "name": LABEL,
            "language": "Español (Latinoamérica)",
            "why_not": one,
            "paused": True,
            "quiet_until": MOMENT,
            "question": 123_456,
            "by": LABEL,
            "at": MOMENT,
            "number": 123_456,
        }
        for one in ("blocked", *[None] * limits.WRITTEN_TO)
    ],
    "answer_times": {
        "answered": 12_345,
        "median": timedelta(hours=23),
        "longest": timedelta(days=40),
        "waiting": 12_345,
        "waiting_median": timedelta(hours=23),
        "oldest": timedelta(days=40),
    },
    "announced": [{"number": 12_345, "at": MOMENT}] * 5,
    "announced_count": 1234,
    "earlier_inquiries": [
        {
            "number": 123_456,
            "title": TITLE,
            "at": MOMENT,
            "waits": True,
            "asked": prose(limits.IN_LINE),
            "told": prose(limits.IN_LINE),
        }
    ]
    * 5,
    "by_society": True,
    "meanwhile": True,
    "picked": limits.WRITTEN_TO,
    "by": NAME,
    "choosing": True,
    "counts": {"open": 5000, "waiting": 4321, "mine": 123, "free": 4321},
    "desk_entries": [
        {
            "number": 123_456,
            "name": NAME_IN_LINE,
            "title": TITLE,
            "waits": timedelta(days=40),
            "asked_at": MOMENT,
            "holder": NAME_IN_LINE,
            "medium": "document",
            "words": prose(limits.IN_LINE),
        }
    ]
    * 8,
    "holder": NAME,
    "hours": 72,
    "inquiries": [
        {
            "number": 12,
            "program": TITLE,
            "on": MOMENT,
            "said": [{"mine": True, "kind": "document", "words": prose(limits.BEFORE)}],
        }
    ],
    "inquiry_count": 12,
    "inquiry": {
        "number": 123_456,
        "name": NAME,
        "language": "Español (Latinoamérica)",
        "now": MOMENT,
        "zone": "America/Argentina/ComodRivadavia",
        "title": TITLE,
        "stands": "open",
        "asked_at": MOMENT,
        "waits": timedelta(days=40),
        "holder": NAME,
        "mine": False,
        "reachable": False,
        "by_society": True,
        "lines": [
            {
                "number": 5,
                "kind": "answered",
                "by": NAME,
                "medium": "document",
                "words": prose(limits.THREAD),
                "at": MOMENT,
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
        "title": TITLE,
        "stands": "open",
        "waits": True,
        "by_society": False,
        "said": [{"mine": True, "kind": "document", "words": prose(limits.BEFORE), "at": MOMENT}]
        * 4,
    },
    "own_language": "Español (Latinoamérica)",
    "instead_in": "Español (Latinoamérica)",
    "unwritten_in": ["Español (Latinoamérica)"] * 3,
    "own": [{"number": 123_456, "title": TITLE, "waits": False, "words": prose(limits.IN_LINE)}]
    * 10,
    "quiet": True,
    "quote": prose(150),
    "reachable": False,
    "reply": prose(3002),
    "society": prose(82),
    "which": "program",
    "whose": "society",
}
