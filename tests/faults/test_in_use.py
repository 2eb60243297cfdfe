"""Keys are changed while the bot runs, backups restored only beside none, and one that was killed is none."""

from __future__ import annotations

import asyncio
import shutil
import signal
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from solbot.fake_telegram.world import World
from tests import rehearsal
from tests.dialogs.people import TOKEN, opened
from tests.faults.process import Bot
from tests.faults.test_kill import answer, exported, settle, until_done
from tests.faults.test_process import until

LONGEST = 240.0  # seconds after which the test gives up
WROTE = 6


async def test_keys_are_changed_while_people_write_to_running_processes(
    database_url: str, tmp_path: Path
) -> None:
    world = World()
    runner, port = await opened(world)
    messages, key = rehearsal.build(tmp_path / "messages"), tmp_path / "secrets" / "journal.key"
    bots = [
        Bot(tmp_path / name, port, TOKEN, database_url, messages, rate=50, key_file=key)
        for name in (["bot"] if "sqlite" in database_url else ["intake", "sender"])
    ]
    roles = {"bot": (), "intake": ("run", "--role", "intake,tick"), "sender": ("run", "--role", "sender")}  # fmt: skip
    try:
        async with asyncio.timeout(LONGEST):
            for bot in bots:
                await bot.start(*roles[bot.folder.name])
            ana = world.add_person("Ana").id
            settle(world, ana)
            answer(world, ana, "sealed with the first key")
            await until_done(world, [ana])
            first = key.read_text().split()[-1]
            assert await bots[0].command("restore", "nothing.gz") == 1
            assert bots[0].log().count("The bot runs on this database") == 1

            elsewhere = replace(
                bots[0], folder=tmp_path / "elsewhere", key_file=tmp_path / "copies" / "journal.key"
            )
            elsewhere.folder.mkdir()
            (tmp_path / "copies").mkdir()
            shutil.copy(key, copied := tmp_path / "copies" / "journal.key")
            assert await elsewhere.command("keys", "rotate") == 1
            assert "not every process that runs has the new key" in elsewhere.log()
            assert copied.read_text() == key.read_text()

            rotating = asyncio.create_task(bots[0].command("keys", "rotate"))
            wrote = 0
            while not rotating.done() or wrote < WROTE:
                answer(world, ana, f"sealed meanwhile {wrote}")
                wrote += 1
                await asyncio.sleep(0.5)
            assert await rotating == 0
            new, *older = key.read_text().split("\n", 1)[1].split()
            assert older == [first] and new != first
            answer(world, ana, "sealed beside a running bot")
            await until(lambda: copies(world, ana) == 1)

            for bot in bots:
                await bot.end(signal.SIGKILL)
            assert await bots[0].command("keys", "rotate") == 0, "what was killed is not waited for"
            newest = key.read_text().split("\n", 1)[1].split()
            assert newest[1:] == [new, first]
            key.write_text(newest[0])
            for bot in bots:
                await bot.start(*roles[bot.folder.name])
            answer(world, ana, "sealed with the third key")
            world.say(ana, "/export")
            await until(lambda: copies(world, ana) == 2, 120)
            assert exported(world, ana) == [
                "sealed with the first key",
                *(f"sealed meanwhile {n}" for n in range(wrote)),
                "sealed beside a running bot",
                "sealed with the third key",
            ]
            assert not any("can't be opened" in bot.log() for bot in bots)
            assert [await bot.end(signal.SIGTERM) for bot in bots] == [0] * len(bots)
    finally:
        for bot in bots:
            with suppress(ProcessLookupError):
                await bot.end(signal.SIGKILL)
        await runner.cleanup()


def copies(world: World, person: int) -> int:
    return sum((m.file_name or "").endswith(".json") for m in world.messages(person))
