"""A person who sends very much in a short time is heard in full, and answered sparingly."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

SECONDS = 10.0
MOST_REPLIES = 120
MOST_SEARCHES = 30
MOST_PEOPLE = 10_000


class Floods:
    """Counts replies per person over a sliding window."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` counts seconds."""
        self._clock = clock
        self._spoken: dict[int, list[float]] = {}
        self._searched: dict[int, list[float]] = {}
        self._told: dict[int, float] = {}

    def forget(self) -> None:
        """Begin counting anew."""
        self._spoken.clear()
        self._searched.clear()
        self._told.clear()

    def notice_due(self, person_id: int) -> bool:
        """Whether to tell a person, once a flood, that all is kept though not answered."""
        now = self._clock()
        told = now - self._told.get(person_id, -math.inf) < SECONDS
        if len(self._told) > MOST_PEOPLE:
            self._told.clear()
        self._told[person_id] = now
        return not told

    def may_speak(self, person_id: int) -> bool:
        """Whether this person may be answered now; counts the answer if so."""
        return self._may(self._spoken, person_id, MOST_REPLIES)

    def may_search(self, person_id: int) -> bool:
        """Whether something is looked up for words behind the bot's name; their app asks with every letter."""
        return self._may(self._searched, person_id, MOST_SEARCHES)

    def _may(self, done: dict[int, list[float]], person_id: int, most: int) -> bool:
        now = self._clock()
        if len(done) > MOST_PEOPLE:
            done.clear()
        recent = [at for at in done.get(person_id, []) if now - at < SECONDS]
        done[person_id] = recent
        if len(recent) >= most:
            return False
        recent.append(now)
        return True
