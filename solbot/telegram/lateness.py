"""How late sends reach Telegram, as far as their sender can tell, and which later send time that puts off.

Telegram counts requests as they arrive. Of `rate` send times in a row, the first and the one after the last are a
little more than a second apart; where the first is used late, or hangs on its way, they would meet within one. Each
process knows of its own sends when they left and when they were answered: a send counts as arrived at its answer,
less what the quickest of the latest answers took. Times that nobody has yet are put off for every process (`guard`,
`news`); those that a process has in hand wait here (`soonest`).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from solbot.telegram.rate_db import NO_GUARD, Guard

LONGEST = (
    1.0  # seconds: what takes longer is a file on its way, or lost, and arrived some time before
)
USUAL_OF = 50  # answers
FEW = 10  # answers; fewer may all have hung


SECOND = 1.005  # one second, and what clocks and rounding may take of it
SLIGHT = 0.005  # seconds; no process needs to hear of less


@dataclass(eq=False)
class SendTime:
    """One use of a send time, from `under_way` on watched until it is answered."""

    number: int
    at: float  # monotonic seconds: the time that was handed out, …
    due: float  # … or a little earlier: how long it took to be handed over is not known for sure
    watched_by: Lateness
    left: float = 0.0  # when it was used


class Late(NamedTuple):
    """A send that arrived late, or that has not arrived yet: then it may at that moment, or later."""

    number: int
    arrived: float


@contextmanager
def under_way(*sends: SendTime) -> Iterator[None]:
    """While a request is, which took so many send times."""
    try:
        yield
    finally:
        for send in sends:
            send.watched_by.done(send)


class Lateness:
    """Watches the sends of one process."""

    def __init__(self, rate: float, gap: float) -> None:
        """So many sends are allowed in a second; send times are `gap` seconds apart."""
        self._span = max(1, int(rate))
        self._gap = gap
        self._slack = (
            self._span * gap - SECOND
        )  # a send that is no later than this puts off nothing
        self._in_the_air: dict[
            SendTime, None
        ] = {}  # in the order they left, which is that of times
        self._late: deque[Late] = deque()  # each stricter than those after it
        self._took: deque[float] = deque(maxlen=USUAL_OF)
        self._usual = 0.0  # seconds from leaving to the answer where nothing hangs
        self._told = float("-inf")  # how strict what every process knows of is
        self._granted = float("-inf")  # the same of the send times that were handed out last

    @property
    def watches(self) -> bool:
        """Whether something is on its way that may be late, or has put off what nobody else knows of."""
        hanging = time.monotonic() - LONGEST
        newest = next(reversed(self._in_the_air), None)
        return (newest is not None and newest.due > hanging) or self._is_news()

    def granted(self, send: SendTime) -> None:
        """A send time was handed out: those after it come no sooner than `gap` seconds each."""
        self._granted = max(self._granted, send.due - self._gap * send.number)

    def began(self, send: SendTime) -> None:
        """A send time is being used."""
        send.left = time.monotonic()
        self._in_the_air[send] = None

    def unused(self, send: SendTime) -> None:
        """A send time is not used after all."""
        self._in_the_air.pop(send, None)

    def done(self, send: SendTime) -> None:
        """A send was answered, or came to nothing."""
        if send not in self._in_the_air:
            return
        del self._in_the_air[send]
        now = time.monotonic()
        late = Late(send.number, _arrived(send, now, self._usual))
        self._took.append(now - send.left)
        self._usual = min(self._took) if len(self._took) >= FEW else 0.0
        if late.arrived <= send.due + self._slack:
            return
        while self._late and self._strictness(self._late[-1]) <= self._strictness(late):
            self._late.pop()
        self._late.append(late)

    def guard(self) -> Guard:
        """Which send time can't come as soon as it would; the strictest of all."""
        found = self._strictest()
        if found is None:
            return NO_GUARD
        return Guard(found.number + self._span, found.arrived + SECOND - time.monotonic())

    def news(self) -> Guard | None:
        """The guard, if every process should know of it now and does not; it is then taken to be told."""
        found = self._strictest()
        if found is None or not self._is_news():
            return None
        self._told = self._strictness(found)
        return self.guard()

    def soonest(self, number: int) -> float:
        """Before which moment (monotonic seconds) the send time of that number must not be used."""
        self._forget()
        last = number - self._span
        known = (*self._hanging(), *self._late)
        return max((late.arrived + SECOND for late in known if late.number <= last), default=0.0)

    def paid_from(self) -> float:
        """From which number on using a send time only now puts off no more than is put off already."""
        found = self._strictest()
        if found is None:
            return float("inf")
        return (time.monotonic() - self._strictness(found)) / self._gap

    def _is_news(self) -> bool:
        found = self._strictest()
        # Below a part of the rate, what a late send would put off comes later anyway.
        known = max(self._told, self._granted + self._slack)
        return found is not None and self._strictness(found) > known + SLIGHT

    def _strictest(self) -> Late | None:
        self._forget()
        return max((*self._hanging(), *islice(self._late, 1)), key=self._strictness, default=None)

    def _forget(self) -> None:
        now = time.monotonic()
        while self._late and self._late[0].arrived < now - SECOND - LONGEST:
            self._late.popleft()

    def _hanging(self) -> Iterator[Late]:
        """What is on its way and late; of those that may arrive at this moment, the one that left first, as it puts off
        most."""
        now = time.monotonic()
        for one in self._in_the_air:
            waited = now - one.due - self._usual
            if waited <= self._slack:
                return
            yield Late(one.number, _arrived(one, now, self._usual))
            if waited <= LONGEST:
                return

    def _strictness(self, late: Late) -> float:
        return late.arrived - self._gap * late.number


def _arrived(send: SendTime, now: float, usual: float) -> float:
    """When a send that is not answered until now reached Telegram, or may at the soonest."""
    return send.due + min(max(now - send.due - usual, 0.0), LONGEST)
