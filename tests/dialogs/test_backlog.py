"""One person's thousands of messages are heard in order, and nobody else waits for them."""

from __future__ import annotations

import asyncio
import random
import time

import pytest
from sqlalchemy import select

from solbot.db.tables import Answer
from solbot.telegram import inbox
from solbot.telegram.queues import IN_MEMORY
from solbot.unit_of_work import UnitOfWork
from tests.dialogs.people import Stage

pytestmark = pytest.mark.both_databases

MANY = 5000
SOON = 6.0  # seconds of the processor, whatever else it has to do; one queue for everybody took half a minute


async def test_a_backlog_of_thousands_delays_nobody_else(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await stage.stop()
    for number in range(MANY):
        stage.world.say(ana.id, f"thought {number}")
    stage.world.say(ben.id, "/today")
    await stage.start()
    assert stage.app is not None and stage.works is not None
    began = time.process_time()
    while "The reading of day-1" not in ben.last():
        assert time.process_time() - began < SOON
        await asyncio.sleep(0.01)
    (hers,) = [line for person, line in stage.app.queues._lines.items() if person == ana.id]
    assert len(hers.ready) <= IN_MEMORY and (hers.more or hers.filling)
    for _ in range(3):
        began = time.process_time()
        stage.world.say(ben.id, "/journal")
        count = len(ben.heard())
        while len(ben.heard()) == count:
            assert time.process_time() - began < SOON / 10
            await asyncio.sleep(0.01)
    await stage.stop()
    await stage.open_store()
    async with stage.works.begin() as work:
        rows = select(Answer.body).where(Answer.member_id == ana.id).order_by(Answer.id)
        heard = [body["text"] for body in await work.session.scalars(rows)]
    assert 0 < len(heard) < MANY, "the test came too late to see anything"
    assert heard == [f"thought {number}" for number in range(len(heard))]
    await stage.works.database.close()
    stage.world.updates.clear()
    await stage.start()


async def test_everybody_is_heard_in_order_whatever_comes_how_fast(stage: Stage) -> None:
    chance = random.Random(20261128)
    people = [await stage.settled(f"Person {number}") for number in range(6)]
    sent: dict[int, list[str]] = {person.id: [] for person in people}
    for number in range(120):
        person = chance.choice(people[:2] if chance.random() < 0.8 else people)
        sent[person.id].append(f"thought {number}")
        stage.world.say(person.id, f"thought {number}")
        if chance.random() < 0.1:
            await asyncio.sleep(chance.uniform(0, 0.03))
    await stage.quiet()
    assert stage.works is not None
    async with stage.works.begin() as work:
        for person in people:
            rows = select(Answer.body).where(Answer.member_id == person.id).order_by(Answer.id)
            heard = [body["text"] for body in await work.session.scalars(rows)]
            assert heard == sent[person.id]


async def test_more_people_than_are_served_side_by_side(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("solbot.telegram.queues.SIDE_BY_SIDE", 2)
    people = [stage.person(f"Person {number}") for number in range(12)]
    for words in ("/start", "hello", "/help"):
        for person in people:
            stage.world.say(person.id, words)
    await stage.quiet()
    for person in people:
        assert len(person.heard()) == 3


async def test_who_waits_for_a_line_with_one_update_need_not_look_for_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more than so many are remembered so; the inbox has all of them."""
    monkeypatch.setattr("solbot.telegram.queues.SIDE_BY_SIDE", 2)
    monkeypatch.setattr("solbot.telegram.queues.FIRST_ONES", 6)
    looked: list[int | None] = []

    async def of_person(work: UnitOfWork, person: int | None, limit: int) -> object:
        looked.append(person)
        return await look(work, person, limit)

    look = inbox.of_person
    people = [stage.person(f"Person {number}") for number in range(12)]
    monkeypatch.setattr(inbox, "of_person", of_person)
    await stage.stop()
    for person in people:
        stage.world.say(person.id, "/start")
    stage.world.say(people[3].id, "hello")
    await stage.start()
    await stage.quiet()
    assert [len(person.heard()) for person in people] == [2 if n == 3 else 1 for n in range(12)]
    assert set(looked) == {people[3].id, *(person.id for person in people[8:])}
