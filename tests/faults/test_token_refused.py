"""A token that Telegram does not know: the command hears of it once, and `/healthz` says so as long as it lasts."""

from __future__ import annotations

import asyncio
import signal
import sys
from dataclasses import replace
from pathlib import Path

import aiohttp

from solbot.fake_telegram.world import World
from tests import rehearsal
from tests.conftest import OWNER
from tests.dialogs.people import TOKEN, opened
from tests.faults.process import Bot
from tests.faults.test_process import until
from tests.ports import free_port
from tests.test_health import Asker


async def test_a_refused_token_is_told_once_however_often_it_is_started(tmp_path: Path) -> None:
    world = World()
    runner, port = await opened(world)
    folder = tmp_path / "bot"
    folder.mkdir()
    told = tmp_path / "told"
    script = tmp_path / "tell.py"
    script.write_text(
        "import os, sys\n"
        "assert not any(name.startswith('SOLBOT_') for name in os.environ)\n"
        f"open({str(told)!r}, 'a').write(sys.stdin.read())\n"
    )
    (folder / ".env").write_text(f"SOLBOT_ALERT_COMMAND={sys.executable} {script}\n")
    url = f"sqlite+aiosqlite:///{folder}/data/solbot.db"
    bot = Bot(folder, port, "1:revoked", url, rehearsal.build(tmp_path / "messages"))
    assert [await bot.command("run") for _ in range(2)] == [1, 1]
    lines = told.read_text().splitlines()
    assert len(lines) == 1 and "does not know the bot’s token" in lines[0]
    assert "1:revoked" not in told.read_text() + bot.log()

    right = replace(bot, token=TOKEN)
    await right.start()
    try:
        await until(lambda: len(told.read_text().splitlines()) == 2)
    finally:
        await right.end(signal.SIGTERM)
    assert "knows the bot’s token again" in told.read_text(), (
        f"{OWNER} has not come, so it goes here"
    )
    await runner.cleanup()


async def test_a_refused_token_is_told_to_whoever_asks_how_the_bot_is(tmp_path: Path) -> None:
    world = World()
    runner, port = await opened(world)
    folder, at = tmp_path / "bot", free_port()
    folder.mkdir()
    (folder / ".env").write_text(f"SOLBOT_METRICS=127.0.0.1:{at}\n")
    url = f"sqlite+aiosqlite:///{folder}/data/solbot.db"
    bot = Bot(folder, port, "1:revoked", url, rehearsal.build(tmp_path / "messages"))
    ask = Asker(at)
    try:
        async with asyncio.timeout(120):
            await bot.start()
            found: dict[str, object] = {}
            while "token" not in found:
                await asyncio.sleep(0.1)
                try:
                    status, found = await ask()
                except aiohttp.ClientError:  # it does not listen yet
                    continue
            assert status == 503 and not found["ok"]
            assert found["token"] == {
                "ok": False,
                "why": f"The Bot API at http://127.0.0.1:{port} does not know this SOLBOT_TOKEN.",
            }
            assert await bot.end(signal.SIGTERM) == 0
            assert "1:revoked" not in bot.log()
            right = replace(bot, token=TOKEN)
            await right.start()
            while "ok" not in found or not found["ok"]:
                await asyncio.sleep(0.1)
                assert right.process is not None and right.process.returncode is None, right.log()
                try:
                    status, found = await ask()
                except aiohttp.ClientError:
                    continue
            assert status == 200 and "token" not in found
            await right.end(signal.SIGTERM)
    finally:
        await bot.end(signal.SIGKILL)
        await runner.cleanup()
