"""`/healthz` tells what is not well, within two seconds, and holds up nobody."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import text

from solbot.app import App
from solbot.bot import notices
from solbot.content.catalog import Catalog
from solbot.fake_telegram.world import World
from solbot.ops import health, keys
from solbot.secret import Secret
from solbot.settings import ALL_ROLES, Settings
from tests.conftest import Clock, address, migrate
from tests.dialogs.people import TOKEN, Stage, opened
from tests.faults.test_outages import own_postgres
from tests.ports import free_port

__all__ = ["own_postgres"]

SOON = (
    2.0 + 3.0
)  # seconds: two are promised; a busy machine adds some, and a look that hangs would never end


class Asker:
    """Whoever asks how the bot is."""

    def __init__(self, port: int) -> None:
        self._url = f"http://127.0.0.1:{port}/healthz"

    async def __call__(self) -> tuple[int, dict[str, Any]]:
        began = time.monotonic()
        async with aiohttp.ClientSession() as session, session.get(self._url) as answer:
            found = await answer.json()
        assert time.monotonic() - began < SOON
        return answer.status, found


@pytest.fixture
async def stage(
    database_url: str, catalog: Catalog, clock: Clock, journal_key: str
) -> AsyncIterator[Stage]:
    """The bot on an empty database, with an address that tells how it is."""
    world = World(clock=clock)
    runner, port = await opened(world)
    stage = Stage(world, clock, database_url, catalog, runner, port, world.subscribe())
    await stage.open_store()
    assert stage.works is not None
    await keys.settle(Settings(keys=Secret(journal_key)), stage.works.database)
    yield stage
    if stage.app is not None:
        await stage.stop()
    else:
        await stage.works.database.close()
    await runner.cleanup()


async def asked(stage: Stage, *roles: str) -> Asker:
    """Start the bot, or those parts of it."""
    port = free_port()
    settings = Settings(
        token=Secret(TOKEN),
        api_url=f"http://127.0.0.1:{stage.port}",
        metrics=f"127.0.0.1:{port}",
    )
    assert stage.works is not None
    wanted = frozenset(role for role in ALL_ROLES if role in roles) or ALL_ROLES
    stage.app = App(settings, TOKEN, stage.works, roles=wanted, scheduled=False)
    await stage.app.start()
    return Asker(port)


async def test_a_bot_that_is_well_says_so_part_by_part(stage: Stage) -> None:
    ask = await asked(stage)
    status, found = await ask()
    assert status == 200 and found["ok"]
    assert found["database"] == {"ok": True, "wrote": True}
    assert found["poll"]["ok"] and found["poll"]["seconds_ago"] < 5
    assert found["letters"] == {
        "ok": True,
        "waited_seconds": 0,
        "halted_seconds": 0,
        "frozen": False,
    }
    assert found["tick"] == found["updates"] == {"ok": True, "waited_seconds": 0}
    assert found["disk"]["ok"] and found["disk"]["free_mb"] > 0
    async with stage.works.begin() as work:  # type: ignore[union-attr]
        assert await work.session.scalar(text("SELECT tried_at FROM canary")) is not None


async def test_each_process_answers_for_its_own_part(stage: Stage) -> None:
    _, found = await (await asked(stage, "sender"))()
    assert found.keys() == {"ok", "database", "disk", "letters"}


async def test_what_waits_though_it_is_due_is_told(stage: Stage, clock: Clock) -> None:
    ask = await asked(stage)
    app, works = stage.app, stage.works
    assert app is not None and works is not None
    ana = await stage.settled("Ana")
    app.sender.stop()
    async with works.begin() as work:
        await notices.tell(work, [ana.id], "seat_lapsed", "1", program="p")
    clock.forward(minutes=4)
    assert (await ask())[0] == 200
    clock.forward(minutes=2)
    status, found = await ask()
    assert status == 503 and found["letters"]["waited_seconds"] == 360
    async with works.begin() as work:
        await work.session.execute(text("DELETE FROM outbox"))
    assert (await ask())[0] == 200

    clock.forward(days=1)  # and no tick to decide the morning's nudge
    status, found = await ask()
    assert status == 503 and not found["tick"]["ok"] and found["letters"]["ok"]


async def test_a_halt_is_told_and_is_no_fault(stage: Stage, clock: Clock) -> None:
    ask = await asked(stage)
    app, works = stage.app, stage.works
    assert app is not None and works is not None
    ana = await stage.settled("Ana")
    await app.pace.halt(7200)
    async with works.begin() as work:
        await notices.tell(work, [ana.id], "seat_lapsed", "1", program="p")
    clock.forward(minutes=30)
    status, found = await ask()
    assert status == 200 and 7000 < found["letters"]["halted_seconds"] <= 7200


async def test_a_poll_that_nobody_answers_is_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = await asked(stage)
    monkeypatch.setattr(health, "POLLED", 1.0)
    await stage.runner.cleanup()
    deadline = time.monotonic() + 20
    while (await ask())[0] == 200:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.2)
    _, found = await ask()
    assert not found["poll"]["ok"] and found["database"]["ok"]


async def test_a_database_that_takes_nothing_in_is_told(stage: Stage) -> None:
    ask = await asked(stage)
    assert stage.works is not None
    async with stage.works.begin() as work:
        await work.session.execute(text("DROP TABLE canary"))
    status, found = await ask()
    assert status == 503 and "refuses" in found["database"]["why"]


async def test_a_busy_writer_delays_no_answer_and_is_delayed_by_none(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = await asked(stage, "sender")
    works = stage.works
    assert works is not None
    async with works.begin() as work:
        await work.session.execute(text("UPDATE canary SET tried_at = NULL"))
        status, found = await ask()
        if works.database.is_sqlite:
            assert status == 200 and found["database"] == {"ok": True, "wrote": False}
            monkeypatch.setattr(health, "BUSY", 0.5)
            assert (await ask())[0] == 503
        else:
            assert status == 503
    monkeypatch.setattr(health, "BUSY", 30.0)
    assert (await ask())[0] == 200


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_another_process_that_writes_for_long_is_told(stage: Stage) -> None:
    ask = await asked(stage, "sender")
    assert stage.works is not None
    file = stage.works.database.file
    assert file is not None
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        asking = asyncio.create_task(ask())
        await asyncio.sleep(0.1)
        other.execute("COMMIT")
        status, found = await asking
    assert status == 200 and found["database"]["wrote"]


@pytest.mark.postgres
async def test_a_database_that_is_away_or_hangs_is_told_in_time(
    own_postgres: Any,
    catalog: Catalog,
    clock: Clock,
    journal_key: str,
) -> None:
    url = address(own_postgres.get_uri(), "solbot")
    await migrate(url)
    world = World(clock=clock)
    runner, port = await opened(world)
    stage = Stage(world, clock, url, catalog, runner, port, world.subscribe())
    await stage.open_store()
    assert stage.works is not None
    await keys.settle(Settings(keys=Secret(journal_key)), stage.works.database)
    ask = await asked(stage, "sender")
    assert (await ask())[0] == 200
    pids = backends(own_postgres)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        for _ in range(3):
            status, found = await ask()
            assert status == 503 and "does not answer" in found["database"]["why"]
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
    await well_again(ask)
    await asyncio.to_thread(own_postgres.stop)
    assert (await ask())[0] == 503
    await asyncio.to_thread(own_postgres.start)
    await well_again(ask)
    await stage.stop()
    await runner.cleanup()


def backends(server: Any) -> list[int]:
    """The processes of a PostgreSQL that serve somebody, and the one that takes them in."""
    first = int((Path(server.pgdata) / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return [first, *map(int, children)]


async def well_again(ask: Asker) -> None:
    deadline = time.monotonic() + 30
    while (await ask())[0] != 200:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.2)
