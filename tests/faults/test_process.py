"""The bot as it is run: nothing readable left behind, words reloaded, a second poller told."""

from __future__ import annotations

import asyncio
import gzip
import signal
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from solbot.fake_telegram.world import World
from tests import rehearsal
from tests.dialogs.people import TOKEN, opened
from tests.faults.process import Bot
from tests.faults.test_kill import answer, settle, until_done

SECRET = b"zebrafinch"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def bot(world: World, tmp_path: Path) -> AsyncIterator[Bot]:
    runner, port = await opened(world)
    messages = rehearsal.build(tmp_path / "messages")
    folder = tmp_path / "bot"
    url = f"sqlite+aiosqlite:///{folder}/data/solbot.db"
    bot = Bot(folder, port, TOKEN, url, messages)
    await bot.start()
    yield bot
    await bot.end(signal.SIGKILL)
    await runner.cleanup()


async def until(truth: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not truth():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)


async def test_database_backup_and_logs_hold_none_of_the_words(world: World, bot: Bot) -> None:
    ana = world.add_person("Zebrafinch").id
    settle(world, ana)
    answer(world, ana, "zebrafinch answer")
    world.say(ana, "/vision zebrafinch vision")
    world.say(ana, "zebrafinch: no number")
    world.say(ana, "/cancel")
    world.say(ana, "zebrafinch unplaced")
    world.press(ana, 1, "f:any")
    world.send_photo(ana, b"picture", caption="zebrafinch caption")
    await until_done_plain(world, ana)
    assert await bot.command("backup", "copy.gz") == 0
    await bot.end(signal.SIGKILL)  # the write-ahead log stays behind as it was
    (bot.folder / "opened").write_bytes(gzip.decompress((bot.folder / "copy.gz").read_bytes()))
    files = [file for file in bot.folder.rglob("*") if file.is_file()]
    assert {"solbot.db", "log", "copy.gz", "opened"} <= {file.name for file in files}
    for file in files:
        found = file.read_bytes()
        assert SECRET not in found.lower() and SECRET.decode() not in file.name, file
        assert TOKEN.encode() not in found or file.name != "log", file


async def until_done_plain(world: World, person: int) -> None:
    world.say(person, "/export")
    await until(lambda: any((m.file_name or "").endswith(".json") for m in world.messages(person)))


async def test_changed_words_are_taken_up_and_faulty_ones_are_not(world: World, bot: Bot) -> None:
    ana = world.add_person("Ana").id
    help_file = bot.messages / "en" / "replies" / "help.html.j2"
    world.say(ana, "/help")
    await until(lambda: "What we can do together" in world.messages(ana)[-1].text)

    help_file.write_text("<b>Quite other words</b>")
    bot.send(signal.SIGHUP)
    await until(lambda: "content reloaded" in bot.log())
    world.say(ana, "/help")
    await until(lambda: world.messages(ana)[-1].text == "Quite other words")

    help_file.write_text("<b>Broken {{ words }}")
    bot.send(signal.SIGHUP)
    await until(lambda: "help.html.j2:1" in bot.log())
    world.say(ana, "/help")
    await until(lambda: len(world.messages(ana)) == 6)
    assert world.messages(ana)[-1].text == "Quite other words"


async def test_a_fault_in_the_words_stops_the_start(bot: Bot) -> None:
    (bot.messages / "en" / "replies" / "help.html.j2").write_text("<b>Broken {{ words }}")
    assert await bot.command("run") == 1
    assert "help.html.j2:1" in bot.log()


async def test_a_second_poller_waits_and_takes_over(world: World, bot: Bot) -> None:
    await until(lambda: world.profile.commands)
    second = Bot(bot.folder, bot.port, TOKEN, bot.database_url, bot.messages)
    await second.start()
    try:
        await until(lambda: "another process polls with this token" in bot.log())
        ana = world.add_person("Ana").id
        settle(world, ana)
        answer(world, ana, "heard once")
        await bot.end(signal.SIGTERM)
        await until_done(world, [ana])
        texts = [m.text for m in world.messages(ana) if m.from_bot]
        assert sum("We are set" in text for text in texts) == 1
    finally:
        await second.end(signal.SIGKILL)
