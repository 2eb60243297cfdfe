"""Shows what came in with an entry: uploaded once, and from then on sent by the id that Telegram gave it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import structlog
from telegram import Bot
from telegram import Message as Telegrams
from telegram.error import BadRequest

from solbot.body import Body
from solbot.bot.context import ByTurns, Turns
from solbot.bot.untranslated import spoken
from solbot.coaching.answers import db as answers_db
from solbot.coaching.journal import sealed_files
from solbot.content.answer_kinds import Voice, words_of
from solbot.content.bodies import readable
from solbot.content.bodies import sealed_files as sealed_in
from solbot.content.cutting import shortened
from solbot.content.language import Language
from solbot.db import members
from solbot.db.tables import Answer, Vision
from solbot.errors import StoreAway
from solbot.limits import CAPTION
from solbot.telegram.messages import Message
from solbot.unit_of_work import UnitOfWork, UnitsOfWork

log = structlog.get_logger(__name__)

AT_ONCE: Final = 10  # files of one entry that are shown

Find = Callable[[UnitOfWork], Awaitable[Answer | Vision | None]]
"""Finds what has the files, for whoever may see it."""


def of_entry(entry_id: int, person: int) -> Find:
    """An entry of somebody's own."""

    async def find(work: UnitOfWork) -> Answer | None:
        return await answers_db.get(work.session, person, entry_id)

    return find


def showing(find: Find, person: int, topic: int | None, *, protected: bool = False) -> ByTurns:
    """To show the photos, or the voice, that came in with something; it is found anew for each, and where it is gone by
    then, or not to be seen any more, nothing more is shown."""
    return ByTurns(_Showing(find, person, topic, protected).all)


@dataclass(frozen=True)
class _Showing:
    find: Find
    person: int
    topic: int | None
    protected: bool

    async def all(self, works: UnitsOfWork, bot: Bot, turns: Turns) -> Message | None:
        async with works.reading() as work:
            there = await self.find(work)
            body = _body_of(there)
        names = sealed_in(body)[:AT_ONCE]
        words = shortened(words_of(body), CAPTION)
        shown = dict(body.get("shown", {}))
        for name in names:
            sent = await self._sent(works, bot, turns, name, words)
            if sent is None:
                async with works.reading() as work:
                    return spoken(work, await members.get(work.session, self.person), _not_sent)
            shown[name], words = sent, ""
        if shown != body.get("shown", {}):
            await self._note(works, shown)
        return None

    async def _sent(
        self, works: UnitsOfWork, bot: Bot, turns: Turns, name: str, words: str
    ) -> str | None:
        """Send one file; the id it has with Telegram. None where that can't be done."""
        async with works.reading() as work:
            there = await self.find(work)
            body = _body_of(there)
            known = body.get("shown", {}).get(name)
            content = None
            if there is not None and known is None and name in sealed_in(body):
                content = await sealed_files.read(work, there.member_id, name)
        if known is not None:
            try:
                return await self._send(bot, turns, body, known, words)
            except BadRequest:
                log.info("Telegram does not know a file any more")
            async with works.reading() as work:
                there = await self.find(work)
                content = await sealed_files.read(work, there.member_id, name) if there else None
        try:
            return await self._send(bot, turns, body, content, words) if content else None
        except BadRequest:
            return None

    async def _send(
        self, bot: Bot, turns: Turns, body: Body, file: str | bytes, words: str
    ) -> str | None:
        """Raises BadRequest."""
        send = bot.send_voice if body["kind"] == Voice.name else bot.send_photo
        sent = await turns.at_its_turn(
            lambda: send(
                self.person,
                file,
                caption=words or None,
                message_thread_id=self.topic,
                protect_content=self.protected or None,
            )
        )
        return _id_of(sent) if sent is not None else None

    async def _note(self, works: UnitsOfWork, shown: dict[str, str]) -> None:
        """Remember what Telegram calls them; not at any price, for they are shown by now."""
        with suppress(StoreAway):
            async with works.begin(durable=False) as work:
                there = await self.find(work)
                body = _body_of(there)
                if isinstance(there, Vision) and sealed_in(body):
                    there.drawing = {**body, "shown": shown}
                elif isinstance(there, Answer) and sealed_in(body):
                    there.body = {**body, "shown": shown}


def _body_of(there: Answer | Vision | None) -> Body:
    """A copy of it, or one that says it can't be read."""
    if there is None:
        return readable(None)
    return readable(there.drawing if isinstance(there, Vision) else there.body)


def _id_of(sent: Telegrams) -> str | None:
    if sent.voice is not None:
        return sent.voice.file_id
    return sent.photo[-1].file_id if sent.photo else None


def _not_sent(language: Language) -> Message:
    return Message(language.reply("file_not_sent", name=""))
