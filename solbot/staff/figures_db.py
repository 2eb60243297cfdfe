"""Counts of people for the figures of staff. Of prompts and answers only whose and when, never what is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    case,
    func,
    literal_column,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from solbot.db.states import AnswerState, PromptState
from solbot.db.tables import Answer, Member, Prompt
from solbot.staff.people_db import IS_MEMBER, is_paused

Pair = tuple[int, int]
"""How many people were asked, and how many of them answered."""


def answered_lately(discipline: str, since: datetime) -> Select[int]:
    """Who answered a question of a discipline that was asked since, for a statement that counts or addresses them."""
    # In these words, so that the index of answered prompts is used.
    answered = Prompt.state == literal_column("'answered'")
    return select(Prompt.member_id).where(
        answered, Prompt.discipline == discipline, Prompt.asked_at >= since
    )


async def of_members(
    session: AsyncSession, now: datetime, since: Sequence[datetime]
) -> Mapping[str, Sequence[int]]:
    """How many joined, were active, paused and left, since each of these moments."""
    conditions: dict[str, list[ColumnElement[bool]]] = {
        "joined": [Member.consented_at >= one for one in since],
        "active": [Member.seen_on >= one.date() for one in since],
        "paused": [is_paused(now) & (Member.paused_at >= one) for one in since],
        "left": [Member.left_at >= one for one in since],
    }
    wanted = [func.count().filter(one) for many in conditions.values() for one in many]
    row: list[int] = [*(await session.execute(select(*wanted).where(IS_MEMBER))).one()]
    return {
        name: row[at * len(since) : (at + 1) * len(since)] for at, name in enumerate(conditions)
    }


async def answering(session: AsyncSession, since: Sequence[datetime]) -> Sequence[int]:
    """How many people answered a question, since each of these moments."""
    earliest = min(since)
    wanted = [_people(Answer.member_id, Answer.answered_at >= one) for one in since]
    found = await session.execute(
        select(*wanted).where(
            Answer.state == AnswerState.KEPT,
            Answer.prompt_id.is_not(None),
            Answer.answered_at >= earliest,
        )
    )
    return list(found.one())


async def by_discipline(session: AsyncSession, since: datetime) -> Mapping[str | None, Pair]:
    """How many people were asked and answered, by discipline; under None: together."""
    return await _grouped(session, Prompt.discipline, [Prompt.asked_at >= since])


async def by_reading(
    session: AsyncSession, discipline: str, since: datetime
) -> Mapping[str | None, Pair]:
    """How many people were asked and answered, by reading of a discipline; under None: together."""
    chosen = [Prompt.asked_at >= since, Prompt.discipline == discipline]
    return await _grouped(session, Prompt.reading_id, chosen)


async def _grouped(
    session: AsyncSession,
    column: InstrumentedAttribute[str],
    chosen: Sequence[ColumnElement[bool]],
) -> Mapping[str | None, Pair]:
    asked = func.count(Prompt.member_id.distinct())
    answered = _people(Prompt.member_id, Prompt.state == PromptState.ANSWERED)
    parts = select(column, asked, answered).where(*chosen).group_by(column)
    found: dict[str | None, Pair] = {
        name: (first, second) for name, first, second in (await session.execute(parts)).all()
    }
    together = (await session.execute(select(asked, answered).where(*chosen))).one()
    return found | {None: (together[0], together[1])}


def _people(column: SQLColumnExpression[int], condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many different people meet a condition."""
    return func.count(case((condition, column)).distinct())
