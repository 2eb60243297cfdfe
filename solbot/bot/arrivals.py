"""Which message each question became: written down many at a time, and before whatever its person does next."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence

import structlog

from solbot.errors import StoreAway, fault_of
from solbot.unit_of_work import UnitOfWork, UnitsOfWork

log = structlog.get_logger(__name__)

PAUSE = 0.1  # seconds in which arrivals are gathered
DATABASE_AWAY = 3.0

Arrival = tuple[int, int, int]  # prompt, person, message
WriteDown = Callable[[UnitOfWork, Sequence[Arrival]], Awaitable[None]]


class Arrivals:
    """Arrivals that are not written down yet. Writing one down twice changes nothing."""

    def __init__(self, works: UnitsOfWork, write_down: WriteDown) -> None:
        """Nothing has arrived. `write_down` notes down several in a transaction."""
        self._works = works
        self._write_down = write_down
        self._new: list[Arrival] = []
        self._writing: asyncio.Task[None] | None = None
        self._one_at_a_time = asyncio.Lock()

    def note(self, prompt_id: int, person_id: int, message_id: int) -> None:
        """A question became this message; so a reply to that message will find it."""
        self._new.append((prompt_id, person_id, message_id))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_soon())

    async def bring_in(self, work: UnitOfWork, people: Collection[int]) -> None:
        """Write down what arrived with these people, as part of what they do now."""
        mine = [arrival for arrival in self._new if arrival[1] in people]
        if mine:
            await self._write_down(work, mine)

    async def write(self) -> None:
        """Write down all there is. Raises StoreAway, and then still knows it all."""
        async with self._one_at_a_time:
            found = list(self._new)
            if not found:
                return
            try:
                await self._write(found)
            except StoreAway:
                raise
            except Exception as error:  # noqa: BLE001  (one that can't be written down must not hold up the others)
                log.error("arrivals are written down one by one", **fault_of(error))
                await self._write_each(found)
            del self._new[: len(found)]

    async def stop(self) -> None:
        """Write down all there is, and use the database no more. Raises StoreAway."""
        try:
            await self.write()
        finally:
            if self._writing is not None:
                self._writing.cancel()
                await asyncio.wait([self._writing])

    async def _write(self, arrivals: Sequence[Arrival]) -> None:
        async with self._works.begin(durable=False) as work:
            await self._write_down(work, arrivals)

    async def _write_each(self, arrivals: Sequence[Arrival]) -> None:
        for arrival in arrivals:
            try:
                await self._write([arrival])
            except StoreAway:
                raise
            except Exception as error:  # noqa: BLE001  (a reply to this one message will not find its question)
                log.error("an arrival is not written down", prompt=arrival[0], **fault_of(error))

    async def _write_soon(self) -> None:
        while self._new:
            await asyncio.sleep(PAUSE)
            try:
                await self.write()
            except StoreAway:
                log.warning("the database is away: arrivals are not written down yet")
                await asyncio.sleep(DATABASE_AWAY)
