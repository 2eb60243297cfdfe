"""SIGTERM and SIGINT end everything within five seconds, whenever they come and however busy the machine is."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

import pytest

from solbot.db import migrate as migrations
from solbot.fake_telegram.world import World
from tests.dialogs.people import TOKEN, opened
from tests.faults.process import ROOT, Bot
from tests.playground.test_data_and_ports import (
    ended,
    nothing_is_left,
    started,
    state_of,
    until_running,
)
from tests.playground.test_data_and_ports import run as spawned

__all__ = ["nothing_is_left"]  # a fixture that looks after itself

PROMISED = 5.0
BOTH = (signal.SIGTERM, signal.SIGINT)
Sign = Callable[[Bot], bool]


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    runner, port = await opened(World())
    folder = tmp_path / "bot"
    bot = Bot(folder, port, TOKEN, f"sqlite+aiosqlite:///{folder}/data/solbot.db")
    yield bot
    await bot.end(signal.SIGKILL)
    await runner.cleanup()


@contextmanager
def busy() -> Iterator[None]:
    """All cores are kept busy by something else."""
    command = [sys.executable, "-c", "while True: pass"]
    others = [subprocess.Popen(command) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for one in others:
            one.kill()
            one.wait()


def was_started(_: Bot) -> bool:
    return True


def held(bot: Bot) -> Path:
    return bot.folder / "data" / "solbot.db-in-use"


def holds_the_data(bot: Bot) -> bool:
    return held(bot).exists()


def migrates(bot: Bot) -> bool:
    # The one before it may have left this behind.
    return holds_the_data(bot) and (bot.folder / "data" / "solbot.db-wal").exists()


def runs(bot: Bot) -> bool:
    return "solbot is running" in bot.log()


async def seen(bot: Bot, sign: Sign) -> None:
    async with asyncio.timeout(90):
        while not sign(bot):
            assert bot.process is not None and bot.process.returncode is None, bot.log()
            await asyncio.sleep(0.01)


async def stopped(bot: Bot, how: signal.Signals, *, early: bool = False) -> None:
    """Whether a signal that comes so `early` finds anything of ours to hear it is the machine's affair."""
    began = time.monotonic()
    code = await bot.end(how)
    took = time.monotonic() - began
    assert code in ((0, -how) if early else (0,)) and took < PROMISED, (code, took, bot.log())
    for fault in ("Traceback", "KeyboardInterrupt", '"level": "error"'):
        assert fault not in bot.log(), bot.log()


def revision(bot: Bot) -> str | None:
    """What the database is migrated to, whole as it has to be."""
    with closing(sqlite3.connect(bot.folder / "data" / "solbot.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if not database.execute("SELECT 1 FROM sqlite_master WHERE type = 'table'").fetchone():
            return None
        (found,) = database.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found)


@pytest.mark.parametrize("loaded", [False, True], ids=["quiet", "busy"])
async def test_a_bot_that_is_starting_ends_at_once_and_starts_again(bot: Bot, loaded: bool) -> None:
    """Each start goes on with what the one before left behind."""
    moments: list[tuple[Sign, float]] = [
        (was_started, 0.5),
        (was_started, 1.0),
        (holds_the_data, 0.0),
        (holds_the_data, 1.0),
        *((migrates, later) for later in (0.0, 0.05, 0.15, 0.3, 0.6)),
        *((runs, later) for later in (0.0, 0.05, 0.1)),
    ]
    with busy() if loaded else nullcontext():
        for nth, (sign, later) in enumerate(moments[3::3] if loaded else moments):
            for left in (held(bot), bot.folder / "log"):  # the one before it left them behind
                left.unlink(missing_ok=True)
            await bot.start()
            await seen(bot, sign)
            await asyncio.sleep(later)
            await stopped(bot, BOTH[nth % 2], early=sign is was_started)
            if (bot.folder / "data" / "solbot.db").exists():
                assert revision(bot) in (None, migrations.known()[-1])
    assert revision(bot) == migrations.known()[-1]


@pytest.mark.parametrize("loaded", [False, True], ids=["quiet", "busy"])
async def test_a_playground_ends_whatever_its_bot_and_its_page_are_doing(
    tmp_path: Path, loaded: bool
) -> None:
    """After the page is there the bot starts; after that the page reads all of the content."""
    messages = str(ROOT / "messages")
    moments = (None, 0.0, 0.7, 2.0, "running", "and on")
    with busy() if loaded else nullcontext():
        for nth, later in enumerate(moments[2::3] if loaded else moments):
            how = BOTH[nth % 2]
            if later is None:
                process = await spawned(tmp_path, "playground", SOLBOT_MESSAGES=messages)
                await asyncio.sleep(0.6)
                pid = 0
            else:
                process, address, _ = await started(
                    tmp_path, "playground", "--port", "8690", SOLBOT_MESSAGES=messages
                )
                pid = (await state_of(address))["bot"]["pid"]
                if isinstance(later, float):
                    await asyncio.sleep(later)
                else:
                    await until_running(address)
                    await asyncio.sleep(1.0 if later == "and on" else 0.0)
            assert await ended(process, how) < PROMISED
            assert not (tmp_path / "data" / "playground").exists()
            if pid:
                with pytest.raises(ProcessLookupError):
                    os.kill(pid, 0)


@pytest.mark.parametrize("how", BOTH)
@pytest.mark.parametrize(
    "holds_up",
    ["await asyncio.sleep(60)", "time.sleep(60)", "await asyncio.to_thread(time.sleep, 60)"],
    ids=["the work", "the loop", "a thread"],
)
async def test_what_does_not_end_is_ended(how: signal.Signals, holds_up: str) -> None:
    """A bot whose stopping hangs, or whose loop does, is no more after five seconds; nor is what waits for a thread."""
    code = f"""
import asyncio, sys, time
from solbot import stopping
sys.argv = ["solbot", "run"]
async def work():
    stopping.in_order(asyncio.get_running_loop(), lambda: print("asked", flush=True))
    print("there", flush=True)
    {holds_up}
asyncio.run(work())
"""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, cwd=ROOT, stdout=PIPE, stderr=PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"there\n"
    began = time.monotonic()
    process.send_signal(how)
    _, told = await process.communicate()
    assert (process.returncode, told) == (0, b"")
    assert time.monotonic() - began < PROMISED


async def test_a_reload_that_is_asked_for_while_it_starts_comes_when_it_can(bot: Bot) -> None:
    await bot.start()
    await seen(bot, holds_the_data)
    bot.send(signal.SIGHUP)
    await seen(bot, lambda bot: runs(bot) and "content reloaded" in bot.log())
    await stopped(bot, signal.SIGTERM)


async def test_a_command_that_is_stopped_says_that_it_is_not_done(bot: Bot) -> None:
    await bot.start("migrate")
    await seen(bot, migrates)
    assert await bot.end(signal.SIGINT) == 1
    assert bot.log() == "Stopped before it was done.\n"
    assert await bot.command("migrate") == 0
    assert revision(bot) == migrations.known()[-1]
