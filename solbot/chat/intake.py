"""Takes updates in: each is in the inbox before Telegram is told that we have it.

python-telegram-bot's own Updater acknowledges before handling, and loses what is queued when the process dies.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Sequence
from datetime import timedelta

import structlog
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from solbot.chat.floor import Floor
from solbot.chat.incoming import person_of
from solbot.errors import SolbotError, StoreAway
from solbot.services import inbox
from solbot.services.work import Works

log = structlog.get_logger(__name__)

WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
LONG_POLL = 25  # seconds
CHUNK = 500
ANOTHER_POLLER = 10.0
BACK_OFF = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0)


LEFT_LYING = timedelta(
    seconds=60
)  # what waits longer belongs to a process that is gone, or very busy


def restored(body: str, bot: Bot) -> Update:
    """An update as it was stored."""
    update = Update.de_json(json.loads(body), bot)
    assert update is not None  # noqa: S101  (only real updates are stored)
    return update


class Intake:
    """One long poller of a token."""

    def __init__(self, works: Works, bot: Bot, queue: asyncio.Queue[object]) -> None:
        """Put updates on `queue` once they are stored."""
        self._works = works
        self._bot = bot
        self._queue = queue
        self._in_hand: set[int] = set()
        self.polled_at = time.monotonic()  # when Telegram last answered; at first, when this began

    async def run(self) -> None:
        """First what an earlier process left undone, then what comes in; runs until cancelled."""
        await self.take_up()
        offset: int | None = None
        failures = 0
        floor = Floor()
        while True:
            await floor.wait()
            try:
                updates = await self._bot.get_updates(
                    offset=offset, timeout=LONG_POLL, allowed_updates=WANTED
                )
                await self.store(updates)
            except (TelegramError, StoreAway) as error:
                await asyncio.sleep(await self._pause(error, failures))
                failures += 1
                continue
            failures = 0
            # A server may answer at once with nothing, or with what it was told we have.
            floor.came(bool(updates) and updates[-1].update_id + 1 != offset)
            self.polled_at = time.monotonic()
            if updates:
                offset = updates[-1].update_id + 1

    async def store(self, updates: Sequence[Update]) -> None:
        """Keep updates, and queue those that are new. Once this returns they may be acknowledged."""
        if not updates:
            return
        async with self._works.begin() as work:
            new = await inbox.receive(
                work, [(one.update_id, person_of(one), one.to_json()) for one in updates]
            )
        for one in updates:
            if one.update_id in new:
                await self._hand_over(one)

    @property
    def is_idle(self) -> bool:
        """Whether every update this process took in is handled and answered."""
        return not self._in_hand

    def handled(self, update_id: int) -> None:
        """This process has done with an update, one way or another."""
        self._in_hand.discard(update_id)

    async def try_again(self) -> None:
        """Queue what failed before and whose time has come, and what another process left lying."""
        async with self._works.begin() as work:
            rows = await inbox.to_try_again(work)
        for _, body in rows:
            await self._hand_over(restored(body, self._bot))
        await self.take_up(since=LEFT_LYING)

    async def take_up(self, *, since: timedelta = timedelta()) -> None:
        """Queue what some process stored `since` or longer ago and did not get done.

        Whoever is first does it: an update that two processes take up is still done once.
        """
        last = 0
        while True:
            async with self._works.begin() as work:
                rows = await inbox.waiting(work, last, CHUNK, since=since)
            if not rows:
                return
            left = [row for row in rows if row[0] not in self._in_hand]
            if left:
                log.info("updates of another run taken up", count=len(left))
            for _, body in left:
                await self._hand_over(restored(body, self._bot))
            last = rows[-1][0]

    async def _hand_over(self, update: Update) -> None:
        self._in_hand.add(update.update_id)
        await self._queue.put(update)

    async def _pause(self, error: Exception, failures: int) -> float:
        """How many seconds to wait after a failure; mends what can be mended."""
        if isinstance(error, InvalidToken):
            raise SolbotError("Telegram does not accept this SOLBOT_TOKEN any more.") from None
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
