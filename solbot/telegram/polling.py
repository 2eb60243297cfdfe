"""Takes updates in: each is in the inbox before Telegram is told that we have it.

Updates are fetched and stored as raw JSON, and each is read alone: one that can't be read holds nobody up.
python-telegram-bot's own Updater reads a whole batch at once, acknowledges it before handling, and loses what is queued
when the process dies.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import structlog
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest

from solbot.errors import StoreAway, TokenRefused
from solbot.telegram import inbox_db
from solbot.telegram.queues import UpdateQueues
from solbot.telegram.storing import Storing
from solbot.telegram.updates import WANTED, Raw, raw
from solbot.unit_of_work import UnitsOfWork, until_kept

log = structlog.get_logger(__name__)

LONG_POLL = 25  # seconds
ANSWER = 10  # seconds more until an answer counts as lost
ANOTHER_POLLER = 10.0
BACK_OFF = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0)

FLOOR = 1.0  # seconds from one poll that brings nothing to the next
LEFT_LYING = timedelta(
    seconds=60
)  # what waits longer belongs to a process that is gone, or very busy


class Floor:
    """Keeps polls apart that bring nothing, should a server not wait as it is asked to; others follow at once."""

    def __init__(self) -> None:
        """The first poll need not wait."""
        self._began = self._next = 0.0

    async def wait(self) -> None:
        """Return when the next poll may begin."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, self._next - loop.time()))
        self._began = loop.time()

    def came(self, anything: bool) -> None:
        """A poll is over; it brought something new, or nothing."""
        self._next = 0.0 if anything else self._began + FLOOR


class Intake:
    """Stores what comes in, and has it handled."""

    def __init__(
        self, works: UnitsOfWork, bot: Bot, poller: BaseRequest, lines: UpdateQueues
    ) -> None:
        """`poller` is what to ask Telegram for updates with; `lines` handle them once they are stored."""
        self._works = works
        self._storing = Storing(works)
        self._bot = bot
        self._poller = poller
        self._lines = lines
        self.polled_at = time.monotonic()  # when Telegram last answered; at first, when this began

    async def run(self) -> None:
        """Poll. First what an earlier process left undone, then what comes in; runs until cancelled."""
        await until_kept(self.take_up)
        offset: int | None = None
        failures = 0
        floor = Floor()
        while True:
            await floor.wait()
            try:
                batch = await self._fetch(offset)
                ids = [one.update_id for one in await self.store(batch)]
            except (TelegramError, StoreAway) as error:
                await asyncio.sleep(await self._pause(error, failures))
                failures += 1
                continue
            self.polled_at = time.monotonic()
            # A server may answer at once with nothing, or with what it was told we have.
            floor.came(bool(ids) and max(ids) + 1 != offset)
            if ids:
                offset = max(ids) + 1
            elif batch:
                # Nothing in it has an id, so its place in the queue can only be guessed: once.
                offset = offset + len(batch) if offset is not None and not failures else offset
                await asyncio.sleep(BACK_OFF[min(failures, len(BACK_OFF) - 1)])
            failures = 0 if ids or not batch else failures + 1

    async def store(self, batch: Sequence[Any]) -> Sequence[Raw]:
        """Keep updates, and have those that are new handled. Once this returns they may be acknowledged: all of them.

        What is no update is passed over, with a line in the log. Raises StoreAway.
        """
        found = [raw(one) for one in batch]
        updates = [one for one in found if one is not None]
        if len(updates) < len(batch):
            log.error("what came in is no update", count=len(batch) - len(updates))
        for one in await self._storing.store(updates):
            self._lines.put(one)
        return updates

    async def try_again(self) -> None:
        """Have handled what failed before and whose time has come, and what another process left lying."""
        async with self._works.begin() as work:
            people = await inbox_db.release(work.session, work.now)
        for person_id in people:
            self._lines.call(person_id)
        await self.take_up(since=LEFT_LYING)

    async def take_up(self, *, since: timedelta = timedelta()) -> None:
        """Have handled what some process stored `since` or longer ago and did not get done.

        Whoever is first does it: an update that two processes take up is still done once.
        """
        async with self._works.begin() as work:
            people = await inbox_db.who_waits(work.session, work.now - since)
        new = [person_id for person_id in people if self._lines.call(person_id)]
        if new:
            log.info("updates of another run taken up", people=len(new))

    async def _fetch(self, offset: int | None) -> Sequence[Any]:
        asked = {"timeout": LONG_POLL, "allowed_updates": json.dumps(WANTED)}
        query = urlencode(asked if offset is None else {**asked, "offset": offset})
        address = f"{self._bot.base_url}/getUpdates?{query}"
        try:
            found = await self._poller.post(address, read_timeout=LONG_POLL + ANSWER)
        except LookupError:  # python-telegram-bot takes it for granted that there is a result
            raise TelegramError("what Telegram answered has no result") from None
        return found if isinstance(found, list) else [found]

    async def _pause(self, error: Exception, failures: int) -> float:
        """How many seconds to wait after a failure; mends what can be mended."""
        if isinstance(error, InvalidToken):
            raise TokenRefused("Telegram does not accept this SOLBOT_TOKEN any more.") from None
        if isinstance(error, Conflict) and "webhook" in error.message.lower():
            log.warning("a webhook was set for this token; polling instead")
            with contextlib.suppress(TelegramError):
                await self._bot.delete_webhook()
            return BACK_OFF[0]
        if isinstance(error, Conflict):
            log.warning("another process polls with this token; waiting for it to end")
            return ANOTHER_POLLER
        if isinstance(error, RetryAfter):
            wait = error.retry_after
            return wait if isinstance(wait, int) else wait.total_seconds()
        away = "Telegram" if isinstance(error, NetworkError) else "the database"
        log.warning("waiting", away=away, fault=type(error).__name__)
        return BACK_OFF[min(failures, len(BACK_OFF) - 1)]
