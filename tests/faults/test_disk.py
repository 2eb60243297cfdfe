"""The disk fills up under a running bot: what is not kept is not acknowledged, and it goes on once there is room."""

from __future__ import annotations

import asyncio
import random
import resource
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from solbot.content.catalog import Catalog
from solbot.db.engine import Database
from solbot.fake_telegram.weather import Weather
from solbot.fake_telegram.world import World
from solbot.unit_of_work import UnitsOfWork, system_clock
from tests import rehearsal
from tests.conftest import migrate
from tests.dialogs.people import TOKEN, opened
from tests.faults.letters import check, expected, letters, more_sent, unsettled, until_settled
from tests.faults.process import Bot
from tests.faults.test_kill import (
    KINDS,
    answer,
    exported,
    settle,
    spoken,
    until_done,
    until_exported,
)
from tests.faults.test_process import until


def leave_room(bot: Bot, size: int) -> None:
    """Let no file of the bot's grow past some size; it meets that as a disk that can't be written."""
    assert bot.process is not None
    assert bot.process.returncode is None, (bot.process.returncode, bot.log())
    _, most = resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (size, most))


async def test_a_full_disk_loses_nothing_and_ends_nothing(tmp_path: Path) -> None:
    world = World()
    runner, port = await opened(world)
    folder = tmp_path / "bot"
    url = f"sqlite+aiosqlite:///{folder}/data/solbot.db"
    bot = Bot(folder, port, TOKEN, url, rehearsal.build(tmp_path / "messages"))
    try:
        await bot.start()
        ana = world.add_person("Ana").id
        settle(world, ana)
        answer(world, ana, "written while there was room")
        await until(lambda: world.messages(ana)[-1].from_bot and not world.unconfirmed(), 60)
        await asyncio.sleep(2)
        heard = len(world.messages(ana))

        leave_room(bot, 1)
        answer(world, ana, "written while there was none")
        await asyncio.sleep(4)
        assert world.unconfirmed()
        assert bot.process is not None and bot.process.returncode is None, bot.log()
        assert not [m for m in world.messages(ana)[heard:] if m.from_bot]

        leave_room(bot, 10**9)
        await until_done(world, [ana])
        kept = ["written while there was room", "written while there was none"]
        assert exported(world, ana) == kept
        assert await bot.end(signal.SIGTERM) == 0
    finally:
        await bot.end(signal.SIGKILL)
        await runner.cleanup()


class Notes(Weather):
    """Fair weather; says which method the bot calls, before it is answered."""

    called: Callable[[str], object] = staticmethod(lambda _: None)

    def trouble(self, method: str) -> str | None:
        self.called(method)
        return super().trouble(method)


def fills_after(bot: Bot, moment: int, calls: list[str], method: str) -> None:
    """Note a call; after so many of them there is no room."""
    calls.append(method)
    if len(calls) == moment + 1:
        leave_room(bot, 1)


def called(calls: list[str], moment: int) -> bool:
    return len(calls) > moment


async def test_a_disk_that_fills_at_any_moment_of_a_start(tmp_path: Path) -> None:
    """Once the bot has met Telegram, it stays: what a start still has to do waits for room."""
    world = World()
    world.weather = notes = Notes()
    runner, port = await opened(world)
    url = f"sqlite+aiosqlite:///{tmp_path}/bot/data/solbot.db"
    bot = Bot(tmp_path / "bot", port, TOKEN, url, rehearsal.build(tmp_path / "messages"))
    ana = world.add_person("Ana").id

    async def hears(words: str) -> None:
        heard = len(world.messages(ana))
        answer(world, ana, words)
        await until(lambda: world.messages(ana)[heard + 1 :])
        assert await bot.end(signal.SIGTERM) == 0

    try:
        await bot.start()
        settle(world, ana)
        await until_done(world, [ana])
        await hears("a first start presents the bot")
        calls: list[str] = []
        notes.called = calls.append
        await bot.start()
        await hears("another one looks whether it is as it should be")
        presents = [place for place, name in enumerate(calls) if name.startswith("getmy")]
        firsts = {calls.index(name) for name in ("getme", "getupdates")}
        for moment in sorted({*firsts, presents[0], presents[-2], presents[-1]}):
            calls.clear()
            notes.called = partial(fills_after, bot, moment, calls)
            await bot.start()
            await until(partial(called, calls, moment))
            await asyncio.sleep(1)
            leave_room(bot, 10**9)
            await hears(f"the disk was full after {moment} calls")
    finally:
        await bot.end(signal.SIGKILL)
        await runner.cleanup()


@pytest.mark.parametrize("turns", [1, pytest.param(10, marks=pytest.mark.soak)])
async def test_a_disk_that_fills_in_the_middle_of_each_kind(tmp_path: Path, turns: int) -> None:
    """Whatever is being done when the room ends, each at another moment, it is there once there is room."""
    chance = random.Random(20261129)
    world = World()
    runner, port = await opened(world)
    folder = tmp_path / "bot"
    url = f"sqlite+aiosqlite:///{folder}/data/solbot.db"
    bot = Bot(folder, port, TOKEN, url, rehearsal.build(tmp_path / "messages"))
    try:
        await bot.start()
        for turn in range(turns):
            persons = {name: world.add_person(f"{turn} {name}").id for name in KINDS}
            for person in persons.values():
                settle(world, person)
                world.press(person, 1, "f:any")
            await until_done(world, list(persons.values()))
            for number, (name, person) in enumerate(persons.items()):
                if number % 2:
                    leave_room(bot, 1)
                KINDS[name][0](world, person)
                await asyncio.sleep(chance.uniform(0.0, 0.03))
                leave_room(bot, 1)
                await asyncio.sleep(0.2)
                assert world.unconfirmed() or number % 2 == 0, (
                    "what is not kept is not acknowledged"
                )
                leave_room(bot, 10**9)
                await until(lambda: not world.unconfirmed(), 60)
            left = {person: len(world.messages(person)) for person in persons.values()}
            for person in persons.values():
                world.say(person, "/export")
            await until_exported(world, left)
            for name, person in persons.items():
                found = [spoken(one) for one in exported(world, person)]
                assert found == KINDS[name][1](person), (turn, name)
        assert await bot.end(signal.SIGTERM) == 0
        assert "update failed" not in bot.log()
    finally:
        await bot.end(signal.SIGKILL)
        await runner.cleanup()


@pytest.mark.parametrize(
    ("people", "moments"), [(150, 10), pytest.param(2000, 60, marks=pytest.mark.soak)]
)
async def test_letters_while_the_disk_fills_again_and_again(
    tmp_path: Path, catalog: Catalog, people: int, moments: int
) -> None:
    chance, world = random.Random(20261129), World()
    runner, port = await opened(world)
    folder = tmp_path / "bot"
    (folder / "data").mkdir(parents=True)
    url = f"sqlite+aiosqlite:///{folder}/data/solbot.db"
    await migrate(url)
    database = Database(url)
    works = UnitsOfWork(database, catalog, system_clock)
    bot = Bot(folder, port, TOKEN, url, rehearsal.build(tmp_path / "messages"), rate=50)
    await expected(works, world, people)
    try:
        await bot.start()
        await until(lambda: world.sent)  # a disk that is full before anything is open ends a start
        for _ in range(moments):
            await more_sent(world, len(world.sent))
            await asyncio.sleep(chance.uniform(0.0, 0.1))
            leave_room(bot, 1)
            await asyncio.sleep(chance.uniform(0.2, 0.8))
            assert await unsettled(works), "it was in the way of something"
            leave_room(bot, 10**9)
        await until_settled(works)
        check(world, await letters(works))
        assert await bot.end(signal.SIGTERM) == 0
    finally:
        await bot.end(signal.SIGKILL)
        await database.close()
        await runner.cleanup()
