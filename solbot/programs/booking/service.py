"""Questions at booking: defined by staff, answered by whoever has a seat or waits for one, and read by those staff."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from solbot import limits
from solbot.content.catalog import Language
from solbot.db.tables import BookingAnswer, BookingQuestion, Member
from solbot.db.types import is_readable
from solbot.errors import NotFound
from solbot.programs.booking import db as booking_db
from solbot.programs.booking import rules
from solbot.programs.booking.rules import Wording
from solbot.programs.seats import confirming
from solbot.programs.seats import service as seats
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import UnitOfWork

__all__ = ["BookingQuestion"]


class QuestionGone(NotFound):
    """There is no such question, or it is not for this person (any more)."""


class QuestionChanged(Exception):
    """Somebody else changed it meanwhile; it is so `now`."""

    def __init__(self, now: BookingQuestion) -> None:
        """Take it."""
        super().__init__(now.id)
        self.now = now


@dataclass(frozen=True)
class Asked:
    """A question as one person reads it, and what they answered: None, nothing yet."""

    id: int
    asked: str
    choices: tuple[str, ...]
    required: bool
    answer: str | None


@dataclass(frozen=True)
class Booked:
    """An answer, for its giver's own copy."""

    program: str
    asked: str
    answer: str | None  # None: it can't be opened
    at: datetime


async def add(
    work: UnitOfWork, by: int, program_id: str, code: str, wording: Wording
) -> BookingQuestion:
    """One more question. Raises TooMany."""
    there = await booking_db.of_program(work.session, program_id)
    limits.check(len(there), rules.MOST)
    row = BookingQuestion(
        program_id=program_id,
        wording={code: wording.data()},
        required=False,
        number=1,
        created_by=by,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    await audit.note(work, by, Action.CHANGED_BOOKING, program=program_id)
    return row


async def of_program(work: UnitOfWork, program_id: str) -> list[BookingQuestion]:
    """The questions of a program."""
    return list(await booking_db.of_program(work.session, program_id))


async def find(work: UnitOfWork, question_id: int) -> BookingQuestion:
    """A question. Raises QuestionGone."""
    row = await booking_db.get(work.session, question_id)
    if row is None:
        raise QuestionGone
    return row


async def put(
    work: UnitOfWork, by: int, question_id: int, code: str, wording: Wording, seen: int
) -> BookingQuestion:
    """Other words, or another language. Raises QuestionGone, QuestionChanged, NotBookable."""
    row = await _locked(work, question_id)
    if row.number != seen:
        raise QuestionChanged(row)
    others = [Wording.of(one) for key, one in row.wording.items() if key != code]
    rules.check_beside(wording, others)
    row.wording = {**row.wording, code: wording.data()}
    await _changed(work, by, row)
    return row


async def set_required(
    work: UnitOfWork, by: int, question_id: int, *, required: bool
) -> BookingQuestion:
    """Whether it can be skipped. Raises QuestionGone."""
    row = await _locked(work, question_id)
    if row.required != required:
        row.required = required
        await _changed(work, by, row)
        if not required:
            await confirming.less_is_asked(work, row.program_id)
    return row


async def remove(work: UnitOfWork, by: int, question_id: int) -> str:
    """A question goes, with all answers to it. Returns its program. Raises QuestionGone."""
    row = await _locked(work, question_id)
    program_id = row.program_id
    await booking_db.remove(work.session, row.id)
    work.session.expunge(row)
    await audit.note(work, by, Action.CHANGED_BOOKING, program=program_id)
    await confirming.less_is_asked(work, program_id)
    return program_id


def in_words(work: UnitOfWork, row: BookingQuestion, language: Language) -> Wording:
    """A question in the language somebody reads: their own, else the default one, else the first it has."""
    codes = (language.code, work.catalog.languages[0], *row.wording)
    return Wording.of(next(row.wording[code] for code in codes if code in row.wording))


async def asked(
    work: UnitOfWork, language: Language, program_id: str, member_id: int
) -> list[Asked]:
    """The questions of a program with what somebody answered."""
    given = await booking_db.of_member(work.session, member_id, program_id)
    return [
        _asked(work, language, one, given[one.id][1] if one.id in given else None)
        for one in await booking_db.of_program(work.session, program_id)
    ]


async def for_member(
    work: UnitOfWork, member: Member, language: Language, question_id: int
) -> tuple[str, Asked]:
    """One question to somebody with a seat or a place on the list, with its program. Raises QuestionGone."""
    row = await find(work, question_id)
    if await seats.standing(work, member, row.program_id) is None:
        raise QuestionGone
    given = await booking_db.answer(work.session, row.id, member.id)
    return row.program_id, _asked(work, language, row, given)


async def give(work: UnitOfWork, member: Member, question_id: int, words: str) -> str:
    """Keep an answer, in place of an earlier one; a seat that was waiting for it alone is confirmed.

    Returns the program. Raises QuestionGone.
    """
    row = await _locked(work, question_id)
    if await seats.standing(work, member, row.program_id) is None:
        raise QuestionGone
    given = await booking_db.answer(work.session, row.id, member.id)
    if given is None:
        given = BookingAnswer(question_id=row.id, member_id=member.id, words=words, at=work.now)
        work.session.add(given)
    given.words, given.at = words, work.now
    await work.session.flush()
    await confirming.answered(work, member.id, row.program_id)
    return row.program_id


async def in_table(
    work: UnitOfWork, language: Language, program_id: str
) -> tuple[list[str], Mapping[int, Sequence[str | None]]]:
    """What is asked at booking, and what each person answered to each, in that order; for lists of staff. None: nothing
    yet; who answered nothing is left out.
    """
    rows = list(await booking_db.of_program(work.session, program_id))
    at = {one.id: number for number, one in enumerate(rows)}
    found: defaultdict[int, list[str | None]] = defaultdict(lambda: [None] * len(rows))
    for given in await booking_db.answers(work.session, program_id):
        words = str(given.words) if is_readable(given.words) else language.button("unreadable")
        found[given.member_id][at[given.question_id]] = " / ".join(
            line.strip() for line in words.splitlines() if line.strip()
        )
    return [in_words(work, one, language).asked for one in rows], found


async def of_member(work: UnitOfWork, member: Member) -> list[Booked]:
    """All that somebody answered at booking, for their own copy."""
    language = work.language_of(member)
    return [
        Booked(
            row.program_id,
            in_words(work, row, language).asked,
            str(given.words) if is_readable(given.words) else None,
            given.at,
        )
        for row, given in (await booking_db.of_member(work.session, member.id)).values()
    ]


def _asked(
    work: UnitOfWork, language: Language, row: BookingQuestion, given: BookingAnswer | None
) -> Asked:
    wording = in_words(work, row, language)
    answer = None
    if given is not None:
        answer = str(given.words) if is_readable(given.words) else language.button("unreadable")
    return Asked(row.id, wording.asked, wording.choices, row.required, answer)


async def _locked(work: UnitOfWork, question_id: int) -> BookingQuestion:
    row = await booking_db.locked(work.session, question_id)
    if row is None:
        raise QuestionGone
    return row


async def _changed(work: UnitOfWork, by: int, row: BookingQuestion) -> None:
    row.number += 1
    await work.session.flush()
    await audit.note(work, by, Action.CHANGED_BOOKING, program=row.program_id)
