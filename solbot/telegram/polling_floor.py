"""A floor under polling: a server that does not wait, as `timeout` asks it to, is asked once a second all the same."""

from __future__ import annotations

import asyncio

EVERY = 1.0  # seconds


class Floor:
    """Keeps polls apart that bring nothing; those that do follow each other at once."""

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
        self._next = 0.0 if anything else self._began + EVERY
