"""PostgreSQL servers of this machine, each of which follows the one before it, and can take over from it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.conftest import MEMORY, postgres_in
from tests.ports import free_ports

PATIENCE = 60.0  # seconds


@dataclass(frozen=True)
class Server:
    """A PostgreSQL with a folder and a port of its own."""

    data: Path
    port: int
    programs: Path
    user: str | None  # of the system: as root it does not run

    @property
    def address(self) -> str:
        """Where it is, for libpq."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    @property
    def is_up(self) -> bool:
        """Whether it runs."""
        return (self.data / "postmaster.pid").exists()

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        options = f"-h 127.0.0.1 -p {self.port} -k ''"
        self._run("pg_ctl", "start", "-w", "-l", f"{self.data}/log", "-o", options)

    def follow(self, leader: Server) -> None:
        """Become a copy of another one, and have whatever it has from then on."""
        self.data.mkdir(mode=0o700)
        if self.user is not None:
            shutil.chown(self.data, self.user)
        self._run("pg_basebackup", "-d", leader.address, "--write-recovery-conf", "-c", "fast")
        self.start()
        # Only now: the copy shall not wait for anybody once it has taken over.
        leader.tell("ALTER SYSTEM SET synchronous_standby_names = '*'")
        leader.tell("SELECT pg_reload_conf()")
        deadline = time.monotonic() + PATIENCE
        while leader.tell("SELECT sync_state FROM pg_stat_replication") != [("sync",)]:
            assert time.monotonic() < deadline, "it does not follow"
            time.sleep(0.05)

    def crash(self) -> None:
        """End it in the middle of whatever it does."""
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        deadline = time.monotonic() + PATIENCE
        while self.is_up:
            assert time.monotonic() < deadline, "it does not end"
            time.sleep(0.01)

    def take_over(self) -> None:
        """Follow no more: from now on it may be written to."""
        self._run("pg_ctl", "promote", "-w")

    def tell(self, statement: str) -> list[tuple[object, ...]]:
        """What it says to a statement."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            found = connection.execute(statement)
            return found.fetchall() if found.description else []

    def _run(self, program: str, *words: str) -> None:
        command = [str(self.programs / program), *words, "-D", str(self.data)]
        done = subprocess.run(
            command, user=self.user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        assert done.returncode == 0, (program, self.log())

    def log(self) -> str:
        """What it said of itself."""
        file = self.data / "log"
        return file.read_text()[-3000:] if file.exists() else "no log"


@contextmanager
def line(takeovers: int) -> Iterator[list[Server]]:
    """A server that runs, and as many more as may take over; skips where there can be none."""
    with tempfile.TemporaryDirectory(prefix="solbot-pg-", dir=MEMORY) as folder:
        made = postgres_in(Path(folder) / "0")
        made.stop()
        servers = [
            Server(Path(folder) / str(number), port, made.bin_path, made.system_user)
            for number, port in enumerate(free_ports(takeovers + 1))
        ]
        try:
            servers[0].start()
            servers[0].tell("CREATE DATABASE solbot")
            yield servers
        finally:
            for server in servers:
                if server.is_up:
                    server.crash()
            made.cleanup()


def address(servers: list[Server]) -> str:
    """The address for solbot: whichever of them may be written to."""
    hosts = "&".join(f"host=127.0.0.1:{server.port}" for server in servers)
    return f"postgresql+psycopg://postgres:@/solbot?{hosts}&target_session_attrs=read-write"
