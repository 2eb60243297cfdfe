"""The tick's work: slots that are due become letters, all in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

from solbot.coaching import agreement
from solbot.coaching.days_off import db as days_off_db
from solbot.coaching.letter_kinds import NUDGE
from solbot.coaching.rhythm import db as slots
from solbot.coaching.rhythm import rules as rhythm
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.rhythm.db import DueSlot
from solbot.coaching.silence import service as silence
from solbot.coaching.whats_new import service as whats_new
from solbot.db.members import is_behind
from solbot.errors import fault_of
from solbot.telegram import outbox_db
from solbot.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

BATCH = 500
Days = Collection[tuple[date, date]]
SET_ASIDE = timedelta(days=1)


@dataclass(frozen=True)
class Decision:
    """What becomes of a due slot: when it is due next, and the local date to nudge for now, if any."""

    due_at: datetime | None
    last_date: date | None
    nudge_for: date | None = None
    hello: bool = False  # a word about a long silence takes the nudge's place


async def decide(work: UnitOfWork, limit: int = BATCH, slot_id: int | None = None) -> int:
    """Decide up to `limit` due slots, or this one: a letter for each that is in time; every slot moves on.

    Returns how many slots were due. A slot that can't be served is set aside for a day and logged; it stops no
    other. What a letter brings is chosen when it is composed, by what the member has and wants then.
    """
    due = await slots.due(work.session, work.now, limit, slot_id)
    off = (
        await days_off_db.of_members(work.session, [slot.member_id for slot in due]) if due else {}
    )
    decisions = [(slot, _decided(work, slot, off.get(slot.member_id, ()))) for slot in due]
    coming = [(slot, one.nudge_for, one.hello) for slot, one in decisions if one.nudge_for]
    nudged = [one for one in coming if not is_behind(one[0].privacy_agreed, work.catalog.privacy)]
    waiting = [slot for slot, *_ in coming if is_behind(slot.privacy_agreed, work.catalog.privacy)]
    told = [whats_new.letter(work, slot, day) for slot, day, hello in nudged if not hello]
    await outbox_db.put(
        work.session,
        [
            *(_letter(slot, day, hello=hello) for slot, day, hello in nudged),
            *(one for one in told if one is not None),
            *(agreement.letter(work, slot) for slot in waiting),
        ],
    )
    await slots.move(
        work.session,
        [(slot.id, decision.due_at, decision.last_date) for slot, decision in decisions],
    )
    return len(due)


async def due(work: UnitOfWork, limit: int = BATCH) -> Sequence[int]:
    """The numbers of up to `limit` due slots."""
    return await slots.due_ids(work.session, work.now, limit)


async def decide_one(work: UnitOfWork, slot_id: int) -> None:
    """The same for one slot alone; one that can't even be read is set aside for a day."""
    try:
        async with work.session.begin_nested():
            await decide(work, 1, slot_id)
    except Exception as error:  # noqa: BLE001  (whatever it is, it is this slot's)
        log.error("slot set aside", slot=slot_id, **fault_of(error))
        await slots.set_aside(work.session, slot_id, work.now + SET_ASIDE)


def _decided(work: UnitOfWork, slot: DueSlot, off: Days) -> Decision:
    try:
        zone = work.clock_of(slot.zone)
        # A pause or a stop rests the slot without moving its memory of the last date.
        if schedule.rests(slot):
            return Decision(None, slot.last_date)
        day = rhythm.served_date(schedule.pure(slot), zone, slot.due_at)
        late = rhythm.is_late(slot.due_at, work.now)
        if late:
            log.info("slot skipped: too late", slot=slot.id)
        # From just before the present: a moment that is late by less than two hours still counts.
        after = max(slot.due_at, work.now - rhythm.LATE)
        due_at = schedule.due_after(slot, slot._replace(last_date=day), zone, after, off)
        return Decision(due_at, day, None if late else day, silence.is_hello(slot, day))
    except Exception as error:  # noqa: BLE001  (whatever it is, it is this slot's)
        log.error("slot set aside", slot=slot.id, **fault_of(error))
        return Decision(work.now + SET_ASIDE, slot.last_date)


def _letter(slot: DueSlot, day: date, *, hello: bool) -> dict[str, object]:
    key = f"hello:{slot.member_id}:{day}"
    return {
        "key": key if hello else f"nudge:{slot.member_id}:{slot.at:%H%M}:{day}",
        "member_id": slot.member_id,
        "kind": silence.KIND if hello else NUDGE,
        "ref": {"for": day.isoformat()},
        "due_at": slot.due_at,
        "not_after": slot.due_at + rhythm.LATE,
    }
