"""What there is in the world of the playground: people, their chats with the bot, and the updates it is to get."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from solbot.fake_telegram import saved
from solbot.fake_telegram.chats import (
    Account,
    ChatMessage,
    InlineQuery,
    SentRequest,
    ShownProfile,
    StoredFile,
    as_member,
    content_of,
)
from solbot.fake_telegram.onlookers import Onlookers
from solbot.fake_telegram.weather import Weather

FIRST_PERSON = 100_001

BOT_ID = 1

SAVE_AFTER = 1.0  # seconds; more when there is so much that saving takes its time


class WorldState:
    """Everything there is. What a person does becomes an update; what the bot does becomes an event."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        username: str = "solbot_playground_bot",
        state: Path | None = None,
    ) -> None:
        """With `state`, people and chats survive a restart in that file."""
        self.clock = clock
        self.username = username
        self.people: dict[int, Account] = {}
        self.profile = ShownProfile()
        self.weather = Weather()
        self.sent: list[SentRequest] = []
        self.refused: list[str] = []  # why, the latest last
        self.unseen = 0  # formatting that nobody was shown, because there was too much of it
        self.updates: list[dict[str, Any]] = []
        self.webhook: tuple[str, str] | None = None
        self.topics: set[tuple[int, int]] = set()  # chat, and a topic it has
        self.arrived = asyncio.Event()
        self.taps: dict[str, tuple[int, float]] = {}
        self.queries: dict[str, InlineQuery] = {}
        self.inline_mode = True  # as its owner sets it at BotFather
        self.wanted: frozenset[str] = frozenset()  # the updates the bot asks for
        self._chats: dict[int, list[ChatMessage]] = {}
        self._files: dict[str, StoredFile] = {}
        self.onlookers = Onlookers()
        self.stirred: Callable[[], object] = lambda: None  # called when updates come or go
        self.polled: Callable[[], object] = lambda: None  # called when the bot asks for updates
        self.heard: Callable[[ChatMessage], object] = lambda _: None  # … when it says something
        self._next_update = int(time.time())
        self._state = state
        self._save_after = SAVE_AFTER
        self._saving: asyncio.TimerHandle | None = None
        self.also: Callable[[], dict[str, Any]] = dict  # what else to save with it
        self.found: dict[str, Any] = {}  # … and what of that was found
        if state is not None and state.exists():
            self._read(state)

    # people

    def add_person(
        self,
        first_name: str,
        *,
        language_code: str = "en",
        username: str | None = None,
        person_id: int | None = None,
        zone: str = "UTC",
        crowd: bool = False,
    ) -> Account:
        """A new person, who has not written yet."""
        number = person_id or max([FIRST_PERSON - 1, *self.people]) + 1
        person = Account(number, first_name, language_code, username, zone=zone, crowd=crowd)
        self.people[number] = person
        self._chats.setdefault(number, [])
        self.announce_person(person)
        return person

    def announce_person(self, person: Account) -> None:
        """Tell of somebody new or changed."""
        self.announce(
            {"type": "person", "person_id": person.id, "person": self.person_view(person)}
        )

    def person_view(self, person: Account) -> dict[str, Any]:
        """A person as the page shows them, without their messages."""
        return {**asdict(person), "count": len(self._chats[person.id])}

    def block(self, person_id: int) -> None:
        """The person blocks the bot: it learns so, and what it sends is refused."""
        self._membership(person_id, "member", "kicked", blocked=True)

    def unblock(self, person_id: int) -> None:
        """The person wants the bot again."""
        self._membership(person_id, "kicked", "member", blocked=False)

    # what there is

    def messages(self, person_id: int) -> list[ChatMessage]:
        """A person's chat with the bot, oldest first."""
        return self._chats.get(person_id, [])

    def find(self, person_id: int, message_id: int) -> ChatMessage | None:
        """One message of a chat."""
        chat = self._chats.get(person_id, [])
        return chat[message_id - 1] if 0 < message_id <= len(chat) else None

    def file(self, file_id: str) -> StoredFile:
        """A file somebody sent. Raises LookupError for none."""
        return self._files[file_id]

    def knows_file(self, file_id: str) -> bool:
        """Whether a file of this id was ever sent."""
        return file_id in self._files

    def store(self, name: str, mime_type: str, content: bytes) -> StoredFile:
        """Keep a file; its id is how it is sent again."""
        file = StoredFile(f"file-{len(self._files) + 1}-{len(content)}", name, mime_type, content)
        self._files[file.file_id] = file
        return file

    def unconfirmed(self) -> int:
        """How many updates the bot has not confirmed yet."""
        return len(self.updates)

    def now(self) -> int:
        """The moment it is in this world, in seconds since 1970."""
        return int(self.clock().timestamp())

    def post(self, message: ChatMessage) -> ChatMessage:
        """Put a message of the bot in its chat, with the next id there."""
        chat = self._chats[message.person_id]
        message.message_id = len(chat) + 1
        chat.append(message)
        self.announce_message("message", message)
        self.heard(message)
        return message

    def wire(self, message: ChatMessage) -> dict[str, Any]:
        """A message as the Bot API shows it."""
        person = self.people[message.person_id]
        sender = self.me() if message.from_bot else person.wire()
        chat = {"id": person.id, "type": "private", "first_name": person.first_name}
        shown: dict[str, Any] = {
            "message_id": message.message_id,
            "date": message.date,
            "chat": chat,
            "from": sender,
            **content_of(message),
            **self._in_topic(person.id, message.topic),
        }
        if message.edited:
            shown["edit_date"] = message.edited
        if message.keyboard:
            shown["reply_markup"] = {"inline_keyboard": message.keyboard}
            if message.forces_reply:
                shown["reply_markup"]["force_reply"] = True
        if message.protected:
            shown["has_protected_content"] = True
        if message.via:
            shown["via_bot"] = self.me()
        if message.forwarded:
            shown["forward_origin"] = {
                "type": "hidden_user",
                "date": message.date,
                "sender_user_name": "Somebody",
            }
        replied = self.find(person.id, message.reply_to) if message.reply_to else None
        if replied is not None:
            shown["reply_to_message"] = self.wire(replied)
        return shown

    def _in_topic(self, chat_id: int, topic: int | None) -> dict[str, Any]:
        if topic is None:
            return {}
        self.topics.add((chat_id, topic))
        return {"message_thread_id": topic, "is_topic_message": True}

    def me(self) -> dict[str, Any]:
        """The bot as a user."""
        return {
            "id": BOT_ID,
            "is_bot": True,
            "first_name": self.profile.name.get("", "solbot"),
            "username": self.username,
        }

    # onlookers and updates

    def subscribe(self) -> asyncio.Queue[dict[str, Any]]:
        """Events from here on; see `Onlookers`."""
        return self.onlookers.subscribe()

    def announce(self, event: dict[str, Any]) -> None:
        """Tell every onlooker, and have the state saved soon."""
        self.onlookers.tell(event)
        self._save_soon()

    def announce_of(self, person_id: int, event: dict[str, Any]) -> None:
        """Tell what happens to a person, unless they are one of a crowd."""
        if not self.people[person_id].crowd:
            self.announce(event)

    def announce_message(self, kind: str, message: ChatMessage) -> None:
        """Tell of a message: `message`, `edited` or `deleted`."""
        person = message.person_id
        if self.people[person].crowd:
            self.onlookers.tell_of_crowd(person, len(self._chats[person]))
            self._save_soon()
        elif self.onlookers or self._state:
            self.announce({"type": kind, "person_id": person, "message": message.view()})

    def confirm(self, offset: int) -> None:
        """Updates below `offset` were received."""
        left = [update for update in self.updates if update["update_id"] >= offset]
        if len(left) < len(self.updates):
            self.updates = left
            self.stirred()

    def keep(self, state: Path | None) -> None:
        """Keep people and chats in that file from now on, or in none."""
        self._state = state
        self.save()

    def clear(self) -> None:
        """Nobody is there any more, and nothing was said; updates go on being counted."""
        for mine in (self.people, self.taps, self.queries, self._chats, self._files):
            mine.clear()
        self.updates, self.profile = [], ShownProfile()
        self.announce({"type": "gone"})

    def save(self) -> None:
        """Write the state now, in one step."""
        if self._saving is not None:
            self._saving.cancel()
            self._saving = None
        if self._state is None:
            return
        began = time.monotonic()
        more = {"updates": self.updates, "next_update": self._next_update}
        saved.write(
            self._state, self.people, self._chats, self._files, self.profile, **more, **self.also()
        )
        self._save_after = max(SAVE_AFTER, 20 * (time.monotonic() - began))

    def _write(self, person_id: int, **content: Any) -> ChatMessage:
        person = self.people[person_id]
        chat = self._chats[person_id]
        message = ChatMessage(len(chat) + 1, person_id, False, self.now(), **content)
        if message.file_id is not None:
            message.file_size = len(self._files[message.file_id].content)
        chat.append(message)
        person.started = True
        if person.blocked:
            self.unblock(person_id)
        self.announce_message("message", message)
        self._update("message", self.wire(message))
        return message

    def _membership(self, person_id: int, old: str, new: str, *, blocked: bool) -> None:
        person = self.people[person_id]
        person.blocked = blocked
        bot = self.me()
        self._update(
            "my_chat_member",
            {
                "chat": {"id": person_id, "type": "private", "first_name": person.first_name},
                "from": person.wire(),
                "date": self.now(),
                "old_chat_member": as_member(bot, old),
                "new_chat_member": as_member(bot, new),
            },
        )
        self.announce_person(person)

    def _update(self, kind: str, content: dict[str, Any]) -> None:
        self.updates.append({"update_id": self._next_update, kind: content})
        self._next_update += 1
        self.arrived.set()
        self.stirred()
        self._save_soon()

    def _save_soon(self) -> None:
        if self._state is not None and self._saving is None:
            loop = asyncio.get_running_loop()
            self._saving = loop.call_later(self._save_after, self.save)

    def _read(self, state: Path) -> None:
        self.people, self._chats, self._files, self.profile, more = saved.read(state)
        self.updates, self._next_update = more.pop("updates"), more.pop("next_update")
        self.found = more
