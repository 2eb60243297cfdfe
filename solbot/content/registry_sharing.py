"""What the code expects of every language for what is kept, sent on, shared, and taken to another account."""

from __future__ import annotations

from collections.abc import Mapping

from solbot import limits
from solbot.content.samples import CALLED, MOMENT, NAME_IN_LINE, prose

REPLIES = {
    # readings
    "kept_readings": "count",
    "reading_share_caption": "title link",
    "program_sent": "title summary",
    "made_by_me": "",
    # an entry of somebody's own
    "share_entry": "name sharers",
    "share_link": "link until",
    "share_enough": "most of_links",
    "shared_by_me": "sharers page pages",
    "shared_one": "sharers",
    "share_taken_back": "count",
    "ask_take_all_back": "count",
    # an entry of somebody else's
    "share_offered": "name",
    "share_not_opened": "link_state",
    "share_declined": "",
    "share_gone": "",
    "share_let_go": "",
    "received_enough": "most",
    "shared_with_me": "sharers page pages",
    "shared_entry": "name on shared_words rest",
    # to another account
    "moving": "account is_staff",
    "move_code": "code link until",
    "ask_move_code": "move",
    "move_answered": "move",
    "move_wanted": "account is_staff",
    "move_called_off": "",
    "move_declined": "",
    "move_gone": "",
    "moved_away": "at account",
    "moved_here": "",
}

TOASTS = frozenset({"share_gone", "move_gone"})

CAPTIONS = frozenset({"reading_share_caption"})

BUTTONS = """
    kept_readings reading_keep reading_kept reading_send reading_to_chat reading_print open_with_me nothing_found
    share_entry share_make share_take_back share_take_all_back share_take_all_yes shared_by_me shared_with_me
    share_accept share_decline share_play share_drop
    other_account move_make_code move_have_code move_call_off move_yes move_no
"""

_SHARER = {
    "number": 123,
    "asked": prose(limits.IN_LINE),
    "on": MOMENT.date(),
    "opened": True,
    "name": NAME_IN_LINE,
    "since": MOMENT,
    "until": MOMENT,
}

_PART = {
    "asked": prose(limits.ASKED),
    "kind": "photo",
    "pictures": 10,
    "words": prose(limits.ENTRY),
}
_SHORT = {"asked": prose(100), "kind": "photo", "pictures": 10, "words": ""}
# All of them together have the room of one.

SAMPLES: Mapping[str, object] = {
    "account": CALLED,
    "code": "MMMMMM-MMMMMM-MMMMMM",
    "is_staff": True,
    "move": "unreachable",
    "link_state": "taken",
    "of_links": True,
    "on": MOMENT.date(),
    "sharers": [_SHARER] * 10,
    "shared_words": [_PART, *[_SHORT] * 4],
    "summary": prose(122),
}
