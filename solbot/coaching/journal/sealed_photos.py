"""Shows what came in with an entry: uploaded once, and from then on sent by the id that Telegram gave it."""

from __future__ import annotations

from functools import partial
from typing import Final

import structlog
from telegram import Bot
from telegram import Message as Telegrams
from telegram.error import BadRequest, TelegramError

from solbot.bot.context import OnTheWire
from solbot.bot.untranslated import spoken
from solbot.coaching.answers import db as answers_db
from solbot.coaching.answers.rules import sealed_files as sealed_in
from solbot.coaching.answers.rules import words_of
from solbot.coaching.journal import sealed_files
from solbot.content.cutting import shortened
from solbot.content.language import Language
from solbot.db import members
from solbot.limits import CAPTION
from solbot.telegram.messages import Message
from solbot.unit_of_work import UnitsOfWork

log = structlog.get_logger(__name__)

AT_ONCE: Final = 10  # files of one entry that are shown


def showing(entry_id: int, person: int, topic: int | None) -> OnTheWire:
    """To show the photos, or the voice, that came in with an entry."""
    return OnTheWire(partial(_show, entry_id, person, topic))


async def _show(
    entry_id: int, person: int, topic: int | None, works: UnitsOfWork, bot: Bot
) -> Message | None:
    async with works.reading() as work:
        entry = await answers_db.get(work.session, person, entry_id)
        body = dict(entry.body) if entry is not None and entry.body else {}
    shown = dict(body.get("shown", {}))
    words = shortened(words_of(body), CAPTION) if body else ""
    for media_id in sealed_in(body)[:AT_ONCE]:
        sent = await _sent(works, bot, person, topic, (media_id, shown.get(media_id)), words, body)
        if sent is None:
            async with works.reading() as work:
                member = await members.get(work.session, person)
                return spoken(work, member, _not_sent)
        shown[media_id], words = sent, ""
    if shown != body.get("shown", {}):
        await _note(works, person, entry_id, shown)
    return None


async def _sent(
    works: UnitsOfWork,
    bot: Bot,
    person: int,
    topic: int | None,
    one: tuple[str, str | None],
    words: str,
    body: dict[str, str],
) -> str | None:
    """Send one file; the id it has with Telegram. None where that can't be done."""
    media_id, known = one
    send = bot.send_voice if body["kind"] == "voice" else bot.send_photo
    try:
        if known is not None:
            try:
                await send(person, known, caption=words or None, message_thread_id=topic)
                return known
            except BadRequest:
                log.info("Telegram does not know a file any more")
        async with works.reading() as work:
            member = await members.get(work.session, person)
            content = await sealed_files.read(work, member, media_id) if member else None
        if content is None:
            return None
        return _id_of(await send(person, content, caption=words or None, message_thread_id=topic))
    except TelegramError as error:
        log.warning("a file is not shown", fault=type(error).__name__)
        return None


def _id_of(sent: Telegrams) -> str | None:
    if sent.voice is not None:
        return sent.voice.file_id
    return sent.photo[-1].file_id if sent.photo else None


async def _note(works: UnitsOfWork, person: int, entry_id: int, shown: dict[str, str]) -> None:
    async with works.begin(durable=False) as work:
        entry = await answers_db.get(work.session, person, entry_id)
        if entry is not None and entry.body and sealed_in(entry.body):
            entry.body = {**entry.body, "shown": shown}


def _not_sent(language: Language) -> Message:
    return Message(language.reply("file_not_sent", name=""))
