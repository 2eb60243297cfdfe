"""A request to the Bot API, decoded and checked, and how it is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from solbot.fake_telegram import markup
from solbot.fake_telegram.chats import StoredFile
from solbot.fake_telegram.world import World

# Limits that are documented nowhere: github.com/tdlib/telegram-bot-api Client.cpp (bytes of a text, before it is
# parsed), td MessageEntity.cpp (entities; the rest is dropped), github.com/tginfo/Telegram-Limits issues 187 and 228.
MOST_BUTTONS, MOST_IN_A_ROW = 100, 8
MOST_MARKUP = 10_000  # bytes of all buttons together, as JSON
MOST_BYTES = 32_768
MOST_ENTITIES = 100
MOST_COPIED = 256
MOST_QUERY = 256


class Refusal(Exception):
    """What Telegram answers instead of a result."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        """`parameters` go out as ResponseParameters, such as retry_after."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad(reason: str) -> Refusal:
    """A 400."""
    return Refusal(400, f"Bad Request: {reason}")


@dataclass
class Call:
    """One request: its parameters, decoded, and the files that came with it."""

    world: World
    values: Mapping[str, Any]
    files: Mapping[str, StoredFile]
    sources: list[str] = field(
        default_factory=list
    )  # of the content folder: where the words come from

    def text(self, key: str) -> str:
        """A parameter as text; empty where it is missing."""
        return str(self.values.get(key) or "")

    def number(self, key: str, default: int = 0) -> int:
        """A parameter as a whole number."""
        try:
            return int(self.values.get(key, default))
        except (TypeError, ValueError):
            raise bad(f"{key} must be a number") from None

    def chat(self) -> int:
        """The chat a message goes to, if it may."""
        chat_id = self.number("chat_id")
        person = self.world.people.get(chat_id)
        if chat_id < 0:
            return chat_id
        if person is None:
            raise bad("chat not found")
        if person.deactivated:
            raise Refusal(403, "Forbidden: user is deactivated")
        if person.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if not person.started:
            raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
        return chat_id

    def topic(self) -> int | None:
        """The topic of its chat a message goes to, if there is such a topic."""
        topic = self.number("message_thread_id")
        if topic and (self.number("chat_id"), topic) not in self.world.topics:
            raise bad("message thread not found")
        return topic or None

    def formatted(self, key: str, most: int, what: str) -> tuple[str, list[dict[str, Any]]]:
        """A text parameter, parsed by its parse_mode and measured."""
        source = self.text(key)
        if len(source.encode()) > MOST_BYTES:
            raise bad("text is too long")
        entities: list[dict[str, Any]] = []
        mode = self.text("parse_mode").lower()
        if mode == "html":
            try:
                source, entities = markup.parse(source)
            except markup.MarkupError as error:
                raise bad(f"can't parse entities: {error}") from None
        elif mode:
            raise bad("unsupported parse_mode")
        if markup.units(source) > most:
            raise bad(f"{what} is too long")
        self.world.unseen += len(entities[MOST_ENTITIES:])
        return markup.trimmed(source, entities[:MOST_ENTITIES])

    def inline(self) -> list[list[dict[str, Any]]] | None:
        """The inline keyboard, checked as Telegram checks it."""
        rows = (self.values.get("reply_markup") or {}).get("inline_keyboard")
        if not rows:
            return None
        check_buttons(rows)
        return [list(row) for row in rows if row]

    def forces_reply(self) -> bool:
        """Whether the message's keyboard of either kind wants a reply."""
        wanted = (self.values.get("reply_markup") or {}).get("force_reply", False)
        if not isinstance(wanted, bool):
            raise bad('can\'t parse reply markup: Field "force_reply" must be of type Boolean')
        return wanted


def check_buttons(rows: Sequence[Sequence[Mapping[str, Any]]]) -> None:
    """Raises Refusal for buttons that Telegram refuses."""
    long = len(json.dumps(rows, ensure_ascii=False).encode()) > MOST_MARKUP
    if long or sum(map(len, rows)) > MOST_BUTTONS or max(map(len, rows)) > MOST_IN_A_ROW:
        raise bad("reply markup is too long")
    for button in (button for row in rows for button in row):
        _check_button(button)


def _check_button(button: Mapping[str, Any]) -> None:
    if not str(button.get("text") or "").strip():
        raise bad("can't parse inline keyboard button: Text buttons are unallowed")
    if button.get("style") not in (None, "danger", "success", "primary"):
        raise bad("can't parse inline keyboard button: invalid button style specified")
    if button.get("copy_text") is not None:
        if not 1 <= len(str(button["copy_text"].get("text") or "")) <= MOST_COPIED:
            raise bad("BUTTON_COPY_TEXT_INVALID")
    elif button.get("url") is not None:
        url = str(button["url"])
        if not re.match(r"^(tg://\S+|https?://[^\s./?#]+(\.[^\s./?#]+)+([/?#]\S*)?)$", url):
            raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    elif button.get("switch_inline_query") is not None:
        if len(str(button["switch_inline_query"])) > MOST_QUERY:
            raise bad("BUTTON_DATA_INVALID")
    elif not 1 <= len(str(button.get("callback_data") or "").encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
