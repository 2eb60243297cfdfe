"""Somebody who does not answer hears less and less, is told so, and has it all back with one tap.

What is counted is days on which something came and the person did nothing at all. It is counted, and a slower pace
begins, when the letter is put into words: the member is locked then, and it happens once for each letter.
"""

from __future__ import annotations

from datetime import date

from solbot.coaching.reminders import evenings
from solbot.coaching.rhythm import db as slots
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.rhythm.db import DueSlot
from solbot.coaching.silence.rules import Frequency, after_silence
from solbot.db.details import Ref
from solbot.db.tables import Member
from solbot.unit_of_work import UnitOfWork

KIND = "hello"


def is_hello(who: Member | DueSlot, day: date) -> bool:
    """Whether what comes on this local date is a word about the silence, and no reading."""
    pace = Frequency(who.slowed)
    return _next_pace(who, day) != pace or (pace >= Frequency.WEEKLY and who.slowed_at is not None)


def count(member: Member, day: date) -> None:
    """Something goes out for this local date; several on one date count as one."""
    if member.unheard_on != day:
        member.unheard, member.unheard_on = member.unheard + 1, day


def uncount(member: Member) -> None:
    """It surely did not arrive after all."""
    member.unheard = max(0, member.unheard - 1)


def heard(member: Member) -> None:
    """The member did something; most times this changes nothing."""
    if member.unheard:
        member.unheard = 0


async def begin_hello(work: UnitOfWork, member: Member, day: date) -> Ref | None:
    """What the hello of this date says: the pace from now on, and whether it is new. None when it is not needed."""
    if not is_hello(member, day):
        return None
    before, pace = Frequency(member.slowed), _next_pace(member, day)
    if pace == before:
        count(member, day)
        return {"pace": pace.value, "new": False}
    member.slowed, member.slowed_at = pace.value, work.now
    member.unheard, member.unheard_on = 0, day
    # Several times of one day go on side by side.
    for slot in await slots.of_member(work.session, member.id):
        slot.last_date = max(day, slot.last_date or day)
    await schedule.reschedule(work, member)
    return {"pace": pace.value, "new": True}


async def take_back(work: UnitOfWork, member: Member, pace: int, *, new: bool) -> None:
    """A hello surely never arrived: what it was to say does not hold yet."""
    if not is_true(member, pace):
        return
    if not new:
        uncount(member)
        return
    member.slowed = pace - 1
    member.unheard = _patience_of(member)
    member.slowed_at = work.now if pace - 1 >= Frequency.WEEKLY else None
    await schedule.reschedule(work, member)


def is_true(member: Member, pace: int) -> bool:
    """Whether a hello of this pace may still be said."""
    return member.slowed == pace and member.slowed_at is not None


async def meet(work: UnitOfWork, member: Member) -> Frequency | None:
    """Somebody who was written to less often is here again: the pace they had, once; None for anybody else.

    Whoever was down to a hello a month gets a reading a week until they say otherwise.
    """
    if member.slowed_at is None:
        return None
    pace = Frequency(member.slowed)
    member.slowed_at = None
    if pace > Frequency.WEEKLY:
        member.slowed = Frequency.WEEKLY.value
        await schedule.reschedule(work, member)
    return pace


async def go_at(work: UnitOfWork, member: Member, pace: Frequency) -> None:
    """The member chose a pace."""
    member.slowed, member.slowed_at, member.unheard = pace.value, None, 0
    await schedule.reschedule(work, member)


async def keep_pace(work: UnitOfWork, member: Member, *, wanted: bool) -> None:
    """The member's own rhythm stays, whether they answer or not; or that holds no more."""
    member.keeps_pace = wanted
    if wanted:
        await go_at(work, member, Frequency.OWN)


async def only_read(work: UnitOfWork, member: Member, *, wanted: bool) -> None:
    """Readings come alone, by the member's own rhythm; or with their questions again."""
    member.readings_only = wanted
    if wanted:
        evenings.drop(member)
    await go_at(work, member, Frequency.OWN)


def _next_pace(who: Member | DueSlot, day: date) -> Frequency:
    pace = Frequency(who.slowed)
    if (who.keeps_pace and pace is Frequency.OWN) or who.unheard_on == day:
        return pace  # of this very day nothing can be said yet
    return after_silence(pace, who.unheard, asks=not who.readings_only)


def _patience_of(member: Member) -> int:
    """As many days as it takes for the next pace to be due again."""
    found = 0
    while (
        after_silence(Frequency(member.slowed), found, asks=not member.readings_only)
        == member.slowed
    ):
        found += 1
    return found
