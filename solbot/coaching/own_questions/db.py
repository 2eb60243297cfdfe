"""Questions of people's own, and what was asked with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import Answer, OwnQuestion, Prompt


async def of_member(session: AsyncSession, member_id: int) -> Sequence[OwnQuestion]:
    """All of a member's, in the order in which they were written."""
    wanted = select(OwnQuestion).where(OwnQuestion.member_id == member_id)
    return (await session.scalars(wanted.order_by(OwnQuestion.id))).all()


async def get(session: AsyncSession, member_id: int, question_id: int) -> OwnQuestion | None:
    """This member's question; another's is as good as none."""
    return await session.scalar(
        select(OwnQuestion).where(OwnQuestion.id == question_id, OwnQuestion.member_id == member_id)
    )


async def is_up(session: AsyncSession, member_id: int, question_id: int) -> bool:
    """Whether a question is still there, and not paused."""
    wanted = select(OwnQuestion.id).where(
        OwnQuestion.id == question_id,
        OwnQuestion.member_id == member_id,
        OwnQuestion.paused.is_(False),
    )
    return await session.scalar(wanted) is not None


async def count(session: AsyncSession, member_id: int) -> int:
    """How many a member has, those paused included."""
    wanted = select(func.count()).select_from(OwnQuestion)
    return await session.scalar(wanted.where(OwnQuestion.member_id == member_id)) or 0


async def by_message(session: AsyncSession, member_id: int, message_id: int) -> OwnQuestion | None:
    """The question that came in this message of the member's."""
    return await session.scalar(
        select(OwnQuestion).where(
            OwnQuestion.member_id == member_id, OwnQuestion.message_id == message_id
        )
    )


async def remove(session: AsyncSession, question: OwnQuestion) -> None:
    """Delete a question for good."""
    await session.execute(delete(OwnQuestion).where(OwnQuestion.id == question.id))


async def last_asked(session: AsyncSession, member_id: int, name: str) -> date | None:
    """The last local date for which prompts of this name reached the member."""
    return await session.scalar(
        select(func.max(Prompt.for_date)).where(
            Prompt.member_id == member_id,
            Prompt.reading_id == name,
            Prompt.asked_at.is_not(None),
        )
    )


async def unanswered(session: AsyncSession, member_id: int, name: str) -> Sequence[Prompt]:
    """The prompts of this name to which nothing is given, the newest first."""
    given = select(Answer.id).where(Answer.prompt_id == Prompt.id)
    found = await session.scalars(
        select(Prompt)
        .where(Prompt.member_id == member_id, Prompt.reading_id == name, ~given.exists())
        .order_by(Prompt.id.desc())
    )
    return found.all()


async def rename(session: AsyncSession, member_id: int, name: str, new: str) -> None:
    """Let all prompts of this name have another."""
    await session.execute(
        update(Prompt)
        .where(Prompt.member_id == member_id, Prompt.reading_id == name)
        .values(reading_id=new, question_id=new)
    )
