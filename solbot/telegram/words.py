"""Words and buttons on the wire as they are, through python-telegram-bot's request seam.

An object for each button, and for the message that comes back, costs more than keeping an answer; of that message
only the id is read.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from solbot.telegram import rich_html
from solbot.telegram.messages import Button, Message, Row

KEYBOARDS = 256  # so many are kept ready: under an announcement they are the same for thousands
_NO_PREVIEW = json.dumps({"is_disabled": True})


async def send(
    bot: Bot, person_id: int, message: Message, *, paid: bool = False, topic: int | None = None
) -> int:
    """Send a message that is words and buttons alone; returns its id. Raises TelegramError."""
    fields = {"chat_id": person_id, **content(message)}
    if message.buttons:
        fields["reply_markup"] = _keyboard(message.buttons, message.awaits_words)
    if paid:
        fields["allow_paid_broadcast"] = "true"
    if topic is not None:
        fields["message_thread_id"] = topic
    if message.protected:
        fields["protect_content"] = "true"
    method = "sendRichMessage" if "rich_message" in fields else "sendMessage"
    sent = await _posted(bot, method, fields)
    try:
        return int(sent["message_id"])
    except (KeyError, TypeError, ValueError):
        raise TelegramError("what Telegram answered is no message") from None


async def edit(bot: Bot, person_id: int, message_id: int, message: Message) -> None:
    """Put such a message in the place of an earlier one. Raises TelegramError."""
    fields = {"chat_id": person_id, "message_id": message_id, **content(message)}
    if message.buttons:
        fields["reply_markup"] = _keyboard(message.buttons, awaits_words=False)
    await _posted(bot, "editMessageText", fields)


async def _posted(bot: Bot, method: str, fields: dict[str, Any]) -> Any:
    form = RequestData([RequestParameter(name, value, None) for name, value in fields.items()])
    return await bot.request.post(f"{bot.base_url}/{method}", form)


def content(message: Message) -> dict[str, Any]:
    """What a method is given of the words."""
    if message.rich and not message.plain and (blocks := rich_html.laid_out(message.html)):
        return {"rich_message": {"html": blocks}}
    fields: dict[str, Any] = {"text": message.html, "link_preview_options": _NO_PREVIEW}
    if not message.plain:
        fields["parse_mode"] = "HTML"
    return fields


@lru_cache(maxsize=KEYBOARDS)
def _keyboard(rows: tuple[Row, ...], awaits_words: bool) -> dict[str, Any]:
    keyboard: dict[str, Any] = {"inline_keyboard": [[_button(one) for one in row] for row in rows]}
    return keyboard | ({"force_reply": True} if awaits_words else {})


def _button(one: Button) -> dict[str, Any]:
    does = {
        "callback_data": one.data,
        "url": one.url,
        "switch_inline_query": one.inline,
        "copy_text": {"text": one.copy} if one.copy is not None else None,
        "style": one.style,
    }
    return {"text": one.label} | {name: what for name, what in does.items() if what is not None}
