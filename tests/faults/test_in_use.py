"""Keys are changed and backups restored only beside no running bot, and one that was killed is none."""

from __future__ import annotations

import signal
from pathlib import Path

from solbot.fake_telegram.world import World
from tests import rehearsal
from tests.dialogs.people import TOKEN, opened
from tests.faults.process import Bot
from tests.faults.test_kill import answer, exported, settle, until_done
from tests.faults.test_process import until


async def test_keys_are_changed_only_beside_no_running_bot(
    database_url: str, tmp_path: Path
) -> None:
    world = World()
    runner, port = await opened(world)
    bot = Bot(
        tmp_path / "bot", port, TOKEN, database_url, rehearsal.build(tmp_path / "messages"), rate=50
    )
    key = bot.folder / "secrets" / "journal.key"
    try:
        await bot.start()
        ana = world.add_person("Ana").id
        settle(world, ana)
        answer(world, ana, "sealed with the first key")
        await until_done(world, [ana])
        there = key.read_text()
        assert await bot.command("keys", "rotate") == 1
        assert await bot.command("restore", "nothing.gz") == 1
        assert bot.log().count("The bot runs on this database") == 2
        assert key.read_text() == there

        await bot.end(signal.SIGKILL)
        assert await bot.command("keys", "rotate") == 0
        assert len(key.read_text().split()) > len(there.split())
        await bot.start()
        answer(world, ana, "sealed with the second key")
        world.say(ana, "/export")
        await until(lambda: copies(world, ana) == 2, 120)
        assert exported(world, ana) == ["sealed with the first key", "sealed with the second key"]
        assert await bot.end(signal.SIGTERM) == 0
    finally:
        await bot.end(signal.SIGKILL)
        await runner.cleanup()


def copies(world: World, person: int) -> int:
    return sum((m.file_name or "").endswith(".json") for m in world.messages(person))
