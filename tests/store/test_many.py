"""Statements for thousands of people: whole, in order, once; and the loop is let go between their slices."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import insert, select

from solbot.bot import notices
from solbot.db import many
from solbot.db.tables import Letter, Member, Roster
from solbot.staff.rosters import db as rosters_db
from solbot.unit_of_work import UnitOfWork, UnitsOfWork

pytestmark = pytest.mark.both_databases

PEOPLE = [1_000_000 - number for number in range(2 * many.AT_ONCE + 7)]


async def _populate(work: UnitOfWork) -> None:
    rows = [{"id": one, "state": "active", "created_at": work.now} for one in PEOPLE]
    await work.session.execute(insert(Member), rows)


async def test_a_long_list_keeps_everybody_in_its_order(works: UnitsOfWork) -> None:
    async with works.begin() as work:
        await _populate(work)
        row = Roster(purpose="cohort", target="1", made_by=7, made_at=work.now, state="found")
        await rosters_db.put(work.session, row, PEOPLE)
        assert await rosters_db.people(work.session, row.id) == PEOPLE
        await rosters_db.note_added(work.session, row.id, PEOPLE[:-3])
        await rosters_db.note_was(work.session, row.id, "held", PEOPLE[:-5])
        added = await rosters_db.added(work.session, row.id)
        assert list(added) == PEOPLE[:-3]
        assert [one for one in added if added[one] is None] == PEOPLE[-5:-3]


async def test_a_notice_to_many_is_put_once_for_each(works: UnitsOfWork) -> None:
    async with works.begin() as work:
        await _populate(work)
        await notices.tell(work, PEOPLE[:3], "added", "k", cohort=5)
        await notices.tell(work, PEOPLE, "added", "k", cohort=6)
        found = (await work.session.scalars(select(Letter).order_by(Letter.id))).all()
        assert [one.member_id for one in found] == PEOPLE
        assert [one.ref["cohort"] for one in found] == [5] * 3 + [6] * (len(PEOPLE) - 3)
        assert {one.key for one in found} == {f"added:k:{one}" for one in PEOPLE}
        assert {one.due_at for one in found} == {work.now}
        assert {(one.status, one.not_after) for one in found} == {("queued", None)}


async def test_others_are_served_between_two_slices(works: UnitsOfWork) -> None:
    turns = 0

    async def other() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async with works.begin() as work:
        await _populate(work)
        beside = asyncio.create_task(other())
        before = turns
        await notices.tell(work, PEOPLE, "added", "k", cohort=6)
        beside.cancel()
        assert turns - before >= len(PEOPLE) // many.AT_ONCE
