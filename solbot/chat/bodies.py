"""What a message says, as it is kept in an entry."""

from __future__ import annotations

from typing import Any

from solbot.chat.incoming import Kind
from solbot.chat.turn import Turn
from solbot.domain import answers as rules
from solbot.domain import phrases
from solbot.services.prompts import Part


def body_of(turn: Turn, part: Part | None) -> dict[str, Any] | None:
    """What a message says as an answer to a part; None for a bare number off the scale."""
    incoming = turn.incoming
    if incoming.file_id is not None:
        kind = "voice" if incoming.kind is Kind.VOICE else "photo"
        return rules.media_body(kind, incoming.file_id, incoming.text or None, incoming.unique_id)
    text = incoming.text
    if part is not None and part.kind == "scale":
        value = phrases.parse_scale(text, turn.language.vocabulary)
        if value is not None:
            return rules.scale_body(value)
        return None if text.lstrip("+-").isdecimal() else rules.text_body(text)
    if part is not None and part.options:
        named = rules.options_named(text, part.options, part.kind == "multi")
        if named:
            return rules.chosen_body(part.kind, part.options, named)
    return rules.text_body(text)
