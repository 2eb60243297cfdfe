"""Misbehaviour on demand: what a network and a busy Telegram do to a bot."""

from __future__ import annotations

import random
import time
from collections import deque
from dataclasses import dataclass, field

NOTHING_DONE, DONE_UNTOLD, FAILED = "drop before", "drop after", "server error"

SLOW = 2.0  # seconds before each answer
DROPPING = 1 / 6  # of all requests before anything was done, and as many after
FLOOD = 20.0  # seconds


@dataclass
class Weather:
    """Fair until told otherwise. Shares are probabilities from 0 to 1, drawn from `chance`."""

    rate: int | None = None  # sends allowed in any one second; more gets 429
    chat_rate: int | None = None  # the same within one chat
    latency: float = 0.0  # seconds before each answer
    server_error: float = 0.0
    drop_before: float = 0.0  # the connection is closed and nothing was done
    drop_after: float = 0.0  # it was done, and the connection closed without an answer
    down: bool = False  # every connection is closed
    frozen: bool = False  # nothing is taken from the bot
    only: frozenset[str] | None = None  # methods (lower case) that the shares apply to; None: all
    chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311
    refused: int = 0
    _flood_until: float = 0.0
    _sends: deque[float] = field(default_factory=deque)
    _chat_sends: dict[int, deque[float]] = field(default_factory=dict)

    @property
    def is_flooding(self) -> bool:
        """Whether every send is refused for a while."""
        return time.monotonic() < self._flood_until

    def view(self) -> dict[str, bool]:
        """As the page shows it."""
        return {
            "slow": self.latency > 0,
            "dropping": self.drop_before > 0,
            "flooding": self.is_flooding,
            "down": self.down,
        }

    def switch(self, **wanted: bool) -> None:
        """Switch kinds of bad weather on or off, by the names of `view`."""
        if "slow" in wanted:
            self.latency = SLOW if wanted["slow"] else 0.0
        if "dropping" in wanted:
            self.drop_before = self.drop_after = DROPPING if wanted["dropping"] else 0.0
        if "flooding" in wanted:
            self.flood_for(FLOOD if wanted["flooding"] else 0.0)
        if "down" in wanted:
            self.down = wanted["down"]

    def flood_for(self, seconds: float) -> None:
        """Answer every send with 429 for that long."""
        self._flood_until = time.monotonic() + seconds

    def trouble(self, method: str) -> str | None:
        """What goes wrong with this request, if anything does."""
        if self.only is not None and method not in self.only:
            return None
        drawn = self.chance.random()
        for share, kind in (
            (self.drop_before, NOTHING_DONE),
            (self.drop_after, DONE_UNTOLD),
            (self.server_error, FAILED),
        ):
            if drawn < share:
                return kind
            drawn -= share
        return None

    def too_fast(self, chat_id: int) -> int | None:
        """Seconds to wait when a send now would break a limit; otherwise counts it."""
        now = time.monotonic()
        if self.is_flooding:
            self.refused += 1
            return max(1, round(self._flood_until - now))
        limits = [(self.rate, self._sends)]
        if self.chat_rate is not None:
            limits.append((self.chat_rate, self._chat_sends.setdefault(chat_id, deque())))
        for limit, sends in limits:
            while sends and now - sends[0] >= 1.0:
                sends.popleft()
            if limit is not None and len(sends) >= limit:
                self.refused += 1
                return 1
        for _, sends in limits:
            sends.append(now)
        return None
