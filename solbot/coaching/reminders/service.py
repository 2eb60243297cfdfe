"""One reminder in the evening of a question that came in the day and has no answer; two without any sign end them.

When it is due is a column of the member, set as the nudge is put into words; so a move to another zone moves it.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from solbot.coaching.answers import prompts_db
from solbot.coaching.reminders import db as reminders_db
from solbot.coaching.reminders import evenings
from solbot.coaching.rhythm import rules as rhythm
from solbot.coaching.rhythm import service as schedule
from solbot.db.states import PromptState
from solbot.db.tables import Member
from solbot.members import quiet_hours
from solbot.telegram.outbox_db import put
from solbot.unit_of_work import UnitOfWork

BATCH = 500
MOST_IGNORED = 2


async def offered(work: UnitOfWork, member: Member) -> bool:
    """Whether any of their times is early enough for a reminder in the evening."""
    _, times = await schedule.rhythm_of(work, member)
    return member.reminders and any(at <= rhythm.LAST_REMINDED for at in times)


def plan(work: UnitOfWork, member: Member, prompt_id: int, nudged: datetime) -> None:
    """A question goes out with a nudge: be reminded of it this evening, and of no other one."""
    if member.reminded_at is not None:
        member.reminded_at, member.reminders_ignored = None, member.reminders_ignored + 1
    if member.reminders_ignored >= MOST_IGNORED:
        evenings.turn(member, wanted=False)
    at = rhythm.reminder(nudged, ZoneInfo(work.zone_of(member)))
    hours = quiet_hours.hours(member)
    if at is not None and (at <= work.now or (hours and hours.covers(rhythm.EVENING))):
        at = None
    if member.reminders and not member.readings_only and at is not None:
        member.remind_at, member.remind_of = at, prompt_id
    else:
        evenings.drop(member)


async def decide(work: UnitOfWork, limit: int = BATCH) -> int:
    """Put the reminders that are due in the outbox, where the question is still open. Returns how many were due."""
    found = await reminders_db.due(work.session, work.now, limit)
    await put(
        work.session,
        [
            {
                "key": f"{evenings.KIND}:{one.prompt_id}",
                "member_id": one.member_id,
                "kind": evenings.KIND,
                "ref": {"prompt": one.prompt_id},
                "due_at": one.at,
                "not_after": one.at + rhythm.LATE,
            }
            for one in found
            if one.state == PromptState.OPEN and not rhythm.is_late(one.at, work.now)
        ],
    )
    await reminders_db.done(work.session, [one.member_id for one in found])
    return len(found)


async def begin(work: UnitOfWork, member: Member, prompt_id: int) -> bool | None:
    """A reminder is put into words: whether it is the last one, should it be ignored; None where none is wanted."""
    prompt = await prompts_db.get(work.session, member.id, prompt_id)
    if prompt is None or prompt.state != PromptState.OPEN or prompt.part or prompt.chosen:
        return None
    wanted = member.reminders and not member.readings_only
    if not wanted or quiet_hours.until(work, member) is not None:
        return None
    member.reminded_at = work.now
    return member.reminders_ignored + 1 >= MOST_IGNORED


def take_back(member: Member) -> None:
    """A reminder surely never arrived: nobody ignored it."""
    member.reminded_at = None
