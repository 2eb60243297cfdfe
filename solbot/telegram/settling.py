"""Writes down how sendings went: all at once, and where that does not go well, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from solbot.coaching import delivery
from solbot.errors import StoreAway, fault_of
from solbot.telegram import outbox as letters
from solbot.telegram.outbox import Claimed, Sending
from solbot.unit_of_work import Works

log = structlog.get_logger(__name__)


async def write_down(
    works: Works, sendings: Sequence[Sending], returned: Sequence[Claimed]
) -> None:
    """Settle what was sent or failed, and give back what surely did not leave. Safe to do twice. Raises StoreAway."""
    try:
        async with works.begin(durable=False) as work:
            await delivery.settle(work, sendings)
            await letters.give_back(work, returned)
    except StoreAway:
        raise
    except Exception as error:  # noqa: BLE001  (one of many must not hold up the others)
        log.error("letters settled one by one", **fault_of(error))
        await _each(works, sendings)
        async with works.begin(durable=False) as work:
            await letters.give_back(work, returned)


async def recover(works: Works) -> None:
    """Judge letters that were on the wire when their process died. Raises StoreAway."""
    try:
        async with works.begin() as work:
            await delivery.recover(work)
    except StoreAway:
        raise
    except Exception as error:  # noqa: BLE001  (one of many must not hold up the others)
        log.error("letters recovered one by one", **fault_of(error))
        async with works.begin() as work:
            lost = await letters.lost(work)
        await _each(works, lost)


async def _each(works: Works, sendings: Sequence[Sending]) -> None:
    """Settle each; where what follows from it fails, without that."""
    for one in sendings:
        try:
            async with works.begin() as work:
                await delivery.settle(work, [one])
        except StoreAway:
            raise
        except Exception as error:  # noqa: BLE001  (this letter alone)
            log.error("nothing follows from a letter", letter=one.letter.id, **fault_of(error))
            async with works.begin() as work:
                await letters.settle_alone(work, one)
