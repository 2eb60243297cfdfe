"""The tick's work: slots that are due become letters, all in one transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from solbot.domain import rhythm
from solbot.services import prompts, schedule
from solbot.services.work import Work
from solbot.store import outbox, slots
from solbot.store.tables import Member, Slot

log = structlog.get_logger(__name__)

BATCH = 500
SET_ASIDE = timedelta(days=1)


async def decide(work: Work, limit: int = BATCH) -> int:
    """Decide up to `limit` due slots: a letter for each that is in time; every slot moves on.

    Returns how many slots were due. A slot that can't be served is set aside for a day and logged; it stops no other.
    """
    due = await slots.due(work.session, work.now, limit)
    for slot, member in due:
        try:
            await _decide_one(work, slot, member)
        except (LookupError, ValueError) as error:
            log.error("slot set aside", slot=slot.id, fault=type(error).__name__)
            slot.due_at = work.now + SET_ASIDE
    await work.session.flush()
    return len(due)


async def _decide_one(work: Work, slot: Slot, member: Member) -> None:
    due_at = slot.due_at
    assert due_at is not None  # noqa: S101  (the query asks for due slots only)
    # A pause or a stop rests the slot without moving its memory of the last date.
    if schedule.due_after(work, member, slot, due_at) is None:
        slot.due_at = None
        return
    zone = ZoneInfo(work.zone_of(member))
    slot.last_date = rhythm.served_date(schedule.pure(slot), zone, due_at)
    if rhythm.is_late(due_at, work.now):
        log.info("slot skipped: too late", slot=slot.id)
    else:
        await _put_letter(work, slot, member, due_at)
    # From just before the present: a moment that is late by less than two hours still counts.
    slot.due_at = schedule.due_after(work, member, slot, max(due_at, work.now - rhythm.LATE))


async def _put_letter(work: Work, slot: Slot, member: Member, due_at: datetime) -> None:
    assert slot.last_date is not None  # noqa: S101  (set just before)
    prompt = await prompts.next_of_path(work, member, slot.last_date)
    await outbox.put(
        work.session,
        [
            {
                "key": f"nudge:{member.id}:{slot.at:%H%M}:{slot.last_date}",
                "member_id": member.id,
                "kind": "nudge",
                "ref": {"prompt": prompt.id},
                "due_at": due_at,
                "not_after": due_at + rhythm.LATE,
            }
        ],
    )
