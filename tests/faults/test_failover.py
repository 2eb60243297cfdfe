"""A second PostgreSQL takes over from a first: nothing that was acknowledged is lost, and no letter is doubled."""

from __future__ import annotations

import asyncio
import signal
import socket
import time
from itertools import pairwise
from pathlib import Path

import pytest

from solbot.content.catalog import Catalog
from solbot.db.engine import Database
from solbot.errors import SolbotError
from solbot.fake_telegram.world import World
from solbot.ops import backup as backups
from solbot.ops import keys
from solbot.ops.move import move
from solbot.secret import Secret
from solbot.settings import Settings
from solbot.unit_of_work import UnitsOfWork, system_clock
from tests import rehearsal
from tests.conftest import migrate
from tests.dialogs.people import TOKEN, opened
from tests.faults import standby
from tests.faults.letters import check, expected, let_leases_run_out, letters, more_sent, unsettled
from tests.faults.process import Bot
from tests.faults.test_kill import answer, exported, settle, until_done
from tests.faults.test_letters import sent
from tests.store.living import ANA, live
from tests.store.test_moving_databases import stored

PATIENCE = 120.0  # seconds
PER_TAKEOVER = 150  # people, with two letters each
HEADLESS = 2.0  # seconds in which there is none that may be written to

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize("takeovers", [1, pytest.param(8, marks=pytest.mark.soak)])
async def test_another_postgres_takes_over_and_nothing_is_lost_or_doubled(
    catalog: Catalog, tmp_path: Path, takeovers: int
) -> None:
    """While letters go out and answers come in."""
    with standby.line(takeovers) as servers:
        url = standby.address(servers)
        await migrate(url)
        world = World()
        runner, port = await opened(world)
        database = Database(url)
        works = UnitsOfWork(database, catalog, system_clock)
        messages = rehearsal.build(tmp_path / "messages")
        bot = Bot(tmp_path / "bot", port, TOKEN, url, messages, rate=50)
        await expected(works, world, PER_TAKEOVER * takeovers)
        try:
            await bot.start()
            await sent(world, 20)
            ana = world.add_person("Ana").id
            settle(world, ana)
            wrote: list[str] = []
            for first, second in pairwise(servers):
                await asyncio.to_thread(second.follow, first)
                await more_sent(world, len(world.sent))
                wrote.append(f"written as {first.port} ends")
                answer(world, ana, wrote[-1])
                await asyncio.to_thread(first.crash)
                wrote.append(f"written while {second.port} has not begun")
                answer(world, ana, wrote[-1])
                await asyncio.sleep(HEADLESS)
                await asyncio.to_thread(second.take_over)
                await more_sent(world, len(world.sent))
                assert await unsettled(works), "letters went out all the while"
            await until_done(world, [ana])
            assert exported(world, ana) == wrote
            await until_settled(world, works)
            del world.people[ana]
            check(world, [one for one in await letters(works) if one.member_id != ana])
            assert await bot.end(signal.SIGTERM) == 0
        finally:
            await bot.end(signal.SIGKILL)
            await database.close()
            await runner.cleanup()


async def until_settled(world: World, works: UnitsOfWork) -> None:
    """What was in somebody's hands as a server ended is anybody's a minute later; here, once all else is done."""
    said, deadline = 0, time.monotonic() + PATIENCE
    while left := await unsettled(works):
        if len(world.sent) > said:
            said, deadline = len(world.sent), time.monotonic() + PATIENCE
        else:
            await let_leases_run_out(works)
        assert time.monotonic() < deadline, f"{left} letters did not get done"
        await asyncio.sleep(2.0)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_commands_find_whichever_may_be_written_to(
    works: UnitsOfWork, database_url: str, journal_key: str, tmp_path: Path
) -> None:
    secret = Secret(journal_key)
    await keys.settle(Settings(keys=secret), works.database)
    await live(works, ANA)
    with standby.line(1) as (only, gone):
        url = standby.address([gone, only])
        rows = await move(database_url, url)
        await backups.write(Settings(database_url=url, keys=secret), tmp_path / "kept")
        with pytest.raises(SolbotError, match="the same"):
            await move(url, url)
        only.tell("CREATE DATABASE another")
        another = url.replace("/solbot?", "/another?")
        read = await backups.read(Settings(database_url=another, keys=secret), tmp_path / "kept")
        assert read == rows > 10
        assert stored(another) == stored(url) == stored(database_url)


async def test_whoever_is_gone_without_a_word_is_missed_within_half_a_minute() -> None:
    """A machine that loses its power or its net closes no connection."""
    with standby.line(0) as servers:
        database = Database(standby.address(servers))
        async with database.engine.connect() as connection:
            raw = await connection.get_raw_connection()
            assert raw.driver_connection is not None
            with socket.fromfd(
                raw.driver_connection.fileno(), socket.AF_INET, socket.SOCK_STREAM
            ) as wire:
                given = [
                    wire.getsockopt(socket.IPPROTO_TCP, option)
                    for option in (
                        socket.TCP_USER_TIMEOUT,
                        socket.TCP_KEEPIDLE,
                        socket.TCP_KEEPINTVL,
                        socket.TCP_KEEPCNT,
                    )
                ]
        await database.close()
    unsent, idle, interval, count = given
    assert unsent <= 30_000 and idle + interval * count <= 30, given
