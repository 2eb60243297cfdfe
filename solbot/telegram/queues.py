"""Each person's updates one after the other, everybody's side by side.

A line is one person's. It holds a few updates in memory; what more that person sends stays in the inbox, and is taken
from there in order. So somebody's backlog of thousands costs nobody else a wait, and little memory. Who waits for a
line with one update need not look for it there: at eight in the morning that is a transaction less for most of a city.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog

from solbot.errors import StoreAway
from solbot.telegram import inbox
from solbot.telegram.updates import Raw, restored
from solbot.unit_of_work import UnitsOfWork

log = structlog.get_logger(__name__)

SIDE_BY_SIDE = 1024  # people
IN_MEMORY = 8  # updates of one person
FIRST_ONES = 4096  # … of people who wait for a line
NOT_SO_FAST = 3.0  # seconds until the same update, or an inbox that is away, is met again


@dataclass
class PersonQueue:
    """What is known of one person's waiting updates: the first ones, and whether the inbox has more."""

    ready: deque[Raw] = field(default_factory=deque)
    more: bool = False
    filling: bool = False
    last: int = -1  # the update handled last

    @property
    def newest(self) -> int:
        """The update that came last, of those in memory."""
        return self.ready[-1].update_id if self.ready else self.last


class UpdateQueues:
    """Handles updates, in order for each person."""

    def __init__(self, works: UnitsOfWork, handle: Callable[[Raw], Awaitable[None]]) -> None:
        """`handle` does one update, and sees to what goes wrong with it."""
        self._works = works
        self._handle = handle
        self._lines: dict[int | None, PersonQueue] = {}
        # In the order they came, each with what the inbox has of them, where that is one update.
        self._next_people: dict[int | None, Raw | None] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def is_idle(self) -> bool:
        """Whether every update that was put here is handled and answered."""
        return not self._lines

    async def idle(self) -> None:
        """Return when every update that was put here is handled and answered."""
        await self._idle.wait()

    def put(self, raw: Raw) -> None:
        """Have an update handled that the inbox has."""
        line = self._of(raw.person_id)
        if line is None:
            self._wait(raw.person_id, raw)
            return
        in_order = raw.update_id > line.newest and not (line.more or line.filling)
        if in_order and len(line.ready) < IN_MEMORY:
            line.ready.append(raw)
        else:
            line.more = True

    def call(self, person_id: int | None) -> bool:
        """Have handled what the inbox has of a person; says whether nobody was at it."""
        new = person_id not in self._lines
        line = self._of(person_id)
        if line is not None:
            line.more = True
        else:
            self._wait(person_id)
        return new

    async def stop(self, seconds: float) -> None:
        """Let what is being handled end, within so many seconds; the rest stays in the inbox."""
        self._stopping = True
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _of(self, person_id: int | None) -> PersonQueue | None:
        """A person's line. None while very many others are served: theirs begins when one of those ends."""
        if person_id in self._lines:
            return self._lines[person_id]
        if len(self._lines) < SIDE_BY_SIDE:
            return self._begin(person_id)
        return None

    def _wait(self, person_id: int | None, first: Raw | None = None) -> None:
        """Have a person's line begin later: with their first update, if there is no other by then."""
        only = person_id not in self._next_people and len(self._next_people) < FIRST_ONES
        self._next_people[person_id] = first if only else None

    def _begin(self, person_id: int | None) -> PersonQueue:
        line = self._lines[person_id] = PersonQueue()
        self._idle.clear()
        task = asyncio.create_task(self._serve(person_id, line))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return line

    async def _serve(self, person_id: int | None, line: PersonQueue) -> None:
        try:
            while not self._stopping and (line.ready or line.more):
                if line.ready:
                    await self._next(line)
                else:
                    await self._fill(person_id, line)
        except Exception as error:  # noqa: BLE001  (it ends; what the inbox has is taken up again)
            log.error("a line ended", fault=type(error).__name__)
        finally:
            del self._lines[person_id]
            self._let_in()
            if not self._lines:
                self._idle.set()

    def _let_in(self) -> None:
        """Begin the line of who has waited longest for one."""
        if self._next_people and not self._stopping:
            person_id = next(iter(self._next_people))
            first = self._next_people.pop(person_id)
            line = self._begin(person_id)
            if first is not None:
                line.ready.append(first)
            else:
                line.more = True

    async def _next(self, line: PersonQueue) -> None:
        raw = line.ready.popleft()
        line.last = raw.update_id
        try:
            await self._handle(raw)
        except Exception as error:  # noqa: BLE001  (what comes after it is not to wait for ever)
            log.error("update not handled", update=raw.update_id, fault=type(error).__name__)

    async def _fill(self, person_id: int | None, line: PersonQueue) -> None:
        """Take the next few from the inbox. What is put meanwhile is found there the next time."""
        line.more, line.filling = False, True
        try:
            async with self._works.begin(durable=False) as work:
                found = await inbox.of_person(work, person_id, IN_MEMORY)
            if found and found[0][0] == line.last:  # it could not even be put off
                await asyncio.sleep(NOT_SO_FAST)
            line.more = line.more or len(found) == IN_MEMORY
            line.ready.extend(restored(update_id, body) for update_id, body in found)
        except StoreAway:
            line.more = True
            await asyncio.sleep(NOT_SO_FAST)
        finally:
            line.filling = False
