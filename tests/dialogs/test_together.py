"""People who write at the same moment share a transaction; nobody notices, whatever happens to one of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Connection, event

from solbot.db import members
from solbot.db.tables import Dialog
from solbot.telegram import inbox_db
from solbot.telegram.updates import restored
from tests.dialogs.people import PATIENCE, Person, Stage

pytestmark = pytest.mark.both_databases


@dataclass
class Commits:
    """How many transactions that kept answers ended well."""

    count: int = 0


@contextmanager
def counted(stage: Stage) -> Iterator[Commits]:
    """Count what is committed with answers meanwhile; whoever waits for calm looks into the database as well."""
    assert stage.works is not None
    commits = Commits()

    def kept(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO answers"):
            connection.info["kept"] = True

    def ended(connection: Connection) -> None:
        commits.count += connection.info.pop("kept", False)

    def undone(connection: Connection) -> None:
        connection.info.pop("kept", None)

    listeners: dict[str, Callable[..., None]] = {
        "after_cursor_execute": kept,
        "commit": ended,
        "rollback": undone,
    }
    engines = [engine.sync_engine for engine in stage.works.database.engines]
    for engine, (name, listener) in product(engines, listeners.items()):
        event.listen(engine, name, listener)
    yield commits
    assert commits.count
    for engine, (name, listener) in product(engines, listeners.items()):
        event.remove(engine, name, listener)


async def crowd(stage: Stage, count: int) -> list[Person]:
    """So many people, each with the question of a day before them."""
    people = [await stage.settled(f"Person {number}") for number in range(count)]
    await stage.days(1)
    return people


async def words_of(person: Person) -> list[str]:
    return [one["answer"] for one in (await person.export())["answers"]]


async def test_many_at_once_are_each_answered_once(stage: Stage) -> None:
    people = await crowd(stage, 30)
    with counted(stage) as commits:
        for person in people:
            stage.world.say(person.id, f"A wall of {person.id}")
        await stage.quiet()
    assert commits.count < len(people)
    for person in people:
        assert person.heard_of("Kept in your journal") == 1
    for person in people[::10]:
        assert await words_of(person) == [f"A wall of {person.id}"]


async def test_two_hundred_at_once_with_two_messages_each(stage: Stage) -> None:
    people = await crowd(stage, 200)
    for number in (1, 2):
        for person in people:
            stage.world.say(person.id, f"message {number} of {person.id}")
    await stage.quiet()
    for person in people[::40]:
        assert (await words_of(person))[0] == f"message 1 of {person.id}"
        copy = await person.export()
        written = [one["answer"] for one in copy["answers"] + copy["unplaced"]]
        assert written == [f"message {number} of {person.id}" for number in (1, 2)]


async def test_one_that_fails_costs_the_others_nothing(stage: Stage) -> None:
    people = await crowd(stage, 6)
    broken = people[2]
    assert stage.works is not None
    async with stage.works.begin() as work:
        row = await work.session.get(Dialog, broken.id)
        assert row is not None
        row.data, asked = {"prompt": {}}, row.data
    for person in people:
        stage.world.say(person.id, "What I saw")
    await stage.quiet()
    broken.hears("Your message is safe")
    for person in (one for one in people if one is not broken):
        assert person.heard_of("Kept in your journal") == 1
        assert await words_of(person) == ["What I saw"]
    async with stage.works.begin() as work:
        row = await work.session.get(Dialog, broken.id)
        assert row is not None
        row.data = asked
    stage.clock.forward(minutes=2)
    await stage.tick()
    assert await words_of(broken) == ["What I saw"]


async def test_one_that_was_done_is_not_done_again(stage: Stage) -> None:
    ana, ben, eva = await crowd(stage, 3)
    assert stage.app is not None
    bodies = [update(stage, person, 7_000_000 + person.id) for person in (ana, ben, eva)]
    await receive(stage, *bodies)
    for update_id, _, body in (bodies[0], bodies[0], bodies[1], bodies[2], bodies[1]):
        stage.app.queues.put(restored(update_id, body))
    await stage.quiet()
    stage.app.queues.put(restored(bodies[0][0], bodies[0][2]))
    stage.world.say(ben.id, "And more")
    await stage.quiet()
    assert [await words_of(person) for person in (ana, eva)] == [["A wall"], ["A wall"]]
    assert (await words_of(ben))[0] == "A wall"


async def test_one_waits_for_what_another_process_has_not_done_yet(stage: Stage) -> None:
    ana, ben, eva = await crowd(stage, 3)
    assert stage.app is not None
    earlier = update(stage, ben, 7_000_000, "The first half")
    later = [update(stage, person, 7_000_001 + person.id) for person in (ana, ben, eva)]
    await receive(stage, earlier, *later)
    for update_id, _, body in later:
        stage.app.queues.put(restored(update_id, body))
    await stage.quiet()
    assert [await words_of(person) for person in (ana, eva)] == [["A wall"], ["A wall"]]
    copy = await ben.export()
    written = [one["answer"] for one in copy["answers"] + copy["unplaced"]]
    assert written == ["The first half", "A wall"]


async def test_a_member_somebody_else_is_at_holds_up_nobody(stage: Stage) -> None:
    if "postgres" not in stage.database_url:
        pytest.skip("SQLite has one writer, and nobody else is at anything meanwhile")
    ana, ben = await crowd(stage, 2)
    assert stage.works is not None
    async with stage.works.begin() as work:
        assert await members.get(work.session, ben.id) is not None
        for person in (ana, ben):
            stage.world.say(person.id, "A wall")
        async with asyncio.timeout(PATIENCE):
            while not ana.heard_of("Kept in your journal"):
                await asyncio.sleep(0.01)
        assert not ben.heard_of("Kept in your journal")
    await stage.quiet()
    assert [await words_of(person) for person in (ana, ben)] == [["A wall"], ["A wall"]]


def update(
    stage: Stage, person: Person, update_id: int, words: str = "A wall"
) -> tuple[int, int, str]:
    """An update as the inbox has it."""
    shown = stage.world.people[person.id].wire()
    message: dict[str, Any] = {
        "message_id": update_id % 1_000_000,
        "date": stage.world.now(),
        "chat": {"id": person.id, "type": "private", "first_name": shown["first_name"]},
        "from": shown,
        "text": words,
    }
    return update_id, person.id, json.dumps({"update_id": update_id, "message": message})


async def receive(stage: Stage, *updates: tuple[int, int, str]) -> None:
    """Keep updates as if Telegram had brought them, without handling them."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        await inbox_db.receive(work.session, updates, work.now)
