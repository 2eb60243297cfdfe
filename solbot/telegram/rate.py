"""One pace for everything said by every process: evenly spaced, replies first.

Send times come from one row of the database (rate_db.py), a few at a time and only just ahead, so
that no process holds many and a reply elsewhere need not wait long. Telegram counts over any second as it
sees it; so times are 1.05/rate apart, which leaves room for 50 ms of delay. A send that comes later than that
puts off the time that would meet it within a second (lateness.py), in every process: whatever second one looks at,
there are never more than `rate` sends in it. That needs time to be known, so nobody takes a time far ahead.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from enum import IntEnum

import structlog
from structlog.contextvars import clear_contextvars

from solbot.errors import StoreAway
from solbot.telegram import rate_db
from solbot.telegram.lateness import Lateness, SendTime
from solbot.unit_of_work import UnitOfWork, UnitsOfWork

log = structlog.get_logger(__name__)

JITTER = 1.05  # a second and the 50 ms by which sends may be delayed
LATE = 0.060  # seconds by which a time may be missed and still be used; more would put off others for longer
# A time is asked for no later than this after it has passed: it takes a moment to be handed over.
PAST = 0.040
SEVERAL = 4  # send times that letters wait for, to take them together: each asking is a transaction
AHEAD = (
    0.080  # seconds; how far ahead letters may take send times, or twice as far as several reach
)
REPLY_AHEAD = 0.35  # seconds; so much further ahead replies may, and so leave none to letters
STARVED_AHEAD = 1.0  # a letter that got no time for long may take one so much further ahead
WATCH_EVERY = 0.04  # seconds between two looks at what is on its way
PATIENCE = 9  # after being passed over this often, a kind goes next
SHORTEST = 0.001  # seconds; the loop is not woken for every single time at a high rate
LONG = 1.0  # seconds; who has to wait longer than that with a letter is sent home
DATABASE_AWAY = 1.0


class SendPriority(IntEnum):
    """Who goes first."""

    REPLY = 0
    NUDGE = 1
    ANNOUNCEMENT = 2


class Pace:
    """Lets callers send, each at its time. `halt` makes every process wait, as a 429 asks."""

    def __init__(self, works: UnitsOfWork, rate: float) -> None:
        """Allow `rate` sends in any second, over all processes that share the database."""
        self._works = works
        self.allow(rate)
        self._waiting: tuple[deque[asyncio.Future[SendTime | None]], ...] = tuple(
            deque() for _ in SendPriority
        )
        self._passed_over = [0 for _ in SendPriority]
        self._times: deque[SendTime] = deque()
        self.coming = 0  # how many letters will want a time very soon
        self._shut_until = 0.0
        self.frozen = False  # as far as is known here
        self._granted_at = 0.0
        self._stirred = asyncio.Event()  # a reply has come
        self._prepared = False
        self._runner: asyncio.Task[None] | None = None
        self._watcher: asyncio.Task[None] | None = None

    @property
    def is_shut(self) -> bool:
        """Whether it is known that nobody may send for a while."""
        return time.monotonic() < self._shut_until

    def allow(self, rate: float) -> None:
        """Allow so many sends in any second from now on."""
        self.gap = JITTER / rate  # seconds from one send time to the next
        self._lateness = Lateness(rate, self.gap)

    async def wait(self, priority: SendPriority) -> SendTime | None:
        """Return when it is this caller's time to send, which is then `under_way`; None if it was sent home instead."""
        if self.is_shut and priority is not SendPriority.REPLY:
            return None
        if not self._count() and (send := self._time()) is not None:
            return send
        queue = self._waiting[priority].append
        while True:
            mine: asyncio.Future[SendTime | None] = asyncio.get_running_loop().create_future()
            queue(mine)
            if priority is SendPriority.REPLY:
                self._stirred.set()
            if self._runner is None or self._runner.done():
                self._runner = asyncio.create_task(self._run())
            send = await self._handed(mine)
            if send is None or not self._is_missed(send):
                return send
            # The loop was busy meanwhile: what leaves now would bunch with others.
            self._lateness.unused(send)
            queue = self._waiting[priority].appendleft

    async def take(self, work: UnitOfWork, replies: int) -> Sequence[SendTime]:
        """Take send times for so many replies as part of `work`, which saves them a transaction. They are used from
        `hand_over` on, once it is kept. Who waits already goes first: then it is none."""
        if not replies or not self._prepared or self._count() or len(self._times) >= replies:
            return ()
        await work.session.flush()  # on PostgreSQL the row is held from here to the end
        return await self._taken(work, replies - len(self._times), self._horizon + REPLY_AHEAD)

    def hand_over(self, times: Sequence[SendTime]) -> None:
        """Let these be used, but for those within a halt that came while they were taken."""
        times = [one for one in times if one.at >= self._shut_until]
        if times:
            self._granted_at = time.monotonic()
        for one in times:
            self._lateness.granted(one)
            self._times.append(one)

    async def halt(self, seconds: float, *, frozen: bool = False) -> None:
        """Let nobody send for that long, in any process and across restarts; `frozen`: Telegram takes nothing from
        this bot, until something arrives again. Raises StoreAway."""
        self._shut(seconds)
        self.frozen = self.frozen or frozen
        async with self._works.begin() as work:
            await rate_db.prepare(work.session)
            await rate_db.halt(work.session, seconds)
            if frozen:
                await rate_db.set_frozen(work.session, frozen=True)

    async def arrived(self) -> None:
        """Something was taken by Telegram: the bot is frozen no more. Raises StoreAway."""
        if self.frozen:
            async with self._works.begin() as work:
                await rate_db.set_frozen(work.session, frozen=False)
            self.frozen = False

    async def look(self) -> None:
        """Find out whether a halt is in force that somebody else was told of. Raises StoreAway."""
        async with self._works.begin(durable=False) as work:
            seconds = await rate_db.halted_for(work.session)
            self.frozen = await rate_db.is_frozen(work.session)
        if seconds > 0:
            self._shut(seconds)

    async def stop(self) -> None:
        """Hand out nothing more, and leave the database alone."""
        tasks = [task for task in (self._runner, self._watcher) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def dismiss_letters(self) -> None:
        """Send everyone home who waits with a letter; replies keep their turn."""
        for priority in (SendPriority.NUDGE, SendPriority.ANNOUNCEMENT):
            for one in self._waiting[priority]:
                if not one.done():
                    one.set_result(None)
            self._waiting[priority].clear()

    @staticmethod
    async def _handed(mine: asyncio.Future[SendTime | None]) -> SendTime | None:
        try:
            return await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled() and (send := mine.result()) is not None:
                send.watched_by.unused(send)
            raise

    def _shut(self, seconds: float) -> None:
        self._times.clear()
        self._shut_until = max(self._shut_until, time.monotonic() + seconds)
        self.dismiss_letters()

    async def _run(self) -> None:
        clear_contextvars()  # it serves many updates and letters
        while True:
            self._stirred.clear()
            # What was missed by too much is gone.
            while self._count() and (send := self._time()) is not None:
                self._let_one_go(send)
            waiting = self._count()
            if not waiting:
                return
            if len(self._times) < min(waiting, max(1, len(self._waiting[SendPriority.REPLY]))):
                pause = await self._reserve()
            else:
                pause = LONG
            if self._times:
                # Not longer than to the next one: a halt may come meanwhile.
                first = self._times[0]
                usable = max(first.at, self._lateness.soonest(first.number))
                pause = min(pause, usable - time.monotonic())
            await self._rest(pause)

    async def _rest(self, pause: float) -> None:
        """Let so many seconds pass, within bounds, or fewer if a reply comes."""
        try:
            async with asyncio.timeout(min(max(pause, SHORTEST), LONG)):
                await self._stirred.wait()
        except TimeoutError:
            return

    def _time(self) -> SendTime | None:
        """Take a time that has come, if there is one to spare."""
        now = time.monotonic()
        paid_from: float | None = None
        while self._times and self._times[0].at <= now:
            send = self._times[0]
            if now > send.at + LATE:
                paid_from = self._lateness.paid_from() if paid_from is None else paid_from
                if send.number < paid_from:
                    self._times.popleft()
                    continue
            if self._lateness.soonest(send.number) > now:
                return None
            self._times.popleft()
            self._lateness.began(send)
            if self._watcher is None or self._watcher.done():
                self._watcher = asyncio.create_task(self._watch())
            return send
        return None

    def _is_missed(self, send: SendTime) -> bool:
        """Whether it is better lost than used now: others would be put off for longer."""
        late = time.monotonic() > send.at + LATE
        return late and send.number < self._lateness.paid_from()

    async def _watch(self) -> None:
        """Let every process keep to what late sends put off; what this one asks for keeps to it anyway."""
        while self._lateness.watches:
            await asyncio.sleep(WATCH_EVERY)
            if (guard := self._lateness.news()) is None:
                continue
            # Without the database nobody takes a send time, either.
            with suppress(StoreAway):
                async with self._works.begin(durable=False) as work:
                    await rate_db.put_off(work.session, self.gap, guard)

    def _count(self) -> int:
        return sum(map(len, self._waiting))

    def _let_one_go(self, send: SendTime) -> None:
        while (priority := self._next()) is not None:
            one = self._waiting[priority].popleft()
            if not one.done():  # else the caller gave up
                one.set_result(send)
                return
        self._lateness.done(send)

    def _next(self) -> SendPriority | None:
        """The first kind that somebody waits with, unless another was passed over long enough."""
        there = [priority for priority in SendPriority if self._waiting[priority]]
        if not there:
            return None
        chosen = next((t for t in there if self._passed_over[t] >= PATIENCE), there[0])
        for priority in there:
            self._passed_over[priority] += 1
        self._passed_over[chosen] = 0
        return chosen

    @property
    def _horizon(self) -> float:
        return max(AHEAD, 2 * SEVERAL * self.gap)

    async def _reserve(self) -> float:
        """Take send times for those who wait; gives how many seconds to wait before asking again, 0 if it took some."""
        wanted, horizon = self._wish()
        try:
            async with self._works.begin(durable=False) as work:
                if not self._prepared:
                    await rate_db.prepare(work.session)
                    self._prepared = True
                taken = await self._taken(work, wanted, horizon)
                first = 0.0
                if not taken:
                    first = await rate_db.next_in(work.session, self.gap, self._lateness.guard())
        except StoreAway as error:
            log.error("the database is away", fault=str(error))
            return DATABASE_AWAY
        if not taken:
            if first - horizon > LONG:
                self._shut(first - horizon)
            return first - horizon + self.gap * (min(wanted, SEVERAL) - 1)
        self.hand_over(taken)
        return max(0.0, self._shut_until - time.monotonic())

    async def _taken(self, work: UnitOfWork, wanted: int, horizon: float) -> Sequence[SendTime]:
        await rate_db.lock(work.session)
        # Not sooner: the time spent in the queue would be added to everybody's.
        guard = self._lateness.guard()
        asked = time.monotonic()
        grant = await rate_db.reserve(
            work.session,
            self.gap,
            wanted,
            least=min(wanted, SEVERAL),
            horizon=horizon,
            late=PAST,
            guard=guard,
        )
        if grant is None:
            return ()
        now = time.monotonic()
        after = [grant.first + self.gap * n for n in range(grant.count)]
        return [
            SendTime(grant.number + n, now + later, asked + later, self._lateness)
            for n, later in enumerate(after)
        ]

    def _wish(self) -> tuple[int, float]:
        """How many send times to ask for, and how far ahead the first may be."""
        ahead = self._horizon
        replies = len(self._waiting[SendPriority.REPLY])
        if replies:
            return replies - len(self._times), ahead + REPLY_AHEAD
        starved = time.monotonic() - self._granted_at > max(1.0, PATIENCE * self.gap)
        if starved:
            return 1, ahead + STARVED_AHEAD
        return self._count() + self.coming, ahead
