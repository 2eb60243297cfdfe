"""What there is in the world: people, their messages, files, and how the Bot API shows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Account:
    """Somebody with an account."""

    id: int
    first_name: str
    language_code: str = "en"
    username: str | None = None
    blocked: bool = False
    deactivated: bool = False  # the account is deleted
    started: bool = False  # wrote to the bot at least once
    zone: str = "UTC"  # what their phone shows; Telegram tells no bot
    role: str = "member"
    promised: str = ""  # a role that is theirs as soon as they have settled in
    crowd: bool = False  # one of many who act by themselves

    def wire(self) -> dict[str, Any]:
        """As the Bot API shows a user."""
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.username:
            user["username"] = self.username
        return {**user, "language_code": self.language_code}


@dataclass
class StoredFile:
    """A file somebody sent."""

    file_id: str
    name: str
    mime_type: str
    content: bytes


@dataclass
class ChatMessage:
    """One message of a private chat."""

    message_id: int
    person_id: int
    from_bot: bool
    date: int
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    kind: str = "text"  # text · voice · photo · video · document · location · sticker
    file_id: str | None = None
    file_name: str | None = None
    mime_type: str | None = None
    file_size: int | None = None  # bytes
    duration: int = 0
    location: tuple[float, float] | None = None
    emoji: str | None = None
    keyboard: list[list[dict[str, Any]]] | None = None
    reply_keyboard: list[list[dict[str, Any]]] | None = None
    removes_keyboard: bool = False
    forces_reply: bool = False  # apps open the field to type in, and what is sent replies to it
    reply_to: int | None = None
    edited: int | None = None
    deleted: bool = False
    forwarded: bool = False
    files: list[str] = field(
        default_factory=list
    )  # of the content folder: where its words come from
    topic: int | None = None  # of the chat, where it has such
    group: str | None = None  # what the pieces of an album have in common
    protected: bool = False  # can't be forwarded, nor saved
    blocks: list[dict[str, Any]] | None = None  # of a rich message, as the Bot API shows them
    via: bool = False  # the person sent it, and the bot made it

    def view(self) -> dict[str, Any]:
        """As the page shows it, and as it is now."""
        return dict(vars(self))


@dataclass
class ShownProfile:
    """How the bot presents itself, per language code ("" for everybody)."""

    name: dict[str, str] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    short_description: dict[str, str] = field(default_factory=dict)
    commands: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def menu(self, person_id: int, language_code: str) -> list[dict[str, str]]:
        """The commands a person is offered: their chat's own, else their language's, else everybody's."""
        for key in (f"@{person_id}", language_code.partition("-")[0], ""):
            if found := self.commands.get(key):
                return found
        return []


@dataclass
class InlineQuery:
    """Words behind the bot's name, and what it found for them; None: nothing yet."""

    person_id: int
    query: str
    offset: str
    at: float  # time.monotonic()
    answer: dict[str, Any] | None = None


@dataclass(frozen=True)
class SentRequest:
    """One request that sent something, for looking at the pace."""

    at: float  # time.monotonic()
    chat_id: int
    method: str
    topic: int | None = None


def content_of(message: ChatMessage) -> dict[str, Any]:
    kind, words = message.kind, {"text": message.text, "entities": message.entities}
    if message.blocks is not None:
        return {"rich_message": {"blocks": message.blocks}}
    if kind == "text":
        if not message.from_bot and message.text.startswith("/"):
            length = len(message.text.split()[0])
            words["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return {key: value for key, value in words.items() if value}
    if kind == "location" and message.location:
        latitude, longitude = message.location
        return {"location": {"latitude": latitude, "longitude": longitude}}
    file: dict[str, Any] = {"file_id": message.file_id, "file_unique_id": f"u{message.file_id}"}
    if message.file_size is not None:
        file["file_size"] = message.file_size
    if kind == "sticker":
        return {
            "sticker": {
                "file_id": "sticker",
                "file_unique_id": "usticker",
                "type": "regular",
                "width": 512,
                "height": 512,
                "is_animated": False,
                "is_video": False,
                "emoji": message.emoji,
            }
        }
    shown: dict[str, Any] = {}
    if message.text:
        shown = {"caption": message.text, "caption_entities": message.entities}
    if kind == "voice":
        return {**shown, "voice": {**file, "duration": message.duration}}
    if message.group:
        shown["media_group_id"] = message.group
    if kind == "video":
        film = {**file, "width": 640, "height": 480, "duration": message.duration}
        return {**shown, "video": film}
    if kind == "photo":
        return {**shown, "photo": [{**file, "width": 640, "height": 480}]}
    return {
        **shown,
        "document": {**file, "file_name": message.file_name, "mime_type": message.mime_type},
    }


def as_member(bot: dict[str, Any], status: str) -> dict[str, Any]:
    member: dict[str, Any] = {"user": bot, "status": status}
    return {**member, "until_date": 0} if status == "kicked" else member
