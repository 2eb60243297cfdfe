"""Days off: nothing comes on them, and nobody has to do anything on the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from solbot import limits, local_time
from solbot.coaching.days_off import db as days_off_db
from solbot.coaching.days_off.db import Off
from solbot.coaching.reminders import evenings
from solbot.coaching.rhythm import service as schedule
from solbot.db.tables import Member
from solbot.unit_of_work import UnitOfWork

OVER = timedelta(days=2)  # by when a date is over in every zone


async def coming(work: UnitOfWork, member: Member) -> Sequence[Off]:
    """Those that are not over by the member's clock."""
    today = local_time.local_date(work.now, ZoneInfo(work.zone_of(member)))
    return [
        one for one in await days_off_db.of_member(work.session, member.id) if one.last >= today
    ]


async def add(work: UnitOfWork, member: Member, first: date, last: date) -> None:
    """Have these days off, both included; what lies within is one with them. Raises TooMany."""
    there = await days_off_db.of_member(work.session, member.id)
    today = local_time.local_date(work.now, ZoneInfo(work.zone_of(member)))
    gone = today - OVER
    if first <= today <= last:
        evenings.drop(member)
    within = [one for one in there if (first <= one.first and one.last <= last) or one.last < gone]
    limits.check(len(there) - len(within), limits.DAYS_OFF)
    await days_off_db.remove(work.session, member.id, [one.id for one in within])
    await days_off_db.add(work.session, member.id, first, last)
    await schedule.reschedule(work, member)


async def remove(work: UnitOfWork, member: Member, number: int) -> None:
    """Have these days back."""
    await days_off_db.remove(work.session, member.id, [number])
    await schedule.reschedule(work, member)
