"""Whether the machine's clock goes as time does. One that was just set is not believed where nothing can be undone."""

from __future__ import annotations

import time
from collections.abc import Callable

JUMP = 60.0  # seconds; smaller corrections are everyday
WAIT = 30.0  # seconds for which a new time has to last


def since_boot() -> float:
    """Seconds that nobody sets; where it can be had, they go on while the machine sleeps."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class Steadiness:
    """Compares two clocks whenever it is asked."""

    def __init__(
        self,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = since_boot,
    ) -> None:
        """`wall` is the clock in doubt, `steady` one that nobody sets."""
        self._wall = wall
        self._steady = steady
        self._apart = wall() - steady()
        self._wait_until = float("-inf")

    def holds(self) -> bool:
        """Whether the clock was not set lately."""
        now = self._steady()
        apart = self._wall() - now
        if abs(apart - self._apart) > JUMP:
            self._wait_until = now + WAIT
        self._apart = apart
        return now >= self._wait_until
