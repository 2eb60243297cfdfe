"""Puts letters into words, each so that a fault in one stays a fault in that one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import structlog

from solbot.announcements.send import composing
from solbot.announcements.send.composing import Announcer
from solbot.coaching import delivery
from solbot.errors import StoreAway, fault_of
from solbot.telegram import outbox as letters
from solbot.telegram.letters import UNSAID, Status
from solbot.telegram.messages import Message
from solbot.telegram.outbox import Claimed, Composer
from solbot.unit_of_work import Work, Works

log = structlog.get_logger(__name__)

Worded = tuple[Claimed, Message]
GiveUp = Callable[[Work, Claimed], Awaitable[None]]


class Wording:
    """Composes what was claimed. Nothing here raises but StoreAway; then the rest keeps its lease's time."""

    def __init__(self, works: Works, composer: Composer, announcer: Announcer) -> None:
        """`composer` and `announcer` put letters into words."""
        self._works = works
        self._composer = composer
        self._announcer = announcer

    async def of(self, group: Sequence[Claimed]) -> AsyncIterator[Worded]:
        """These letters in words, as far as they are to be sent."""
        for one in (one for one in group if one.round_id is None):
            for found in await self._alone(one, self._letter, delivery.fail):
                yield found
        many = [one for one in group if one.round_id is not None]
        for found in await self._together(many) if many else ():
            yield found

    async def _together(self, many: Sequence[Claimed]) -> list[Worded]:
        """Letters of rounds, in one transaction; should that not go well, each in its own."""
        try:
            async with self._works.begin(durable=False) as work:
                return await composing.compose(work, many, self._announcer)
        except StoreAway:
            raise
        except Exception as error:  # noqa: BLE001  (one of many must not hold up the others)
            log.warning("letters composed one by one", count=len(many), fault=type(error).__name__)
        return [found for one in many for found in await self._alone(one, self._of_round, _fail)]

    async def _letter(self, work: Work, letter: Claimed) -> list[Worded]:
        composed = await delivery.compose(work, letter, self._composer)
        return [] if composed is None else [composed]

    async def _of_round(self, work: Work, letter: Claimed) -> list[Worded]:
        return await composing.compose(work, [letter], self._announcer)

    async def _alone(
        self,
        letter: Claimed,
        compose: Callable[[Work, Claimed], Awaitable[list[Worded]]],
        give_up: GiveUp,
    ) -> list[Worded]:
        """One letter in a transaction of its own: nobody's reply has to wait for several, and it fails alone."""
        try:
            async with self._works.begin(durable=False) as work:
                return await compose(work, letter)
        except StoreAway:
            raise
        except Exception as error:  # noqa: BLE001  (whatever it is, it is this letter's)
            log.error("letter not composed", letter=letter.id, kind=letter.kind, **fault_of(error))
        await self._failed(letter, give_up)
        return []

    async def _failed(self, letter: Claimed, give_up: GiveUp) -> None:
        try:
            async with self._works.begin() as work:
                await give_up(work, letter)
        except StoreAway:
            raise
        except Exception as error:  # noqa: BLE001  (else it would be tried for ever)
            log.error("letter ended, and nothing else", letter=letter.id, **fault_of(error))
            async with self._works.begin() as work:
                await letters.end(work, [(letter, Status.FAILED, UNSAID)])


async def _fail(work: Work, letter: Claimed) -> None:
    await composing.fail(work, [letter])
