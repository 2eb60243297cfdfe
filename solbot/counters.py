"""What a process counts of its own doings, for `/metrics`. Kinds and outcomes only: no ids, no words of anybody.

Nothing here needs more than a number: ops/metrics.py puts them as Prometheus reads them, where somebody asks for that.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final


@dataclass(frozen=True)
class Counted:
    """One thing that is counted."""

    _tally: Tally[str]
    _kind: str

    def inc(self, by: int = 1) -> None:
        """Count it."""
        self._tally[self._kind] += by


@dataclass(frozen=True)
class Counter:
    """How often something happened; with a `label`, by its kind, as soon as there is any."""

    name: str
    says: str
    label: str = ""
    kinds: Tally[str] = field(default_factory=Tally)

    def labels(self, kind: str) -> Counted:
        """What happened of this kind."""
        return Counted(self.kinds, kind)

    def inc(self, by: int = 1) -> None:
        """Count it, where there are no kinds."""
        self.kinds[""] += by


@dataclass
class Histogram:
    """How long something took, in seconds, by upper bounds."""

    name: str
    says: str
    bounds: Sequence[float]
    total: float = 0.0

    def __post_init__(self) -> None:
        """Begin with nothing."""
        self._within = [0] * (len(self.bounds) + 1)

    def observe(self, seconds: float) -> None:
        """Count one."""
        self._within[bisect_left(self.bounds, seconds)] += 1
        self.total += seconds

    def up_to(self) -> list[int]:
        """How many took no longer than each bound, and how many there are."""
        return list(accumulate(self._within))


UPDATES: Final = Counter("solbot_updates", "Updates handled", "kind")
UPDATES_FAILED: Final = Counter("solbot_updates_failed", "Tries at an update that went wrong")
REPLIES: Final = Counter("solbot_replies", "Replies, by how they went", "outcome")
REPLY_SECONDS: Final = Histogram(
    "solbot_reply_seconds",
    "From when an update is taken up to when its last reply has left",
    (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0),
)
SENT: Final = Counter("solbot_letters_sent", "Letters put on the wire, by how that went", "outcome")
FLOODS: Final = Counter("solbot_floods", "429 answers of Telegram")

COUNTERS: Final = (UPDATES, UPDATES_FAILED, REPLIES, SENT, FLOODS)
"""Of this process alone; what the database knows is asked there."""
