"""The database goes away and comes back, leases run out: nothing is lost, and nothing doubled."""

from __future__ import annotations

import asyncio
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from solbot.app import ROUTES
from solbot.content.catalog import Catalog
from solbot.db.engine import Database
from solbot.fake_telegram.world import World
from solbot.telegram import outbox, settling
from solbot.telegram.letters import Priority
from solbot.telegram.outbox import Sending
from solbot.unit_of_work import UnitsOfWork, system_clock
from tests import announced, rehearsal
from tests.conftest import Clock, address, migrate, postgres_in
from tests.dialogs.people import OWNER, TOKEN, opened
from tests.faults.letters import check, expected
from tests.faults.letters import letters as all_letters
from tests.faults.process import Bot
from tests.faults.test_kill import answer, exported, settle, until_done

PATIENCE = 60.0


@pytest.fixture
def own_postgres() -> Iterator[Any]:
    """A PostgreSQL that this test alone uses, and may stop."""
    with tempfile.TemporaryDirectory(prefix="solbot-pg-") as folder:
        server = postgres_in(Path(folder))
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE DATABASE solbot")
        yield server
        server.cleanup()


@pytest.mark.postgres
async def test_postgres_goes_away_and_comes_back(
    own_postgres: Any, catalog: Catalog, tmp_path: Path
) -> None:
    url = address(own_postgres.get_uri(), "solbot")
    await migrate(url)
    world = World()
    runner, port = await opened(world)
    database = Database(url)
    works = UnitsOfWork(database, catalog, system_clock)
    messages = rehearsal.build(tmp_path / "messages")
    bot = Bot(tmp_path / "bot", port, TOKEN, url, messages, rate=50)
    await expected(works, world, 60)
    try:
        await bot.start()
        while len(world.sent) < 20:
            await asyncio.sleep(0.01)
        ana = world.add_person("Ana").id
        settle(world, ana)
        await asyncio.to_thread(own_postgres.stop)
        answer(world, ana, "written while it was away")
        await asyncio.sleep(3)
        await asyncio.to_thread(own_postgres.start)
        await until_done(world, [ana])
        assert exported(world, ana) == ["written while it was away"]
        deadline = time.monotonic() + PATIENCE
        while any(one.status in ("queued", "sending") for one in await all_letters(works)):
            assert time.monotonic() < deadline, "the letters did not get done"
            await asyncio.sleep(0.3)
        del world.people[ana]
        check(world, [one for one in await all_letters(works) if one.member_id != ana])
        assert await bot.end(signal.SIGTERM) == 0
    finally:
        await bot.end(signal.SIGKILL)
        await database.close()
        await runner.cleanup()


async def test_letters_to_one_person_come_in_order_and_a_second_apart(
    works: UnitsOfWork, clock: Clock
) -> None:
    await expected(works, World(), 2)
    async with works.begin() as work:
        second = await announced.drafted(work, OWNER, {"en": "And another."})
        await announced.confirmed(work, OWNER, second)
    clock.forward(seconds=5)
    async with works.begin() as work:
        assert await announced.handed_over(work) == 4
        first = await outbox.claim(work, Priority.ANNOUNCEMENT, 10)
        assert {one.round_id for one in first} == {1} and len(first) == 2
        assert await outbox.claim(work, Priority.ANNOUNCEMENT, 10) == []
        await outbox.depart(work, first)
        await settling.settle(work, ROUTES.letters, [Sending(one, message_id=1) for one in first])
        assert await outbox.claim(work, Priority.ANNOUNCEMENT, 10) == []
    clock.forward(seconds=1.1)
    async with works.begin() as work:
        then = await outbox.claim(work, Priority.ANNOUNCEMENT, 10)
        assert {one.round_id for one in then} == {2} and len(then) == 2


async def test_what_was_taken_by_another_is_not_settled_by_the_first(
    works: UnitsOfWork, clock: Clock
) -> None:
    await expected(works, World(), 1)
    clock.forward(seconds=5)
    async with works.begin() as work:
        await announced.handed_over(work)
        (mine,) = await outbox.claim(work, Priority.ANNOUNCEMENT, 10)
    clock.forward(seconds=61)
    async with works.begin() as work:
        (theirs,) = await outbox.claim(work, Priority.ANNOUNCEMENT, 10)
        assert await outbox.depart(work, [mine]) == set()
        await settling.settle(work, ROUTES.letters, [Sending(mine, message_id=1)])
        await outbox.give_back(work, [mine])
        assert await outbox.depart(work, [theirs]) == {theirs.id}


async def test_what_is_known_counts_even_after_the_lease_ran_out(
    works: UnitsOfWork, clock: Clock
) -> None:
    await expected(works, World(), 1)
    clock.forward(seconds=5)
    async with works.begin() as work:
        await announced.handed_over(work)
        (one,) = await outbox.claim(work, Priority.ANNOUNCEMENT, 10)
        await outbox.depart(work, [one])
    clock.forward(seconds=61)
    async with works.begin() as work:
        assert await settling.judge_lost(work, ROUTES.letters) == 1
        assert await outbox.counts(work) == {"unsure": 1}
        await settling.settle(work, ROUTES.letters, [Sending(one, message_id=7)])
        assert await outbox.counts(work) == {"sent": 1}
