"""Sends letters. One loop claims, composes, puts on the wire and settles by the batch; workers send.

No transaction is open while the wire is. A letter is marked as leaving just before it may leave, and how that went
is written down just after, a fortieth of a second's worth at a time: so few are in doubt when the process dies.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import structlog
from telegram.error import TelegramError

from solbot import counters
from solbot.errors import StoreAway, fault_of
from solbot.telegram import api, claiming, outbox, settling
from solbot.telegram.composing import LetterComposer, Writer
from solbot.telegram.kinds import Kinds
from solbot.telegram.lateness import SendTime, under_way
from solbot.telegram.letters import Failure, Priority
from solbot.telegram.messages import Message
from solbot.telegram.outbox import Claimed, Sending
from solbot.telegram.rate import Pace, SendPriority
from solbot.telegram.uploader import Uploader
from solbot.unit_of_work import UnitsOfWork

log = structlog.get_logger(__name__)

WORKERS = 100
MOST = 250  # letters claimed at once
LOOK_AGAIN = 1.0  # seconds between looks at the outbox while it is empty
SETTLE_EVERY = 0.2
RECOVER_EVERY = 5.0
DATABASE_AWAY = 2.0
TELEGRAM_AWAY = 5.0
STUMBLED = 1.0
# A letter that waits longer than this for its turn is given back: its lease must cover the sending.
WAIT = 15.0
DRAIN = 2.5


class Outgoing(NamedTuple):
    """A letter marked as leaving, which has to be on the wire by `until` (monotonic seconds)."""

    letter: Claimed
    message: Message
    until: float


class Sender:
    """One sender of a process. `wake` spares a wait when letters were just put in the outbox."""

    def __init__(
        self,
        works: UnitsOfWork,
        uploader: Uploader,
        pace: Pace,
        kinds: Kinds,
        write: Writer,
        *,
        rate: float,
        paid: bool = False,
    ) -> None:
        """`write` puts letters of one person into words; `paid`: what may go by Telegram's paid way does."""
        self._works = works
        self._uploader = uploader
        self._pace = pace
        self._wording = LetterComposer(works, kinds, write)
        self._kinds = kinds
        self._paid = paid
        self._batch = round(min(max(rate, 10), MOST))
        self._group = round(min(max(rate / 8, 3), MOST))  # put into words together
        self._few = round(min(max(rate / 40, 3), MOST))  # marked, and written down, together
        self._held: deque[Claimed] = deque()
        self._ready: deque[tuple[Claimed, Message]] = deque()
        self._outgoing: asyncio.Queue[Outgoing] = asyncio.Queue()
        self._sendings: list[Sending] = []
        self._returned: list[Claimed] = []
        self._under_way = 0
        self._in_turn = 0  # marked as leaving, and waiting for their time
        self._between = 0  # letters that are just being composed, marked or settled
        self._changed = asyncio.Event()
        self._at_rest = asyncio.Event()
        self._look_at = self._settle_at = self._recover_at = self._away_until = 0.0
        self.settle_every = SETTLE_EVERY  # seconds; less lets one know sooner, and costs more
        self._stopping = False
        self.sent_at = 0.0  # monotonic seconds: when what became of letters was last written down

    def wake(self) -> None:
        """Look at the outbox now."""
        self._at_rest.clear()
        self._look_at = 0.0
        self._changed.set()

    def stop(self) -> None:
        """Claim nothing more; `run` returns once what is under way has left or was given back."""
        self._stopping = True
        self._pace.dismiss_letters()
        self._changed.set()

    @property
    def in_flight(self) -> bool:
        """Whether a letter of this sender may be on the wire, or its sending is still to be written down."""
        return bool(self._under_way or self._sendings)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is in this sender's hands."""
        in_hand = (
            self._between,
            self._held,
            self._ready,
            self._under_way,
            self._sendings,
            self._returned,
        )
        return not any(in_hand)

    @property
    def has_looked(self) -> bool:
        """Whether it found the outbox empty since it was last woken, a while ago at most."""
        return self._look_at > time.monotonic()

    async def at_rest(self) -> None:
        """Return when nothing is in this sender's hands, and it has done what it was last woken for."""
        await self._at_rest.wait()

    async def run(self) -> None:
        """Send letters until `stop`."""
        workers = [asyncio.create_task(self._work()) for _ in range(WORKERS)]
        try:
            while not self._stopping:
                self._changed.clear()
                try:
                    await self._step()
                except StoreAway as error:
                    log.error("the database is away", fault=str(error))
                    await self._rest(DATABASE_AWAY)
                except Exception as error:  # noqa: BLE001  (the letters of all others must go on)
                    log.error("the sender stumbled", **fault_of(error))
                    await self._rest(STUMBLED)
            await self._drain()
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)

    async def _step(self) -> None:
        now = time.monotonic()
        ripe = len(self._sendings) >= self._few or now >= self._settle_at
        if ripe and (self._sendings or self._returned):
            await self._settle()
            await asyncio.sleep(0)  # on SQLite no step lets go of the loop by itself
        if now >= self._recover_at:
            self._recover_at = now + RECOVER_EVERY
            await self._recover()
        if self._may_go_on(now):
            if not self._held and not self._ready and now >= self._look_at:
                await self._claim()
                await asyncio.sleep(0)
            if self._held and len(self._ready) < self._group:
                await self._compose()
                await asyncio.sleep(0)
            if self._ready:
                await self._depart()
                return
        await self._rest(self.settle_every if self.in_flight else LOOK_AGAIN)

    async def _recover(self) -> None:
        await self._pace.look()
        await settling.recover(self._works, self._kinds)

    def _may_go_on(self, now: float) -> bool:
        return (
            self._outgoing.qsize() + self._in_turn < self._few
            and now >= self._away_until
            and not self._pace.is_shut
        )

    async def _claim(self) -> None:
        self._held += await claiming.claim(self._works, self._kinds.rounds, self._batch)
        if not self._held:
            self._look_at = time.monotonic() + LOOK_AGAIN

    async def _compose(self) -> None:
        """Put the next group into words. Those that the database goes away from are given back once it is there."""
        group = [self._held.popleft() for _ in range(min(self._group, len(self._held)))]
        try:
            with self._having(group):
                async for worded in self._wording.of(group):
                    self._ready.append(worded)
        except StoreAway:
            ready = {letter.id for letter, _ in self._ready}
            self._returned += [one for one in group if one.id not in ready]
            raise

    async def _depart(self) -> None:
        group = [self._ready.popleft() for _ in range(min(self._few, len(self._ready)))]
        try:
            with self._having(group):
                async with self._works.begin() as work:
                    ours = await outbox.depart(work, [letter for letter, _ in group])
        except Exception:
            self._ready.extendleft(reversed(group))
            raise
        until = time.monotonic() + WAIT
        for letter, message in group:
            if letter.id in ours:
                self._under_way += 1
                self._outgoing.put_nowait(Outgoing(letter, message, until))
        self._pace.coming = self._outgoing.qsize()

    @contextmanager
    def _having(self, group: Sequence[object]) -> Iterator[None]:
        """Count letters as in hand while they are in no list."""
        self._between += len(group)
        try:
            yield
        finally:
            self._between -= len(group)

    async def _work(self) -> None:
        while True:
            out = await self._outgoing.get()
            self._pace.coming = self._outgoing.qsize()
            if sends := await self._wait(out):
                with under_way(*sends):
                    sending = await self._send(out)
                self._sendings.append(sending)  # to the list there is by now
            else:
                self._returned.append(out.letter)
            self._under_way -= 1
            if self._outgoing.qsize() < self._few or len(self._sendings) >= self._few:
                self._changed.set()

    async def _send(self, out: Outgoing) -> Sending:
        letter = out.letter
        if letter.is_too_late(self._works.clock()):
            return Sending(letter, failure=Failure.TOO_LATE)
        kind = self._kinds.of(letter)
        paid = self._paid and kind.paid
        try:
            message_id, also = await self._uploader.deliver(
                letter.member_id, out.message, paid=paid, whole=kind.whole
            )
        except TelegramError as error:
            return await self._failed(letter, api.fault_of(error))
        except Exception as error:  # noqa: BLE001  (one letter must not end the sending of all)
            log.error("letter not sent", letter=letter.id, fault=type(error).__name__)
            return Sending(letter, failure=Failure.REFUSED, reason=type(error).__name__)
        counters.SENT.labels("sent").inc()
        return Sending(letter, message_id=message_id, also=also)

    async def _wait(self, out: Outgoing) -> list[SendTime]:
        """Wait for a letter's time, for one of each of its messages; none when it must not be sent now."""
        is_nudge = out.letter.priority == Priority.NUDGE
        priority = SendPriority.NUDGE if is_nudge else SendPriority.ANNOUNCEMENT
        self._in_turn += 1
        sends: list[SendTime] = []
        try:
            for _ in range(1 + len(out.message.album)):
                send = None if self._stopping else await self._pace.wait(priority)
                sends += filter(None, (send,))
                if send is None or time.monotonic() > out.until:
                    with under_way(*sends):
                        return []
            return sends
        finally:
            self._in_turn -= 1
            # The next few are marked only now: what waits for its time longer would be in doubt after a kill.
            if self._outgoing.qsize() + self._in_turn < self._few:
                self._changed.set()

    async def _failed(self, letter: Claimed, fault: api.SendFault) -> Sending:
        log.warning("letter not sent", letter=letter.id, failure=fault.failure.value)
        counters.SENT.labels(fault.failure.value).inc()
        if fault.failure is Failure.FLOOD and fault.wait is not None:
            counters.FLOODS.inc(not fault.frozen)
            try:
                await self._pace.halt(fault.wait.total_seconds(), frozen=fault.frozen)
            except StoreAway as error:
                log.error("the halt is not written down", fault=str(error))
        if fault.failure is Failure.NOT_SENT:
            self._away_until = time.monotonic() + TELEGRAM_AWAY
        return Sending(letter, failure=fault.failure, wait=fault.wait, reason=fault.reason)

    async def _settle(self) -> None:
        sendings, self._sendings = self._sendings, []
        returned, self._returned = self._returned, []
        try:
            with self._having([*sendings, *returned]):
                await settling.write_down(self._works, self._kinds, sendings, returned)
        except Exception:
            # What is known of them must not be forgotten: it is written down once the database is back.
            self._sendings[:0], self._returned[:0] = sendings, returned
            raise
        self._settle_at = time.monotonic() + self.settle_every
        if sendings:
            self.sent_at = time.monotonic()
        if any(sending.message_id is not None for sending in sendings):
            await self._pace.arrived()

    async def _drain(self) -> None:
        """Let what is on the wire end; give back everything else."""
        while not self._outgoing.empty():
            self._returned.append(self._outgoing.get_nowait().letter)
            self._under_way -= 1
        self._returned += [*self._held, *(letter for letter, _ in self._ready)]
        self._held.clear()
        self._ready.clear()
        deadline = time.monotonic() + DRAIN
        while self._under_way and (left := deadline - time.monotonic()) > 0:
            self._changed.clear()
            await self._rest(left)
        try:
            await self._settle()
        except StoreAway as error:
            log.error("letters not settled: the database is away", fault=str(error))

    async def _rest(self, seconds: float) -> None:
        if self.is_idle and not self._changed.is_set():
            self._at_rest.set()
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            return
        finally:
            self._at_rest.clear()
