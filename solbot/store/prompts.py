"""Prompts: what was asked of whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.store.tables import Prompt


async def get(session: AsyncSession, member_id: int, prompt_id: int) -> Prompt | None:
    """This member's prompt; another's is as good as none."""
    prompt = await session.get(Prompt, prompt_id)
    return prompt if prompt is not None and prompt.member_id == member_id else None


async def by_message(session: AsyncSession, member_id: int, message_id: int) -> Prompt | None:
    """The prompt that arrived as this message."""
    return await session.scalar(
        select(Prompt)
        .where(Prompt.member_id == member_id, Prompt.message_id == message_id)
        .order_by(Prompt.id.desc())
        .limit(1)
    )


async def note_messages(session: AsyncSession, arrived: Collection[tuple[int, int, int]]) -> None:
    """Note which message each prompt is: (prompt, member, message); another's prompt is left alone."""
    if arrived:
        connection = await session.connection()
        await connection.execute(
            _ARRIVED,
            [
                {"prompt": prompt, "whose": member, "message": message}
                for prompt, member, message in sorted(arrived)
            ],
        )


async def waiting(session: AsyncSession, member_id: int) -> Prompt | None:
    """The prompt the path has ready that never reached the member, or None."""
    return await session.scalar(
        select(Prompt)
        .where(Prompt.member_id == member_id, Prompt.state == "waiting", Prompt.from_path.is_(True))
        .order_by(Prompt.id)
        .limit(1)
    )


async def latest_of_path(session: AsyncSession, member_id: int, day: date) -> Prompt | None:
    """The newest prompt the path brought for this local date and that reached the member."""
    return await session.scalar(
        select(Prompt)
        .where(
            Prompt.member_id == member_id,
            Prompt.for_date == day,
            Prompt.from_path.is_(True),
            Prompt.state != "waiting",
        )
        .order_by(Prompt.id.desc())
        .limit(1)
    )


async def latest(session: AsyncSession, member_id: int) -> Prompt | None:
    """The newest prompt that is open or answered."""
    return await session.scalar(
        select(Prompt)
        .where(Prompt.member_id == member_id, Prompt.state.in_(("open", "answered")))
        .order_by(Prompt.asked_at.desc(), Prompt.id.desc())
        .limit(1)
    )


async def times_asked(session: AsyncSession, member_id: int) -> Mapping[str, int]:
    """How often each question was asked of the member, by question id."""
    found = await session.execute(
        select(Prompt.question_id, func.count())
        .where(Prompt.member_id == member_id)
        .group_by(Prompt.question_id)
    )
    return dict(found.all())


async def of_member(session: AsyncSession, member_id: int) -> Mapping[int, Prompt]:
    """Every prompt of the member, by id."""
    found = await session.scalars(select(Prompt).where(Prompt.member_id == member_id))
    return {prompt.id: prompt for prompt in found}


_ARRIVED = (
    update(Prompt)
    .where(Prompt.id == bindparam("prompt"), Prompt.member_id == bindparam("whose"))
    .values(message_id=bindparam("message"))
)
