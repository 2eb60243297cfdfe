"""Statements for thousands of people: the rows are made by the database, so many at a time; between two slices the loop
does what else there is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Table, delete, func, literal, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from solbot.db.in_ids import in_ids
from solbot.db.upsert import insert_into

T = TypeVar("T")
AT_ONCE = 500
"""Rows in one statement: SQLite writes them, with their indexes, in some 5 ms."""

Columns = Callable[[ColumnElement[int], ColumnElement[int]], Mapping[str, ColumnElement[Any]]]
"""What differs from row to row, of the id and its place in the list, which counts from 0."""


async def slices(ids: Sequence[int]) -> AsyncIterator[Sequence[int]]:
    """These ids, so many at a time."""
    for start in range(0, len(ids), AT_ONCE):
        if len(ids) > AT_ONCE:
            await asyncio.sleep(0)
        yield ids[start : start + AT_ONCE]


async def one_by_one(things: Iterable[T]) -> AsyncIterator[T]:
    """These things; before each the loop does what else there is."""
    for one in things:
        await asyncio.sleep(0)
        yield one


async def put_new(
    session: AsyncSession,
    table: Table,
    ids: Sequence[int],
    columns: Columns = lambda _, __: {},
    *,
    unique: Sequence[str],
    **same: object,
) -> list[int]:
    """Put in a row for each of these members, all with the `same` but for `columns`, unless there is one; returns for
    whom it was put in."""
    connection = await session.connection()
    new: list[int] = []
    at = 0
    async for some in slices(ids):
        one, place = _listed(session, some)
        given: dict[str, ColumnElement[Any]] = {
            name: literal(value, table.c[name].type) for name, value in same.items()
        }
        given |= columns(one, place + at)
        rows = select(one, *given.values()).where(true()).order_by(place)
        found = await connection.scalars(
            insert_into(session, table)
            .from_select(["member_id", *given], rows)
            .on_conflict_do_nothing(index_elements=unique)
            .returning(table.c.member_id)
        )
        new += found.all()
        at += len(some)
    return new


async def take_out(
    session: AsyncSession,
    whose: InstrumentedAttribute[int],
    ids: Sequence[int],
    *where: ColumnElement[bool],
) -> list[int]:
    """Delete the rows that are one of these members' and as `where` says; returns whose there were."""
    gone: list[int] = []
    async for some in slices(ids):
        mine = in_ids(session, whose, some)
        gone += await session.scalars(delete(whose.class_).where(*where, mine).returning(whose))
    return gone


def _listed(
    session: AsyncSession, ids: Sequence[int]
) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Ids in one parameter, as rows: the id, and its place, which counts from 0."""
    if _is_sqlite(session):
        each = func.json_each(json.dumps(list(ids))).table_valued("value", "key")
        return each.c.value, each.c.key
    each = (
        func.unnest(literal(list(ids), ARRAY(BigInteger)))
        .table_valued("value", with_ordinality="place")
        .render_derived()
    )
    return each.c.value, each.c.place - 1


def _is_sqlite(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "sqlite"
