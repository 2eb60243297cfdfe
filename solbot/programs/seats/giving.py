"""Seats that staff give to somebody: confirmed at once, or once what is needed is answered; no more than there are."""

from __future__ import annotations

from enum import StrEnum

from solbot.bot import notices
from solbot.content.models import Program
from solbot.db.states import SeatStatus
from solbot.db.tables import Seat
from solbot.programs.booking import missing
from solbot.programs.seats import confirming
from solbot.programs.seats import db as seats_db
from solbot.programs.seats.service import Full, NotOffered, figures, lock, program_in_force
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import UnitOfWork

GIVEN = "seat_given"


class Given(StrEnum):
    """How a person has the seat that staff gave them."""

    CONFIRMED = "confirmed"
    ONCE_ANSWERED = "once_answered"  # held until they answered what is needed
    HAD_IT = "had_it"


def can_be_given(work: UnitOfWork, program: Program | None) -> bool:
    """Whether staff can give seats of it: it says how many there are, and has not begun."""
    if program is None or program.seats is None:
        return False
    return program.starts is None or program.starts > work.now


def _key(work: UnitOfWork, row: Seat) -> str:
    """A seat can be given, taken back and given again, and each time it is told."""
    return f"{row.id}:{int(work.now.timestamp())}"


async def give(work: UnitOfWork, by: int, program_id: str, member_id: int) -> Given:
    """Give a person a confirmed seat; they are told. One that is held for them is confirmed, and who waits need not
    wait any more. Who owes an answer that is needed has it held until they give it, and is asked.

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
            return Given.HAD_IT
    held = row is not None and row.status == SeatStatus.HELD
    if not held and (await figures(work, program)).free < 1:
        raise Full
    owes = await missing.owes(work, program_id, member_id)
    if held and owes and row is not None and row.confirm_by is not None:
        return Given.HAD_IT
    if row is None:
        row = Seat(program_id=program_id, member_id=member_id, created_at=work.now)
        work.session.add(row)
    if owes:
        await confirming.hold_until_answered(work, row, by, program, given=True)
    else:
        row.status, row.since, row.held_until = SeatStatus.CONFIRMED, work.now, None
        await work.session.flush()
        await notices.tell(work, [member_id], GIVEN, _key(work, row), seat=row.id)
    await audit.note(work, by, Action.GAVE_SEAT, member_id, seat=row.id, program=program_id)
    return Given.ONCE_ANSWERED if owes else Given.CONFIRMED
