"""Prompts: what was asked of whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    Executable,
    LargeBinary,
    bindparam,
    delete,
    func,
    literal,
    select,
    type_coerce,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.states import PromptReason, PromptState
from solbot.db.tables import Asking, Prompt
from solbot.db.upsert import insert_on


async def get(session: AsyncSession, member_id: int, prompt_id: int) -> Prompt | None:
    """This member's prompt; another's is as good as none."""
    prompt = await session.get(Prompt, prompt_id)
    return prompt if prompt is not None and prompt.member_id == member_id else None


async def read_ahead(session: AsyncSession, prompts: Collection[int]) -> Sequence[Prompt]:
    """Read prompts at once; `get` then finds them in the session."""
    found = await session.scalars(_THESE, {"ids": sorted(prompts)})
    return found.all()


async def by_message(
    session: AsyncSession, member_id: int, message_id: int
) -> tuple[Prompt, int] | None:
    """The prompt that a message of the bot's speaks of, and the part it asked."""
    found = await session.execute(
        select(Prompt, Asking.part)
        .join(Asking, Asking.prompt_id == Prompt.id)
        .where(Asking.member_id == member_id, Asking.message_id == message_id)
    )
    row = found.first()
    return (row[0], row[1]) if row else None


async def note_messages(session: AsyncSession, arrived: Collection[tuple[int, int, int]]) -> None:
    """Note which message each prompt is: (prompt, member, message); another's prompt is left alone."""
    if not arrived:
        return
    connection = await session.connection()
    rows = [
        {"prompt": prompt, "whose": member, "message": message}
        for prompt, member, message in sorted(arrived)
    ]
    await connection.execute(_ARRIVED, rows)
    await connection.execute(_asked_in(connection.dialect.name), rows)


async def waiting(session: AsyncSession, member_id: int) -> Sequence[Prompt]:
    """The prompts made ready for the member that nothing was asked with yet, oldest first."""
    found = await session.scalars(
        select(Prompt)
        .where(Prompt.member_id == member_id, Prompt.state == _WAITING, Prompt.from_path.is_(True))
        .order_by(Prompt.id)
    )
    return found.all()


async def remove(session: AsyncSession, prompt: Prompt) -> None:
    """Delete a prompt that was never asked."""
    await session.execute(delete(Prompt).where(Prompt.id == prompt.id))


async def latest_of_path(session: AsyncSession, member_id: int, day: date) -> Prompt | None:
    """The newest prompt the path brought for this local date and that reached the member."""
    return await session.scalar(
        select(Prompt)
        .where(
            Prompt.member_id == member_id,
            Prompt.for_date == day,
            Prompt.from_path.is_(True),
            Prompt.state != PromptState.WAITING,
        )
        .order_by(Prompt.id.desc())
        .limit(1)
    )


async def latest(session: AsyncSession, member_id: int) -> Prompt | None:
    """The newest prompt that is open or answered."""
    return await session.scalar(
        select(Prompt)
        .where(
            Prompt.member_id == member_id,
            Prompt.state.in_((PromptState.OPEN, PromptState.ANSWERED)),
        )
        .order_by(Prompt.asked_at.desc(), Prompt.id.desc())
        .limit(1)
    )


async def recent(
    session: AsyncSession, member_id: int, limit: int, but: int | None = None
) -> Sequence[Prompt]:
    """The last prompts that reached the member, the newest first, without the one of that id."""
    found = await session.scalars(
        select(Prompt)
        .where(
            Prompt.member_id == member_id,
            Prompt.asked_at.is_not(None),
            Prompt.id.is_distinct_from(but),
        )
        .order_by(Prompt.asked_at.desc(), Prompt.id.desc())
        .limit(limit)
    )
    return found.all()


class PastAsking(NamedTuple):
    """What is remembered of one asking, without its words."""

    question_id: str
    reading_id: str
    folder: str
    for_date: date
    from_path: bool
    answered: bool
    why: PromptReason | None
    vision_id: int | None
    short: bool


class AskedOfReading(NamedTuple):
    """One asking with some reading that reached a member."""

    id: int
    question_id: str
    from_path: bool
    short: bool


async def lately(
    session: AsyncSession, member_id: int, limit: int, since: date | None = None
) -> Sequence[PastAsking]:
    """The last `limit` askings that reached the member, the oldest first, none for a date before `since`."""
    wanted = select(*_REMEMBERED).where(Prompt.member_id == member_id, Prompt.asked_at.is_not(None))
    if since is not None:
        wanted = wanted.where(Prompt.for_date >= since)
    newest = wanted.order_by(Prompt.for_date.desc(), Prompt.id.desc()).limit(limit)
    found = await session.execute(newest)
    return [PastAsking._make(row) for row in reversed(found.all())]


async def last_of(session: AsyncSession, member_id: int, folder: str) -> str | None:
    """The reading of an occasion that came last."""
    return await session.scalar(
        select(Prompt.reading_id)
        .where(
            Prompt.member_id == member_id,
            Prompt.discipline == folder,
            Prompt.asked_at.is_not(None),
        )
        .order_by(Prompt.id.desc())
        .limit(1)
    )


async def last_date(
    session: AsyncSession, member_id: int, reading_id: str, but: int
) -> date | None:
    """The local date that a reading last came for, with another prompt than this one."""
    return await session.scalar(
        select(func.max(Prompt.for_date)).where(
            Prompt.member_id == member_id,
            Prompt.reading_id == reading_id,
            Prompt.asked_at.is_not(None),
            Prompt.id < but,
        )
    )


async def times_read(session: AsyncSession, member_id: int) -> Mapping[str, tuple[int, date]]:
    """How often each reading came by the path, and the last date it did."""
    found = await session.execute(
        select(Prompt.reading_id, func.count(), func.max(Prompt.for_date))
        .where(
            Prompt.member_id == member_id,
            Prompt.from_path.is_(True),
            Prompt.asked_at.is_not(None),
        )
        .group_by(Prompt.reading_id)
    )
    return {reading: (times, on) for reading, times, on in found}


async def asks_since(session: AsyncSession, member_id: int, after: date) -> list[str]:
    """What was asked of the member for the dates after this one, part by part, with the words of then under it."""
    found = await session.scalars(
        select(Prompt.parts).where(
            Prompt.member_id == member_id,
            Prompt.for_date > after,
            Prompt.asked_at.is_not(None),
        )
    )
    return [
        words
        for parts in found
        for part in parts or ()
        for words in (
            str(part["ask"]),
            *(str(part[one]["words"]) for one in ("then",) if one in part),
        )
    ]


async def last_brought_at(session: AsyncSession, member_id: int) -> datetime | None:
    """When the path last reached the member."""
    return await session.scalar(
        select(Prompt.asked_at)
        .where(
            Prompt.member_id == member_id,
            Prompt.asked_at.is_not(None),
            Prompt.from_path.is_(True),
        )
        .order_by(Prompt.id.desc())
        .limit(1)
    )


async def of_reading(
    session: AsyncSession, member_id: int, reading_id: str
) -> Sequence[AskedOfReading]:
    """Every asking with this reading that reached the member."""
    found = await session.execute(
        select(Prompt.id, Prompt.question_id, Prompt.from_path, Prompt.short).where(
            Prompt.member_id == member_id,
            Prompt.reading_id == reading_id,
            Prompt.asked_at.is_not(None),
        )
    )
    return [AskedOfReading._make(row) for row in found]


async def times_asked(session: AsyncSession, member_id: int) -> Mapping[str, int]:
    """How often each question was asked of the member, by question id."""
    found = await session.execute(
        select(Prompt.question_id, func.count())
        .where(Prompt.member_id == member_id, Prompt.state != PromptState.IMPORTED)
        .group_by(Prompt.question_id)
    )
    return dict(found.all())


async def of_member(session: AsyncSession, member_id: int) -> Mapping[int, Prompt]:
    """Every prompt of the member, by id."""
    found = await session.scalars(select(Prompt).where(Prompt.member_id == member_id))
    return {prompt.id: prompt for prompt in found}


async def sealed_since(
    session: AsyncSession, member_id: int, since: datetime
) -> Sequence[tuple[int, bytes]]:
    """Every prompt of the member that was made since then, with its parts as they are sealed."""
    found = await session.execute(
        select(Prompt.id, type_coerce(Prompt.parts, LargeBinary)).where(
            Prompt.member_id == member_id, Prompt.created_at >= since
        )
    )
    return [(id, parts) for id, parts in found]


_THESE = select(Prompt).where(Prompt.id.in_(bindparam("ids", expanding=True)))
# Spelled out, as no parameter can promise a database that its index of those that wait will do.
_WAITING = literal(PromptState.WAITING, literal_execute=True)
_REMEMBERED = (
    *(Prompt.question_id, Prompt.reading_id, Prompt.discipline, Prompt.for_date, Prompt.from_path),
    *(Prompt.state == PromptState.ANSWERED, Prompt.why, Prompt.vision_id, Prompt.short),
)
_ARRIVED = (
    update(Prompt)
    .where(Prompt.id == bindparam("prompt"), Prompt.member_id == bindparam("whose"))
    .values(message_id=bindparam("message"))
)


@cache
def _asked_in(dialect: str) -> Executable:
    """Which message asks, put together once."""
    return (
        insert_on(dialect, Asking)
        .from_select(
            ["member_id", "message_id", "prompt_id", "part"],
            select(
                Prompt.member_id,
                bindparam("message", type_=BigInteger),
                Prompt.id,
                Prompt.part,
            ).where(Prompt.id == bindparam("prompt"), Prompt.member_id == bindparam("whose")),
        )
        .on_conflict_do_nothing()
    )
