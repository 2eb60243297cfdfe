"""Sends messages; a file that goes to many is uploaded once and sent by its id from then on.

Telegram throttles uploads of the same file over and over (its Bot API says: send by `file_id`).
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import defaultdict

import structlog
from telegram import Bot
from telegram.error import BadRequest

from solbot.delivery import wire
from solbot.domain.messages import Message
from solbot.errors import StoreAway
from solbot.services import uploads
from solbot.services.work import Works

log = structlog.get_logger(__name__)


class Post:
    """What everything the bot sends goes through."""

    def __init__(self, works: Works, bot: Bot) -> None:
        """Take the bot to send through, and where to note what it uploaded."""
        self._works = works
        self._bot = bot
        self._uploading: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def send(self, person_id: int, message: Message, *, paid: bool = False) -> int:
        """Send a message to a person; returns its id. Raises TelegramError."""
        if message.document is None or not message.document.shared:
            return (await wire.send(self._bot, person_id, message, paid=paid)).message_id
        digest = self._digest(message.document.content)
        async with self._uploading[digest]:
            known = await self._known(digest)
            if known is None:
                return await self._upload(person_id, message, digest)
        try:
            sent = await wire.send(self._bot, person_id, message, file_id=known)
        except BadRequest as error:
            if "file" not in error.message.lower():
                raise
            log.info("Telegram does not know an uploaded file any more")
            return await self._upload(person_id, message, digest)
        return sent.message_id

    def _digest(self, content: bytes) -> str:
        # An id is worth something to the bot alone that got it.
        return hashlib.sha256(str(self._bot.id).encode() + b":" + content).hexdigest()

    async def _known(self, digest: str) -> str | None:
        try:
            async with self._works.begin(durable=False) as work:
                return await uploads.file_id(work, digest)
        except StoreAway:
            return None

    async def _upload(self, person_id: int, message: Message, digest: str) -> int:
        sent = await wire.send(self._bot, person_id, message)
        if sent.document is not None:
            try:
                async with self._works.begin(durable=False) as work:
                    await uploads.remember(work, digest, sent.document.file_id)
            except StoreAway:
                log.warning("the database is away: an uploaded file is not noted")
        return sent.message_id
