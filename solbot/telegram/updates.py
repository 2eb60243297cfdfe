"""A raw update: what can be known of it before anybody tries to understand it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from solbot.telegram.payload import Fields, number, part

WANTED = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]


@dataclass(frozen=True)
class Raw:
    """An update as it came, with whose turn it is: the person's id, else the chat's, else None."""

    update_id: int
    person_id: int | None
    fields: Fields

    @property
    def body(self) -> str:
        """As it is stored: plain ASCII, whatever is in it."""
        return json.dumps(self.fields)


def raw(found: Any) -> Raw | None:
    """An update out of decoded JSON; None for what is none, or has no id that can be stored."""
    update_id = number(found, "update_id") if isinstance(found, dict) else None
    if update_id is None or update_id < 0:
        return None
    return Raw(update_id, _person(found), found)


def restored(update_id: int, body: str) -> Raw:
    """An update as it was stored."""
    fields = json.loads(body)
    return Raw(update_id, _person(fields), fields)


def _person(fields: Fields) -> int | None:
    for kind, content in fields.items():
        if kind != "update_id" and isinstance(content, dict):
            ids = (number(part(content, who), "id") for who in ("from", "user", "voter", "chat"))
            return next((one for one in ids if one is not None), None)
    return None
