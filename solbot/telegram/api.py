"""Puts a message on the wire, and says plainly how that went."""

from __future__ import annotations

import os
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram import Message as Telegrams
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from solbot.telegram import words
from solbot.telegram.letters import Failure, Unreached
from solbot.telegram.messages import Document, Media, Message, Row
from solbot.telegram.transport import NotSent

FROZEN = "frozen_method_invalid"
"""What Telegram says while it has taken a bot out of service; only it, or its owner with @SpamBot, can end that."""
LOOK_AGAIN = timedelta(minutes=10)  # until one letter tries whether it still is

KEYBOARDS = 256  # so many are kept ready
_IN_ALBUM: Mapping[str, Callable[[str], Any]] = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "document": InputMediaDocument,
}
_TIME = re.compile(r"</?tg-time[^>]*>")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class SentMessage(NamedTuple):
    """A message that arrived: its id, and that of the document in it, by which it can be sent again."""

    id: int
    document: str | None = None


@dataclass(frozen=True)
class SendFault:
    """Why a message was not sent, or may not have been. `reason` is Telegram's, without private text."""

    failure: Failure
    reason: str
    wait: timedelta | None = None
    frozen: bool = False  # Telegram takes nothing at all from this bot


def fault_of(error: TelegramError) -> SendFault:
    """Judge an error. The order matters: BadRequest and TimedOut are NetworkErrors, too."""
    if isinstance(error, RetryAfter):
        return SendFault(Failure.FLOOD, "flood", _wait(error))
    if isinstance(error, Forbidden):
        return SendFault(Failure.BLOCKED, unreached(error.message).value)
    if isinstance(error, BadRequest) and FROZEN in error.message.lower():
        # Nothing is wrong with the letter, and nothing else would leave, either.
        return SendFault(Failure.FLOOD, "the bot is frozen", LOOK_AGAIN, frozen=True)
    if isinstance(error, BadRequest):
        gone = "chat not found" in error.message.lower()
        return SendFault(Failure.BLOCKED if gone else Failure.REFUSED, error.message[:120])
    if isinstance(error, InvalidToken):
        # Nothing is wrong with the letter: it goes out once there is a token again.
        return SendFault(Failure.NOT_SENT, "the token is not accepted")
    if isinstance(error, ChatMigrated | Conflict):
        return SendFault(Failure.REFUSED, type(error).__name__)
    if isinstance(error, NotSent):
        return SendFault(Failure.NOT_SENT, "no connection")
    if isinstance(error, TimedOut):
        return SendFault(Failure.MAYBE_SENT, "no answer")
    if isinstance(error, NetworkError):
        return SendFault(Failure.SERVER, "Telegram failed")
    return SendFault(Failure.REFUSED, type(error).__name__)


_TOLD: Mapping[str, Unreached] = {
    "deactivated": Unreached.DEACTIVATED,
    "blocked": Unreached.BLOCKED,
    "kicked": Unreached.BLOCKED,
    "initiate": Unreached.NEVER_STARTED,
}


def unreached(reason: str) -> Unreached:
    """Why an account can't be written to, by what Telegram said."""
    said = reason.lower()
    return next((why for word, why in _TOLD.items() if word in said), Unreached.UNTOLD)


def without_quotes(reason: str) -> str:
    """Why something was not sent, for a log. What Telegram quotes of a text may be somebody's words."""
    return _QUOTED.sub('"…"', reason)


async def send(
    bot: Bot,
    person_id: int,
    message: Message,
    *,
    file_id: str | None = None,
    paid: bool = False,
    topic: int | None = None,
) -> SentMessage:
    """Send a message to a person. Raises TelegramError.

    A server from before moments had a form of their own gets them as words, and one that takes no rich message, or not
    this one, a plain one. With `file_id` the message's document is
    one that Telegram has already. `paid` lets it go faster than Telegram's free limits. `topic` is one of the
    person's chat.
    """
    while True:
        try:
            if message.document is not None:
                sent = await _send_document(
                    bot, person_id, message, message.document, file_id, topic
                )
            elif message.media is not None:
                sent = await _send_media(
                    bot, person_id, message, message.media, paid=paid, topic=topic
                )
            elif message.location_label or message.location_done:
                sent = await _send_keyboard(bot, person_id, message, topic)
            else:
                return SentMessage(
                    await words.send(bot, person_id, message, paid=paid, topic=topic)
                )
            return SentMessage(sent.message_id, sent.document.file_id if sent.document else None)
        except (BadRequest, InvalidToken) as error:
            if (simpler := _simpler(message, error)) is None:
                raise
            message = simpler


def _simpler(message: Message, error: BadRequest | InvalidToken) -> Message | None:
    """The message in a form that may be taken where this one is refused; None where its form is not the matter.

    python-telegram-bot says InvalidToken of a method that the server does not have, too.
    """
    if message.rich and fault_of(error).failure in (Failure.REFUSED, Failure.NOT_SENT):
        return replace(message, rich=False)
    return in_words(message) if _is_unknown_time(error) else None


def in_words(message: Message) -> Message:
    """A message for a server that does not know moments: their words alone."""
    return replace(message, html=_TIME.sub("", message.html))


def _is_unknown_time(error: TelegramError) -> bool:
    return "unsupported start tag" in error.message.lower() and "tg-time" in error.message


async def _send_keyboard(
    bot: Bot, person_id: int, message: Message, topic: int | None
) -> Telegrams:
    return await bot.send_message(
        person_id,
        message.html,
        parse_mode=_mode(message),
        reply_markup=_markup(message),
        link_preview_options=NO_PREVIEW,
        message_thread_id=topic,
        protect_content=message.protected or None,
    )


async def send_album(
    bot: Bot, person_id: int, album: tuple[Media, ...], *, paid: bool = False
) -> tuple[int, ...]:
    """Send pictures, films or documents that belong together; returns their messages. Raises TelegramError."""
    sent = await bot.send_media_group(
        person_id,
        [_IN_ALBUM[one.kind](one.file_id) for one in album],
        allow_paid_broadcast=paid or None,
    )
    return tuple(one.message_id for one in sent)


async def take_back(bot: Bot, person_id: int, messages: tuple[int, ...]) -> None:
    """Delete messages; those that are gone already count as deleted. Raises TelegramError."""
    await bot.delete_messages(person_id, messages)


async def edit(bot: Bot, person_id: int, message_id: int, message: Message) -> None:
    """Put `message` in the place of an earlier one, a file's words beside the same file.

    Quiet when nothing differs; raises TelegramError.
    """
    while True:
        try:
            if message.media is None and message.document is None:
                await words.edit(bot, person_id, message_id, message)
            else:
                await bot.edit_message_caption(
                    person_id,
                    message_id,
                    caption=message.html or None,
                    parse_mode=_mode(message),
                    reply_markup=inline(message.buttons),
                )
            return
        except (BadRequest, InvalidToken) as error:
            if "not modified" in error.message.lower():
                return
            if (simpler := _simpler(message, error)) is None:
                raise
            message = simpler


async def set_buttons(bot: Bot, person_id: int, message_id: int, rows: tuple[Row, ...]) -> None:
    """Change only what can be tapped under a message. Quiet when nothing differs; raises TelegramError."""
    try:
        await bot.edit_message_reply_markup(
            chat_id=person_id, message_id=message_id, reply_markup=inline(rows)
        )
    except BadRequest as error:
        if "not modified" not in error.message.lower():
            raise


class _Keyboard(InlineKeyboardMarkup):
    """Buttons that know their form on the wire: under an announcement they are the same for thousands."""

    __slots__ = ("_on_the_wire",)

    def to_dict(self, recursive: bool = True) -> dict[str, Any]:
        """As the Bot API wants them; worked out once."""
        if not hasattr(self, "_on_the_wire"):
            self._on_the_wire = super().to_dict(recursive)
        return self._on_the_wire


@lru_cache(maxsize=KEYBOARDS)
def inline(rows: tuple[Row, ...], *, awaits_words: bool = False) -> InlineKeyboardMarkup | None:
    """Telegram's form of the buttons. That words are awaited is said as a message is sent; no edit changes it."""
    if not rows:
        return None
    return _Keyboard(
        [
            [
                InlineKeyboardButton(
                    one.label,
                    callback_data=one.data,
                    url=one.url,
                    switch_inline_query=one.inline,
                    copy_text=CopyTextButton(one.copy) if one.copy is not None else None,
                    style=one.style,
                )
                for one in row
            ]
            for row in rows
        ],
        api_kwargs={"force_reply": True} if awaits_words else None,
    )


async def _send_document(
    bot: Bot,
    person_id: int,
    message: Message,
    document: Document,
    file_id: str | None,
    topic: int | None,
) -> Telegrams:
    send_file = bot.send_photo if document.picture else bot.send_document
    return await send_file(
        person_id,
        file_id or _file_of(document),
        caption=message.html or None,
        parse_mode=_mode(message),
        reply_markup=_markup(message),
        message_thread_id=topic,
        protect_content=message.protected or None,
    )


def _file_of(document: Document) -> InputFile:
    if document.opened is None:
        return InputFile(document.content, filename=document.name)
    # What sends it closes it; a further try begins anew.
    again = os.fdopen(os.dup(document.opened.fileno()), "rb")
    again.seek(0)
    return InputFile(again, filename=document.name, read_file_handle=False)


async def _send_media(
    bot: Bot, person_id: int, message: Message, media: Media, *, paid: bool, topic: int | None
) -> Telegrams:
    ways: Mapping[str, Callable[..., Awaitable[Telegrams]]] = {
        "voice": bot.send_voice,
        "video": bot.send_video,
        "document": bot.send_document,
    }
    return await ways.get(media.kind, bot.send_photo)(
        person_id,
        media.file_id,
        caption=message.html or None,
        parse_mode=_mode(message),
        reply_markup=_markup(message),
        allow_paid_broadcast=paid or None,
        message_thread_id=topic,
        protect_content=message.protected or None,
    )


def _mode(message: Message) -> str | None:
    return None if message.plain else ParseMode.HTML


def _markup(
    message: Message,
) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    if message.location_done:
        return ReplyKeyboardRemove()
    if message.location_label:
        return ReplyKeyboardMarkup(
            [[KeyboardButton(message.location_label, request_location=True)]],
            one_time_keyboard=True,
            resize_keyboard=True,
        )
    return inline(message.buttons, awaits_words=message.awaits_words)


def _wait(error: RetryAfter) -> timedelta:
    given = error.retry_after
    return given if isinstance(given, timedelta) else timedelta(seconds=given)
