"""What staff mark on a seat: whether it is paid, and, on the day, who is there."""

from __future__ import annotations

from dataclasses import dataclass

from solbot.db.states import Payment, SeatStatus
from solbot.programs.seats import db as seats_db
from solbot.programs.seats.rules import LIVE, TAKEN
from solbot.programs.seats.service import Held, as_held, seat_for_staff
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class CheckIn:
    """Who is expected on the day, by name, and how many of them are there."""

    expected: tuple[Held, ...]

    @property
    def present(self) -> int:
        """How many are there."""
        return sum(one.present_at is not None for one in self.expected)


async def mark_payment(work: UnitOfWork, by: int, seat_id: int, payment: Payment) -> bool:
    """Note whether a seat is paid. False where it is marked so already, or is no seat (any more)."""
    row = await seat_for_staff(work, seat_id)
    if row is None or row.status not in TAKEN or row.payment == payment:
        return False
    row.payment, row.payment_by = payment, by
    await audit.note(
        work,
        by,
        Action.MARKED_PAYMENT,
        row.member_id,
        seat=row.id,
        program=row.program_id,
        payment=payment.value,
    )
    return True


async def check_in(work: UnitOfWork, program_id: str) -> CheckIn:
    """The people with a confirmed seat, in the order of their names."""
    found = await seats_db.page(work.session, program_id, SeatStatus.CONFIRMED, 0, None)
    people = [as_held(row, member) for row, member in found]
    return CheckIn(tuple(sorted(people, key=lambda one: (one.name.casefold(), one.id))))


async def mark_present(work: UnitOfWork, by: int, seat_id: int, *, present: bool) -> bool:
    """Note that somebody is there, or is not after all. False where that is marked already, by whomever."""
    row = await seat_for_staff(work, seat_id)
    if row is None or row.status != SeatStatus.CONFIRMED or (row.present_at is not None) == present:
        return False
    row.present_at = work.now if present else None
    action = Action.MARKED_PRESENT if present else Action.UNMARKED_PRESENT
    await audit.note(work, by, action, row.member_id, seat=row.id, program=row.program_id)
    return True


async def attendees(work: UnitOfWork, program_id: str) -> list[Held]:
    """Everybody with a seat or a place on the list, with payment and presence: confirmed first, then held, then
    waiting; in each who came first first."""
    return [
        as_held(row, member)
        for status in reversed(LIVE)
        for row, member in await seats_db.page(work.session, program_id, status, 0, None)
    ]
