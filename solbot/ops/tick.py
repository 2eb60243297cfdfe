"""The tick: a few fixed jobs on APScheduler, and no job per person."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING

import structlog

from solbot.announcements.report import service as reporting
from solbot.announcements.send import rounds
from solbot.bot.routes import TickJob
from solbot.coaching import nudges
from solbot.coaching.answers import held_words
from solbot.coaching.journal import sealed_files
from solbot.coaching.reminders import service as reminders
from solbot.desk import watch
from solbot.errors import StoreAway, fault_of
from solbot.members import travel
from solbot.ops import alerts
from solbot.ops.righting import Righter
from solbot.programs import requests
from solbot.programs.cohorts import service as cohorts
from solbot.programs.seats import looking
from solbot.staff.marks import service as marks
from solbot.staff.rosters import service as rosters
from solbot.staff.told import service as told
from solbot.telegram import inbox, outbox
from solbot.unit_of_work import Piece, UnitOfWork, UnitsOfWork

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = structlog.get_logger(__name__)

Job = Callable[[], Awaitable[None]]

EVERY = 2  # seconds between looks at what is due
RETRIES_EVERY = 30
ANNOUNCEMENTS_EVERY = 5
FACTS_EVERY = 600
SEATS_EVERY = 60
DROPPED_EVERY = 60
HOMES_EVERY = 60
DESK_EVERY = 300
TOLD_EVERY = 30
COHORTS_EVERY = 600
CLOCK_EVERY = 20
HOUSEKEEPING_EVERY = 3600
BROKEN_OFF = 1.0  # seconds until a job that is cancelled has put its connection back


class Tick:
    """Decides what is due, and keeps house. `wake` is called when letters were put in the outbox."""

    def __init__(
        self,
        works: UnitsOfWork,
        wake: Callable[[], None],
        try_again: Callable[[], Awaitable[None]],
        *,
        decides: bool = True,
        takes_in: bool = True,
        features: Sequence[TickJob] = (),
    ) -> None:
        """`try_again` takes up updates that failed before; only a process that `takes_in` updates does so,
        and only one that `decides` turns what is due into letters and keeps house. `features` are jobs that
        features handed over."""
        self._works = works
        self._wake = wake
        self._try_again = try_again
        self._features = features
        self._decides = decides
        self._takes_in = takes_in
        self._righter = Righter(works)
        self._scheduler: AsyncIOScheduler | None = None
        self._under_way: set[asyncio.Future[None]] = set()  # done when a job has ended

    async def start(self) -> None:
        """Begin; each job runs one at a time, and a late run is run once."""
        if self._decides:
            await self._guarded(self.facts)()
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # updates come in by now

        self._scheduler = AsyncIOScheduler(timezone="UTC")
        for job, seconds in self.jobs():
            self._scheduler.add_job(
                job,
                "interval",
                seconds=seconds,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
                id=job.__name__,
            )
        if self._decides:
            self._scheduler.modify_job(self.clock.__name__, next_run_time=datetime.now(UTC))
        self._scheduler.start()

    def jobs(self) -> list[tuple[Job, int]]:
        """What there is to do, and every how many seconds; nothing here raises."""
        jobs: list[tuple[Job, int]] = []
        if self._takes_in:
            jobs.append((self.retries, RETRIES_EVERY))
        if self._decides:
            jobs.append((self.nudges, EVERY))
            jobs.append((self.evenings, EVERY))
            jobs.append((self.homecomings, HOMES_EVERY))
            jobs.append((self.announcements, ANNOUNCEMENTS_EVERY))
            jobs.append((self.facts, FACTS_EVERY))
            jobs.append((self.seats, SEATS_EVERY))
            jobs.append((self.desk, DESK_EVERY))
            jobs.append((self.told, TOLD_EVERY))
            jobs.append((self.dropped, DROPPED_EVERY))
            jobs.append((self.cohorts, COHORTS_EVERY))
            jobs += [(self._of_feature(one), one.seconds) for one in self._features]
            jobs.append((self.clock, CLOCK_EVERY))
            jobs.append((self.housekeeping, HOUSEKEEPING_EVERY))
        return [(self._guarded(job), seconds) for job, seconds in jobs]

    async def stop(self) -> None:
        """Begin no job any more. Those under way are broken off, and do the rest another time."""
        if self._scheduler is not None and self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._under_way:  # the scheduler cancels them, and does not see them to their end
            await asyncio.wait(self._under_way, timeout=BROKEN_OFF)

    async def nudges(self) -> None:
        """Turn every due slot into a letter, batch by batch."""
        while True:
            try:
                # Should a power cut undo it, the slots are due again.
                async with self._works.begin(durable=False) as work:
                    due = await nudges.decide(work)
            except StoreAway:
                raise
            except Exception as error:  # noqa: BLE001  (one slot must not hold up those of all)
                log.error("slots are decided one by one", **fault_of(error))
                await self._each((nudges.due, nudges.decide_one))
                self._wake()
                return
            if not due:
                return
            self._wake()

    async def evenings(self) -> None:
        """Remind people of what came in the day and has no answer, batch by batch."""
        while True:
            async with self._works.begin() as work:
                due = await reminders.decide(work)
            if not due:
                return
            self._wake()

    async def homecomings(self) -> None:
        """End the journeys that are over."""
        if self._works.steadiness.holds():
            await self._do(travel.ENDING)

    async def retries(self) -> None:
        """Take up updates that failed before."""
        await self._try_again()

    async def facts(self) -> None:
        """Tell people what they asked to be told, where it is known by now."""
        await self._do(requests.TELLING)

    async def seats(self) -> None:
        """Let held seats lapse, the next move up, and remind people of what begins soon."""
        if self._works.steadiness.holds():
            await self._do(*looking.LOOKING)

    async def desk(self) -> None:
        """Tell staff what waits too long for an answer."""
        await self._do(watch.TELLING)

    async def told(self) -> None:
        """Tell staff what happened, each when they want to be told."""
        await self._do(told.TELLING)

    async def dropped(self) -> None:
        """Erase what people took out of their journals, once that can't be undone any more, and what is left of photos
        that went."""
        gone = 1
        while gone:
            async with self._works.begin() as work:
                gone = await held_words.erase_dropped(work)
        left = True
        while left:
            async with self._works.begin(durable=False) as work:
                left = await sealed_files.sweep(work)

    async def cohorts(self) -> None:
        """End the cohorts whose last day is over."""
        if self._works.steadiness.holds():
            await self._do(cohorts.ENDING)

    async def announcements(self) -> None:
        """Look after what is said to many: what is over ends, and how the rest goes is shown."""
        if self._works.steadiness.holds():
            await self._do(reporting.RUNNING)
        await self._do(rounds.KEEPING_UP)

    async def of_features(self) -> None:
        """Do once all that features handed over."""
        for one in self._features:
            await self._of_feature(one)()

    def _of_feature(self, handed_over: TickJob) -> Job:
        async def run() -> None:
            if self._works.steadiness.holds():
                await self._do(*handed_over.pieces)

        run.__name__ = handed_over.name  # what the scheduler and the log call it
        return run

    async def clock(self) -> None:
        """Bring back what a clock that was wrong left too far ahead: all there is at the start, and after the clock
        was set back; else a few slots at a time, and whatever else there is."""
        if await self._righter.look():
            self._wake()

    async def housekeeping(self) -> None:
        """Forget what is done and long past."""
        forgets = (_forget_updates, _forget_letters, _forget_alerts, _forget_lists, _forget_told)
        await self._do(marks.EXPIRING, *((_once, one) for one in forgets))

    async def _do(self, *pieces: Piece) -> None:
        """Do it all in one transaction; should that not go well, each thing in its own. Raises StoreAway."""
        done = 0
        try:
            async with self._works.begin() as work:
                for find, act in pieces:
                    for one in await find(work):
                        done += await act(work, one) != 0
        except StoreAway:
            raise
        except Exception as error:  # noqa: BLE001  (one thing must not hold up all others)
            log.error("done one by one", **fault_of(error))
            for piece in pieces:
                await self._each(piece)
        if done:
            self._wake()

    async def _each(self, piece: Piece) -> None:
        """Do each thing in a transaction of its own. One that fails is logged, and tried again next time."""
        find, act = piece
        async with self._works.begin() as work:
            found = await find(work)
        for one in found:
            try:
                async with self._works.begin() as work:
                    await act(work, one)
            except StoreAway:
                raise
            except Exception as error:  # noqa: BLE001  (this one alone)
                log.error("could not be done", what=act.__name__, which=str(one), **fault_of(error))

    def _guarded(self, job: Job) -> Job:
        @wraps(job)
        async def run() -> None:
            ended = asyncio.get_running_loop().create_future()
            self._under_way.add(ended)
            try:
                await job()
            except StoreAway as error:
                log.error("the database is away", job=job.__name__, fault=str(error))
            except Exception as error:  # noqa: BLE001  (the next time, and all other jobs, come all the same)
                log.error("a job failed", job=job.__name__, **fault_of(error))
            finally:
                self._under_way.discard(ended)
                ended.set_result(None)

        return run


async def _once(_: UnitOfWork) -> Sequence[None]:
    return [None]


async def _forget_updates(work: UnitOfWork, _: None) -> None:
    await inbox.prune(work)


async def _forget_told(work: UnitOfWork, _: None) -> None:
    await told.forget(work)


async def _forget_letters(work: UnitOfWork, _: None) -> None:
    await outbox.prune(work)


async def _forget_alerts(work: UnitOfWork, _: None) -> None:
    await alerts.prune(work)


async def _forget_lists(work: UnitOfWork, _: None) -> None:
    await rosters.forget_old(work)
