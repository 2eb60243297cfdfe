"""What was erased is nowhere on disk soon after: SQLite keeps it in its write-ahead log until that is truncated."""

from __future__ import annotations

import asyncio

import structlog

from solbot.db.engine import Database

log = structlog.get_logger(__name__)

SOON = 1.0  # seconds; what is erased meanwhile goes with it
AGAIN = 2.0
SLOWLY = 30.0
MANY = 15  # tries, after which it is told that something is in the way
EVERY = 600.0  # updates that are done, and words written anew, are left in the log, too


class Sweeper:
    """Truncates the log soon after something was erased, and every ten minutes; also after a start."""

    def __init__(self, database: Database) -> None:
        """Nothing happens until `run`."""
        self._database = database

    async def run(self) -> None:
        """Sweep until cancelled."""
        while True:
            await asyncio.sleep(SOON)
            self._database.erased.clear()
            await self._sweep()
            try:
                async with asyncio.timeout(EVERY):
                    await self._database.erased.wait()
            except TimeoutError:
                continue

    async def _sweep(self) -> None:
        tries = 0
        while not await self._database.sweep():
            tries += 1
            if tries == MANY:
                log.warning("erased words are still in the write-ahead log: something holds it")
            await asyncio.sleep(AGAIN if tries < MANY else SLOWLY)
