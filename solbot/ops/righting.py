"""Looks, again and again, for what a clock that was wrong has left too far ahead; see ops/misdated.py."""

from __future__ import annotations

import time
from datetime import timedelta

from solbot.ops import misdated
from solbot.unit_of_work import UnitsOfWork

FEW = 1000  # slots of a look
SET_BACK = timedelta(minutes=1)


class Righter:
    """Looks at everything first, and when the clock was set back; else at a few slots at a time, round and round.

    Looking holds up nobody who writes; only what is wrong is written.
    """

    def __init__(self, works: UnitsOfWork) -> None:
        """Nothing is looked at until `look`."""
        self._works = works
        self._seen: tuple[float, float] | None = None  # the clock, and one that nobody sets
        self._after = 0

    async def look(self) -> bool:
        """Look once; says whether anything was wrong. Raises StoreAway."""
        everything = self._was_set_back()
        async with self._works.begin() as work:
            found = await misdated.right_everything_else(work)
        if everything:
            self._after = 0
            found += await self._let_go_too_soon()
        found += await self._slots()
        while everything and self._after:
            found += await self._slots()
        return bool(found)

    async def _slots(self) -> int:
        """Look at the next few; returns how many of them were wrong."""
        async with self._works.reading() as work:
            wrong, last = await misdated.wrong_slots(work, self._after, FEW)
        self._after = last or 0
        if not wrong:
            return 0
        async with self._works.begin() as work:
            return await misdated.right_slots(work, wrong)

    async def _let_go_too_soon(self) -> int:
        async with self._works.reading() as work:
            ids = await misdated.let_go_too_soon(work)
        if not ids:
            return 0
        async with self._works.begin() as work:
            return await misdated.queue_again(work, ids)

    def _was_set_back(self) -> bool:
        """Whether the clock shows less than it should since the last look; at the first look nobody knows."""
        now, steady = self._works.clock().timestamp(), time.monotonic()
        before, self._seen = self._seen, (now, steady)
        if before is None:
            return True
        return (steady - before[1]) - (now - before[0]) > SET_BACK.total_seconds()
