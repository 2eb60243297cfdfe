"""Questions at booking, and their answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.in_ids import in_ids
from solbot.db.tables import BookingAnswer, BookingQuestion


async def of_program(session: AsyncSession, program_id: str) -> Sequence[BookingQuestion]:
    """The questions of a program, in the order in which they were written."""
    found = await session.scalars(
        select(BookingQuestion)
        .where(BookingQuestion.program_id == program_id)
        .order_by(BookingQuestion.id)
    )
    return found.all()


async def get(session: AsyncSession, question_id: int) -> BookingQuestion | None:
    """One question."""
    return await session.get(BookingQuestion, question_id)


async def locked(session: AsyncSession, question_id: int) -> BookingQuestion | None:
    """One question, nobody else's to change until this transaction ends."""
    return await session.get(
        BookingQuestion, question_id, with_for_update=True, populate_existing=True
    )


async def remove(session: AsyncSession, question_id: int) -> None:
    """A question goes, with its answers."""
    await session.execute(delete(BookingQuestion).where(BookingQuestion.id == question_id))


async def answer(session: AsyncSession, question_id: int, member_id: int) -> BookingAnswer | None:
    """What somebody answered to a question."""
    return await session.get(BookingAnswer, (question_id, member_id))


async def answers(session: AsyncSession, program_id: str) -> Sequence[BookingAnswer]:
    """All answers to the questions of a program."""
    found = await session.scalars(
        select(BookingAnswer)
        .join(BookingQuestion, BookingQuestion.id == BookingAnswer.question_id)
        .where(BookingQuestion.program_id == program_id)
    )
    return found.all()


async def who_answered(
    session: AsyncSession, question_ids: Collection[int], people: Collection[int]
) -> set[tuple[int, int]]:
    """Which of these people answered which of these questions: question and person."""
    found = await session.execute(
        select(BookingAnswer.question_id, BookingAnswer.member_id).where(
            BookingAnswer.question_id.in_(question_ids),
            in_ids(session, BookingAnswer.member_id, people),
        )
    )
    return {(question, person) for question, person in found}


async def of_member(
    session: AsyncSession, member_id: int, program_id: str | None = None
) -> Mapping[int, tuple[BookingQuestion, BookingAnswer]]:
    """What somebody answered, by question; of one program, or of all."""
    wanted = (
        select(BookingQuestion, BookingAnswer)
        .join(BookingAnswer, BookingAnswer.question_id == BookingQuestion.id)
        .where(BookingAnswer.member_id == member_id)
        .order_by(BookingQuestion.id)
    )
    if program_id is not None:
        wanted = wanted.where(BookingQuestion.program_id == program_id)
    return {one.id: (one, given) for one, given in (await session.execute(wanted)).all()}
