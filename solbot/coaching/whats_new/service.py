"""What is new here, told once to whoever was here before: as a letter on a day on which something comes to them.

That somebody heard it is noted as it is put into words: they are locked then, so it happens once, whatever processes
there are. Those who rest, have gone silent or want nothing announced hear it once that is over.
"""

from __future__ import annotations

from datetime import date, datetime

from solbot.bot import dialog
from solbot.coaching.rhythm.db import DueSlot
from solbot.coaching.rhythm.rules import QUIET
from solbot.coaching.whats_new import rules
from solbot.db.members import Reader
from solbot.db.tables import Member
from solbot.members import quiet_hours
from solbot.telegram import outbox
from solbot.telegram.kinds import unasked
from solbot.telegram.letters import Priority
from solbot.telegram.outbox import Claimed
from solbot.unit_of_work import UnitOfWork

KIND = "whats_new"


def letter(work: UnitOfWork, slot: DueSlot, day: date) -> dict[str, object] | None:
    """The letter that tells what is new after what comes at this time; None where there is nothing to tell."""
    if not rules.is_behind(slot.news_heard, work.catalog.news):
        return None
    if slot.slowed_at is not None or slot.announcements_off_at is not None:
        return None
    due_at = rules.told_at(slot.due_at, slot.member_id)
    return {
        "key": f"{KIND}:{slot.member_id}:{day}",
        "member_id": slot.member_id,
        "kind": KIND,
        "ref": {},
        "priority": Priority.ANNOUNCEMENT.value,
        "due_at": due_at,
        "not_after": due_at + rules.WORTH,
    }


def stops(who: Member | Reader, now: datetime) -> str | None:
    """It reaches whoever wants to hear of the bot, and wants things announced."""
    return unasked(who, now) or ("announcements off" if who.announcements_off_at else None)


async def put_off(work: UnitOfWork, member: Member, letter: Claimed) -> datetime | None:
    """Until when it waits: for the night and quiet hours to end, and for what somebody is in the middle of."""
    del letter
    ends = (
        rules.NIGHT.over_at(work.now, work.clock_of(member.zone)),
        quiet_hours.until(work, member),
    )
    over = max((one for one in ends if one is not None), default=None)
    if over is not None:
        return over + rules.apart(member.id)
    waiting = await dialog.current(work, member.id)
    if waiting.is_conversation(work.now):
        return work.now + rules.AGAIN
    wrote = waiting.wrote_at
    return work.now + QUIET if wrote is not None and work.now - wrote < QUIET else None


async def begin(work: UnitOfWork, member: Member, claimed: Claimed) -> Claimed:
    """From now on the member has heard it; a letter that is tried again says it all the same."""
    news, before = work.catalog.news, member.news_heard
    if news is None or claimed.ref.get("news") == news.isoformat():
        return claimed
    if not rules.is_behind(before, news) or member.slowed_at is not None:
        return claimed
    member.news_heard = news
    known = claimed.ref.get("before", before.isoformat() if before else None)
    return await outbox.refer(work, claimed, news=news.isoformat(), before=known)


async def take_back(work: UnitOfWork, member: Member, claimed: Claimed) -> None:
    """It surely never arrived: they have not heard it."""
    del work
    ref = claimed.ref
    if "news" in ref and member.news_heard == date.fromisoformat(ref["news"]):
        member.news_heard = date.fromisoformat(ref["before"]) if ref["before"] else None
