"""What people are going to do by themselves, and when."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime
from itertools import count


class Diary:
    """Deeds in the order of their moments."""

    def __init__(self) -> None:
        """Nobody plans anything."""
        self._deeds: list[tuple[datetime, int, Callable[[], object]]] = []
        self._numbers = count()

    def plan(self, moment: datetime, deed: Callable[[], object]) -> None:
        """Do this at that moment."""
        heapq.heappush(self._deeds, (moment, next(self._numbers), deed))

    def clear(self) -> None:
        """Nobody plans anything any more."""
        self._deeds.clear()

    def next_moment(self) -> datetime | None:
        """When somebody acts next."""
        return self._deeds[0][0] if self._deeds else None

    def act(self, now: datetime) -> None:
        """Let everybody act whose moment has come."""
        while self._deeds and self._deeds[0][0] <= now:
            heapq.heappop(self._deeds)[2]()
