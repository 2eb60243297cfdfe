"""Writes down how sendings went: all at once, and where that does not go well, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from solbot.db import members
from solbot.db.states import LetterStatus
from solbot.errors import StoreAway, fault_of
from solbot.telegram import outbox, outbox_db
from solbot.telegram.kinds import Arrived, Kinds
from solbot.telegram.letters import Failure
from solbot.telegram.outbox import Claimed, Sending
from solbot.telegram.outbox_db import LetterOutcome, SentLetter
from solbot.unit_of_work import UnitOfWork, UnitsOfWork

log = structlog.get_logger(__name__)

NEVER_ARRIVED = (LetterStatus.FAILED, LetterStatus.SKIPPED, LetterStatus.CANCELLED)


async def write_down(
    works: UnitsOfWork, kinds: Kinds, sendings: Sequence[Sending], returned: Sequence[Claimed]
) -> None:
    """Settle what was sent or failed, and give back what surely did not leave. Safe to do twice. Raises StoreAway."""
    try:
        async with works.begin(durable=False) as work:
            await settle(work, kinds, sendings)
            await outbox.give_back(work, returned)
    except StoreAway:
        raise
    except Exception as error:  # noqa: BLE001  (one of many must not hold up the others)
        log.error("letters settled one by one", **fault_of(error))
        await _each(works, kinds, sendings)
        async with works.begin(durable=False) as work:
            await outbox.give_back(work, returned)


async def recover(works: UnitsOfWork, kinds: Kinds) -> None:
    """Judge letters that were on the wire when their process died. Raises StoreAway."""
    try:
        async with works.begin() as work:
            await judge_lost(work, kinds)
    except StoreAway:
        raise
    except Exception as error:  # noqa: BLE001  (one of many must not hold up the others)
        log.error("letters recovered one by one", **fault_of(error))
        async with works.begin() as work:
            lost = await outbox.lost(work)
        await _each(works, kinds, lost)


async def judge_lost(work: UnitOfWork, kinds: Kinds, limit: int = 500) -> int:
    """Settle letters that were on the wire when their process died: each may have arrived. Returns how many."""
    found = await outbox.lost(work, limit)
    await settle(work, kinds, found)
    return len(found)


async def settle(work: UnitOfWork, kinds: Kinds, sendings: Sequence[Sending]) -> None:
    """Write down how each sending went, and what follows from it.

    A member is locked before their letters and all else of theirs, so that a person's own doings and the sender do
    not wait for each other in a circle.
    """
    failed = [(one, _outcome(work, kinds, one, one.failure)) for one in sendings if one.failure]
    for one, outcome in failed:
        kind = kinds.of(one.letter)
        if kind.failed is not None and outcome.status == LetterStatus.FAILED:
            await kind.failed(work, one)
    lost = [one for one, outcome in failed if outcome.status in NEVER_ARRIVED]
    for one in sorted(lost, key=lambda sending: sending.letter.member_id):
        await _never_arrived(work, kinds, one)
    await outbox_db.settle(work.session, [outcome for _, outcome in failed])
    arrived = [(one.letter, one.message_id) for one in sendings if one.message_id is not None]
    await outbox_db.settle_sent(
        work.session,
        work.now,
        [
            SentLetter(one.letter.id, one.letter.claimed_by, one.message_id, one.also)
            for one in sendings
            if one.message_id is not None
        ],
    )
    await _arrived(work, kinds, arrived)


def _outcome(work: UnitOfWork, kinds: Kinds, sending: Sending, failure: Failure) -> LetterOutcome:
    return outbox.outcome(work, sending, failure, repeatable=kinds.of(sending.letter).repeatable)


async def _never_arrived(work: UnitOfWork, kinds: Kinds, sending: Sending) -> None:
    member = await members.get(work.session, sending.letter.member_id)
    if member is None:
        return
    kind = kinds.of(sending.letter)
    if kind.unsaid is not None:
        await kind.unsaid(work, member, sending.letter)
    if sending.failure is Failure.BLOCKED:
        for lose in kinds.blocked:
            await lose(work, member)


async def _arrived(work: UnitOfWork, kinds: Kinds, arrived: Sequence[tuple[Claimed, int]]) -> None:
    """What follows from letters that arrived; kinds that have it alike are seen to together."""
    by: dict[Arrived, list[tuple[Claimed, int]]] = {}
    for kind in kinds.known.values():
        if kind.arrived is not None:
            by[kind.arrived] = []
    for one in arrived:
        follows = kinds.of(one[0]).arrived
        if follows is not None:
            by[follows].append(one)
    for follows, found in by.items():
        if found:
            await follows(work, found)


async def _each(works: UnitsOfWork, kinds: Kinds, sendings: Sequence[Sending]) -> None:
    """Settle each; where what follows from it fails, without that."""
    for one in sendings:
        try:
            async with works.begin() as work:
                await settle(work, kinds, [one])
        except StoreAway:
            raise
        except Exception as error:  # noqa: BLE001  (this letter alone)
            log.error("nothing follows from a letter", letter=one.letter.id, **fault_of(error))
            repeatable = kinds.of(one.letter).repeatable
            async with works.begin() as work:
                await outbox.settle_alone(work, one, repeatable=repeatable)
