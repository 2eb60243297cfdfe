"""Updates of every kind that the newest Bot API allows, made up from its types; `bot_api.json` says whose they are."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

_API = json.loads((Path(__file__).parent / "bot_api.json").read_text())
TYPES: Mapping[str, dict[str, str]] = _API["types"]
UNIONS: Mapping[str, Sequence[str]] = _API["unions"]
SERVICE: Sequence[str] = _API["service"]
for later in _API["later"].values():
    for name, fields in later.items():
        TYPES[name].update(fields)

KINDS = tuple(name for name in TYPES["Update"] if name != "update_id")
ENVELOPE = ("message_id", "date", "chat", "from")
# What says how a message came, and not what it brings.
ABOUT = frozenset({
    "message_thread_id", "direct_messages_topic", "sender_chat", "sender_boost_count",
    "sender_business_bot", "sender_tag", "receiver_user", "ephemeral_message_id", "guest_query_id",
    "business_connection_id", "forward_origin", "is_topic_message", "is_automatic_forward",
    "reply_to_message", "external_reply", "quote", "reply_to_story", "reply_to_checklist_task_id",
    "reply_to_poll_option_id", "via_bot", "guest_bot_caller_user", "guest_bot_caller_chat", "edit_date",
    "has_protected_content", "is_from_offline", "is_paid_post", "author_signature", "paid_star_count",
    "entities", "link_preview_options", "suggested_post_info", "effect_id", "caption", "caption_entities",
    "show_caption_above_media", "has_media_spoiler", "reply_markup",
})  # fmt: skip
ALBUM = "media_group_id"  # its pieces are one message, so they are not made up one by one
CONTENTS = tuple(one for one in TYPES["Message"] if one not in ABOUT | {*ENVELOPE, ALBUM})
DEEPEST = 5
TEXTS = (
    "hello", "A thought & a <b>half</b>", "🙂", "a 👩‍👩‍👧 b", "/today", "/help", "/vision A garden", "yes", "no", "7",
    "stop", "", " ", "\u202eright\u202c", "two\n\nlines", "é" * 300, "x" * 4096, "…", "/start p-x", "0", "\x00",
    "later", "/journal x", "tomorrow at 8", "Madrid", "\ud83d", "/cancel",
)  # fmt: skip
NUMBERS = (0, 1, 2, 7, 4096, 2**31, 2**53, 1_800_000_000, -1, 10**12)


class Maker:
    """Makes values of the Bot API's types, by chance."""

    def __init__(self, chance: random.Random) -> None:
        """By this chance, and so the same each time."""
        self.chance = chance

    def message(self, content: str, envelope: Mapping[str, Any]) -> dict[str, Any]:
        """A message that brings one thing, with whatever else may be said of it."""
        fields = TYPES["Message"]
        made = {
            name: self.value(fields[name], 1)
            for name in fields
            if name in ABOUT and self.chance.random() < 0.15
        }
        made[content] = self.value(fields[content], 1)
        if self.chance.random() < 0.1:
            made |= self._unknown()
        return {**made, **envelope}

    def object(self, name: str, depth: int, **given: Any) -> dict[str, Any]:
        """An object of a type: what has to be there, and some of what may be."""
        likely = 0.4 if depth < DEEPEST - 2 else 0.0
        made = {
            field: self.value(kind, depth + 1)
            for field, kind in TYPES[name].items()
            if field not in given and (kind.endswith("!") or self.chance.random() < likely)
        }
        return {**made, **given, **(self._unknown() if self.chance.random() < 0.02 else {})}

    def value(self, kind: str, depth: int) -> Any:
        """A value of a type."""
        kind = kind.rstrip("!")
        if kind.startswith("="):
            return self.chance.choice(kind[1:].split("|"))
        if kind.startswith("Array of "):
            many = 0 if depth > DEEPEST else self.chance.choice((0, 1, 1, 2, 3))
            return [self.value(kind.removeprefix("Array of "), depth + 1) for _ in range(many)]
        if kind in UNIONS:
            simple = [one for one in UNIONS[kind] if one == "String"] if depth > DEEPEST else []
            return self.value(self.chance.choice(simple or UNIONS[kind]), depth + 1)
        if kind in _PLAIN:
            return _PLAIN[kind](self.chance)
        if " or " in kind:
            return self.value(self.chance.choice(kind.split(" or ")), depth)
        return self.object(kind, depth)

    def nonsense(self) -> Any:
        """A value that no type allows."""
        return self.chance.choice(
            (
                None,
                -1,
                2**63,
                10**30,
                1.5,
                float("nan"),
                "",
                LONE,
                [],
                {},
                [None],
                {"id": "x"},
                True,
            )
        )

    def broken(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The same with one thing in it, however deep, lacking or nonsense."""
        name = self.chance.choice(list(fields))
        inner = fields[name]
        if isinstance(inner, dict) and inner and self.chance.random() < 0.7:
            return {**fields, name: self.broken(inner)}
        if self.chance.random() < 0.4:
            return {key: value for key, value in fields.items() if key != name}
        return {**fields, name: self.nonsense()}

    def _unknown(self) -> dict[str, Any]:
        kind = self.chance.choice(list(TYPES))
        return {f"new_{self.chance.randrange(9)}": self.object(kind, DEEPEST)}


LONE = "\ud83d"

_PLAIN: Mapping[str, Callable[[random.Random], Any]] = {
    "Integer": lambda chance: chance.choice(NUMBERS),
    "String": lambda chance: chance.choice(TEXTS),
    "Boolean": lambda chance: chance.random() < 0.5,
    "True": lambda _: True,
    "Float": lambda chance: chance.choice((0.0, -33.4, 151.2, 90.0, 1e-9)),
}
