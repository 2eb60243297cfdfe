"""A member's rhythm: which slots they have, and when each is due next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from solbot import local_time
from solbot.coaching.days_off import db as days_off_db
from solbot.coaching.rhythm import db as slots
from solbot.coaching.rhythm import rules as rhythm
from solbot.coaching.rhythm.db import DueSlot
from solbot.coaching.silence.rules import Frequency, spared
from solbot.db.states import MemberState
from solbot.db.tables import Member, Slot
from solbot.typed.spans import TimeSpan
from solbot.unit_of_work import UnitOfWork

EVERY_DAY = frozenset(range(1, 8))
DEFAULT_TIME = time(8)
MOST_TIMES = 6
NO_WINDOWS: Mapping[time, time] = MappingProxyType({})


async def set_rhythm(
    work: UnitOfWork,
    member: Member,
    days: Collection[int],
    times: Collection[time],
    windows: Mapping[time, time] = NO_WINDOWS,
) -> None:
    """Nudge on these ISO weekdays at these local times, and at no others; as `set_plan`."""
    await set_plan(work, member, dict.fromkeys(times, frozenset(days)), windows)


async def set_plan(
    work: UnitOfWork,
    member: Member,
    plan: Mapping[time, Collection[int]],
    windows: Mapping[time, time] = NO_WINDOWS,
) -> None:
    """Nudge at each of these local times on its own ISO weekdays, and never else; `windows` says until when those may
    come that have no fixed time.

    A time that stays keeps its memory of the last date served. What is chosen anew holds from now on, even if it
    came less often before.
    """
    if not all(plan.values()) or not 1 <= len(plan) <= MOST_TIMES:
        raise ValueError("a rhythm needs at least one day and one to six times")
    there = {slot.at: slot for slot in await slots.of_member(work.session, member.id)}
    for at, slot in there.items():
        if at not in plan:
            await slots.remove(work.session, slot)
            work.session.expunge(slot)
    for at, days in sorted(plan.items()):
        kept = there.get(at) or Slot(member_id=member.id, at=at)
        kept.days, kept.until = "".join(str(day) for day in sorted(set(days))), windows.get(at)
        work.session.add(kept)
    member.slowed, member.slowed_at, member.unheard = Frequency.OWN.value, None, 0
    await work.session.flush()
    await reschedule(work, member)


async def plan_of(
    work: UnitOfWork, member: Member
) -> Sequence[tuple[frozenset[int], tuple[time | TimeSpan, ...]]]:
    """The days and times of a member's slots as they are said, those with the same days together; by the first day,
    then time. A window is one time, from its beginning to its end."""
    by_days: dict[str, list[time | TimeSpan]] = {}
    for slot in await slots.of_member(work.session, member.id):
        said = slot.at if slot.until is None else TimeSpan(slot.at, slot.until)
        by_days.setdefault(slot.days, []).append(said)
    return [(frozenset(map(int, days)), tuple(times)) for days, times in sorted(by_days.items())]


async def rhythm_of(work: UnitOfWork, member: Member) -> tuple[frozenset[int], tuple[time, ...]]:
    """The days and times of a member's slots; empty where they have none."""
    found = await slots.of_member(work.session, member.id)
    days = frozenset(int(day) for slot in found for day in slot.days)
    return days, tuple(slot.at for slot in found)


async def days_of_times(work: UnitOfWork, member: Member) -> dict[time, frozenset[int]]:
    """The days of each of a member's times, as `set_plan` takes them."""
    found = await slots.of_member(work.session, member.id)
    return {slot.at: frozenset(map(int, slot.days)) for slot in found}


async def is_daily(work: UnitOfWork, member: Member) -> bool:
    """Whether the same comes on every day of the week, as the member chose it."""
    found = await plan_of(work, member)
    return len(found) == 1 and found[0][0] == EVERY_DAY


async def windows_of(work: UnitOfWork, member: Member) -> dict[time, time]:
    """Until when each of a member's times may come that is no fixed one."""
    found = await slots.of_member(work.session, member.id)
    return {slot.at: slot.until for slot in found if slot.until is not None}


async def hours_of(work: UnitOfWork, member: Member) -> list[time | TimeSpan]:
    """A member's times as they are said: a window is one from its beginning to its end."""
    found = await slots.of_member(work.session, member.id)
    return [slot.at if slot.until is None else TimeSpan(slot.at, slot.until) for slot in found]


async def ensure(work: UnitOfWork, member: Member) -> None:
    """See to it that the member has a rhythm: every day at eight unless they chose another."""
    if await slots.of_member(work.session, member.id):
        await reschedule(work, member)
    else:
        await set_rhythm(work, member, EVERY_DAY, [DEFAULT_TIME])


async def reschedule(work: UnitOfWork, member: Member) -> None:
    """Compute every slot's next due moment anew, from the member's zone, state, pause and pace.

    Where something comes once a week or less, only the first time of the day counts.
    """
    zone = ZoneInfo(work.zone_of(member))
    off = [(one.first, one.last) for one in await days_off_db.of_member(work.session, member.id)]
    for place, slot in enumerate(await slots.of_member(work.session, member.id)):
        rests = place > 0 and member.slowed >= Frequency.WEEKLY
        slot.due_at = None if rests else due_after(member, slot, zone, work.now, off)
    await work.session.flush()


async def first_after(work: UnitOfWork, member: Member, day: date) -> date | None:
    """The first local date after this one on which something comes, as it looks now; None while nothing ever does."""
    zone = ZoneInfo(work.zone_of(member))
    off = [(one.first, one.last) for one in await days_off_db.of_member(work.session, member.id)]
    begins = local_time.moment(day + timedelta(days=1), time(), zone) - timedelta(seconds=1)
    found = [
        due_after(member, slot, zone, max(work.now, begins), off)
        for place, slot in enumerate(await slots.of_member(work.session, member.id))
        if place == 0 or member.slowed < Frequency.WEEKLY
    ]
    first = min((one for one in found if one is not None), default=None)
    return None if first is None else local_time.local_date(first, zone)


def due_after(
    member: Member | DueSlot,
    slot: Slot | DueSlot,
    zone: ZoneInfo,
    after: datetime,
    off: Collection[tuple[date, date]],
) -> datetime | None:
    """When a slot is due next, on none of the days `off`; None while it rests."""
    if rests(member):
        return None
    if member.paused_at is not None and member.paused_until is not None:
        after = max(after, member.paused_until)
    own = pure(slot)
    last = spared(Frequency(member.slowed), own.days, slot.last_date)
    return rhythm.next_due(own, zone, after, last, off)


def rests(member: Member | DueSlot) -> bool:
    """Whether nothing at all is due for a member, until they do something about it."""
    for_good = member.paused_at is not None and member.paused_until is None
    never = member.slowed >= Frequency.NEVER
    return member.state != MemberState.ACTIVE or member.onboarded_at is None or for_good or never


def pure(slot: Slot | DueSlot) -> rhythm.Slot:
    """A slot as the pure rules know it."""
    return _pure(slot.at, slot.days, slot.until, slot.member_id if slot.until else 0)


@lru_cache
def _pure(at: time, days: str, until: time | None, seed: int) -> rhythm.Slot:
    return rhythm.Slot(at, frozenset(int(day) for day in days), until, seed)


async def next_nudge(work: UnitOfWork, member: Member) -> datetime | None:
    """The moment of the member's next nudge, or None while nothing is due."""
    return await slots.next_due(work.session, member.id)
