"""The world of the playground, and what people do in it. No HTTP here."""

from __future__ import annotations

import time
from typing import Any

from solbot.fake_telegram.chats import ChatMessage, InlineQuery
from solbot.fake_telegram.state import WorldState

REMEMBERED = 200  # searches, with what was found for them


class World(WorldState):
    """People, their chats with the bot, and what they do in them."""

    replies_by_itself = True  # whether apps know of messages that want a reply; older ones don't

    # what a person sends

    def say(
        self,
        person_id: int,
        text: str,
        *,
        reply_to: int | None = None,
        entities: list[dict[str, Any]] | None = None,
        topic: int | None = None,
    ) -> ChatMessage:
        """Type a text, formatted by `entities` as the Bot API has them; in a topic, which is there from then on.

        Where the bot's newest message wants a reply, the app makes it one.
        """
        return self._write(
            person_id,
            text=text,
            reply_to=reply_to or self._wants_reply(person_id),
            entities=entities or [],
            topic=topic,
        )

    def _wants_reply(self, person_id: int) -> int | None:
        """The message that an app opened the field to type in for, since the person last sent something."""
        for message in reversed(self.messages(person_id)):
            if not message.from_bot or not self.replies_by_itself:
                return None
            if message.forces_reply and not message.deleted:
                return message.message_id
        return None

    def forward(self, person_id: int, text: str) -> ChatMessage:
        """Forward somebody else's text."""
        return self._write(person_id, text=text, forwarded=True)

    def send_voice(
        self,
        person_id: int,
        content: bytes,
        *,
        duration: int = 3,
        caption: str | None = None,
        mime_type: str = "audio/ogg",
    ) -> ChatMessage:
        """Send a voice message; `duration` in seconds."""
        file = self.store("voice.ogg", mime_type, content)
        return self._write(
            person_id,
            kind="voice",
            text=caption or "",
            file_id=file.file_id,
            mime_type=mime_type,
            duration=duration,
        )

    def send_photo(
        self,
        person_id: int,
        content: bytes,
        *,
        caption: str | None = None,
        group: str | None = None,
    ) -> ChatMessage:
        """Send a photo; those of one `group` are an album."""
        file = self.store("photo.jpg", "image/jpeg", content)
        return self._write(
            person_id, kind="photo", text=caption or "", file_id=file.file_id, group=group
        )

    def send_video(
        self,
        person_id: int,
        content: bytes,
        *,
        caption: str | None = None,
        group: str | None = None,
    ) -> ChatMessage:
        """Send a film; those of one `group` are an album."""
        file = self.store("film.mp4", "video/mp4", content)
        return self._write(
            person_id, kind="video", text=caption or "", file_id=file.file_id, group=group
        )

    def send_document(
        self,
        person_id: int,
        content: bytes,
        *,
        file_name: str,
        caption: str | None = None,
        mime_type: str = "application/octet-stream",
    ) -> ChatMessage:
        """Send a file."""
        file = self.store(file_name, mime_type, content)
        return self._write(
            person_id,
            kind="document",
            text=caption or "",
            file_id=file.file_id,
            file_name=file_name,
            mime_type=mime_type,
        )

    def send_location(self, person_id: int, latitude: float, longitude: float) -> ChatMessage:
        """Share where one is."""
        return self._write(person_id, kind="location", location=(latitude, longitude))

    def send_sticker(self, person_id: int, emoji: str) -> ChatMessage:
        """Send a sticker."""
        return self._write(person_id, kind="sticker", emoji=emoji)

    def say_in_group(
        self, person_id: int, text: str, *, group_id: int, topic: int | None = None
    ) -> None:
        """Type a text in a group that the bot is in, or in a topic of it."""
        chat = {"id": group_id, "type": "supergroup", "title": "A group"}
        message = {
            "message_id": 1,
            "date": self.now(),
            "chat": chat,
            "from": self.people[person_id].wire(),
            "text": text,
        }
        if text.startswith("/"):
            length = len(text.split()[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        self._update("message", {**message, **self._in_topic(group_id, topic)})

    def edit(self, person_id: int, message_id: int, text: str) -> ChatMessage:
        """Edit a text or caption of one's own. Raises LookupError for another message."""
        message = self.find(person_id, message_id)
        if message is None or message.from_bot:
            raise LookupError("only a message of one's own can be edited")
        message.text, message.edited = text, self.now()
        self.announce_message("edited", message)
        self._update("edited_message", self.wire(message))
        return message

    def press(self, person_id: int, message_id: int, data: str) -> str:
        """Tap a button; returns the tap's id. The message may be one that no longer has it."""
        message = self.find(person_id, message_id)
        tap_id = str(self._next_update * 1000 + 7)
        query: dict[str, Any] = {
            "id": tap_id,
            "from": self.people[person_id].wire(),
            "chat_instance": str(person_id),
            "data": data,
        }
        if message is not None:
            query["message"] = self.wire(message)
        self.taps[tap_id] = (person_id, time.monotonic())
        self._update("callback_query", query)
        return tap_id

    def search(self, person_id: int, query: str, offset: str = "") -> InlineQuery:
        """Type words behind the bot's name, in whatever chat; what is found comes to what this returns."""
        found = InlineQuery(person_id, query.strip(), offset, time.monotonic())
        while len(self.queries) >= REMEMBERED:
            self.queries.pop(next(iter(self.queries)))
        query_id = str(self._next_update * 1000 + 9)
        self.queries[query_id] = found
        content = {"id": query_id, "from": self.people[person_id].wire(), "query": query}
        if self.inline_mode and "inline_query" in (self.wanted or ("inline_query",)):
            self._update("inline_query", {**content, "offset": offset, "chat_type": "private"})
        return found

    def choose(self, found: InlineQuery, result_id: str) -> ChatMessage:
        """Send one of what was found, to the bot's own chat. Raises LookupError where it was not found."""
        results = (found.answer or {}).get("results", ())
        one = next((one for one in results if one["id"] == result_id), None)
        if one is None:
            raise LookupError("that was not found")
        return self._write(
            found.person_id,
            text=one["text"],
            entities=one["entities"],
            keyboard=one["keyboard"],
            via=True,
        )

    def bring(self, kind: str, content: Any) -> int:
        """An update as it stands, whatever is in it; returns its id."""
        self._update(kind, content)
        return self._next_update - 1

    def delete(self, person_id: int, message_id: int) -> None:
        """Delete a message on the person's side; Telegram tells the bot nothing."""
        message = self.find(person_id, message_id)
        if message is not None:
            message.deleted = True
            self.announce_message("deleted", message)
