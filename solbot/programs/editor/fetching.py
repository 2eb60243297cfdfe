"""Fetches the files that staff sent."""

from __future__ import annotations

from functools import partial

import structlog
from telegram import Bot
from telegram.error import TelegramError

from solbot.bot.context import OnTheWire
from solbot.bot.routes import Routes
from solbot.programs.editor import files, handing
from solbot.telegram.messages import Message
from solbot.unit_of_work import UnitsOfWork

log = structlog.get_logger(__name__)


def fetching(number: int, person_id: int) -> OnTheWire:
    """To fetch a file for the person whose turn it is, and say what became of it."""
    return OnTheWire(partial(_fetched, number, person_id))


async def fetch_all(works: UnitsOfWork, bot: Bot, routes: Routes) -> None:
    """Fetch the files that a process which died left behind; who sent one is told by a notice."""
    del routes
    async with works.begin(durable=False) as work:
        numbers = await files.unfetched(work)
    for number in numbers:
        await _fetched(number, 0, works, bot)


async def _fetched(number: int, person_id: int, works: UnitsOfWork, bot: Bot) -> Message | None:
    async with works.begin(durable=False) as work:
        wanted = await files.wanted(work, number)
    if wanted is None:
        return None
    large = False
    try:
        there = await bot.get_file(wanted.file_id)
        content = bytes(await there.download_as_bytearray())
    except TelegramError as error:
        log.warning("file not fetched", file=number, fault=type(error).__name__)
        content, large = b"", "too big" in error.message.lower()
    async with works.begin() as work:
        tell = person_id != wanted.sent_by
        return await handing.arrived(work, number, content, tell=tell, large=large)
