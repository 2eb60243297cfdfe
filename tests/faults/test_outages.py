"""The database is in trouble, leases run out: nothing is lost, and nothing doubled."""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import suppress
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
from tests.faults.letters import check, expected, more_sent, until_settled
from tests.faults.letters import letters as all_letters
from tests.faults.process import Bot
from tests.faults.test_kill import answer, exported, settle, until_done


@pytest.fixture
def own_postgres() -> Iterator[Any]:
    """A PostgreSQL that this test alone uses, and may stop."""
    with tempfile.TemporaryDirectory(prefix="solbot-pg-") as folder:
        server = postgres_in(Path(folder))
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE DATABASE solbot")
        yield server
        server.cleanup()


async def restarted(server: Any, seconds: float) -> None:
    """It stops, for a while, and is there again."""
    await asyncio.to_thread(server.stop)
    await asyncio.sleep(seconds)
    await asyncio.to_thread(server.start)


async def paused(server: Any, seconds: float) -> None:
    """It stands still, every process of it, as on a machine that is put to sleep."""
    standing = processes(server.get_pid())
    for one in standing:
        os.kill(one, signal.SIGSTOP)
    try:
        await asyncio.sleep(seconds)
    finally:
        for one in reversed(standing):
            os.kill(one, signal.SIGCONT)


async def cut_off(server: Any, seconds: float) -> None:
    """Every connection is cut in the middle of whatever it does."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'solbot'"
        )
    await asyncio.sleep(seconds)


TROUBLES = {"restarted": restarted, "paused": paused, "cut off": cut_off}


def processes(parent: int) -> list[int]:
    """A process of this machine and its children."""
    found = [parent]
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(stat.parent.name))
    return found


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("trouble", "times", "seconds"),
    [
        *((name, 1, 2.0) for name in TROUBLES),
        *(pytest.param(name, 15, 2.0, marks=pytest.mark.soak) for name in TROUBLES),
        # Longer than a letter is anybody's.
        *(pytest.param(name, 1, 75.0, marks=pytest.mark.soak) for name in ("restarted", "paused")),
    ],
)
async def test_postgres_is_in_trouble_and_nothing_is_lost_or_doubled(
    own_postgres: Any, catalog: Catalog, tmp_path: Path, trouble: str, times: int, seconds: float
) -> None:
    """While letters go out and answers come in."""
    url = address(own_postgres.get_uri(), "solbot")
    await migrate(url)
    world = World()
    runner, port = await opened(world)
    database = Database(url)
    works = UnitsOfWork(database, catalog, system_clock)
    messages = rehearsal.build(tmp_path / "messages")
    bot = Bot(tmp_path / "bot", port, TOKEN, url, messages, rate=50)
    await expected(works, world, 60 * times)
    try:
        await bot.start()
        while len(world.sent) < 20:
            await asyncio.sleep(0.01)
        ana = world.add_person("Ana").id
        settle(world, ana)
        wrote: list[str] = []
        for time_ in range(times):
            coming = asyncio.create_task(TROUBLES[trouble](own_postgres, seconds))
            for moment in ("as it began", "in the midst of it"):
                wrote.append(f"written {moment}, time {time_}")
                answer(world, ana, wrote[-1])
                await asyncio.sleep(seconds / 2)
            await coming
            await more_sent(world, len(world.sent))
        await until_done(world, [ana])
        assert exported(world, ana) == wrote
        await until_settled(works)
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
