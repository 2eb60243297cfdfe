"""Stores updates; what is brought while a transaction is under way shares the next one.

By webhook every update comes alone, and a transaction of its own costs more than all else that is done with it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from solbot.errors import StoreAway
from solbot.telegram import inbox_db
from solbot.telegram.updates import Raw
from solbot.unit_of_work import UnitsOfWork

log = structlog.get_logger(__name__)

MOST = 100  # updates that are brought one by one and share a transaction


@dataclass
class _Brought:
    """What somebody brought, and what came of it."""

    updates: Sequence[Raw]
    new: Sequence[Raw] | None = None
    away: StoreAway | None = None

    @property
    def is_open(self) -> bool:
        return self.new is None and self.away is None


class Storing:
    """Stores updates in the inbox."""

    def __init__(self, works: UnitsOfWork) -> None:
        """Take the database."""
        self._works = works
        self._waiting: deque[_Brought] = deque()
        self._one_at_a_time = asyncio.Lock()

    async def store(self, updates: Sequence[Raw]) -> Sequence[Raw]:
        """Store updates; returns those that were new. One that can't be stored keeps no other from it.

        Raises StoreAway.
        """
        if not updates:
            return []
        mine = _Brought(updates)
        self._waiting.append(mine)
        async with self._one_at_a_time:
            if mine.is_open:
                await self._store_all(self._next(mine))
        if mine.away is not None:
            raise mine.away
        return mine.new or []

    def _next(self, mine: _Brought) -> list[_Brought]:
        """What goes together: mine at least, which whoever was to store it may have given up."""
        found = [mine]
        while self._waiting and len(found) < MOST:
            one = self._waiting.popleft()
            if one is not mine and one.is_open:
                found.append(one)
        return found

    async def _store_all(self, brought: Sequence[_Brought]) -> None:
        try:
            stored = await self._stored([one for some in brought for one in some.updates])
        except StoreAway as away:
            for some in brought:
                some.away = away
            return
        new = {one.update_id for one in stored}
        for some in brought:
            # What a proxy brings twice is new once.
            some.new = [one for one in some.updates if one.update_id in new]
            new -= {one.update_id for one in some.new}

    async def _stored(self, updates: Sequence[Raw]) -> Sequence[Raw]:
        """Those of them that were new. What is stored together is stored one by one, if that does not go well."""
        try:
            rows = [(one.update_id, one.person_id, one.body) for one in updates]
            async with self._works.begin() as work:
                new = await inbox_db.receive(work.session, rows, work.now)
            return [one for one in updates if one.update_id in new]
        except StoreAway:
            raise
        except Exception as error:  # noqa: BLE001  (one that can't be stored must not come back for ever)
            if len(updates) == 1:
                log.error(
                    "update not stored", update=updates[0].update_id, fault=type(error).__name__
                )
                return []
        return [new for one in updates for new in await self._stored([one])]
