"""What the stand-in for Telegram counts: sends let through and refused, and how long people waited for a reply."""

from __future__ import annotations

import time
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Options:
    """How the stand-in behaves."""

    latency: float = 0.0  # seconds before a send, an edit or the answer to a button is answered
    rate: int = 0  # sends let through within any one second; 0 lets everything through
    record: bool = True  # keep the moment of every send let through


@dataclass
class Tally:
    """Everything counted since the start or the last reset. Moments are `time.monotonic`, the whole machine's."""

    options: Options = field(default_factory=Options)
    accepted: int = 0
    refused: int = 0
    first: float | None = None
    last: float | None = None
    times: list[float] = field(default_factory=list)
    copies: Counter[int] = field(default_factory=Counter)
    latencies: list[float] = field(default_factory=list)
    last_reply: float | None = None
    first_poll: float | None = None  # when updates were first asked for
    bots: int = 0  # processes that asked who they are
    _window: deque[float] = field(default_factory=deque)
    _waiting: defaultdict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def let_through(self, person: int) -> bool:
        """Count a send that arrives now; False when it is one too many within a second."""
        now = time.monotonic()
        if self._full(now):
            self.refused += 1
            return False
        self.accepted += 1
        self.copies[person] += 1
        self.first, self.last = self.first or now, now
        if self.options.record:
            self.times.append(now)
        return True

    def asked(self, person: int) -> None:
        """Note that a text of this person is there to be fetched from now on."""
        self._waiting[person].append(time.monotonic())

    def replied(self, person: int) -> None:
        """Note a message to this person: the reply to their oldest text without one."""
        if waiting := self._waiting.get(person):
            self.last_reply = time.monotonic()
            self.latencies.append(self.last_reply - waiting.popleft())

    def stats(self) -> dict[str, Any]:
        """Every count, ready for JSON; latencies in seconds, in the order of the replies."""
        return {
            "accepted": self.accepted,
            "refused": self.refused,
            "most_in_a_second": most_within(self.times, 1.0),
            "first": self.first,
            "last": self.last,
            "last_reply": self.last_reply,
            "first_poll": self.first_poll,
            "bots": self.bots,
            "chats": len(self.copies),
            "max_copies": max(self.copies.values(), default=0),
            "latencies": self.latencies,
            "unanswered": sum(map(len, self._waiting.values())),
            "cpu_seconds": time.process_time(),
        }

    def _full(self, now: float) -> bool:
        # Sends are kept without a rate, too: one may be set within the second. Refused ones never count.
        window = self._window
        while window and now - window[0] >= 1.0:
            window.popleft()
        if self.options.rate and len(window) >= self.options.rate:
            return True
        window.append(now)
        return False


def most_within(times: list[float], span: float) -> int:
    """The largest number of these rising moments that lie less than `span` seconds apart."""
    most = start = 0
    for end, moment in enumerate(times):
        while moment - times[start] >= span:
            start += 1
        most = max(most, end - start + 1)
    return most
