"""Fetches people's photos and voice messages from Telegram, into one file that nobody else can open."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import BinaryIO

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from solbot.books.job import Slice
from solbot.coaching.export.rules import Attached
from solbot.limits import EXPORTED

log = structlog.get_logger(__name__)

AT_ONCE = 4
SILENCE = 6  # files in a row that Telegram did not answer for; then no more are asked for
STARTS = 16  # bytes that say of what kind a file is

Told = Callable[[int, int], Awaitable[None]]
Kept = Callable[[str], Awaitable[bytes | None]]
"""Reads a file that is kept beside the database; None where it is not there."""


@dataclass
class Fetched:
    """What could be fetched: each file with its name in a ZIP, and where it is in `held`; and what could not."""

    held: BinaryIO = field(default_factory=TemporaryFile)  # gone with the process, whatever ends it
    there: dict[int, tuple[str, Slice]] = field(default_factory=dict)  # by its place
    lost: list[int] = field(default_factory=list)
    size: int = 0


async def fetch(
    bot: Bot, wanted: Sequence[Attached], told: Told, kept: Kept | None = None
) -> Fetched:
    """Fetch files, a few side by side; what can't be had is said, and the rest goes on.

    `kept` reads those that came in from elsewhere, which Telegram does not know.
    """
    fetched = Fetched()
    fetching = _Fetching(bot, wanted, fetched, told, kept)
    try:
        await fetching.all()
    except BaseException:
        fetched.held.close()
        raise
    fetched.lost.sort()
    return fetched


class _Fetching:
    def __init__(
        self,
        bot: Bot,
        wanted: Sequence[Attached],
        fetched: Fetched,
        told: Told,
        kept: Kept | None,
    ) -> None:
        self._bot, self._wanted, self._fetched = bot, wanted, fetched
        self._told, self._kept = told, kept
        self._left = iter(range(len(wanted)))
        self._silent = self._done = 0

    async def all(self) -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(self._some())

    async def _some(self) -> None:
        for place in self._left:
            content = await self._content(self._wanted[place])
            if content is None:
                self._fetched.lost.append(place)
            else:
                await self._keep(place, content)
            self._done += 1
            await self._told(self._done, len(self._wanted))

    async def _keep(self, place: int, content: bytes) -> None:
        fetched = self._fetched
        start, fetched.size = fetched.size, fetched.size + len(content)
        await asyncio.to_thread(os.pwrite, fetched.held.fileno(), content, start)
        name = self._wanted[place].name(content[:STARTS])
        fetched.there[place] = (name, Slice(start, len(content)))

    async def _content(self, one: Attached) -> bytes | None:
        if self._fetched.size >= EXPORTED:
            return None
        if one.sealed is not None:
            return await self._kept(one.sealed) if self._kept is not None else None
        if one.file_id is None or self._silent >= SILENCE:
            return None
        try:
            there = await self._bot.get_file(one.file_id)
            content = bytes(await there.download_as_bytearray())
        except BadRequest:  # it has it no more, or it is too large for a bot
            self._silent = 0
            return None
        except TelegramError as error:
            self._silent += 1
            log.warning("file not fetched", fault=type(error).__name__)
            return None
        self._silent = 0
        return content or None
