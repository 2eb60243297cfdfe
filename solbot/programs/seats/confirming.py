"""Seats made sure: at once, or as soon as what is needed is answered. Until then they are held, and no longer."""

from __future__ import annotations

from enum import StrEnum

from solbot.bot import notices
from solbot.content.models import Program
from solbot.db.details import AuditDetail
from solbot.db.states import SeatStatus
from solbot.db.tables import Seat
from solbot.programs.booking import missing
from solbot.programs.seats import db as seats_db
from solbot.programs.seats import rules
from solbot.programs.seats.service import lock, program_in_force, seat_for_staff
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import UnitOfWork

MISSING = "seat_answer_missing"


class Confirmed(StrEnum):
    """What became of a seat that staff confirmed."""

    NOW = "now"
    ONCE_ANSWERED = "once_answered"
    NOT_HELD = "not_held"


async def confirm(work: UnitOfWork, by: int, seat_id: int) -> Confirmed:
    """Make a held seat sure; its holder is told, and gets it for their calendar.

    Whoever owes an answer that is needed has it held for as long as a new hold lasts, is asked, and has it for good
    as soon as they answer.
    """
    row = await seat_for_staff(work, seat_id)
    if row is None or row.status != SeatStatus.HELD:
        return Confirmed.NOT_HELD
    about = AuditDetail(seat=row.id, program=row.program_id)
    if not await missing.owes(work, row.program_id, row.member_id):
        await make_sure(work, row)
        await audit.note(work, by, Action.CONFIRMED_SEAT, row.member_id, **about)
        return Confirmed.NOW
    if row.confirm_by is None:
        program = await program_in_force(work, row.program_id)
        await hold_until_answered(work, row, by, program)
        await audit.note(work, by, Action.APPROVED_SEAT, row.member_id, **about)
    return Confirmed.ONCE_ANSWERED


async def hold_until_answered(
    work: UnitOfWork, row: Seat, by: int, program: Program | None, *, given: bool = False
) -> None:
    """Hold a seat until what is needed is answered, or the hold lapses; its holder is asked for the answer."""
    if program is not None:
        until = rules.held_until(work.now, program.hold_days, program.starts)
        row.held_until = max(until, row.held_until or until)
    row.status, row.since, row.reminded_at = SeatStatus.HELD, work.now, None
    row.confirm_by = by
    await work.session.flush()
    key = f"{row.id}:{int(work.now.timestamp())}"
    await notices.tell(work, [row.member_id], MISSING, key, seat=row.id, given=given)


async def make_sure(work: UnitOfWork, row: Seat) -> None:
    """The seat is its holder's for good; they are told."""
    row.status, row.since, row.held_until = SeatStatus.CONFIRMED, work.now, None
    await work.session.flush()
    key = f"{row.id}:{int(work.now.timestamp())}"
    await notices.tell(work, [row.member_id], "seat_confirmed", key, seat=row.id)


async def answered(work: UnitOfWork, member_id: int, program_id: str) -> None:
    """Somebody answered a question about their seat: if staff confirmed it and nothing is owed any more, it is sure."""
    await lock(work, program_id)
    row = await seats_db.live(work.session, program_id, member_id)
    if row is not None:
        await work.session.refresh(row)
        await _settle(work, program_id, [row])


async def less_is_asked(work: UnitOfWork, program_id: str) -> None:
    """A question need not be answered any more: who waited for nothing else has their seat."""
    await lock(work, program_id)
    rows = await seats_db.rows(work.session, program_id, SeatStatus.HELD)
    await _settle(work, program_id, list(rows))


async def _settle(work: UnitOfWork, program_id: str, rows: list[Seat]) -> None:
    waiting = [one for one in rows if one.status == SeatStatus.HELD and one.confirm_by is not None]
    owed = await missing.of(work, program_id, [one.member_id for one in waiting])
    for row in waiting:
        if row.member_id not in owed:
            await make_sure(work, row)
