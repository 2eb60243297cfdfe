"""Answers that come by webhook, to one process or to several that share a database: what each of them costs."""

from __future__ import annotations

import asyncio
from itertools import count, cycle

import aiohttp

from solbot.unit_of_work import UnitsOfWork
from tests.bench.answering import RATE, ask, stored
from tests.bench.feed import update
from tests.bench.processes import ended, solbot, used
from tests.bench.run import Run
from tests.bench.stores import add_members, works_on
from tests.ports import free_ports

ANSWERS = 1_000
WARM = 200  # answers before it counts: what is compiled is compiled, in each process
AT_ONCE = 48  # for each process; Telegram opens up to a hundred connections to a bot
SECRET = "a-secret-of-this-run"
PATIENCE = 300.0  # seconds


async def cpu_by_webhook(run: Run, processes: int) -> float:
    """Seconds of CPU that an answer costs so many processes on one PostgreSQL, by turns given the updates."""
    few, warm = run.count(ANSWERS), run.count(WARM)
    async with works_on("PostgreSQL", run.folder) as works:
        people = await add_members(works, warm + few)
        await ask(works, people)
        ports = free_ports(processes)
        started = [await _started(run, works, port) for port in ports]
        try:
            for process, port in zip(started, ports, strict=True):
                await _listening(process, port)
            ids = count(1)
            await _posted(run, ports, people[:warm], ids)
            before = sum(used(one) for one in started)
            await _posted(run, ports, people[warm:], ids)
            spent = sum(used(one) for one in started) - before
        finally:
            for one in started:
                await ended(one)
            await run.telegram.reset()
        assert await stored(works) == len(people)
    return spent / few


async def _started(run: Run, works: UnitsOfWork, port: int) -> asyncio.subprocess.Process:
    settings = {
        "SOLBOT_PAID_BROADCASTS": "true",
        "SOLBOT_MODE": "webhook",
        "SOLBOT_WEBHOOK_URL": "https://bench.invalid/telegram",
        "SOLBOT_WEBHOOK_SECRET": SECRET,
        "SOLBOT_LISTEN": f"127.0.0.1:{port}",
    }
    folder = run.folder / f"webhook-{port}"
    return await solbot(run.telegram, folder, works.database.url, RATE, **settings)


async def _listening(process: asyncio.subprocess.Process, port: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while process.returncode is None:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.1)
            else:
                writer.close()
                return
    raise RuntimeError("solbot did not start")


async def _posted(run: Run, ports: list[int], people: list[int], ids: count[int]) -> None:
    """Post an answer of each of these people, and wait until each has a reply."""
    told = (await run.telegram.stats())["accepted"]
    left = iter([(next(ids), person, port) for person, port in zip(people, cycle(ports))])
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}

    async def post(session: aiohttp.ClientSession) -> None:
        for number, person, port in left:
            body = update(number, person, "What I saw today was a wall")
            async with session.post(
                f"http://127.0.0.1:{port}/telegram", data=body, headers=headers
            ) as response:
                assert response.status == 200

    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(post(session) for _ in range(AT_ONCE * len(ports))))
    await run.telegram.until_accepted(told + len(people), PATIENCE)
