"""Seats and places on the waiting list for the people of a list: as many as there are, in its order; and taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from solbot.bot import notices
from solbot.content.models import Program
from solbot.db.details import AuditDetail
from solbot.db.many import one_by_one
from solbot.db.states import SeatStatus
from solbot.db.tables import Seat
from solbot.programs.seats import db as seats_db
from solbot.programs.seats import giving, rules
from solbot.programs.seats.giving import Given
from solbot.programs.seats.service import (
    NotOffered,
    end_seat,
    figures,
    fill,
    lock,
    program_in_force,
)
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import UnitOfWork

LISTED = "seat_listed"
WAITS_AGAIN, HELD_AGAIN = "waits_again", "held_again"


async def have(work: UnitOfWork, program_id: str) -> set[int]:
    """Who has a seat that staff confirmed, also where an answer is still missing."""
    return {
        row.member_id for row in await seats_db.all_live(work.session, program_id) if _sure(row)
    }


async def have_or_wait(work: UnitOfWork, program_id: str) -> set[int]:
    """Who has a seat, however it stands, or a place on the waiting list."""
    return {row.member_id for row in await seats_db.all_live(work.session, program_id)}


async def fits(work: UnitOfWork, program_id: str, people: Collection[int]) -> int:
    """How many of these people, none of whom has a seat for good, can have one. Raises NotOffered."""
    program = await _given_out(work, program_id)
    held = await _held(work, program_id)
    have_one = sum(person in held for person in people)
    return have_one + min(len(people) - have_one, (await figures(work, program)).free)


async def give(work: UnitOfWork, by: int, program_id: str, people: Sequence[int]) -> dict[int, str]:
    """Give seats to these people, the first of them first, as far as there are free ones; they are told.

    Returns how it stood before for each who has one now: the status of their seat, or nothing. Raises NotOffered.
    """
    await lock(work, program_id)
    program = await _given_out(work, program_id)
    free = (await figures(work, program)).free
    there = {row.member_id: row for row in await seats_db.all_live(work.session, program_id)}
    was = {person: row.status for person, row in there.items()}
    given: dict[int, str] = {}
    async for person in one_by_one(people):
        if was.get(person) not in rules.TAKEN:
            if free < 1:
                continue
            free -= 1
        if await giving.give(work, by, program_id, person) is not Given.HAD_IT:
            given[person] = was.get(person, "")
    return given


async def take_back(
    work: UnitOfWork, by: int, program_id: str, given: Mapping[int, str | None]
) -> list[int]:
    """Let it be as it was before these seats were given: ended, held, or a place on the list. They are told; who gave
    theirs back meanwhile is left alone."""
    await lock(work, program_id)
    program = await program_in_force(work, program_id)
    back = []
    async for row in one_by_one(await seats_db.all_live(work.session, program_id)):
        if row.member_id in given and _sure(row):
            was = _undo(work, row, given[row.member_id], program)
            await _tell_taken_back(work, by, row, was)
            back.append(row.member_id)
    await work.session.flush()
    await fill(work, program_id)
    return back


async def wait(work: UnitOfWork, by: int, program_id: str, people: Sequence[int]) -> list[int]:
    """Put these people on the waiting list, in their order; they are told. Returns who is new there. Raises
    NotOffered."""
    await lock(work, program_id)
    await _given_out(work, program_id)
    there = await have_or_wait(work, program_id)
    new = [person for person in people if person not in there]
    async for person in one_by_one(new):
        row = Seat(
            program_id=program_id,
            member_id=person,
            status=SeatStatus.WAITING,
            since=work.now,
            created_at=work.now,
        )
        work.session.add(row)
        await work.session.flush()
        await notices.tell(work, [person], LISTED, str(row.id), seat=row.id)
    await audit.note(work, by, Action.LISTED_FOR_SEAT, program=program_id, count=len(new))
    return new


async def wait_no_more(
    work: UnitOfWork, by: int, program_id: str, people: Collection[int]
) -> list[int]:
    """Take these people off the waiting list, as far as they still wait; they are told."""
    await lock(work, program_id)
    off = []
    async for row in one_by_one(await seats_db.all_live(work.session, program_id)):
        if row.member_id in people and row.status == SeatStatus.WAITING:
            end_seat(work, row)
            await _tell_taken_back(work, by, row, SeatStatus.WAITING)
            off.append(row.member_id)
    await work.session.flush()
    return off


async def _given_out(work: UnitOfWork, program_id: str) -> Program:
    program = await program_in_force(work, program_id)
    if program is None or not giving.can_be_given(work, program):
        raise NotOffered
    return program


async def _held(work: UnitOfWork, program_id: str) -> set[int]:
    rows = await seats_db.all_live(work.session, program_id)
    return {row.member_id for row in rows if row.status == SeatStatus.HELD}


def _sure(row: Seat) -> bool:
    once_answered = row.status == SeatStatus.HELD and row.confirm_by is not None
    return row.status == SeatStatus.CONFIRMED or once_answered


def _undo(work: UnitOfWork, row: Seat, was: str | None, program: Program | None) -> str:
    """Put a seat back; what is said of that."""
    row.confirm_by = None
    if was == SeatStatus.WAITING:
        row.status, row.since, row.held_until = SeatStatus.WAITING, work.now, None
        return WAITS_AGAIN
    if was == SeatStatus.HELD and program is not None:
        until = rules.held_until(work.now, program.hold_days, program.starts)
        row.status, row.since, row.held_until = SeatStatus.HELD, work.now, until
        row.reminded_at = None
        return HELD_AGAIN
    now = row.status
    end_seat(work, row)
    return now


async def _tell_taken_back(work: UnitOfWork, by: int, row: Seat, was: str) -> None:
    about = AuditDetail(seat=row.id, program=row.program_id)
    await audit.note(work, by, Action.RELEASED_SEAT, row.member_id, **about)
    key = f"{row.id}:{int(work.now.timestamp())}"
    await notices.tell(work, [row.member_id], "seat_released", key, program=row.program_id, was=was)
