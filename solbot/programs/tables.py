"""The lists of programs that staff take out: attendees, the waiting list, cohorts, alumni."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from solbot.bot.args import number
from solbot.bot.rosters import NotNow
from solbot.bot.tables import Gathered, OutTable, TableReader, TableRow
from solbot.bot.taps import sends
from solbot.db.details import AuditDetail
from solbot.db.states import SeatStatus
from solbot.errors import StaleButton
from solbot.programs import calendar
from solbot.programs import service as programs
from solbot.programs.alumni import chat as alumni_chat
from solbot.programs.alumni import service as alumni
from solbot.programs.booking import missing
from solbot.programs.booking import service as booking
from solbot.programs.cohorts import service as cohorts
from solbot.programs.cohorts.service import CohortGone, CohortSummary
from solbot.programs.seats import service as seats
from solbot.programs.seats import staff_chat as seats_staff_chat
from solbot.programs.seats.rules import LIVE, TAKEN
from solbot.staff.rules import Right
from solbot.staff.tables.chat import at_clock
from solbot.unit_of_work import UnitOfWork

ATTENDEES = (
    *("column_status", "column_since", "column_until"),
    *("column_payment", "column_present", "column_missing"),
)


async def _title(work: UnitOfWork, reader: TableReader, program_id: str) -> str:
    titles = await programs.titles(work, reader.language)
    if program_id not in titles:
        raise NotNow("program_gone")
    return titles[program_id]


@dataclass(frozen=True)
class _Answers:
    """What was answered at booking: whether something that is needed is missing, then a cell a question."""

    asked: Sequence[str]
    given: Mapping[int, Sequence[str | None]]
    owing: Collection[int]
    is_missing: str

    @classmethod
    async def of(cls, work: UnitOfWork, reader: TableReader, program_id: str) -> _Answers:
        """Of all who have a seat or wait for one."""
        asked, given = await booking.in_table(work, reader.language, program_id)
        people = [
            row.member_id for status in LIVE for row in await seats.rows(work, program_id, status)
        ]
        owing = await missing.of(work, program_id, people)
        return cls(asked, given, set(owing), reader.language.button("answer_is_missing"))

    def cells(self, person: int) -> tuple[str, ...]:
        """The cells of one of them."""
        given = self.given.get(person, [None] * len(self.asked))
        return (self.is_missing if person in self.owing else "", *(one or "" for one in given))


async def _seats(work: UnitOfWork, reader: TableReader, of: str) -> Gathered:
    title = await _title(work, reader, of)
    answers = await _Answers.of(work, reader, of)
    rows = []
    for status in (SeatStatus.CONFIRMED, SeatStatus.HELD):
        label = reader.language.button(f"seat_is_{status}")
        for one in await seats.rows(work, of, status):
            cells = (
                label,
                *(at_clock(at, reader.zone) for at in (one.since, one.held_until)),
                reader.language.button(f"payment_is_{one.payment}"),
                at_clock(one.present_at, reader.zone),
                *answers.cells(one.member_id),
            )
            rows.append(TableRow(one.member_id, cells))
    named = reader.language.button("table_seats")
    return Gathered(f"{title}: {named}", ATTENDEES, rows, asked=answers.asked)


async def _waiting(work: UnitOfWork, reader: TableReader, of: str) -> Gathered:
    title = await _title(work, reader, of)
    answers = await _Answers.of(work, reader, of)
    rows = [
        TableRow(one.member_id, (at_clock(one.since, reader.zone), *answers.cells(one.member_id)))
        for one in await seats.rows(work, of, SeatStatus.WAITING)
    ]
    named = reader.language.button("table_waiting")
    columns = ("column_since", "column_missing")
    return Gathered(f"{title}: {named}", columns, rows, asked=answers.asked)


async def _run(work: UnitOfWork, of: str) -> CohortSummary:
    try:
        return await cohorts.find(work, number(of))
    except (CohortGone, StaleButton):
        raise NotNow("staff/cohort_gone") from None


async def _cohort(work: UnitOfWork, reader: TableReader, of: str) -> Gathered:
    run = await _run(work, of)
    rows = [
        TableRow(person, (at_clock(joined, reader.zone),))
        for person, joined in await cohorts.joined(work, run.id)
    ]
    return Gathered(run.name, ("column_since",), rows)


async def _alumni(work: UnitOfWork, reader: TableReader, of: str) -> Gathered:
    title = await _title(work, reader, of)
    rows = [
        TableRow(person, (at_clock(since, reader.zone),))
        for person, since in await alumni.since(work, of)
    ]
    named = reader.language.button("table_alumni")
    return Gathered(f"{title}: {named}", ("column_since",), rows)


async def _days_of_program(work: UnitOfWork, reader: TableReader, of: str) -> bytes | None:
    program = await programs.find(work, reader.language, of)
    if program is None or program.starts is None:
        return None
    found = [len(await seats.rows(work, of, one)) for one in TAKEN]
    under = reader.language.button("calendar_seats", count=sum(found))
    return calendar.render_list(program, under, work.now)


async def _days_of_cohort(work: UnitOfWork, reader: TableReader, of: str) -> bytes | None:
    run = await _run(work, of)
    under = reader.language.button("calendar_seats", count=run.people)
    days = (run.first_day, run.last_day)
    return calendar.render_days(f"cohort-{run.id}", run.name, days, under, work.now)


def _of_program(of: str) -> AuditDetail:
    return {"program": of}


def _of_cohort(of: str) -> AuditDetail:
    return {"cohort": int(of)}


TABLES = {
    "seats": OutTable(
        Right.PROGRAMS, _seats, seats_staff_chat.show.to, _of_program, _days_of_program
    ),
    "waiting": OutTable(
        Right.PROGRAMS,
        _waiting,
        lambda of: seats_staff_chat.show.to(of, SeatStatus.WAITING, 0),
        _of_program,
        _days_of_program,
    ),
    "cohort": OutTable(
        Right.PROGRAMS, _cohort, lambda of: sends("sco", of), _of_cohort, _days_of_cohort
    ),
    "alumni": OutTable(Right.PROGRAMS, _alumni, alumni_chat.show.to, _of_program),
}
