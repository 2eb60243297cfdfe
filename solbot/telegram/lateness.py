"""How late sends reach Telegram, as far as their sender can tell, and which later send time that puts off.

Telegram counts requests as they arrive. Of `rate` send times in a row, the first and the one after the last are a
little more than a second apart; where the first is used late, or hangs on its way, they would meet within one. Each
process knows of its own sends when they were due and when they were answered: a send counts as arrived at its answer,
less what the quickest of the latest answers took.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from solbot.telegram.rate_service import NO_GUARD, Guard

LONGEST = (
    0.5  # seconds: what takes longer is a file on its way, or lost, and arrived some time before
)
USUAL_OF = 50  # answers


@dataclass(eq=False)
class Send:
    """One use of a send time, from `under_way` on watched until it is answered."""

    number: int
    at: float  # monotonic seconds: the time that was handed out
    watched_by: Lateness


@contextmanager
def under_way(*sends: Send) -> Iterator[None]:
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
        self._in_the_air: set[Send] = set()
        self._late: deque[tuple[int, float]] = (
            deque()
        )  # number, arrival; each stricter than those after it
        self._took: deque[float] = deque(maxlen=USUAL_OF)

    def began(self, send: Send) -> None:
        """A send time is being used."""
        self._in_the_air.add(send)

    def done(self, send: Send) -> None:
        """A send was answered, or came to nothing."""
        if send not in self._in_the_air:
            return
        self._in_the_air.remove(send)
        late = (send.number, self._arrived(send))
        self._took.append(time.monotonic() - send.at)
        while self._late and self._strictness(self._late[-1]) <= self._strictness(late):
            self._late.pop()
        self._late.append(late)

    def guard(self) -> Guard:
        """Which send time can't come as soon as it would; the strictest of all."""
        now = time.monotonic()
        while self._late and self._late[0][1] < now - 1.0 - LONGEST:
            self._late.popleft()
        found = [(one.number, self._arrived(one)) for one in self._in_the_air]
        found += [self._late[0]] if self._late else []
        if not found:
            return NO_GUARD
        number, arrived = max(found, key=self._strictness)
        return Guard(number + self._span, arrived + 1.0 - now)

    def _strictness(self, late: tuple[int, float]) -> float:
        number, arrived = late
        return arrived - self._gap * number

    def _arrived(self, send: Send) -> float:
        """When it reached Telegram, or may at the soonest."""
        delay = time.monotonic() - send.at - min(self._took, default=0.0)
        return send.at + min(max(delay, 0.0), LONGEST)
