"""The tick's work: slots that are due become letters, all in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from solbot.domain import rhythm
from solbot.services import schedule
from solbot.services.work import Work
from solbot.store import outbox, slots
from solbot.store.slots import Due

log = structlog.get_logger(__name__)

BATCH = 500
SET_ASIDE = timedelta(days=1)


@dataclass(frozen=True)
class Decision:
    """What becomes of a due slot: when it is due next, and the local date to nudge for now, if any."""

    due_at: datetime | None
    last_date: date | None
    nudge_for: date | None = None


async def decide(work: Work, limit: int = BATCH) -> int:
    """Decide up to `limit` due slots: a letter for each that is in time; every slot moves on.

    Returns how many slots were due. A slot that can't be served is set aside for a day and logged; it stops no
    other. What a letter brings is chosen when it is composed, by what the member has and wants then.
    """
    due = await slots.due(work.session, work.now, limit)
    decisions = [(slot, _decided(work, slot)) for slot in due]
    await outbox.put(
        work.session,
        [
            _letter(slot, decision.nudge_for)
            for slot, decision in decisions
            if decision.nudge_for is not None
        ],
    )
    await slots.move(
        work.session,
        [(slot.id, decision.due_at, decision.last_date) for slot, decision in decisions],
    )
    return len(due)


def _decided(work: Work, slot: Due) -> Decision:
    try:
        return _decide(slot, ZoneInfo(slot.zone or work.default_zone), work.now)
    except (LookupError, ValueError) as error:
        log.error("slot set aside", slot=slot.id, fault=type(error).__name__)
        return Decision(work.now + SET_ASIDE, slot.last_date)


def _decide(slot: Due, zone: ZoneInfo, now: datetime) -> Decision:
    # A pause or a stop rests the slot without moving its memory of the last date.
    if schedule.rests(slot):
        return Decision(None, slot.last_date)
    day = rhythm.served_date(schedule.pure(slot.at, slot.days), zone, slot.due_at)
    late = rhythm.is_late(slot.due_at, now)
    if late:
        log.info("slot skipped: too late", slot=slot.id)
    # From just before the present: a moment that is late by less than two hours still counts.
    after = max(slot.due_at, now - rhythm.LATE)
    due_at = schedule.due_after(slot, slot._replace(last_date=day), zone, after)
    return Decision(due_at, day, None if late else day)


def _letter(slot: Due, day: date) -> dict[str, Any]:
    return {
        "key": f"nudge:{slot.member_id}:{slot.at:%H%M}:{day}",
        "member_id": slot.member_id,
        "kind": "nudge",
        "ref": {"for": day.isoformat()},
        "due_at": slot.due_at,
        "not_after": slot.due_at + rhythm.LATE,
    }
