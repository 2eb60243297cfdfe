"""An update as plain values: all that the rest of the chat needs to know of Telegram."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TypedDict

from solbot.telegram import rich_messages, service_messages
from solbot.telegram.formatting import html_of
from solbot.telegram.payload import (
    Fields,
    UnreadableUpdate,
    needed,
    number,
    part,
    parts,
    real,
    text,
)
from solbot.telegram.updates import Raw
from solbot.typed.visible import visible

PRIVATE = "private"
LONGEST_NAME = 256
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{2,35}")


class UpdateKind(StrEnum):
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
    INLINE = "inline"  # words behind the bot's name, in whatever chat
    OTHER = "other"  # a sticker, a poll: nothing the bot can keep
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    ELSEWHERE = "elsewhere"  # in a group or channel
    ADDED = "added"  # the bot was added to a group
    LEFT = "left"  # the bot was taken out of a group


@dataclass(frozen=True)
class TappedMessage:
    """What a tapped message shows: its words, and each button's label with what it sends or where it leads."""

    text: str
    buttons: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True)
class Incoming:
    """One thing a person did, from one update."""

    update_id: int
    kind: UpdateKind
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
    sent: int = 0  # seconds since 1970, as Telegram dates messages
    topic: int | None = None  # of the chat, where it has such; answers go there
    edited_at: int = 0  # by Telegram's clock, in seconds; 0: nobody edited it
    reply_to: int | None = None
    forced: bool = False  # the app made it a reply, by a message that awaits words
    tap_id: str | None = None
    data: str = ""  # … what a tap sends; where an inline list goes on
    query_id: str | None = None  # of words behind the bot's name
    via: str = ""  # the username of the bot that a message was made by
    shown: TappedMessage | None = None  # of a tap, where Telegram says
    file_id: str | None = None
    unique_id: str | None = None  # of the file; stays when its id does not
    file_name: str = ""
    file_size: int = 0  # bytes, as far as Telegram says
    forwarded: bool = False
    beside: bool = False  # the text is the caption of something, kept or not
    latitude: float = 0.0
    longitude: float = 0.0

    @property
    def new_file(self) -> tuple[str | None, str | None]:
        """Both ids of a file that was edited in, if somebody edited: what else changes a message changes no file."""
        return (self.file_id, self.unique_id) if self.edited_at else (None, None)


@dataclass(frozen=True)
class IncomingFile:
    """A file that came with a message."""

    id: str
    unique_id: str
    name: str
    size: int


def read(raw: Raw) -> Incoming | None:
    """What a person did; None for what is nobody's doing, such as a pin. Raises Unreadable."""
    for name, reader in _READERS.items():
        if name in raw.fields:
            if not isinstance(raw.fields[name], dict):
                raise UnreadableUpdate(name)
            return reader(raw.update_id, raw.fields[name])
    return None


def _tap(update_id: int, query: Fields) -> Incoming:
    sender, message = part(query, "from"), part(query, "message")
    person_id, chat = _person_id(sender), part(message, "chat")
    chat_id = needed(chat, "id") if message else person_id
    return Incoming(
        update_id,
        UpdateKind.TAP if _is_private(chat, chat_id, person_id) else UpdateKind.ELSEWHERE,
        person_id,
        chat_id,
        **_called(sender),
        message_id=_message_id(message),
        topic=_topic(message),
        tap_id=text(query, "id"),
        data=text(query, "data"),
        shown=_shown(message) if message.get("date") else None,  # 0: Telegram tells no more of it
    )


def _shown(message: Fields) -> TappedMessage:
    rows = part(message, "reply_markup").get("inline_keyboard")
    return TappedMessage(
        text(message, "text") or text(message, "caption"),
        tuple(
            tuple(
                (text(one, "text"), text(one, "callback_data") or text(one, "url")) for one in row
            )
            for row in (rows if isinstance(rows, list) else ())
            if isinstance(row, list) and all(isinstance(one, dict) for one in row)
        ),
    )


def _inline(update_id: int, query: Fields) -> Incoming:
    sender = part(query, "from")
    person_id = _person_id(sender)
    return Incoming(
        update_id,
        UpdateKind.INLINE,
        person_id,
        person_id,
        **_called(sender),
        text=text(query, "query").strip(),
        data=text(query, "offset"),
        query_id=text(query, "id"),
    )


def _membership(update_id: int, change: Fields) -> Incoming:
    sender, chat = part(change, "from"), part(change, "chat")
    person_id, chat_id = _person_id(sender), needed(chat, "id")
    gone = text(part(change, "new_chat_member"), "status") in ("kicked", "left")
    if _is_private(chat, chat_id, person_id):
        kind = UpdateKind.BLOCKED if gone else UpdateKind.UNBLOCKED
    else:
        kind = UpdateKind.LEFT if gone else UpdateKind.ADDED
    return Incoming(update_id, kind, person_id, chat_id, **_called(sender))


def _message(update_id: int, message: Fields, *, edited: bool) -> Incoming | None:
    if "from" not in message:
        return None
    sender, chat = part(message, "from"), part(message, "chat")
    person_id, chat_id = _person_id(sender), needed(chat, "id")
    kind, words, file = _content(message)
    if kind is UpdateKind.OTHER and not words and service_messages.FIELDS & message.keys():
        return None
    forwarded = any(name in message for name in ("forward_origin", "forward_date"))
    entities = parts(message, "entities") or parts(message, "caption_entities")
    command, formatted = "", html_of(words, entities) if entities else ""
    if kind is UpdateKind.TEXT and words.startswith("/") and not edited and not forwarded:
        kind, formatted = UpdateKind.COMMAND, ""
        command, words = _command(words)
    if edited:
        file = file if kind in _KEPT else None
        kind = UpdateKind.EDIT
    if not _is_private(chat, chat_id, person_id):
        kind = UpdateKind.ELSEWHERE
    place, answered = part(message, "location"), part(message, "reply_to_message")
    return Incoming(
        update_id,
        kind,
        person_id,
        chat_id,
        **_called(sender),
        command=command,
        text=words.strip(),
        html=formatted.strip() if "<" in formatted else "",
        group=text(message, "media_group_id") or None,
        message_id=_message_id(message),
        sent=number(message, "date") or 0,
        topic=_topic(message),
        edited_at=number(message, "edit_date") or 0,
        reply_to=_message_id(answered),
        forced=part(answered, "reply_markup").get("force_reply") is True,
        file_id=file.id if file else None,
        unique_id=file.unique_id if file else None,
        file_name=file.name if file else "",
        file_size=file.size if file else 0,
        forwarded=forwarded,
        via=text(part(message, "via_bot"), "username"),
        beside="caption" in message and "text" not in message,
        latitude=real(place, "latitude", 90) or 0.0,
        longitude=real(place, "longitude", 180) or 0.0,
    )


_KEPT = (UpdateKind.VOICE, UpdateKind.PHOTO)  # files that words may be kept with


_READERS: Mapping[str, Callable[[int, Fields], Incoming | None]] = {
    "callback_query": _tap,
    "inline_query": _inline,
    "my_chat_member": _membership,
    "edited_message": partial(_message, edited=True),
    "message": partial(_message, edited=False),
}


def _person_id(sender: Fields) -> int:
    found = needed(sender, "id")
    if found <= 0:
        raise UnreadableUpdate("id")
    return found


def _is_private(chat: Fields, chat_id: int, person_id: int) -> bool:
    return text(chat, "type") == PRIVATE or chat_id == person_id


class _Called(TypedDict):
    first_name: str
    username: str | None
    language_hint: str | None


def _called(sender: Fields) -> _Called:
    """What Telegram tells of a person. A name of which nothing can be seen is none."""
    language = text(sender, "language_code")
    return {
        "first_name": _seen(text(sender, "first_name", LONGEST_NAME)),
        "username": text(sender, "username", LONGEST_NAME) or None,
        "language_hint": language if _LANGUAGE.fullmatch(language) else None,
    }


def _message_id(message: Fields) -> int | None:
    found = number(message, "message_id")
    return found if found is not None and found > 0 else None


def _topic(message: Fields) -> int | None:
    return number(message, "message_thread_id") if message.get("is_topic_message") else None


def _command(words: str) -> tuple[str, str]:
    """The command a text begins with, and what comes after it."""
    command, _, rest = words[1:].lstrip().partition(" ")
    if "\n" in command:
        command, _, line = command.partition("\n")
        rest = f"{line} {rest}"
    return command.partition("@")[0].casefold(), rest


def _content(message: Fields) -> tuple[UpdateKind, str, IncomingFile | None]:
    """What a message brings: its kind, its words, its file. Words of which nothing can be seen are none."""
    if words := _seen(text(message, "text") or rich_messages.words_of(message)):
        return UpdateKind.TEXT, words, None
    words = _seen(text(message, "caption"))
    for kind in (UpdateKind.VOICE, UpdateKind.PHOTO, UpdateKind.DOCUMENT, UpdateKind.VIDEO):
        if file := _file(message, kind):
            return kind, words, file
    place = part(message, "location")
    if real(place, "latitude", 90) is not None and real(place, "longitude", 180) is not None:
        return UpdateKind.LOCATION, words, None
    return UpdateKind.OTHER, words, None


def _seen(words: str) -> str:
    return words if visible(words) else ""


def _file(message: Fields, kind: UpdateKind) -> IncomingFile | None:
    found = parts(message, "photo")[-1:] if kind is UpdateKind.PHOTO else [part(message, kind)]
    file_id = text(found[0], "file_id") if found else ""
    if not file_id:
        return None
    name = "photo.jpg" if kind is UpdateKind.PHOTO else text(found[0], "file_name", LONGEST_NAME)
    size = max(0, number(found[0], "file_size") or 0)
    return IncomingFile(file_id, text(found[0], "file_unique_id"), name, size)
