"""Sends messages; a file that goes to many is uploaded once and sent by its id from then on.

Telegram throttles uploads of the same file over and over (its Bot API says: send by `file_id`).
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from html import escape

import structlog
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from solbot.db import members
from solbot.errors import StoreAway
from solbot.telegram import api, uploads_db
from solbot.telegram.letters import Failure
from solbot.telegram.messages import Document, Message
from solbot.telegram.transport import MaybeSent
from solbot.unit_of_work import UnitsOfWork

log = structlog.get_logger(__name__)

WORDS_TRIES = 4
WORDS_WAIT = 10.0  # seconds


class Uploader:
    """What everything the bot sends goes through."""

    def __init__(self, works: UnitsOfWork, bot: Bot) -> None:
        """Take the bot to send through, and where to note what it uploaded."""
        self._works = works
        self._bot = bot
        self._uploading: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def deliver(
        self, person_id: int, message: Message, *, paid: bool = False, whole: bool = True
    ) -> tuple[int, tuple[int, ...]]:
        """Send a message, put it in another's place, or take others back, as it says.

        Returns its id, and those of the album before it. Raises TelegramError; where an album is there
        already and its words are not, MaybeSent. What need not go `whole` goes as `send` has it.
        """
        if message.deletes:
            await api.take_back(self._bot, person_id, message.deletes)
            return message.deletes[0], ()
        if message.edits is not None:
            await api.edit(self._bot, person_id, message.edits, message)
            return message.edits, ()
        if not message.album:
            return await self.send(person_id, message, paid=paid, whole=whole), ()
        album = await api.send_album(self._bot, person_id, message.album, paid=paid)
        return await self._send_words(person_id, replace(message, album=()), paid), album

    async def _send_words(self, person_id: int, message: Message, paid: bool) -> int:
        """The words under an album that has left: what can be waited for is, the rest is in doubt."""
        for _ in range(WORDS_TRIES):
            try:
                return await self.send(person_id, message, paid=paid, whole=True)
            except RetryAfter as error:
                wait = error.retry_after
                seconds = wait.total_seconds() if isinstance(wait, timedelta) else wait
                await asyncio.sleep(min(seconds, WORDS_WAIT))
            except NetworkError as error:
                if isinstance(error, BadRequest | TimedOut):
                    raise MaybeSent("an album without its words") from None
                await asyncio.sleep(1.0)
        raise MaybeSent("an album without its words")

    async def send(
        self,
        person_id: int,
        message: Message,
        *,
        paid: bool = False,
        topic: int | None = None,
        whole: bool = False,
    ) -> int:
        """Send a message to a person, to that topic of their chat; returns its id. Raises TelegramError.

        Where Telegram refuses its file, the words go without it, and say so; but not what is to go `whole`.
        """
        try:
            if message.document is not None and message.document.shared:
                return await self._send_shared(person_id, message, message.document, topic)
            sent = await api.send(self._bot, person_id, message, paid=paid, topic=topic)
            return sent.id
        except BadRequest as error:
            fault = api.fault_of(error)
            has_file = message.document or message.media
            if whole or not has_file or fault.failure is not Failure.REFUSED:
                raise
            log.warning("a file is refused", reason=fault.reason)
            without = await self._without_file(person_id, message)
            sent = await api.send(self._bot, person_id, without, paid=paid, topic=topic)
            return sent.id

    async def _without_file(self, person_id: int, message: Message) -> Message:
        """The same words with a line before them that the file could not be sent, in the person's language."""
        catalog = self._works.catalog
        language = catalog.language(catalog.best(None))
        with suppress(StoreAway):
            async with self._works.begin(durable=False) as work:
                language = work.language_of(await members.get(work.session, person_id))
        name = message.document.name if message.document else ""
        said = language.having("file_not_sent").reply("file_not_sent", name=name)
        words = escape(message.html) if message.plain else message.html
        html = f"{said}\n\n{words}" if words else said
        return replace(message, html=html, document=None, media=None, plain=False)

    async def _send_shared(
        self, person_id: int, message: Message, document: Document, topic: int | None
    ) -> int:
        # An id is worth something to the bot alone that got it.
        digest = hashlib.sha256(str(self._bot.id).encode() + b":" + document.content).hexdigest()
        async with self._uploading[digest]:
            known = await self._known(digest)
            if known is None:
                return await self._upload(person_id, message, digest, topic)
        try:
            sent = await api.send(self._bot, person_id, message, file_id=known, topic=topic)
        except BadRequest as error:
            if "file" not in error.message.lower():
                raise
            log.info("Telegram does not know an uploaded file any more")
            return await self._upload(person_id, message, digest, topic)
        return sent.id

    async def _known(self, digest: str) -> str | None:
        try:
            async with self._works.begin(durable=False) as work:
                return await uploads_db.file_id(work.session, digest)
        except StoreAway:
            return None

    async def _upload(
        self, person_id: int, message: Message, digest: str, topic: int | None
    ) -> int:
        sent = await api.send(self._bot, person_id, message, topic=topic)
        if sent.document is not None:
            try:
                async with self._works.begin(durable=False) as work:
                    await uploads_db.remember(work.session, digest, sent.document, work.now)
            except StoreAway:
                log.warning("the database is away: an uploaded file is not noted")
        return sent.id
