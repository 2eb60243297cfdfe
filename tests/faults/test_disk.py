"""The disk fills up under a running bot: what is not kept is not acknowledged, and it goes on once there is room."""

from __future__ import annotations

import asyncio
import resource
import signal
from pathlib import Path

from solbot.fake_telegram.world import World
from tests import rehearsal
from tests.dialogs.people import TOKEN, opened
from tests.faults.process import Bot
from tests.faults.test_kill import answer, exported, settle, until_done
from tests.faults.test_process import until


def leave_room(bot: Bot, size: int) -> None:
    """Let no file of the bot's grow past some size; it meets that as a disk that can't be written."""
    assert bot.process is not None
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
