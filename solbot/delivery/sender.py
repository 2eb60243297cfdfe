"""Sends letters: claim, compose, send, settle, and again. No transaction is open while the wire is."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import structlog
from telegram import Bot
from telegram.error import TelegramError

from solbot.delivery import wire
from solbot.delivery.pace import Pace, Turn
from solbot.domain.letters import Failure
from solbot.domain.messages import Message
from solbot.errors import StoreAway
from solbot.services import letters
from solbot.services.letters import Claimed, Composer, Sending
from solbot.services.work import Works

log = structlog.get_logger(__name__)

BATCH = 50
LOOK_AGAIN = 1.0  # seconds between looks at the outbox while it is empty
DATABASE_AWAY = 5.0


class Sender:
    """One sender of a process. `wake` spares a wait when letters were just put in the outbox."""

    def __init__(self, works: Works, bot: Bot, pace: Pace, composer: Composer) -> None:
        """Take what sending needs; `composer` puts a letter into words."""
        self._works = works
        self._bot = bot
        self._pace = pace
        self._composer = composer
        self._wakes = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Look at the outbox now."""
        self._wakes.set()

    def stop(self) -> None:
        """Claim nothing more; `run` returns once what is claimed has left or was given back."""
        self._stopping = True
        self._pace.dismiss_letters()
        self._wakes.set()

    async def run(self) -> None:
        """Send letters until `stop`."""
        await self._take_over_halt()
        while not self._stopping:
            try:
                busy = await self.round()
            except StoreAway as error:
                log.error("the database is away", fault=str(error))
                await asyncio.sleep(DATABASE_AWAY)
                continue
            if not busy:
                await self._rest()

    async def round(self) -> int:
        """One round over the outbox; returns how many letters were claimed."""
        async with self._works.begin() as work:
            await letters.recover(work)
            claimed = await letters.claim(work, BATCH)
        if not claimed:
            return 0
        ready = await self._compose(claimed)
        results = await asyncio.gather(*(self._send(one, message) for one, message in ready))
        async with self._works.begin() as work:
            await letters.settle(work, [result for result in results if result is not None])
            await letters.release(
                work, [one for (one, _), result in zip(ready, results, strict=True) if not result]
            )
        return len(claimed)

    async def _compose(self, claimed: Sequence[Claimed]) -> list[tuple[Claimed, Message]]:
        ready = []
        async with self._works.begin() as work:
            for one in sorted(claimed, key=lambda letter: letter.member_id):
                message = await letters.compose(work, one, self._composer)
                if message is not None:
                    ready.append((one, message))
        return sorted(ready, key=lambda pair: (pair[0].priority, pair[0].due_at, pair[0].id))

    async def _send(self, letter: Claimed, message: Message) -> Sending | None:
        turn = Turn.NUDGE if letter.priority <= 1 else Turn.ANNOUNCEMENT
        if self._stopping or not await self._pace.wait(turn):
            return None
        try:
            message_id = await wire.send(self._bot, letter.member_id, message)
        except TelegramError as error:
            fault = wire.fault_of(error)
            if fault.failure is Failure.FLOOD and fault.wait is not None:
                await self._halt(fault.wait)
            log.warning("letter not sent", letter=letter.id, failure=fault.failure.value)
            return Sending(letter, failure=fault.failure, wait=fault.wait, reason=fault.reason)
        return Sending(letter, message_id=message_id)

    async def _halt(self, wait: timedelta) -> None:
        self._pace.halt(wait.total_seconds())
        async with self._works.begin() as work:
            await letters.halt(work, work.now + wait)

    async def _take_over_halt(self) -> None:
        async with self._works.begin() as work:
            until = await letters.halted_until(work)
            if until is not None and until > work.now:
                self._pace.halt((until - work.now).total_seconds())

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._wakes.wait(), LOOK_AGAIN)
        except TimeoutError:
            return
        finally:
            self._wakes.clear()
