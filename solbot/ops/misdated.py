"""What a clock that was wrong for a while has left too far ahead, brought back to where it belongs.

A clock that is wrong just now must do no harm either: everything here is right again by itself, or by doing it once
more, when the clock is right. So nothing that happened is dated anew, and only what is still to come is moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from solbot import local_time
from solbot.announcements import timing
from solbot.announcements.timing import Timing
from solbot.coaching.days_off import db as days_off_db
from solbot.coaching.letter_kinds import NUDGE, QUESTION
from solbot.coaching.nudges import Days
from solbot.coaching.rhythm import db as slots
from solbot.coaching.rhythm import rules as rhythm
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.rhythm.db import DueSlot
from solbot.coaching.silence.service import KIND
from solbot.content.editions import MOST_HOLD_DAYS
from solbot.desk import watch
from solbot.ops import misdated_db
from solbot.ops.misdated_db import Ahead
from solbot.programs import service as programs
from solbot.programs.seats.rules import held_until
from solbot.telegram import outbox
from solbot.telegram.inbox import RETRY
from solbot.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

SLACK = timedelta(hours=1)  # by which the clocks of two machines may differ
NEAR = timedelta(hours=20)  # no two moments of a slot are nearer to each other
FAR = timedelta(days=1)  # only what was put off by a person is due later than that
LONGEST_PUT_OFF = timedelta(days=3)  # of an announcement to somebody
LONGEST_HOLD = timedelta(days=MOST_HOLD_DAYS)

Moves = list[tuple[int, datetime | None, date | None]]


async def wrong_slots(work: UnitOfWork, after: int, limit: int) -> tuple[list[int], int | None]:
    """Of the next `limit` slots not due soon: those due later than their next occurrence.

    Also the number to go on after; None when there are no more.
    """
    found = await slots.later(work.session, work.now + NEAR, after, limit)
    wrong = [slot for slot, _, _ in await _moves(work, found)]
    return wrong, found[-1].id if len(found) == limit else None


async def right_slots(work: UnitOfWork, ids: Sequence[int]) -> int:
    """Compute anew when these slots are due, as far as they are still wrong. Returns how many were."""
    moves = await _moves(work, await slots.held(work.session, ids))
    await slots.move(work.session, moves)
    log.warning("slots were due too late, as by a clock that was wrong", count=len(moves))
    return len(moves)


async def right_everything_else(work: UnitOfWork) -> int:
    """Bring back letters, holds, leases and whatever else waits for a moment it can't. Returns how many."""
    far = work.now + SLACK
    count = await _letters(work)
    count += await _holds(work)
    count += await _series(work)
    count += await misdated_db.reminders(work.session, work.now + FAR)
    count += await misdated_db.end_leases(work.session, far, work.now + outbox.LEASE)
    count += await misdated_db.take_up(
        work.session, work.now, far, far + timedelta(seconds=max(RETRY))
    )
    count += await misdated_db.recipients(work.session, work.now, work.now + LONGEST_PUT_OFF)
    if count:
        log.warning(
            "what waited too long is brought back, as by a clock that was wrong", count=count
        )
    return count


async def let_go_too_soon(work: UnitOfWork) -> Sequence[int]:
    """Letters let go as too late by a clock that was ahead. Looks at every letter there is."""
    return await misdated_db.settled_later(work.session, work.now, work.now + SLACK)


async def queue_again(work: UnitOfWork, ids: Sequence[int]) -> int:
    """Let such letters wait for their moment again. Returns how many."""
    log.warning("letters let go too soon wait again, as by a clock that was ahead", count=len(ids))
    await misdated_db.queue_again(work.session, ids)
    return len(ids)


async def _moves(work: UnitOfWork, found: Sequence[DueSlot]) -> Moves:
    """Where wrong slots belong. What they were served for is forgotten: the keys of letters keep it, too."""
    moves: Moves = []
    days = await days_off_db.of_members(work.session, [slot.member_id for slot in found])
    for slot in found:
        off = days.get(slot.member_id, ())
        if _is_wrong(work, slot, off):
            # An occurrence that the clock went past counts as long as it is not too late for it.
            after = max(work.now - rhythm.LATE, slot.onboarded_at or work.now)
            moves.append((slot.id, _due(work, slot._replace(last_date=None), after, off), None))
    return moves


def _is_wrong(work: UnitOfWork, slot: DueSlot, off: Days) -> bool:
    """Whether a slot is due later than it would be by now, or was served for an occurrence that is still to come."""
    try:
        due = _due(work, slot, work.now, off)
        if due is None or slot.due_at > due:
            return due is not None
        last = slot.last_date
        return (
            last is not None
            and local_time.moment(last, schedule.pure(slot).on(last), _zone(work, slot)) > work.now
        )
    except (LookupError, ValueError):
        return False  # it can't be served at all, and is set aside from day to day


def _due(work: UnitOfWork, slot: DueSlot, after: datetime, off: Days) -> datetime | None:
    return schedule.due_after(slot, slot, _zone(work, slot), after, off)


def _zone(work: UnitOfWork, who: DueSlot | Ahead) -> ZoneInfo:
    return work.clock_of(who.zone)


async def _letters(work: UnitOfWork) -> int:
    """What is decided anew goes; what a person waits for comes at the same time of day, only sooner."""
    wrong = [
        one for one in await misdated_db.letters(work.session, work.now + FAR) if _wrong(work, one)
    ]
    anew = [one.id for one in wrong if one.kind in (NUDGE, KIND) or _notice(one) == "seat_reminder"]
    if anew:
        await misdated_db.drop(work.session, anew)
    for one in wrong:
        if one.id not in anew:
            await misdated_db.set_due(work.session, one.id, _sooner(work, one))
    return len(wrong)


def _notice(letter: Ahead) -> str | None:
    return letter.ref.get("notice")


def _wrong(work: UnitOfWork, letter: Ahead) -> bool:
    """Only a question put off until tomorrow may be due in more than a day."""
    if letter.kind != QUESTION:
        return True
    zone = _zone(work, letter)
    tomorrow = local_time.local_date(work.now, zone) + timedelta(days=1)
    return local_time.local_date(letter.due_at, zone) > tomorrow


def _sooner(work: UnitOfWork, letter: Ahead) -> datetime:
    """The next moment at the same time of day; at once, where the time of day was nobody's wish."""
    if letter.kind != QUESTION and _notice(letter) != watch.WAITS:
        return work.now
    zone = _zone(work, letter)
    at = letter.due_at.astimezone(zone).time()
    return rhythm.next_due(rhythm.Slot(at, schedule.EVERY_DAY), zone, work.now)


async def _holds(work: UnitOfWork) -> int:
    count = 0
    longest = work.now + LONGEST_HOLD + SLACK
    for seat in await misdated_db.holds(work.session, work.now + SLACK, longest):
        program = await programs.find(work, work.catalog.default, seat.program_id)
        if program is None:
            continue
        until = held_until(work.now, program.hold_days, program.starts)
        if seat.held_until is not None and seat.held_until > until:
            seat.held_until = until
            count += 1
    return count


async def _series(work: UnitOfWork) -> int:
    count = 0
    for row in await misdated_db.series(work.session):
        due = timing.next_run(Timing.of(row.timing), work.now)
        if row.next_at is not None and row.next_at > due:
            row.next_at = due
            count += 1
    return count
