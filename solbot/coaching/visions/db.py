"""Visions with their revisions, and what stands beside them.

What came from an answer that was dropped, and can still be brought back, is not there meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import (
    ColumnElement,
    Exists,
    Select,
    String,
    bindparam,
    cast,
    delete,
    func,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.states import AnswerState, FigureKind
from solbot.db.tables import Answer, Fact, Figure, Prompt, Revision, Step, Vision

Row = TypeVar("Row", Revision, Fact, Figure, Step)


def _dropped(table: type[Row]) -> Exists:
    """Whether a row came from an answer that was dropped."""
    answer = select(Answer.id).where(
        Answer.id == table.answer_id, Answer.state == AnswerState.DROPPED
    )
    return answer.correlate(table).exists()


# One that was answered long ago may have come to the page today.
_LATEST = (Figure.at.desc(), Figure.id.desc())
# A vision all of whose wordings are gone for now is gone for now, too.
_IS_THERE = (
    select(Revision.id)
    .where(Revision.vision_id == Vision.id, ~_dropped(Revision))
    .correlate(Vision)
    .exists()
)

_HELD = (
    select(Vision.id)
    .where(Vision.member_id == bindparam("member"), Vision.released_at.is_(None), _IS_THERE)
    .order_by(Vision.id)
)
_HELD_BY = (
    select(Vision.member_id, Vision.id)
    .where(
        Vision.member_id.in_(bindparam("members", expanding=True)),
        Vision.released_at.is_(None),
        _IS_THERE,
    )
    .order_by(Vision.id)
)
_AHEAD = "visions held"

_SPOKEN = (
    select(Prompt.vision_id, func.max(Prompt.created_at).label("at"))
    .where(Prompt.member_id == bindparam("member"), Prompt.vision_id.is_not(None))
    .group_by(Prompt.vision_id)
    .subquery()
)
_LAST_VISITS = (
    select(Vision.id, Vision.created_at, _SPOKEN.c.at)
    .outerjoin(_SPOKEN, _SPOKEN.c.vision_id == Vision.id)
    .where(Vision.member_id == bindparam("member"), Vision.released_at.is_(None), _IS_THERE)
)


async def get(session: AsyncSession, member_id: int, vision_id: int) -> Vision | None:
    """This member's vision; another's is as good as none."""
    return await session.scalar(
        select(Vision).where(Vision.id == vision_id, Vision.member_id == member_id, _IS_THERE)
    )


async def get_held(session: AsyncSession, member_id: int, vision_id: int) -> Vision | None:
    """This member's vision, if it was not let go."""
    vision = await get(session, member_id, vision_id)
    return vision if vision is not None and vision.released_at is None else None


async def of_member(session: AsyncSession, member_id: int) -> Sequence[Vision]:
    """All visions of the member, released ones included, oldest first."""
    found = await session.scalars(
        select(Vision).where(Vision.member_id == member_id, _IS_THERE).order_by(Vision.id)
    )
    return found.all()


async def held_ids(session: AsyncSession, member_id: int) -> list[int]:
    """The ids of the member's visions that were not let go, oldest first."""
    ahead: dict[int, list[int]] = session.info.get(_AHEAD, {})
    if member_id in ahead:
        return ahead.pop(member_id)
    return list(await session.scalars(_HELD, {"member": member_id}))


async def read_held_ahead(session: AsyncSession, members: Collection[int]) -> None:
    """Read at once what `held_ids` finds for each of these members when it is asked next in this transaction."""
    ahead: dict[int, list[int]] = {member: [] for member in members}
    for member, vision in await session.execute(_HELD_BY, {"members": sorted(members)}):
        ahead[member].append(vision)
    session.info[_AHEAD] = ahead


async def count_held(session: AsyncSession, member_id: int) -> int:
    """How many visions of the member were not let go."""
    wanted = select(func.count()).select_from(Vision)
    wanted = wanted.where(Vision.member_id == member_id, Vision.released_at.is_(None), _IS_THERE)
    return await session.scalar(wanted) or 0


async def count(session: AsyncSession, table: type[Row], vision_id: int) -> int:
    """How many rows of a table a vision has."""
    wanted = select(func.count()).select_from(table).where(table.vision_id == vision_id)
    return await session.scalar(wanted) or 0


async def find(session: AsyncSession, table: type[Row], member_id: int, id: int) -> Row | None:
    """One row of this member's; another's is as good as none."""
    return await session.scalar(select(table).where(table.id == id, table.member_id == member_id))


async def from_answer(session: AsyncSession, table: type[Row], answer_id: int) -> Sequence[Row]:
    """The rows of a table that came from an answer."""
    found = await session.scalars(
        select(table).where(table.answer_id == answer_id).order_by(table.id)
    )
    return found.all()


async def by_message(session: AsyncSession, member_id: int, message_id: int) -> Fact | Step | None:
    """The fact or step that came in this message of the member's."""
    fact = await session.scalar(
        select(Fact).where(Fact.member_id == member_id, Fact.message_id == message_id)
    )
    if fact is not None:
        return fact
    return await session.scalar(
        select(Step).where(Step.member_id == member_id, Step.message_id == message_id)
    )


async def remove(session: AsyncSession, vision_id: int) -> None:
    """Delete a vision, with all that stands beside it."""
    await session.execute(delete(Vision).where(Vision.id == vision_id))


async def revisions(session: AsyncSession, vision_id: int) -> Sequence[Revision]:
    """Every wording of a vision, oldest first."""
    return await _beside(session, Revision, vision_id)


async def facts(session: AsyncSession, vision_id: int) -> Sequence[Fact]:
    """Every fact beside a vision, oldest first."""
    return await _beside(session, Fact, vision_id, Fact.at)


class Noted(NamedTuple):
    """A figure as it is kept: what it says, and of when; its value may be unreadable."""

    kind: FigureKind
    value: Any
    for_date: date
    at: datetime


async def figures(
    session: AsyncSession, vision_id: int, whole_since: date | None = None
) -> Sequence[Noted]:
    """Every figure beside a vision, oldest first; bare, as there may be one a day for years. Of what is from before
    `whole_since`, the first of each kind and the last of every ten days: each is sealed by itself, and to open ten
    years of them takes most of a second."""
    there = (Figure.vision_id == vision_id, ~_dropped(Figure))
    wanted = select(Figure.kind, Figure.value, Figure.for_date, Figure.at).where(*there)
    if whole_since is not None:
        wanted = wanted.where((Figure.for_date >= whole_since) | Figure.id.in_(_some_of(*there)))
    wanted = wanted.order_by(Figure.at, Figure.id)
    return [Noted._make(row) for row in await session.execute(wanted)]


def _some_of(*there: ColumnElement[bool]) -> Select[tuple[int]]:
    ten_days = func.substr(cast(Figure.for_date, String), 1, len("2026-11-2"))
    last = select(func.max(Figure.id)).where(*there).group_by(Figure.kind, ten_days)
    first = select(func.min(Figure.id)).where(*there).group_by(Figure.kind)
    return last.union(first).subquery().select()


async def steps(session: AsyncSession, vision_id: int) -> Sequence[Step]:
    """Every step towards a vision, oldest first."""
    return await _beside(session, Step, vision_id, Step.at)


async def last_visits(session: AsyncSession, member_id: int) -> list[tuple[int, datetime]]:
    """The visions that were not let go, each with the moment a question last spoke of it, or it was begun."""
    rows = await session.execute(_LAST_VISITS, {"member": member_id})
    return [(id, max(created, at) if at else created) for id, created, at in rows]


async def revision_by_message(
    session: AsyncSession, member_id: int, message_id: int
) -> Revision | None:
    """The wording that came in this message of the member's."""
    return await session.scalar(
        select(Revision).where(Revision.member_id == member_id, Revision.message_id == message_id)
    )


async def latest_words(session: AsyncSession, vision_id: int) -> str | None:
    """The latest wording of a vision."""
    rows = _there(select(Revision.words), Revision, vision_id)
    found: str | None = await session.scalar(rows.order_by(Revision.id.desc()).limit(1))
    return found


async def last_worded_at(session: AsyncSession, vision_id: int) -> datetime | None:
    """When the latest wording of a vision is of."""
    rows = _there(select(Revision.at), Revision, vision_id)
    found: datetime | None = await session.scalar(rows.order_by(Revision.id.desc()).limit(1))
    return found


async def latest_figure(session: AsyncSession, vision_id: int, kind: FigureKind) -> int | None:
    """The latest figure of a kind beside a vision."""
    rows = _there(select(Figure.value), Figure, vision_id).where(Figure.kind == kind)
    found: int | None = await session.scalar(rows.order_by(*_LATEST).limit(1))
    return found


async def noted(session: AsyncSession, vision_id: int, kind: FigureKind) -> Figure | None:
    """The row of the latest figure of a kind beside a vision."""
    rows = select(Figure).where(Figure.vision_id == vision_id, Figure.kind == kind)
    return await session.scalar(rows.order_by(*_LATEST).limit(1))


async def prompts_about(session: AsyncSession, member_id: int, vision_id: int) -> Sequence[Prompt]:
    """The questions that spoke of a vision."""
    found = await session.scalars(
        select(Prompt).where(Prompt.member_id == member_id, Prompt.vision_id == vision_id)
    )
    return found.all()


async def prompts_of_step(session: AsyncSession, member_id: int, step_id: int) -> Sequence[Prompt]:
    """The questions that asked what came of a step."""
    found = await session.scalars(
        select(Prompt).where(Prompt.member_id == member_id, Prompt.step_id == step_id)
    )
    return found.all()


async def newest_words(session: AsyncSession, member_id: int) -> str | None:
    """The latest wording of the newest vision that was not released, or None."""
    return await session.scalar(
        select(Revision.words)
        .join(Vision, Vision.id == Revision.vision_id)
        .where(Vision.member_id == member_id, Vision.released_at.is_(None), ~_dropped(Revision))
        .order_by(Vision.id.desc(), Revision.id.desc())
        .limit(1)
    )


async def _beside(
    session: AsyncSession, table: type[Row], vision_id: int, *first: Any
) -> Sequence[Row]:
    """What a table has of a vision, in the order of their ids; `first`: by this before."""
    wanted = _there(select(table), table, vision_id).order_by(*first, table.id)
    return (await session.scalars(wanted)).all()


def _there(wanted: Select[Any], table: type[Row], vision_id: int) -> Select[Any]:
    """What a table has of a vision, without what came from an answer that was dropped."""
    return wanted.where(table.vision_id == vision_id, ~_dropped(table))
