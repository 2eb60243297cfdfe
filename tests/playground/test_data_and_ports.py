"""The playground as a command: its own data, kept or thrown away; its port; beside a real token; stopped in time."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sqlite3
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from solbot.errors import SolbotError
from solbot.playground import folder
from tests import rehearsal

ROOT = Path(__file__).parents[2]
RUNNING: list[Process] = []
PATIENCE = 60.0  # seconds; a busy machine is no fault


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """A test that fails leaves no process behind; a playground's bot ends with it."""
    yield
    for process in RUNNING:
        if process.returncode is None:
            process.kill()
    RUNNING.clear()


async def started(at: Path, *words: str, **settings: str) -> tuple[Process, str, str]:
    """`solbot` with these words; returns once it has said where the page is: process, address, what was said."""
    process = await run(at, *words, **settings)
    assert process.stdout is not None
    said = ""
    while (found := re.search(r"http://127\.0\.0\.1:\d+", said)) is None:
        line = (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode()
        assert line, said
        said += line
    said += (await process.stdout.readline()).decode()
    return process, found.group(), said


async def run(at: Path, *words: str, **settings: str) -> Process:
    messages = at / "messages"
    if not messages.exists():
        rehearsal.build(messages)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOLBOT_")}
    env = {**kept, "PYTHONPATH": str(ROOT), "SOLBOT_MESSAGES": str(messages), **settings}
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(ROOT / "bot.py"), *words, cwd=at, env=env, stdout=PIPE, stderr=PIPE
    )
    RUNNING.append(process)
    return process


async def ended(process: Process, how: signal.Signals = signal.SIGTERM) -> float:
    """Stop it; returns how many seconds that took."""
    began = time.monotonic()
    process.send_signal(how)
    out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 0, (out, err)
    assert b"journal key" not in err  # nobody has to keep one that goes and stays with the data
    return time.monotonic() - began


async def until_running(address: str) -> int:
    """Wait until the bot runs; returns the number of its process."""
    async with aiohttp.ClientSession() as session:
        for _ in range(3000):
            async with session.get(address + "/page/state") as answer:
                bot = (await answer.json())["bot"]
            if bot["state"] == "running":
                return int(bot["pid"])
            await asyncio.sleep(0.02)
    raise AssertionError("the bot does not run")


async def state_of(address: str) -> dict[str, Any]:
    """Everything, as the page has it."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(address + "/page/state") as answer,
    ):
        state: dict[str, Any] = await answer.json()
        return state


def today() -> str:
    """The day of the machine's clock."""
    return time.strftime("%Y-%m-%d", time.gmtime())


def environment_of(pid: int) -> bytes:
    """A process's environment, where the system shows it."""
    file = Path(f"/proc/{pid}/environ")
    return file.read_bytes() if file.exists() else b""


async def post(address: str, path: str, **body: object) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(address + path, json=body) as answer,
    ):
        assert answer.status == 200, await answer.text()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_without_a_token_it_starts_says_so_and_stops_with_its_bot(
    tmp_path: Path, how: signal.Signals
) -> None:
    process, address, said = await started(tmp_path, "run")
    assert "There is no SOLBOT_TOKEN, so this is the playground." in said
    assert "thrown away at the end" in said
    pid = await until_running(address)
    data = tmp_path / "data" / "playground"
    assert open_to_others(data.parent) == []
    assert (data / "solbot.db").exists() and (data / "journal.key").exists()
    assert await ended(process, how) < 5
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert not data.exists()
    assert not (tmp_path / "secrets").exists()


def open_to_others(folder: Path) -> list[Path]:
    return [one for one in [folder, *folder.rglob("*")] if one.stat().st_mode & 0o077]


async def test_killed_itself_it_leaves_no_bot_behind(tmp_path: Path) -> None:
    process, address, _ = await started(tmp_path, "playground", "--port", "8190")
    pid = await until_running(address)
    process.kill()
    _, said = await process.communicate()  # by its bot as well
    assert b"Traceback" not in said and b"ConnectionResetError" not in said, said.decode()
    for _ in range(250):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the bot goes on without its playground")


async def test_what_is_kept_is_there_again_with_its_time(tmp_path: Path) -> None:
    words = ("playground", "--keep", "--port", "8290")
    process, address, said = await started(tmp_path, *words)
    assert "kept in data/playground" in said
    await until_running(address)
    await post(address, "/page/people", name="Ana", zone="Asia/Tokyo")
    await post(address, "/page/clock", forward=86400)
    while (await state_of(address))["clock"]["now"][:10] <= today():
        await asyncio.sleep(0.1)
    await ended(process)
    process, address, _ = await started(tmp_path, "playground", "--port", "8290")
    state = await state_of(address)
    assert [one["first_name"] for one in state["people"]] == ["Ana"]
    assert state["people"][0]["zone"] == "Asia/Tokyo"
    assert state["data"] == {"folder": "data/playground", "kept": True}
    assert today() < state["clock"]["now"][:10]
    await post(address, "/page/data", do="throw away")
    await until_running(address)
    with sqlite3.connect(tmp_path / "data" / "playground" / "solbot.db") as database:
        assert database.execute("SELECT count(*) FROM members").fetchone() == (0,)
    await post(address, "/page/data", keep=False)
    await ended(process)
    assert not (tmp_path / "data" / "playground").exists()


async def test_a_port_that_is_taken_and_a_folder_in_use(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 8390)):
        process, address, said = await started(tmp_path, "playground", "--port", "8390")
        assert "Port 8390 is taken" in said and address.endswith(":8391")
    second, other, said = await started(tmp_path, "playground", "--port", "8390")
    assert other.endswith(":8390") and "thrown away" in said
    await ended(second)
    third = await run(tmp_path, "playground", "--keep", "--port", "8390")
    _, err = await asyncio.wait_for(third.communicate(), PATIENCE)
    assert third.returncode == 1
    assert "Another playground is using data/playground." in err.decode()
    await ended(process)


async def test_ports_that_are_all_taken_are_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 65535)):
        process = await run(tmp_path, "playground", "--port", "65535")
        _, err = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 1
    assert err.decode() == (
        "None of the ports from 65535 to 65535 can be had (address already in use): "
        "name another one, as in `.venv/bin/solbot playground --port 9090`.\n"
    )


async def test_a_folder_that_can_not_be_written_in_keeps_nobody_from_playing(
    tmp_path: Path,
) -> None:
    (tmp_path / "data").write_text("not a folder")
    process, address, said = await started(tmp_path, "playground", "--port", "8590")
    assert "thrown away at the end" in said
    await until_running(address)
    await ended(process)


async def test_it_refuses_to_run_beside_a_real_token_unless_told(tmp_path: Path) -> None:
    token = "123456:zebrafinch"
    (tmp_path / ".env").write_text(f"SOLBOT_TOKEN={token}\n")
    process = await run(tmp_path, "playground", "--port", "8490")
    out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 1 and b"--beside-token" in err
    assert token.encode() not in out + err
    words = ("playground", "--beside-token", "--port", "8490")
    url = f"sqlite+aiosqlite:///{tmp_path}/real.db"
    process, address, _ = await started(tmp_path, *words, SOLBOT_DATABASE_URL=url)
    pid = await until_running(address)
    assert token.encode() not in environment_of(pid)
    await ended(process)
    assert not (tmp_path / "real.db").exists()


def test_nothing_is_thrown_away_that_was_not_meant_to_be(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("precious")
    opened = folder.opened(mine)
    assert opened.kept
    with pytest.raises(SolbotError):
        folder.opened(mine)
    opened.close()
    assert (mine / "letter.txt").exists()
    left = folder.opened(tmp_path / "left", keep=True)
    left.keep(False)
    (left.path / "chats.json").write_text("{}")
    os.close(left._lock)  # as after a crash
    again = folder.opened(tmp_path / "left", keep=True)
    assert again.kept and not again.chats.exists()
    again.close()
    assert again.path.exists()
