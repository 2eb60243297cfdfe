"""Several people's updates in one transaction, where they come together.

To begin and end a transaction, to mark an update done and to look up who wrote cost more than keeping an answer. At
eight in the morning a city answers at once: what comes while one batch is being kept is the next one. A batch is kept
as a whole or not at all; what could not be kept so is done alone.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import structlog
from structlog.contextvars import clear_contextvars

from solbot.bot import dialog
from solbot.bot.arrivals import Arrivals
from solbot.bot.context import Context
from solbot.bot.dialog import Waiting
from solbot.db.tables import Member
from solbot.errors import NotFound
from solbot.telegram import inbox_db
from solbot.telegram.incoming import Incoming, UpdateKind
from solbot.telegram.rate import Pace
from solbot.unit_of_work import UnitOfWork, UnitsOfWork

log = structlog.get_logger(__name__)

MOST = 32  # updates in a batch
AT_A_STRETCH = 0.002  # seconds the loop is held by one
SIDE_BY_SIDE = 4  # batches at once, where the database has several writers
QUICK = frozenset({UpdateKind.TEXT, UpdateKind.VOICE, UpdateKind.PHOTO})
"""What can share a transaction: the words of members. All else may take long, or is often in vain."""

Handled = Callable[[UnitOfWork, Incoming, Member], Awaitable[Context]]
ReadAhead = Callable[[UnitOfWork, Mapping[int, Waiting]], Awaitable[None]]


@dataclass(frozen=True)
class Place:
    """An update that waits for its batch, and what comes of it: None where it is to be done alone."""

    incoming: Incoming
    context: asyncio.Future[Context | None]


class Batches:
    """Does updates together."""

    def __init__(
        self,
        works: UnitsOfWork,
        handle: Handled,
        arrivals: Arrivals,
        pace: Pace,
        read_ahead: Sequence[ReadAhead],
    ) -> None:
        """`handle` does one update in the transaction it is given; each of `read_ahead` reads at once what the words
        of many will need."""
        self._works = works
        self._handle = handle
        self._arrivals = arrivals
        self._pace = pace
        self._read_ahead = read_ahead
        self._waiting: deque[Place] = deque()
        self._at_work = 0
        self._tasks: set[asyncio.Task[None]] = set()  # held, or they may be collected
        self._most_at_work = 1 if works.database.is_sqlite else SIDE_BY_SIDE

    async def join(self, incoming: Incoming) -> Context | None:
        """Do an update with those of others; None where it was not done so, and is to be done alone."""
        if incoming.kind not in QUICK or incoming.chat_id != incoming.person_id:
            return None
        place = Place(incoming, asyncio.get_running_loop().create_future())
        self._waiting.append(place)
        if self._at_work < self._most_at_work:
            self._at_work += 1
            task = asyncio.create_task(self._work())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await place.context

    async def _work(self) -> None:
        clear_contextvars()  # what it logs is not of the one update that had it begin
        try:
            while batch := self._next():
                await self._do(batch)
        finally:
            self._at_work -= 1

    async def _do(self, batch: Sequence[Place]) -> None:
        contexts: dict[int, Context] = {}
        try:
            contexts = await self._together(batch)
        except Exception as error:  # noqa: BLE001  (it comes up again where its update is done alone)
            log.info("updates are done one by one", count=len(batch), fault=type(error).__name__)
        finally:
            for place in batch:
                if not place.context.done():
                    place.context.set_result(contexts.get(place.incoming.update_id))

    def _next(self) -> list[Place]:
        """Who has waited longest, each person once."""
        found: dict[int, Place] = {}
        while self._waiting and len(found) < MOST:
            if self._waiting[0].incoming.person_id in found:
                break
            place = self._waiting.popleft()
            if not place.context.done():
                found[place.incoming.person_id] = place
        return list(found.values())

    async def _together(self, batch: Sequence[Place]) -> dict[int, Context]:
        # Not durable: should a power cut undo it, the updates are still in the inbox, not done.
        async with self._works.begin(durable=False) as work:
            people = await dialog.with_members(
                work, sorted(place.incoming.person_id for place in batch)
            )
            known = [one.incoming for one in batch if one.incoming.person_id in people]
            done = [incoming.update_id for incoming in known]
            await inbox_db.finish_all(work.session, done, work.now)
            await self._arrivals.bring_in(work, people)
            for read_ahead in self._read_ahead:
                await read_ahead(work, {id: waiting for id, (_, waiting) in people.items()})
            contexts: dict[int, Context] = {}
            let_go = time.monotonic()
            for incoming in known:
                member, _ = people[incoming.person_id]
                if member not in work.session:
                    raise NotFound("somebody else's update changed all of theirs")
                contexts[incoming.update_id] = await self._handle(work, incoming, member)
                if (now := time.monotonic()) - let_go >= AT_A_STRETCH:
                    await asyncio.sleep(0)  # whoever needs the loop for a moment has it
                    let_go = now
            times = await self._pace.take(work, sum(len(one.said) for one in contexts.values()))
        self._pace.hand_over(times)
        return contexts
