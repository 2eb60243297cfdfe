"""What came of one measured piece of work, and the watch it is measured with."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """How many were done in how many seconds, and in how many seconds of this process's CPU, all threads."""

    count: int
    seconds: float
    cpu_seconds: float

    @property
    def rate(self) -> float:
        """How many in a second."""
        return self.count / self.seconds

    @property
    def cpu_each(self) -> float:
        """Seconds of CPU for one."""
        return self.cpu_seconds / self.count


@dataclass(frozen=True)
class Echoed(Outcome):
    """With the seconds from each text to its reply, in the order of the replies."""

    latencies: list[float]


@dataclass(frozen=True)
class Fired(Outcome):
    """With the seconds it took to add the jobs, which `seconds` leaves out."""

    add_seconds: float


@dataclass(frozen=True)
class Paced(Outcome):
    """With the server's refusals, what was given up, and the share of the allowed rate that was used.

    A second's worth may go at once in the beginning: in T seconds the best share is 1 + 1 / T.
    """

    refused: int
    lost: int
    share: float


class Stopwatch:
    """Runs from its making."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.monotonic(), time.process_time()

    def outcome(self, count: int) -> Outcome:
        """What was done until now, as a count of something."""
        cpu = time.process_time() - self._cpu
        return Outcome(count, time.monotonic() - self._wall, cpu)


def quantile(seconds: list[float], share: float) -> float:
    """The value that `share` (0 to 1) of the given ones do not exceed."""
    ordered = sorted(seconds)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
