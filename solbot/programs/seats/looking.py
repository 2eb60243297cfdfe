"""What becomes of seats as time passes: holds that lapse, free seats given on, reminders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from solbot.bot import notices
from solbot.db.states import HappeningKind, SeatStatus
from solbot.db.tables import Seat
from solbot.programs.booking import missing
from solbot.programs.seats import db as seats_db
from solbot.programs.seats import rules
from solbot.programs.seats.service import end_seat, fill, lock, program_in_force, seat_for_staff
from solbot.staff.told import rules as told_rules
from solbot.staff.told import service as told
from solbot.unit_of_work import Piece, UnitOfWork

SOON = timedelta(minutes=3)


async def _lapsed(work: UnitOfWork) -> list[int]:
    return [row.id for row in await seats_db.held_beyond(work.session, work.now)]


async def _lapse(work: UnitOfWork, seat_id: int) -> None:
    """End a seat that was held for as long as it may be; its holder is told."""
    row = await seat_for_staff(work, seat_id)
    if (
        row is None
        or row.status != SeatStatus.HELD
        or not row.held_until
        or row.held_until > work.now
    ):
        return
    if await _was_cut_short(work, row):
        return
    unanswered = await missing.owes(work, row.program_id, row.member_id)
    end_seat(work, row)
    await notices.tell(
        work,
        [row.member_id],
        "seat_lapsed",
        str(row.id),
        program=row.program_id,
        unanswered=unanswered,
    )
    await told.note(
        work, HappeningKind.LAPSED, row.member_id, program=row.program_id, subject=row.id
    )
    await work.session.flush()


async def _with_waiting(work: UnitOfWork) -> list[str]:
    return list(await seats_db.with_waiting(work.session))


async def _fill(work: UnitOfWork, program_id: str) -> None:
    await lock(work, program_id)
    await fill(work, program_id)


async def _ending(work: UnitOfWork) -> list[int]:
    return [row.id for row in await seats_db.ending(work.session, work.now + rules.ENDING)]


async def _warn(work: UnitOfWork, seat_id: int) -> None:
    """Remind somebody that their seat will lapse."""
    row = await seats_db.get(work.session, seat_id)
    if row is None or row.reminded_at is not None:
        return
    row.reminded_at = work.now
    if row.held_until and row.held_until - row.since > rules.ENDING:
        key = f"{row.id}:{int(row.held_until.timestamp())}"
        await notices.tell(work, [row.member_id], "seat_ending", key, seat=row.id)


async def _to_be_confirmed(work: UnitOfWork) -> list[int]:
    until = work.now + told_rules.LOOKS_AHEAD
    found = await seats_db.lapsing(work.session, work.now, until)
    return await told.lapses_to_tell(work, {row.id: row.since for row in found})


async def _tell_staff(work: UnitOfWork, seat_id: int) -> bool:
    """Staff are told the morning before a hold lapses, while they can still save it."""
    row = await seat_for_staff(work, seat_id)
    if row is None or row.held_until is None:
        return False
    if not await told.lapses_to_tell(work, {row.id: row.since}):
        return False  # another process was faster
    await told.note_lapse(work, row.member_id, row.program_id, row.id, row.held_until)
    return True


async def _with_confirmed(work: UnitOfWork) -> list[str]:
    return list(await seats_db.with_confirmed(work.session))


async def next_moment(work: UnitOfWork) -> datetime | None:
    """When `look` has something to do next, later than now; None when never, as things stand."""
    moments: list[datetime] = []
    for until, reminded in await seats_db.held_until(work.session):
        moments += [until] if reminded else [until, until - rules.ENDING]
    for program_id in await seats_db.with_confirmed(work.session):
        program = await program_in_force(work, program_id)
        if program is not None and program.starts is not None:
            for _, zone in await seats_db.confirmed(work.session, program_id):
                moments += rules.reminders(program.starts, work.clock_of(zone)).values()
    return min((one for one in moments if one > work.now), default=None)


async def _remind(work: UnitOfWork, program_id: str) -> None:
    """Put the reminders of the next minutes in the outbox, each at its moment by its reader's clock."""
    program = await program_in_force(work, program_id)
    starts = program.starts if program else None
    if starts is None or not timedelta() < starts - work.now < rules.EARLIEST:
        return
    together: defaultdict[tuple[str, datetime], list[int]] = defaultdict(list)
    for member_id, zone in await seats_db.confirmed(work.session, program_id):
        moments = rules.reminders(starts, work.clock_of(zone))
        for which, moment in moments.items():
            if rules.due(moment, work.now, SOON):
                together[which, moment].append(member_id)
    for (which, moment), people in together.items():
        await notices.tell(
            work,
            people,
            "seat_reminder",
            f"{program_id}:{starts.isoformat()}:{which}",
            due_at=moment,
            not_after=min(moment + rules.LATE, starts),
            program=program_id,
            starts=starts.isoformat(),
        )


LOOKING: Sequence[Piece] = (
    (_lapsed, _lapse),
    (_with_waiting, _fill),
    (_ending, _warn),
    (_to_be_confirmed, _tell_staff),
    (_with_confirmed, _remind),
)
"""What the clock does: seats lapse, the next move up, and people are reminded."""


async def _was_cut_short(work: UnitOfWork, row: Seat) -> bool:
    """A hold that ends before it began was cut short by a clock that was behind: its holder gets all of it."""
    if row.status != SeatStatus.HELD or row.held_until is None:
        return False
    program = await program_in_force(work, row.program_id)
    if program is None or not row.held_until < row.since <= work.now:
        return False
    row.held_until = rules.held_until(row.since, program.hold_days, program.starts)
    return row.held_until > work.now
