"""What lists of people are for among programs: a cohort's people, who took part, seats and the waiting list."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from solbot.bot.args import number
from solbot.bot.rosters import NotNow, RosterPurpose
from solbot.content.language import Language
from solbot.db.states import CohortState, SeatStatus
from solbot.programs import service as programs
from solbot.programs.alumni import chat as alumni_chat
from solbot.programs.alumni import service as alumni
from solbot.programs.cohorts import service as cohorts
from solbot.programs.cohorts import staff_chat as cohorts_staff_chat
from solbot.programs.cohorts.service import CohortGone, Over
from solbot.programs.seats import giving, listed
from solbot.programs.seats import service as seats
from solbot.programs.seats import staff_chat as seats_staff_chat
from solbot.programs.seats.service import NotOffered
from solbot.staff.rules import Right
from solbot.unit_of_work import UnitOfWork

NO_SEATS = "staff/no_seats_to_give"


async def _cohort(work: UnitOfWork, language: Language, of: str) -> str:
    del language
    try:
        run = await cohorts.find(work, number(of))
    except CohortGone:
        raise NotNow("staff/cohort_gone") from None
    if run.state is not CohortState.OPEN:
        raise NotNow("staff/cohort_over")
    return run.name


async def _add(work: UnitOfWork, by: int, of: str, people: Collection[int]) -> list[int]:
    try:
        return await cohorts.add(work, by, int(of), people)
    except (CohortGone, Over) as gone:
        raise NotNow(_toast(gone)) from None


async def _take_out(work: UnitOfWork, by: int, of: str, people: Collection[int]) -> list[int]:
    try:
        return await cohorts.take_out_all(work, by, int(of), people)
    except (CohortGone, Over) as gone:
        raise NotNow(_toast(gone)) from None


def _toast(gone: Exception) -> str:
    return "staff/cohort_over" if isinstance(gone, Over) else "staff/cohort_gone"


async def _in_cohort(work: UnitOfWork, of: str) -> Collection[int]:
    return await cohorts.people(work, int(of))


async def _program(work: UnitOfWork, language: Language, of: str) -> str:
    titles = await programs.titles(work, language)
    if of not in titles:
        raise NotNow("program_gone")
    return titles[of]


async def _mark(work: UnitOfWork, by: int, of: str, people: Collection[int]) -> list[int]:
    return await alumni.mark(work, by, of, people)


async def _unmark(work: UnitOfWork, by: int, of: str, people: Collection[int]) -> list[int]:
    return await alumni.unmark(work, by, of, people)


async def _alumni(work: UnitOfWork, of: str) -> Collection[int]:
    return await alumni.people(work, of)


async def _nobody(work: UnitOfWork, of: str) -> Collection[int]:
    del work, of
    return ()


async def _seats(work: UnitOfWork, language: Language, of: str) -> str:
    title = await _program(work, language, of)
    if not giving.can_be_given(work, await seats.program_in_force(work, of)):
        raise NotNow(NO_SEATS)
    return title


async def _give(work: UnitOfWork, by: int, of: str, people: Sequence[int]) -> dict[int, str]:
    try:
        return await listed.give(work, by, of, people)
    except NotOffered:
        raise NotNow(NO_SEATS) from None


async def _fits(work: UnitOfWork, of: str, people: Sequence[int]) -> int:
    try:
        return await listed.fits(work, of, people)
    except NotOffered:
        raise NotNow(NO_SEATS) from None


async def _wait(work: UnitOfWork, by: int, of: str, people: Sequence[int]) -> list[int]:
    try:
        return await listed.wait(work, by, of, people)
    except NotOffered:
        raise NotNow(NO_SEATS) from None


PURPOSES = {
    "cohort": RosterPurpose(
        Right.PROGRAMS,
        _cohort,
        _add,
        _take_out,
        _in_cohort,
        lambda of: cohorts_staff_chat.open_one.to(int(of)),
    ),
    "seats": RosterPurpose(
        Right.PROGRAMS,
        _seats,
        _give,
        listed.take_back,
        listed.have,
        lambda of: seats_staff_chat.show.to(of, SeatStatus.CONFIRMED, 0),
        fits=_fits,
        rest="seats_waiting",
    ),
    "seats_waiting": RosterPurpose(
        Right.PROGRAMS,
        _seats,
        _wait,
        listed.wait_no_more,
        listed.have_or_wait,
        lambda of: seats_staff_chat.show.to(of, SeatStatus.WAITING, 0),
    ),
    "alumni": RosterPurpose(Right.PROGRAMS, _program, _mark, _unmark, _alumni, alumni_chat.show.to),
    "former": RosterPurpose(Right.PROGRAMS, _program, _unmark, _mark, _nobody, alumni_chat.show.to),
}
