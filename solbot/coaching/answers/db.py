"""Answers and notes: the journal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Table,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    text,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, make_transient_to_detached

from solbot.db.in_ids import in_ids
from solbot.db.states import AnswerState, PromptState
from solbot.db.tables import Answer, EarlierWording, Prompt
from solbot.limits import EARLIER_WORDINGS

_ANSWERS = cast(Table, Answer.__table__)
_KEYS = {column.key for column in _ANSWERS.columns} - {"id"}
_ADD = insert(_ANSWERS).returning(_ANSWERS.c.id)
_RESERVED = "answer ids"
_IDS = {
    # Nobody else writes meanwhile. The highest first: `add` takes from the end.
    "sqlite": text(
        "WITH RECURSIVE ids(id, rest) AS ("
        "SELECT coalesce(max(id), 0) + :count, :count - 1 FROM answers "
        "UNION ALL SELECT id - 1, rest - 1 FROM ids WHERE rest > 0) SELECT id FROM ids"
    ),
    "postgresql": text(
        "SELECT nextval(pg_get_serial_sequence('answers', 'id')) AS id "
        "FROM generate_series(1, :count) ORDER BY id DESC"
    ),
}

NEWEST = 12
"""Of what was answered before, so many are looked at."""


async def get(session: AsyncSession, member_id: int, answer_id: int) -> Answer | None:
    """This member's answer; another's is as good as none."""
    return await session.scalar(
        select(Answer).where(Answer.id == answer_id, Answer.member_id == member_id)
    )


async def reserve(session: AsyncSession, count: int) -> None:
    """Have ids ready for so many answers that `add` is given in this transaction."""
    dialect = (await session.connection()).dialect.name
    ids = await session.execute(_IDS[dialect], {"count": count})
    session.info[_RESERVED] = list(ids.scalars())


async def add(session: AsyncSession, answer: Answer) -> None:
    """Give a new answer its id, and write it: where ids were reserved, at once with what others wrote in the same
    transaction, when this ends or something is read."""
    reserved: list[int] | None = session.info.get(_RESERVED)
    if reserved:
        answer.id = reserved.pop()
        session.add(answer)
        return
    if reserved is not None:
        await session.flush()  # whatever id the database takes must not be one of those
    row = {key: getattr(answer, key) for key in _KEYS}
    for key in _KEYS - answer.__dict__.keys():
        setattr(answer, key, None)  # what is not there would be read again
    connection = await session.connection()
    answer.id = (await connection.execute(_ADD, row)).scalar_one()
    make_transient_to_detached(answer)
    session.add(answer)


async def before_message(
    session: AsyncSession, member_id: int, message_id: int, limit: int
) -> Sequence[Answer]:
    """What the member wrote in this message of theirs and in those before it, the newest first."""
    found = await session.scalars(
        select(Answer)
        .where(
            Answer.member_id == member_id,
            Answer.message_id <= message_id,
            Answer.state != AnswerState.DROPPED,
        )
        .order_by(Answer.message_id.desc())
        .limit(limit)
    )
    return found.all()


async def of_prompt(session: AsyncSession, prompt_id: int) -> Sequence[Answer]:
    """Everything answered to one prompt, in the order it came."""
    found = await session.scalars(
        select(Answer)
        .where(Answer.prompt_id == prompt_id, Answer.state == AnswerState.KEPT)
        .order_by(Answer.id)
    )
    return found.all()


async def dropped(session: AsyncSession, before: datetime, limit: int) -> Sequence[Answer]:
    """What was dropped by that moment."""
    found = await session.scalars(
        select(Answer)
        .where(Answer.dropped_at <= before)
        .order_by(Answer.member_id, Answer.id)
        .limit(limit)
    )
    return found.all()


async def in_order(
    session: AsyncSession, member_id: int, state: AnswerState = AnswerState.KEPT
) -> Sequence[tuple[Answer, Prompt | None]]:
    """Every entry in that state with what it answers, in the order of the
    journal, the newest last."""
    found = await session.execute(
        select(Answer, Prompt)
        .outerjoin(Prompt, Prompt.id == Answer.prompt_id)
        .where(Answer.member_id == member_id, Answer.state == state)
        .order_by(Answer.for_date, Answer.answered_at, Answer.id)
    )
    return [(answer, prompt) for answer, prompt in found.all()]


def _may_be_quoted() -> tuple[ColumnElement[bool], ...]:
    """That an answer is in the journal, and neither it nor anything else of its prompt is hidden."""
    other = aliased(Answer)
    hidden = exists().where(other.prompt_id == Answer.prompt_id, other.hidden.is_(True))
    return Answer.state == AnswerState.KEPT, Answer.hidden.is_(False), ~hidden


# Put together once: that takes longer than to ask the database.
_QUOTED = (
    select(Answer)
    .join(Prompt, Prompt.id == Answer.prompt_id)
    .where(
        Prompt.member_id == bindparam("member", type_=BigInteger),
        Prompt.reading_id.in_(bindparam("readings", expanding=True)),
        Prompt.question_id.in_(bindparam("questions", expanding=True)),
        *_may_be_quoted(),
    )
    .order_by(Answer.id.desc())
    .limit(NEWEST)
)
_TO_FIRST_PARTS = _QUOTED.where(Answer.part == 0)
_TO_QUESTIONS = _QUOTED.where(
    Prompt.vision_id.is_not_distinct_from(bindparam("vision", type_=BigInteger)),
    Prompt.id.is_distinct_from(bindparam("but", type_=BigInteger)),
)


async def after(
    session: AsyncSession, member_id: int, state: AnswerState, after: int, limit: int
) -> Sequence[tuple[Answer, Prompt | None]]:
    """Entries in that state after one of them, in the order they were kept, with what each answers."""
    found = await session.execute(
        select(Answer, Prompt)
        .outerjoin(Prompt, Prompt.id == Answer.prompt_id)
        .where(Answer.member_id == member_id, Answer.state == state, Answer.id > after)
        .order_by(Answer.id)
        .limit(limit)
    )
    return [(answer, prompt) for answer, prompt in found.all()]


async def unsaid(
    session: AsyncSession,
    member_id: int,
    asked: Collection[tuple[str, int]],
    since: datetime,
    limit: int,
    among: int | None = None,
) -> Sequence[tuple[Answer, Prompt]]:
    """What was answered to these parts of questions and nobody said whether it belongs on the page, the newest
    first; `among`: of so many of their newest entries only."""
    wanted = (
        select(Answer, Prompt)
        .join(Prompt, Prompt.id == Answer.prompt_id)
        .where(
            Answer.member_id == member_id,
            *_may_be_quoted(),
            Prompt.state != PromptState.IMPORTED,
            Answer.on_page.is_(None),
            Answer.answered_at >= since,
            tuple_(Prompt.question_id, Answer.part).in_(sorted(asked)),
        )
        .order_by(Answer.id.desc())
        .limit(limit)
    )
    if among is not None:
        newest = select(Answer.id).where(Answer.member_id == member_id, Answer.import_id.is_(None))
        before = newest.order_by(Answer.id.desc()).offset(among).limit(1).scalar_subquery()
        wanted = wanted.where(Answer.id > func.coalesce(before, 0))
    found = await session.execute(wanted)
    return [(answer, prompt) for answer, prompt in found.all()]


async def kept_between(
    session: AsyncSession, member_id: int, first: date, before: date
) -> Sequence[Answer]:
    """What was kept here for the local dates from `first` to the day before `before`, and may be quoted, oldest first;
    nothing that came in from elsewhere."""
    found = await session.scalars(
        select(Answer)
        .where(
            Answer.member_id == member_id,
            *_may_be_quoted(),
            Answer.for_date >= first,
            Answer.for_date < before,
            Answer.import_id.is_(None),
        )
        .order_by(Answer.id)
    )
    return found.all()


async def last_at(session: AsyncSession, member_id: int) -> datetime | None:
    """When the member last wrote anything here that is in the journal or waits for its place."""
    return await session.scalar(
        select(Answer.answered_at)
        .where(Answer.member_id == member_id, Answer.import_id.is_(None))
        .order_by(Answer.id.desc())
        .limit(1)
    )


async def to_questions(
    session: AsyncSession,
    member_id: int,
    questions: Collection[str],
    readings: Collection[str],
    *,
    vision_id: int | None,
    but: int | None,
) -> Sequence[Answer]:
    """What was last answered to any part of questions that speak of this vision (None: of none) and may be quoted, the
    newest first, without what the prompt `but` was given. `readings`: those the questions are of."""
    asked = {
        "member": member_id,
        "questions": sorted(questions),
        "readings": sorted(readings),
        "vision": vision_id,
        "but": but,
    }
    return (await session.scalars(_TO_QUESTIONS, asked)).all()


async def to_first_parts(
    session: AsyncSession, member_id: int, reading_id: str, questions: Collection[str]
) -> Sequence[Answer]:
    """What was last answered to the first parts of questions of a reading and may be quoted, the newest first."""
    asked = {"member": member_id, "questions": sorted(questions), "readings": [reading_id]}
    return (await session.scalars(_TO_FIRST_PARTS, asked)).all()


async def count(
    session: AsyncSession, member_id: int, state: AnswerState = AnswerState.KEPT
) -> int:
    """How many entries of the member are in that state."""
    return (
        await session.scalar(
            select(func.count())
            .select_from(Answer)
            .where(Answer.member_id == member_id, Answer.state == state)
        )
        or 0
    )


async def count_notes(session: AsyncSession, member_id: int) -> int:
    """How many entries that were written here answer nothing."""
    wanted = select(func.count()).select_from(Answer)
    wanted = wanted.where(
        Answer.member_id == member_id,
        Answer.state == AnswerState.KEPT,
        Answer.prompt_id.is_(None),
        Answer.import_id.is_(None),
    )
    return await session.scalar(wanted) or 0


async def remove(session: AsyncSession, answer: Answer) -> None:
    """Delete one entry for good."""
    await session.execute(delete(Answer).where(Answer.id == answer.id))


async def remove_all(session: AsyncSession, answers: Collection[int]) -> None:
    """Delete entries for good."""
    await session.execute(
        delete(Answer)
        .where(in_ids(session, Answer.id, answers))
        .execution_options(synchronize_session=False)
    )


async def keep_wording(session: AsyncSession, answer: Answer, now: datetime) -> None:
    """Keep what an answer says by now, as other words are about to take its place; of very many, the latest."""
    kept = select(EarlierWording.id).where(EarlierWording.answer_id == answer.id)
    latest = kept.order_by(EarlierWording.id.desc()).limit(EARLIER_WORDINGS - 1)
    await session.execute(
        delete(EarlierWording)
        .where(EarlierWording.answer_id == answer.id, EarlierWording.id.not_in(latest))
        .execution_options(synchronize_session=False)
    )
    session.add(
        EarlierWording(
            member_id=answer.member_id, answer_id=answer.id, body=dict(answer.body), until=now
        )
    )


async def first_given(session: AsyncSession, answers: Collection[int]) -> datetime | None:
    """When the first of these was given."""
    wanted = select(func.min(Answer.answered_at)).where(in_ids(session, Answer.id, answers))
    return await session.scalar(wanted)
