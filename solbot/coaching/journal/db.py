"""The journal as a row of entries: all answers of one prompt are one, a note is its own. An entry is dated, and named,
by the first of its answers that was written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Select,
    delete,
    exists,
    extract,
    func,
    literal,
    or_,
    select,
    tuple_,
    type_coerce,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from solbot.db.in_ids import in_ids
from solbot.db.states import AnswerState
from solbot.db.tables import Answer, EarlierWording, Prompt

# Spelled out, as no parameter can promise a database that its index of what is kept will do.
_KEPT = literal(AnswerState.KEPT, literal_execute=True)
_ORDER = (Answer.for_date, Answer.answered_at, Answer.id)
_NEWEST_FIRST = tuple(column.desc() for column in _ORDER)


class Place(NamedTuple):
    """Where an entry stands in the journal."""

    for_date: date
    answered_at: datetime
    id: int


class Searched(NamedTuple):
    """An answer as it is looked through, and what was asked; the words of both still sealed."""

    id: int
    prompt_id: int | None
    for_date: date
    imported: bool
    body: bytes
    question_id: str | None
    discipline: str | None
    vision_id: int | None
    parts: bytes | None


def _kept(member_id: int) -> tuple[ColumnElement[bool], ...]:
    return Answer.member_id == member_id, Answer.state == _KEPT


def _first() -> ColumnElement[bool]:
    """That no answer of the same prompt came before it."""
    other = aliased(Answer)
    return ~exists().where(
        other.prompt_id == Answer.prompt_id, other.state == _KEPT, other.id < Answer.id
    )


def _leads(member_id: int, *columns: Any) -> Select[Any]:
    return select(*columns).where(*_kept(member_id), _first())


async def page(session: AsyncSession, member_id: int, start: int, size: int) -> Sequence[int]:
    """Entries from `start` on, the newest first."""
    wanted = _leads(member_id, Answer.id).order_by(*_NEWEST_FIRST).offset(start).limit(size)
    return (await session.scalars(wanted)).all()


async def count(session: AsyncSession, member_id: int) -> int:
    """How many entries there are."""
    wanted = select(
        func.count(Answer.prompt_id.distinct()), func.count() - func.count(Answer.prompt_id)
    )
    asked, notes = (await session.execute(wanted.where(*_kept(member_id)))).one()
    return int(asked) + int(notes)


async def lead_of(session: AsyncSession, member_id: int, answer_id: int) -> Place | None:
    """The entry that an answer belongs to; None where that is not in the journal."""
    mine = select(Answer.id, Answer.prompt_id).where(Answer.id == answer_id, *_kept(member_id))
    found = (await session.execute(mine)).first()
    if found is None:
        return None
    same = Answer.id == answer_id if found[1] is None else Answer.prompt_id == found[1]
    wanted = select(*_ORDER).where(*_kept(member_id), same).order_by(Answer.id).limit(1)
    return Place._make((await session.execute(wanted)).one())


async def count_newer(session: AsyncSession, member_id: int, place: Place) -> int:
    """How many entries stand before it."""
    wanted = _leads(member_id, func.count()).where(_later(place))
    return await session.scalar(wanted) or 0


async def count_after(session: AsyncSession, member_id: int, day: date) -> int:
    """How many entries are of later days."""
    return await session.scalar(_leads(member_id, func.count()).where(Answer.for_date > day)) or 0


async def beside(session: AsyncSession, member_id: int, place: Place, *, newer: bool) -> int | None:
    """The next entry after it, or (newer) before it."""
    wanted = _leads(member_id, Answer.id).limit(1)
    wanted = (
        wanted.where(_later(place)).order_by(*_ORDER)
        if newer
        else wanted.where(_earlier(place)).order_by(*_NEWEST_FIRST)
    )
    found: int | None = await session.scalar(wanted)
    return found


def _later(place: Place) -> ColumnElement[bool]:
    return tuple_(*_ORDER) > tuple_(*place, types=[column.type for column in _ORDER])


def _earlier(place: Place) -> ColumnElement[bool]:
    return tuple_(*_ORDER) < tuple_(*place, types=[column.type for column in _ORDER])


async def whole(
    session: AsyncSession, member_id: int, leads: Collection[int]
) -> Sequence[tuple[Answer, Prompt | None]]:
    """All answers of these entries, each with what it answers."""
    asked = select(Answer.prompt_id).where(in_ids(session, Answer.id, leads))
    found = await session.execute(
        select(Answer, Prompt)
        .outerjoin(Prompt, Prompt.id == Answer.prompt_id)
        .where(
            *_kept(member_id),
            or_(in_ids(session, Answer.id, leads), Answer.prompt_id.in_(asked)),
        )
        .order_by(Answer.id)
    )
    return [(answer, prompt) for answer, prompt in found.all()]


async def searched(session: AsyncSession, member_id: int) -> list[Searched]:
    """All that is in the journal, in its order, the newest last."""
    found = await session.execute(
        select(
            *(Answer.id, Answer.prompt_id, Answer.for_date, Answer.import_id.is_not(None)),
            type_coerce(Answer.body, LargeBinary),
            *(Prompt.question_id, Prompt.discipline, Prompt.vision_id),
            type_coerce(Prompt.parts, LargeBinary),
        )
        .outerjoin(Prompt, Prompt.id == Answer.prompt_id)
        .where(*_kept(member_id))
        .order_by(*_ORDER)
    )
    return [Searched._make(row) for row in found]


async def of_days(
    session: AsyncSession, member_id: int, days: Collection[date]
) -> Sequence[tuple[int, date]]:
    """The entries of these days that may be brought back, the newest first, each with its day."""
    wanted = _leads(member_id, Answer.id, Answer.for_date).where(
        Answer.for_date.in_(sorted(days)), Answer.hidden.is_(False)
    )
    return [(id, on) for id, on in await session.execute(wanted.order_by(*_NEWEST_FIRST))]


async def per_day(
    session: AsyncSession, member_id: int, first: date, last: date
) -> Sequence[tuple[date, int]]:
    """The days with entries from one to another, both included, and how many each has."""
    wanted = _leads(member_id, Answer.for_date, func.count()).where(
        Answer.for_date >= first, Answer.for_date <= last
    )
    found = await session.execute(wanted.group_by(Answer.for_date).order_by(Answer.for_date))
    return [(on, number) for on, number in found]


async def per_year(session: AsyncSession, member_id: int) -> Sequence[tuple[int, int]]:
    """The years with entries, and on how many days of each something is there."""
    year = extract("year", Answer.for_date)
    found = await session.execute(
        select(year, func.count(Answer.for_date.distinct()))
        .where(*_kept(member_id))
        .group_by(year)
        .order_by(year)
    )
    return [(int(one), days) for one, days in found]


async def first_day(session: AsyncSession, member_id: int) -> date | None:
    """The day of the oldest entry."""
    return await session.scalar(select(func.min(Answer.for_date)).where(*_kept(member_id)))


async def ids_of(session: AsyncSession, member_id: int, place: Place) -> Sequence[int]:
    """The answers of one entry."""
    asked = select(Answer.prompt_id).where(Answer.id == place.id).scalar_subquery()
    wanted = select(Answer.id).where(
        *_kept(member_id), or_(Answer.id == place.id, Answer.prompt_id == asked)
    )
    return (await session.scalars(wanted.order_by(Answer.id))).all()


async def ids_between(
    session: AsyncSession, member_id: int, first: date | None, last: date | None
) -> Sequence[int]:
    """The answers of days from one to another, both included; without them, all."""
    wanted = select(Answer.id).where(*_kept(member_id))
    if first is not None:
        wanted = wanted.where(Answer.for_date >= first)
    if last is not None:
        wanted = wanted.where(Answer.for_date <= last)
    return (await session.scalars(wanted.order_by(Answer.id))).all()


async def count_between(
    session: AsyncSession, member_id: int, first: date | None, last: date | None
) -> int:
    """How many entries of days from one to another there are, both included; without them, of all."""
    wanted = _leads(member_id, func.count())
    if first is not None:
        wanted = wanted.where(Answer.for_date >= first)
    if last is not None:
        wanted = wanted.where(Answer.for_date <= last)
    return await session.scalar(wanted) or 0


async def on_page(session: AsyncSession, member_id: int, answers: Collection[int]) -> Sequence[int]:
    """Those of these answers of which something stands on a page."""
    wanted = select(Answer.id).where(
        Answer.member_id == member_id, in_ids(session, Answer.id, answers), Answer.on_page.is_(True)
    )
    return (await session.scalars(wanted)).all()


async def drop(
    session: AsyncSession, member_id: int, answers: Collection[int], at: datetime
) -> None:
    """Take answers out of the journal."""
    await session.execute(
        update(Answer)
        .where(*_kept(member_id), in_ids(session, Answer.id, answers))
        .values(state=AnswerState.DROPPED, dropped_at=at)
        .execution_options(synchronize_session=False)
    )


async def dropped_at(session: AsyncSession, member_id: int, at: datetime) -> Sequence[int]:
    """What was taken out of the journal at that moment, and is still there."""
    wanted = select(Answer.id).where(
        Answer.member_id == member_id, Answer.state == AnswerState.DROPPED, Answer.dropped_at == at
    )
    return (await session.scalars(wanted)).all()


async def put_back(session: AsyncSession, member_id: int, answers: Collection[int]) -> None:
    """Put answers back into the journal."""
    await session.execute(
        update(Answer)
        .where(Answer.member_id == member_id, in_ids(session, Answer.id, answers))
        .values(state=AnswerState.KEPT, dropped_at=None)
        .execution_options(synchronize_session=False)
    )


async def change(
    session: AsyncSession, member_id: int, answers: Collection[int], **values: object
) -> None:
    """Change something about answers, their words apart."""
    await session.execute(
        update(Answer)
        .where(Answer.member_id == member_id, in_ids(session, Answer.id, answers))
        .values(**values)
        .execution_options(synchronize_session=False)
    )


async def file_on(session: AsyncSession, member_id: int, prompt_id: int, day: date) -> None:
    """Let what is added to a prompt's answers be of that day."""
    await session.execute(
        update(Prompt)
        .where(Prompt.id == prompt_id, Prompt.member_id == member_id)
        .values(filed_on=day)
        .execution_options(synchronize_session=False)
    )


async def unanswered(
    session: AsyncSession, member_id: int, day: date, limit: int
) -> Sequence[Prompt]:
    """What was asked for a day and has no answer, the newest first."""
    given = exists().where(Answer.prompt_id == Prompt.id, Answer.state == _KEPT)
    found = await session.scalars(
        select(Prompt)
        .where(
            Prompt.member_id == member_id,
            Prompt.for_date == day,
            Prompt.asked_at.is_not(None),
            ~given,
        )
        .order_by(Prompt.id.desc())
        .limit(limit)
    )
    return found.all()


async def wordings(
    session: AsyncSession, member_id: int, answers: Collection[int]
) -> Sequence[EarlierWording]:
    """What answers said before they were corrected, the oldest first."""
    found = await session.scalars(
        select(EarlierWording)
        .where(
            EarlierWording.member_id == member_id,
            in_ids(session, EarlierWording.answer_id, answers),
        )
        .order_by(EarlierWording.id)
    )
    return found.all()


async def all_wordings(session: AsyncSession, member_id: int) -> Sequence[EarlierWording]:
    """What any answers said before they were corrected, the oldest first."""
    wanted = select(EarlierWording).where(EarlierWording.member_id == member_id)
    return (await session.scalars(wanted.order_by(EarlierWording.id))).all()


async def forget_wordings(session: AsyncSession, member_id: int, answers: Collection[int]) -> None:
    """Erase what answers said before."""
    await session.execute(
        delete(EarlierWording).where(
            EarlierWording.member_id == member_id,
            in_ids(session, EarlierWording.answer_id, answers),
        )
    )


async def last_asked(session: AsyncSession, member_id: int, question_id: str) -> Prompt | None:
    """The newest prompt with a question."""
    wanted = select(Prompt).where(Prompt.member_id == member_id, Prompt.question_id == question_id)
    return await session.scalar(wanted.order_by(Prompt.id.desc()).limit(1))
