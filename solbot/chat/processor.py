"""People side by side, each person's updates one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from solbot.chat.incoming import person_of

SIDE_BY_SIDE = 1024


class PersonByPerson(BaseUpdateProcessor):
    """Holds one lock per person, as long as anybody waits for it. Locks are fair, so order holds."""

    def __init__(self) -> None:
        """Let this many updates be under way at once."""
        super().__init__(SIDE_BY_SIDE)
        self._locks: dict[int | None, asyncio.Lock] = {}
        self._waiting: dict[int | None, int] = {}

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Run the handling of an update once the person's earlier ones are done."""
        person = person_of(update) if isinstance(update, Update) else None
        lock = self._locks.setdefault(person, asyncio.Lock())
        self._waiting[person] = self._waiting.get(person, 0) + 1
        try:
            async with lock:
                await coroutine
        finally:
            self._waiting[person] -= 1
            if not self._waiting[person]:
                del self._waiting[person], self._locks[person]
