"""When a member is due. A slot is a time on some weekdays, as a person would say it; see local_time.py for what that
means where clocks change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

from solbot.local_time import exists, local_date, moment, utc

LATE = timedelta(hours=2)
HOUR = timedelta(hours=1)
QUIET = timedelta(minutes=10)  # after words of theirs, a person may be writing on
LONGEST_WAIT = timedelta(minutes=30)
APART = timedelta(minutes=30)  # between two questions
EVENING = time(19)
LAST_REMINDED = time(16)  # of what comes later in the day, nobody is reminded the same evening

_DAY = timedelta(days=1)
_EVENING_NEEDS = timedelta(minutes=30)
_MORNING = time(8)
_ISO_WEEKDAYS = frozenset(range(1, 8))


@dataclass(frozen=True)
class Slot:
    """A recurring local time: `at` on the ISO weekdays `days` (Monday is 1).

    With `until`, it is another time between the two on each date, drawn for that date and this `seed`: the same
    however often it is asked for.

    Raises ValueError for no days, for a weekday that is none, for a time that carries a zone, and for an `until` that
    is not later.
    """

    at: time
    days: frozenset[int]
    until: time | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        if not self.days or not self.days <= _ISO_WEEKDAYS:
            raise ValueError("a slot needs at least one weekday, from 1 (Monday) to 7")
        if self.at.tzinfo is not None:
            raise ValueError("a slot's time is a wall time, without a zone")
        if self.until is not None and self.until <= self.at:
            raise ValueError("a window ends after it begins, on the same date")

    def on(self, day: date) -> time:
        """The time of day on a date."""
        if self.until is None:
            return self.at
        begins = datetime.combine(day, self.at)
        minutes = (datetime.combine(day, self.until) - begins) // timedelta(minutes=1)
        drawn = crc32(f"{self.seed} {self.at} {day}".encode())
        return (begins + timedelta(minutes=drawn % max(1, minutes))).time()


def served_date(slot: Slot, zone: ZoneInfo, due: datetime) -> date:
    """The local date that a due moment of this slot stands for.

    It is the date of the moment, except where a clock change at midnight pushed the slot's time past the
    end of its own date (America/Nuuk skips 23:00 to midnight in spring): then it is the date before.
    """
    on = local_date(due, zone)
    before = on - _DAY
    pushed = before.isoweekday() in slot.days and moment(before, slot.on(before), zone) == due
    return before if pushed and exists(before, zone) else on


def next_due(
    slot: Slot,
    zone: ZoneInfo,
    after: datetime,
    last: date | None = None,
    off: Collection[tuple[date, date]] = (),
) -> datetime:
    """The slot's first moment (UTC) strictly after `after`, on a wanted local date later than `last`.

    `last` is the local date last served, whatever zone the member lived in then (None: none yet); so
    travelling never nudges twice for one date. Dates that the zone skipped as a whole are not wanted, nor are days
    `off`: from one date to another, both included.
    """
    on = local_date(after, zone)
    if last is not None and last >= on:
        on = last + _DAY
    while True:
        if on.isoweekday() in slot.days and not any(begins <= on <= ends for begins, ends in off):
            due = moment(on, slot.on(on), zone)
            if due > after and (local_date(due, zone) == on or exists(on, zone)):
                return due
        on += _DAY


def is_late(due: datetime, now: datetime) -> bool:
    """Whether a nudge is too late to be sent: more than two hours after its moment."""
    return now - due > LATE


def waits_until(due: datetime, now: datetime, wrote: datetime | None) -> datetime | None:
    """Until when a nudge that is due at `due` waits for somebody who last wrote at `wrote`.

    None when it goes now: nobody wrote for ten minutes, or it has waited for half an hour.
    """
    if wrote is None or now - wrote >= QUIET:
        return None
    until = min(wrote + QUIET, due + LONGEST_WAIT)
    return until if until > now else None


def clear_of(at: datetime, slots: Collection[Slot], zone: ZoneInfo) -> datetime:
    """The first moment from `at` on that is half an hour or more away from every slot's own moments.

    Where the slots leave no room within half a day, `at` itself.
    """
    found, latest = at, at + _DAY / 2
    while found <= latest:
        near = [due for slot in slots if abs((due := _nearest(slot, zone, found)) - found) < APART]
        if not near:
            return found
        found = max(near) + APART
    return at


def _nearest(slot: Slot, zone: ZoneInfo, at: datetime) -> datetime:
    """The slot's first moment that is not more than half an hour before `at`."""
    return next_due(slot, zone, at - APART)


def evening(now: datetime, zone: ZoneInfo) -> datetime:
    """The moment (UTC) meant by "this evening": always later than `now` and on the same local date.

    It is 19:00; from 18:30 on it is an hour from now; and in the last two hours before midnight it is
    halfway to midnight.
    """
    now = utc(now)
    today = local_date(now, zone)
    at = moment(today, EVENING, zone)
    if at - now >= _EVENING_NEEDS:
        return at
    midnight = moment(today + _DAY, time(), zone)
    return min(now + HOUR, now + (midnight - now) / 2)


def reminder(nudged: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment (UTC) in the evening of the same date, to remind of what came at `nudged`; None where it was late."""
    if nudged.astimezone(zone).time() > LAST_REMINDED:
        return None
    return moment(local_date(nudged, zone), EVENING, zone)


def tomorrow(now: datetime, zone: ZoneInfo, slot: Slot | None) -> datetime:
    """The moment (UTC) meant by "tomorrow": the slot's time on the next local date, whatever its weekday.

    Without a slot it is 08:00. A date that the zone skips is not the next one.
    """
    on = local_date(now, zone) + _DAY
    while not exists(on, zone):
        on += _DAY
    return moment(on, slot.at if slot else _MORNING, zone)
