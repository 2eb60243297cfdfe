"""Who owes an answer that is needed for a seat."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from solbot.db.tables import BookingQuestion
from solbot.programs.booking import db as booking_db
from solbot.unit_of_work import UnitOfWork


async def of(
    work: UnitOfWork, program_id: str, people: Collection[int]
) -> Mapping[int, Sequence[BookingQuestion]]:
    """What each of these people has still to answer before a seat is confirmed; who owes nothing is left out."""
    needed = [one for one in await booking_db.of_program(work.session, program_id) if one.required]
    if not needed or not people:
        return {}
    given = await booking_db.who_answered(work.session, [one.id for one in needed], people)
    owed = {person: [one for one in needed if (one.id, person) not in given] for person in people}
    return {person: questions for person, questions in owed.items() if questions}


async def owes(work: UnitOfWork, program_id: str, member_id: int) -> bool:
    """Whether somebody owes an answer."""
    return bool(await of(work, program_id, [member_id]))
