"""The bot as a process of its own, to be started and killed; Telegram and the people stay here."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import OWNER

ROOT = Path(__file__).parents[2]


@dataclass
class Bot:
    """`solbot run` with its own folder, key, database and log."""

    folder: Path
    port: int
    token: str
    database_url: str
    messages: Path = ROOT / "messages"
    rate: int = 1000
    key_file: Path | None = None  # its own unless it shares one
    program: tuple[str, ...] = (str(ROOT / "bot.py"),)
    process: Process | None = None

    async def start(self, *words: str) -> None:
        """Start it, `run` unless told otherwise; does not wait until it is ready."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.process = await self._spawn(*(words or ("run",)))

    async def command(self, *words: str) -> int:
        """Run another command of `solbot` on the same data; returns its exit code."""
        return await (await self._spawn(*words)).wait()

    async def _spawn(self, *words: str) -> Process:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("SOLBOT_")}
        with (self.folder / "log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                *self.program,
                *words,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                env={
                    **kept,
                    "PYTHONPATH": str(ROOT),
                    "SOLBOT_TOKEN": self.token,
                    "SOLBOT_API_URL": f"http://127.0.0.1:{self.port}",
                    "SOLBOT_DATABASE_URL": self.database_url,
                    "SOLBOT_MESSAGES": str(self.messages),
                    "SOLBOT_KEY_FILE": str(self.key_file or "secrets/journal.key"),
                    "SOLBOT_RATE": str(self.rate),
                    "SOLBOT_PAID_BROADCASTS": "true",
                    "SOLBOT_OWNERS": str(OWNER),
                    "SOLBOT_LOG": "debug",
                },
            )

    async def end(self, how: signal.Signals) -> int:
        """Send a signal and wait for the process to be gone; returns its exit code."""
        if self.process is None:
            return 0
        if self.process.returncode is None:
            self.process.send_signal(how)
        return await self.process.wait()

    def send(self, what: signal.Signals) -> None:
        """Send a signal and go on."""
        assert self.process is not None
        self.process.send_signal(what)

    def log(self) -> str:
        """Everything it logged."""
        return (self.folder / "log").read_text()
