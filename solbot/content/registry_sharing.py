"""What the code expects of every language for what is kept, sent on, shared, and taken to another account."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.content.samples import prose

REPLIES = {
    # readings
    "kept_readings": "count",
    "reading_share_caption": "title link",
    "program_sent": "title summary",
    "made_by_me": "",
}

TOASTS: frozenset[str] = frozenset()

CAPTIONS = frozenset({"reading_share_caption"})

BUTTONS = """
    kept_readings reading_keep reading_kept reading_send reading_to_chat reading_print open_with_me nothing_found
"""

SAMPLES: Mapping[str, object] = {
    "summary": prose(122),
}
