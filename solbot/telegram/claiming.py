"""Takes the next letters out of the outbox; rounds that hand too few over are asked for more."""

from __future__ import annotations

import structlog

from solbot.errors import StoreAway, fault_of
from solbot.telegram import outbox
from solbot.telegram.kinds import Rounds
from solbot.telegram.letters import Priority
from solbot.telegram.outbox import Claimed
from solbot.unit_of_work import UnitOfWork, UnitsOfWork

log = structlog.get_logger(__name__)

SHARE = 10  # one in so many is kept for announcements, however many nudges wait
FEED = 2  # batches of letters that a round hands over at once


async def claim(works: UnitsOfWork, rounds: Rounds | None, batch: int) -> list[Claimed]:
    """Up to `batch` letters that are due. Raises StoreAway."""
    feeding = rounds if works.steadiness.holds() else None
    try:
        async with works.begin(durable=False) as work:
            return await _claimed(work, batch, feeding)
    except StoreAway:
        raise
    except Exception as error:  # noqa: BLE001  (one round must not hold up the letters of all)
        log.error("rounds hand letters over one by one", **fault_of(error))
    if feeding is not None:
        await _feed_each(works, feeding, FEED * batch)
    async with works.begin(durable=False) as work:
        return await _claimed(work, batch, None)


async def _claimed(work: UnitOfWork, batch: int, rounds: Rounds | None) -> list[Claimed]:
    nudges = await outbox.claim(work, Priority.NUDGE, batch - max(1, batch // SHARE))
    rest = batch - len(nudges)
    many = await outbox.claim(work, Priority.ANNOUNCEMENT, rest)
    if rounds is not None and len(many) < rest and await rounds.feed(work, FEED * batch):
        many += await outbox.claim(work, Priority.ANNOUNCEMENT, rest - len(many))
    return nudges + many


async def _feed_each(works: UnitsOfWork, rounds: Rounds, room: int) -> None:
    """Let each round hand letters over in a transaction of its own; one that can't pauses, and staff learn of it."""
    async with works.begin() as work:
        found = await rounds.running(work)
    for round_id in found:
        try:
            async with works.begin() as work:
                await rounds.feed_one(work, round_id, room)
        except StoreAway:
            raise
        except Exception as error:  # noqa: BLE001  (this round alone)
            log.error("a round can't hand letters over", round=round_id, **fault_of(error))
            async with works.begin() as work:
                await rounds.stop(work, round_id)
