"""Each letter once, or known not to be; whatever is killed, and whatever the wire does."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from solbot.content.catalog import Catalog
from solbot.db.engine import Database
from solbot.fake_telegram.weather import Weather
from solbot.fake_telegram.world import World
from solbot.unit_of_work import UnitsOfWork, system_clock
from tests import rehearsal
from tests.dialogs.people import TOKEN, opened
from tests.faults.letters import (
    PATIENCE,
    check,
    expected,
    in_doubt,
    let_leases_run_out,
    letters,
    more_sent,
    most_in_a_second,
    unsettled,
    until_settled,
)
from tests.faults.process import Bot

FEW = 10  # letters
SENDS = frozenset({"sendmessage"})


@asynccontextmanager
async def bad_weather(world: World, chance: random.Random) -> AsyncIterator[None]:
    """2 % lost before and 2 % after delivery, 3 % 5xx, and a flood now and then."""
    world.weather = Weather(
        drop_before=0.02, drop_after=0.02, server_error=0.03, only=SENDS, chance=chance
    )

    async def floods() -> None:
        while True:
            await asyncio.sleep(chance.uniform(2, 6))
            world.weather.flood_for(0.5)

    task = asyncio.create_task(floods())
    try:
        yield
    finally:
        task.cancel()
        world.weather = Weather()


async def sent(world: World, many: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while len(world.sent) < many:
        assert time.monotonic() < deadline, "nothing is sent"
        await asyncio.sleep(0.005)


@pytest.fixture
async def real(database_url: str, catalog: Catalog) -> AsyncIterator[UnitsOfWork]:
    """The database by the real clock, as the processes under test see it."""
    database = Database(database_url)
    yield UnitsOfWork(database, catalog, system_clock)
    await database.close()


@pytest.mark.parametrize(
    ("people", "kills", "rate"),
    [(150, 2, 1000), pytest.param(1500, 60, 200, marks=pytest.mark.soak)],
)
async def test_each_letter_arrives_once_or_is_listed(
    real: UnitsOfWork, database_url: str, tmp_path: Path, people: int, kills: int, rate: int
) -> None:
    chance, world = random.Random(20261123), World()
    runner, port = await opened(world)
    messages = rehearsal.build(tmp_path / "messages")
    bot = Bot(tmp_path / "bot", port, TOKEN, database_url, messages, rate=rate)
    await expected(real, world, people)
    in_time = 0
    try:
        async with bad_weather(world, chance):
            await bot.start()
            for _ in range(kills):
                await more_sent(world, len(world.sent))
                await asyncio.sleep(chance.uniform(0.0, 0.3))
                await bot.end(signal.SIGKILL)
                in_time += await unsettled(real) > 0
                await let_leases_run_out(real)
                await bot.start()
        await until_settled(real)
        check(world, await letters(real))
        assert in_time >= kills / 2, "there was something to be in the way of"
        assert await bot.end(signal.SIGTERM) == 0
    finally:
        await bot.end(signal.SIGKILL)
        await runner.cleanup()


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("people", "rate"), [(150, 100), pytest.param(2500, 300, marks=pytest.mark.soak)]
)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_four_processes_share_the_work_and_the_pace(
    real: UnitsOfWork, database_url: str, tmp_path: Path, people: int, rate: int
) -> None:
    chance, world = random.Random(20261123), World()
    runner, port = await opened(world)
    messages = rehearsal.build(tmp_path / "messages")
    bots = [
        Bot(
            tmp_path / f"bot-{n}",
            port,
            TOKEN,
            database_url,
            messages,
            rate=rate,
            key_file=tmp_path / "journal.key",
        )
        for n in range(4)
    ]
    await expected(real, world, people)
    try:
        async with bad_weather(world, chance):
            await bots[0].start("run", "--role", "intake,tick")
            for bot in bots[1:]:
                await bot.start("run", "--role", "sender")
            await more_sent(world, people // 4)
            for bot in bots[2:]:
                await asyncio.sleep(chance.uniform(0.0, 0.5))
                await bot.end(signal.SIGKILL)
            await let_leases_run_out(real)
        await until_settled(real)
        check(world, await letters(real))
        assert most_in_a_second(world) <= rate + 1
    finally:
        for bot in bots:
            await bot.end(signal.SIGKILL)
        await runner.cleanup()


@pytest.mark.parametrize("kills", [2, pytest.param(80, marks=pytest.mark.soak)])
async def test_a_kill_leaves_few_letters_in_doubt(
    real: UnitsOfWork, database_url: str, tmp_path: Path, kills: int
) -> None:
    """At 120 letters a second. Nobody can find out whether those in doubt got theirs."""
    chance, world = random.Random(20261129), World()
    runner, port = await opened(world)
    messages = rehearsal.build(tmp_path / "messages")
    bot = Bot(tmp_path / "bot", port, TOKEN, database_url, messages, rate=120)
    await expected(real, world, 60 * kills)
    found = []
    try:
        for _ in range(kills):
            await bot.start()
            await sent(world, len(world.sent) + 50)
            await asyncio.sleep(chance.uniform(0.0, 0.3))
            await bot.end(signal.SIGKILL)
            found.append(await in_doubt(real))
            await let_leases_run_out(real)
        await bot.start()
        await until_settled(real)
        check(world, await letters(real))
    finally:
        await bot.end(signal.SIGKILL)
        await runner.cleanup()
    assert max(found) <= FEW, found
