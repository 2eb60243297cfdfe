"""An update as plain values: all that the rest of the chat needs to know of Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from telegram import (
    CallbackQuery,
    ChatMemberUpdated,
    Document,
    Message,
    PhotoSize,
    Update,
    Video,
    Voice,
)
from telegram.constants import ChatType

MOST_LETTERS = 4096


class Kind(StrEnum):
    """What a person did."""

    COMMAND = "command"
    TAP = "tap"
    TEXT = "text"
    VOICE = "voice"
    PHOTO = "photo"
    DOCUMENT = "document"
    VIDEO = "video"
    LOCATION = "location"
    EDIT = "edit"
    OTHER = "other"  # a sticker, a poll: nothing the bot can keep
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    ELSEWHERE = "elsewhere"  # in a group or channel
    ADDED = "added"  # the bot was added to a group
    LEFT = "left"  # the bot was taken out of a group


@dataclass(frozen=True)
class Shown:
    """What a tapped message shows: its words, and each button's label with what it sends or where it leads."""

    text: str
    buttons: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True)
class Incoming:
    """One thing a person did, from one update."""

    update_id: int
    kind: Kind
    person_id: int
    chat_id: int
    first_name: str = ""
    username: str | None = None  # as the person has it in Telegram, without @
    language_hint: str | None = None
    command: str = ""
    text: str = ""  # what was typed; a command's arguments; a caption
    html: str = ""  # the same with its formatting, where it has any
    group: str | None = None  # what the pieces of an album have in common
    message_id: int | None = None
    reply_to: int | None = None
    tap_id: str | None = None
    data: str = ""
    shown: Shown | None = None  # of a tap, where Telegram says
    file_id: str | None = None
    file_name: str = ""
    file_size: int = 0  # bytes, as far as Telegram says
    forwarded: bool = False
    latitude: float = 0.0
    longitude: float = 0.0


def person_of(update: Update) -> int | None:
    """Whose turn an update is: the person's id, else the chat's, else None."""
    if update.effective_user is not None:
        return update.effective_user.id
    return update.effective_chat.id if update.effective_chat is not None else None


def read(update: Update) -> Incoming | None:
    """What a person did; None for an update that is nobody's doing."""
    if update.callback_query is not None:
        return _tap(update, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update, update.my_chat_member)
    if update.edited_message is not None:
        return _message(update, update.edited_message, edited=True)
    if update.message is not None:
        return _message(update, update.message, edited=False)
    return None


def _tap(update: Update, query: CallbackQuery) -> Incoming:
    user = query.from_user
    message = query.message
    private = message is None or message.chat.type == ChatType.PRIVATE
    return Incoming(
        update.update_id,
        Kind.TAP if private else Kind.ELSEWHERE,
        user.id,
        message.chat.id if message is not None else user.id,
        user.first_name,
        user.username,
        user.language_code,
        message_id=message.message_id if message is not None else None,
        tap_id=query.id,
        data=query.data or "",
        shown=_shown(message) if isinstance(message, Message) else None,
    )


def _shown(message: Message) -> Shown:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return Shown(
        message.text or message.caption or "",
        tuple(
            tuple((one.text, str(one.callback_data or one.url or "")) for one in row)
            for row in rows
        ),
    )


def _membership(update: Update, change: ChatMemberUpdated) -> Incoming:
    gone = change.new_chat_member.status in ("kicked", "left")
    if change.chat.type == ChatType.PRIVATE:
        kind = Kind.BLOCKED if gone else Kind.UNBLOCKED
    else:
        kind = Kind.LEFT if gone else Kind.ADDED
    user = change.from_user
    return Incoming(update.update_id, kind, user.id, change.chat.id, user.first_name)


def _message(update: Update, message: Message, *, edited: bool) -> Incoming | None:
    user = message.from_user
    if user is None:
        return None
    text = (message.text or message.caption or "")[:MOST_LETTERS]
    kind, file = _content(message)
    command, has_formatting = "", bool(message.entities or message.caption_entities)
    if kind is Kind.TEXT and text.startswith("/") and not edited and not message.forward_origin:
        kind = Kind.COMMAND
        command, _, text = text[1:].lstrip().partition(" ")
        if "\n" in command:
            command, _, rest = command.partition("\n")
            text = f"{rest} {text}"
        command = command.partition("@")[0].casefold()
    if edited:
        kind = Kind.EDIT
    if message.chat.type != ChatType.PRIVATE:
        kind = Kind.ELSEWHERE
    return Incoming(
        update.update_id,
        kind,
        user.id,
        message.chat.id,
        user.first_name,
        user.username,
        user.language_code,
        command=command,
        text=text.strip(),
        html=(message.text_html if message.text else message.caption_html).strip()
        if has_formatting and not command
        else "",
        group=message.media_group_id,
        message_id=message.message_id,
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
        file_id=file.file_id if file else None,
        file_name=_file_name(file),
        file_size=(file.file_size or 0) if file else 0,
        forwarded=message.forward_origin is not None,
        latitude=message.location.latitude if message.location else 0.0,
        longitude=message.location.longitude if message.location else 0.0,
    )


File = Voice | PhotoSize | Document | Video


def _content(message: Message) -> tuple[Kind, File | None]:
    if message.text is not None:
        return Kind.TEXT, None
    if message.voice is not None:
        return Kind.VOICE, message.voice
    if message.photo:
        return Kind.PHOTO, message.photo[-1]
    if message.document is not None:
        return Kind.DOCUMENT, message.document
    if message.video is not None:
        return Kind.VIDEO, message.video
    if message.location is not None:
        return Kind.LOCATION, None
    return Kind.OTHER, None


def _file_name(file: File | None) -> str:
    if isinstance(file, PhotoSize):
        return "photo.jpg"
    return file.file_name or "" if isinstance(file, Document | Video) else ""
