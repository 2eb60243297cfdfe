"""Who has to wait for an announcement, for what, and until when: before it is confirmed, and while it goes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from solbot.announcements.audience import service as audiences
from solbot.announcements.draft import settings_service
from solbot.announcements.rules import WaitReason
from solbot.announcements.send import waiting_db
from solbot.announcements.send.waiting_db import Alike
from solbot.announcements.timing import Timing, When, held_until, hours_of, local_moment
from solbot.db.tables import Announcement, Round
from solbot.typed.spans import TimeSpan
from solbot.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Wait:
    """How many wait for one reason, and until when the last of them does, as far as that is known."""

    why: WaitReason
    count: int
    until: datetime | None

    def line(self, zone: ZoneInfo) -> dict[str, object]:
        """For a template, by this clock."""
        until = self.until.astimezone(zone) if self.until is not None else None
        return {"why": self.why.value, "count": self.count, "until": until}


@dataclass(frozen=True)
class Waits:
    """Who waits. `at_night`: for how many, who chose no hours, it is outside the usual ones, whether they wait or
    not; `morning`: when the first of them may be told."""

    waits: Sequence[Wait] = ()
    at_night: int = 0
    morning: datetime | None = None


async def expected(work: UnitOfWork, row: Announcement) -> Waits:
    """Who would wait if it were confirmed now. Nothing of it is told of people who answered something; nor of one
    that repeats, where it is another matter each time."""
    timing = Timing.of(row.timing)
    if row.private or timing.when is When.REPEAT:
        return Waits()
    rule = await settings_service.current(work)
    gap = timedelta(0) if timing.urgent else rule.gap
    starts = timing.moment if timing.when is When.AT else work.now
    found = await waiting_db.of_audience(
        work.session,
        audiences.recipients(work, row.audience, work.now),
        work.default_zone,
        starts - gap,
        starts - rule.quiet,
        work.now,
        private=False,
    )
    counting = _Counting(work, timing, gap, rule.quiet)
    for alike in found:
        if timing.when is When.LOCAL:
            clock = work.clock_of(alike.zone).key
            at = local_moment(timing, clock, hours_of(alike.hours), work.now)
            counting.add(alike, at)
        else:
            counting.add(alike, max(starts, work.now))
    return counting.waits()


async def of_round(work: UnitOfWork, going: Round, timing: Timing) -> Waits:
    """Who of a round that is not to people who answered something is put off at this moment."""
    rule = await settings_service.current(work)
    gap = timedelta(0) if going.urgent else rule.gap
    at = max(going.started_at, work.now)
    found = await waiting_db.of_round(
        work.session, going.id, work.default_zone, at - gap, at - rule.quiet, work.now
    )
    counting = _Counting(work, timing, gap, rule.quiet)
    for alike in found:
        counting.add(alike, at)
    return counting.waits()


class _Counting:
    """Puts those who are alike together by what makes them wait longest."""

    def __init__(self, work: UnitOfWork, timing: Timing, gap: timedelta, quiet: timedelta) -> None:
        self._work, self._timing, self._gap, self._quiet = work, timing, gap, quiet
        self._found: dict[WaitReason, Wait] = {}
        self._at_night = 0
        self._mornings: list[datetime] = []

    def add(self, alike: Alike, at: datetime) -> None:
        """Those who would get it at this moment if they had nothing to wait for."""
        night = held_until(self._work.clock_of(alike.zone), None, True, at)
        if not alike.hours and night is not None:
            self._at_night += alike.people
            self._mornings.append(night)
        waits = [(until, why) for why, until in self._reasons(alike, at) if until > at]
        coming = alike.one_is_coming and bool(self._gap)
        if not waits and not coming:
            return
        until, why = max(waits) if waits else (None, WaitReason.ANOTHER)
        before = self._found.get(why, Wait(why, 0, until))
        latest = max(filter(None, (before.until, until)), default=None)
        self._found[why] = Wait(why, before.count + alike.people, latest)

    def _reasons(self, alike: Alike, at: datetime) -> Iterator[tuple[WaitReason, datetime]]:
        clock = self._work.clock_of(alike.zone)
        if alike.due is not None:
            yield WaitReason.AN_HOUR, alike.due
        if alike.last is not None:
            yield WaitReason.GAP, alike.last + self._gap
        if alike.asked is not None:
            yield WaitReason.ANSWERING, alike.asked + self._quiet
        held = held_until(clock, alike.hours, self._timing.hold, at)
        if held is not None:
            yield (WaitReason.HOURS if alike.hours else WaitReason.NIGHT), held
        quiet = TimeSpan.of(alike.quiet).over_at(at, clock) if alike.quiet else None
        if quiet is not None:
            yield WaitReason.QUIET, quiet

    def waits(self) -> Waits:
        """All of them, the most first."""
        found: Iterable[Wait] = sorted(
            self._found.values(), key=lambda one: (-one.count, one.why.value)
        )
        return Waits(tuple(found), self._at_night, min(self._mornings, default=None))
