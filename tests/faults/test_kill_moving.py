"""Moving to another account loses nothing and doubles nothing, wherever the process is killed."""

from __future__ import annotations

import asyncio
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import func, select

from solbot.db.tables import Answer, Member
from solbot.fake_telegram.chats import ChatMessage
from solbot.fake_telegram.world import World
from solbot.unit_of_work import UnitsOfWork
from tests import rehearsal
from tests.dialogs.people import TOKEN, opened
from tests.faults.letters import let_leases_run_out
from tests.faults.process import ROOT, Bot
from tests.faults.test_kill import answer, exported, settle, until_done

PATIENCE = 120.0
DYING = str(ROOT / "tests" / "faults" / "dying.py")
CODE = re.compile(r"\b[A-Z]{6}-[A-Z]{6}-[A-Z]{6}\b")
T = TypeVar("T")


async def test_moving_survives_a_kill_at_each_step(
    works: UnitsOfWork, database_url: str, tmp_path: Path
) -> None:
    world = World()
    runner, port = await opened(world)
    bot = Bot(tmp_path / "bot", port, TOKEN, database_url, rehearsal.build(tmp_path / "messages"))
    old, new = world.add_person("Old").id, world.add_person("New").id
    wanted = [f"answer {number}" for number in range(4)]
    try:
        await lives_until(bot, "INSERT INTO relocations+COMMIT")
        settle(world, old)
        for words in wanted:
            answer(world, old, words)
        await until_done(world, [old])
        assert exported(world, old) == wanted
        world.say(new, "/start")
        world.press(new, 1, "consent:yes")
        world.press(old, 1, "mom")
        await dies(bot)
        await lives_until(bot, "UPDATE relocations+COMMIT")
        code = await until(world, old, code_in)
        world.say(new, f"/start m-{code}")
        await dies(bot)
        # What gives way in the new account is gone by then, and not all of the old one is over.
        await lives_until(bot, "UPDATE answers SET member_id")
        asked = await until(world, old, lambda one: one if yes_in(one) else None)
        world.press(old, asked.message_id, yes_in(asked))
        await dies(bot)
        # All is over, the old account is erased, and nothing of it is kept.
        await lives_until(bot, "DELETE FROM members+COMMIT")
        await dies(bot)
        await bot.start()
        await until(world, old, lambda one: "everything moved to" in one.text or None)
        # As soon as it is done it is killed once more, perhaps with the letter for the new account in its hands.
        await bot.end(signal.SIGKILL)
        await let_leases_run_out(works)
        await bot.start()
        await until(world, new, lambda one: one.text.startswith("Everything of your") or None)
        await until_done(world, [new])
        assert exported(world, new) == wanted
        # The same yes again is a stranger's.
        world.press(old, asked.message_id, yes_in(asked))
        world.say(old, "/export")
        await until(world, old, lambda one: one if "consent:yes" in str(one.keyboard) else None)
        await bot.end(signal.SIGTERM)
        assert await whose(works) == {new: len(wanted)}
        assert len([one for one in world.messages(old) if code_in(one)]) == 1
        assert "update failed" not in bot.log()
    finally:
        await bot.end(signal.SIGKILL)
        await runner.cleanup()


async def lives_until(bot: Bot, step: str) -> None:
    """Start the bot, to be killed at this step."""
    whole, bot.program = bot.program, (DYING, step)
    await bot.start()
    bot.program = whole


async def dies(bot: Bot) -> None:
    """Wait until it came to that step."""
    assert bot.process is not None
    async with asyncio.timeout(PATIENCE):
        assert await bot.process.wait() == -signal.SIGKILL


async def whose(works: UnitsOfWork) -> dict[int, int]:
    """How many answers each member has."""
    wanted = select(Member.id, func.count(Answer.id)).outerjoin(Answer).group_by(Member.id)
    async with works.begin() as work:
        found = await work.session.execute(wanted)
        return {one[0]: one[1] for one in found}


async def until(world: World, person: int, find: Callable[[ChatMessage], T | None]) -> T:
    """What is found in something the bot said to a person, once it is there."""
    deadline = time.monotonic() + PATIENCE
    while True:
        for message in reversed(world.messages(person)):
            if message.from_bot and (found := find(message)) is not None:
                return found
        assert time.monotonic() < deadline, [one.text[:60] for one in world.messages(person)[-4:]]
        await asyncio.sleep(0.05)


def code_in(message: ChatMessage) -> str | None:
    found = CODE.search(message.text)
    return found[0] if found else None


def yes_in(message: ChatMessage) -> str:
    """What a tap on the yes sends; empty where there is none."""
    data = [one.get("callback_data", "") for row in message.keyboard or [] for one in row]
    return next((one for one in data if one.startswith("moy:")), "")
