"""One pace for everything this process says: evenly spaced, replies first.

Telegram counts over any second, so nothing is saved up: sends are 1/rate apart (GCRA with no burst).
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from enum import IntEnum


class Turn(IntEnum):
    """Who goes first."""

    REPLY = 0
    NUDGE = 1
    ANNOUNCEMENT = 2


class Pace:
    """Hands out send times. `halt` makes everyone wait, as a 429 asks."""

    def __init__(self, rate: float) -> None:
        """Allow `rate` sends a second."""
        self._gap = 1.0 / rate
        self._free_at = 0.0
        self._queue: list[tuple[Turn, int, asyncio.Future[bool]]] = []
        self._count = itertools.count()
        self._runner: asyncio.Task[None] | None = None

    async def wait(self, turn: Turn) -> bool:
        """Return True when it is this caller's turn to send; False if it was sent home instead."""
        mine: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._queue, (turn, next(self._count), mine))
        if self._runner is None or self._runner.done():
            self._runner = asyncio.create_task(self._run())
        return await mine

    def halt(self, seconds: float) -> None:
        """Let nobody send for that long; a shorter halt never shortens a longer one."""
        self._free_at = max(self._free_at, time.monotonic() + seconds)

    def dismiss_letters(self) -> None:
        """Send everyone home who waits with a letter; replies keep their turn."""
        for turn, _, waiting in self._queue:
            if turn is not Turn.REPLY and not waiting.done():
                waiting.set_result(False)

    async def _run(self) -> None:
        while self._queue:
            pause = self._free_at - time.monotonic()
            if pause > 0:
                await asyncio.sleep(pause)
                continue  # a halt may have come meanwhile
            _, _, first = heapq.heappop(self._queue)
            if first.done():
                continue  # the caller gave up
            self._free_at = max(self._free_at, time.monotonic()) + self._gap
            first.set_result(True)
