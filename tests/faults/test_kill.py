"""No answer is lost and none is doubled, whatever is killed, and whenever."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import time
from pathlib import Path

import pytest

from solbot.playground.world import World
from tests import rehearsal
from tests.dialogs.people import TOKEN, opened
from tests.faults.letters import more_sent
from tests.faults.process import Bot

PATIENCE = 120.0


def settle(world: World, person: int) -> None:
    """Consent, and skip the rest; blind to what the bot says, as it may be dead just then."""
    world.say(person, "/start")
    world.press(person, 1, "consent:yes")
    for step in ("zone", "rhythm", "vision"):
        world.press(person, 1, f"skip:{step}")


def answer(world: World, person: int, words: str) -> None:
    """Ask for a question, and answer it."""
    world.press(person, 1, "f:any")
    world.say(person, words)


async def until_done(world: World, people: list[int]) -> None:
    deadline = time.monotonic() + PATIENCE
    for person in people:
        world.say(person, "/export")
    while not all(
        any(m.file_name and m.file_name.endswith(".json") for m in world.messages(p))
        for p in people
    ):
        assert time.monotonic() < deadline, "the bot did not get done"
        await asyncio.sleep(0.1)


def exported(world: World, person: int) -> list[str]:
    for message in reversed(world.messages(person)):
        if message.file_id and (message.file_name or "").endswith(".json"):
            copy = json.loads(world.file(message.file_id).content)
            assert copy["unplaced"] == []
            return [one["answer"] for one in copy["answers"]]
    raise AssertionError("no export")


@pytest.mark.parametrize(
    ("people", "each", "kills"),
    [(12, 6, 2), pytest.param(200, 10, 20, marks=pytest.mark.soak)],
)
async def test_every_answer_is_there_once_and_in_order(
    database_url: str, tmp_path: Path, people: int, each: int, kills: int
) -> None:
    chance = random.Random(20261123)
    world = World()
    runner, port = await opened(world)
    messages = rehearsal.build(tmp_path / "messages")
    bot = Bot(tmp_path / "bot", port, TOKEN, database_url, messages)
    persons = [world.add_person(f"Person {n}").id for n in range(people)]
    wanted = {p: [f"answer {n} of {p}" for n in range(each)] for p in persons}
    try:
        await bot.start()
        for person in persons:
            settle(world, person)
        left = [(person, words) for person in persons for words in wanted[person]]
        left.sort(key=lambda pair: pair[1].split()[1].zfill(4))
        per_life = -(-len(left) // kills)
        for life in range(kills):
            for person, words in left[life * per_life : (life + 1) * per_life]:
                answer(world, person, words)
            await more_sent(world, len(world.sent))  # it is up, and at work
            await asyncio.sleep(chance.uniform(0.0, 1.0))
            await bot.end(signal.SIGKILL)
            await bot.start()
        await until_done(world, persons)
        assert {p: exported(world, p) for p in persons} == wanted
    finally:
        await bot.end(signal.SIGKILL)
        await runner.cleanup()


async def test_a_graceful_stop_takes_less_than_five_seconds(
    database_url: str, tmp_path: Path
) -> None:
    world = World()
    runner, port = await opened(world)
    messages = rehearsal.build(tmp_path / "messages")
    bot = Bot(tmp_path / "bot", port, TOKEN, database_url, messages)
    try:
        await bot.start()
        while not world.profile.commands:
            await asyncio.sleep(0.05)
        ana = world.add_person("Ana").id
        settle(world, ana)
        answer(world, ana, "zebrafinch in the log")
        await asyncio.sleep(0.3)
        began = time.monotonic()
        assert await bot.end(signal.SIGTERM) == 0
        assert time.monotonic() - began < 5
        await bot.start()
        await until_done(world, [ana])
        assert exported(world, ana) == ["zebrafinch in the log"]
        await bot.end(signal.SIGTERM)
        assert "zebrafinch" not in bot.log() and TOKEN not in bot.log()
        for file in (tmp_path / "bot").rglob("*"):
            assert file.is_dir() or b"zebrafinch" not in file.read_bytes(), file
    finally:
        await bot.end(signal.SIGKILL)
        await runner.cleanup()
