"""Seats that staff give to somebody: confirmed at once, and never more than there are."""

from __future__ import annotations

from solbot.bot import notices
from solbot.content.models import Program
from solbot.db.tables import Seat
from solbot.programs.seats import db as seats_db
from solbot.programs.seats.rules import SeatStatus
from solbot.programs.seats.service import Full, NotOffered, figures, lock, program_in_force
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import UnitOfWork

GIVEN = "seat_given"


def can_be_given(work: UnitOfWork, program: Program | None) -> bool:
    """Whether staff can give seats of it: it says how many there are, and has not begun."""
    if program is None or program.seats is None:
        return False
    return program.starts is None or program.starts > work.now


async def give(work: UnitOfWork, by: int, program_id: str, member_id: int) -> bool:
    """Give a person a confirmed seat; they are told. One that is held for them is confirmed, and who waits need not
    wait any more. False where they have a confirmed one already.

    Raises:
        NotOffered: this program has no seats to give, or not any more.
        Full: none is free.
    """
    await lock(work, program_id)
    program = await program_in_force(work, program_id)
    if program is None or not can_be_given(work, program):
        raise NotOffered
    row = await seats_db.live(work.session, program_id, member_id)
    if row is not None:
        await work.session.refresh(row)
        if row.status == SeatStatus.CONFIRMED:
            return False
    held = row is not None and row.status == SeatStatus.HELD
    if not held and (await figures(work, program)).free < 1:
        raise Full
    if row is None:
        row = Seat(program_id=program_id, member_id=member_id, created_at=work.now)
        work.session.add(row)
    row.status, row.since, row.held_until = SeatStatus.CONFIRMED.value, work.now, None
    await work.session.flush()
    await audit.note(work, by, Action.GAVE_SEAT, member_id, seat=row.id, program=program_id)
    await notices.tell(work, [member_id], GIVEN, str(row.id), seat=row.id)
    return True
