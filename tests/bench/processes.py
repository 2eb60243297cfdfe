"""`solbot run` and the echo example as processes of their own, beside the stand-in for Telegram."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from asyncio.subprocess import Process
from pathlib import Path

from tests.bench.stores import KEY, OWNER
from tests.bench.telegram import ROOT, TOKEN, Telegram


async def solbot(
    telegram: Telegram, folder: Path, database_url: str, rate: int, *words: str, **more: str
) -> Process:
    """Start `solbot run` with these further words and settings, on that database; its key and log are in `folder`."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    settings = {
        "SOLBOT_TOKEN": TOKEN,
        "SOLBOT_API_URL": telegram.url,
        "SOLBOT_DATABASE_URL": database_url,
        "SOLBOT_MESSAGES": str(ROOT / "messages"),
        "SOLBOT_RATE": str(rate),
        "SOLBOT_LOG": "error",
        "SOLBOT_OWNERS": str(OWNER),
        "SOLBOT_KEYS": KEY,
        **more,
    }
    return await _spawn(folder, settings, str(ROOT / "bot.py"), "run", *words)


async def echo_example(telegram: Telegram, folder: Path) -> Process:
    """Start python-telegram-bot's echo example."""
    return await _spawn(folder, {"ECHO_API": telegram.api}, "-m", "tests.bench.echo_bot")


async def first_poll(telegram: Telegram, started: float) -> float:
    """Seconds from `started` (time.monotonic) until a bot first asked for updates."""
    deadline = time.monotonic() + 60
    while (moment := (await telegram.stats())["first_poll"]) is None:
        if time.monotonic() > deadline:
            raise TimeoutError("no bot asked for updates")
        await asyncio.sleep(0.02)
    return float(moment) - started


def resident(process: Process) -> float:
    """The memory a process has now, in MB, or nothing where the system does not say."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        return float("nan")
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def used(process: Process) -> float:
    """The seconds of CPU a process used so far, or nothing where the system does not say."""
    stat = Path(f"/proc/{process.pid}/stat")
    if not stat.exists():
        return float("nan")
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def ended(process: Process) -> None:
    """Stop a process and wait for its end."""
    if process.returncode is None:
        process.terminate()
    await process.wait()


async def _spawn(folder: Path, settings: dict[str, str], *words: str) -> Process:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOLBOT_")}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *words,
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), **settings},
        stdout=asyncio.subprocess.DEVNULL,
    )
