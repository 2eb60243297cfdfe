"""Telegram lets so many through a second: how much of that is used, and how often it has to refuse."""

from __future__ import annotations

import asyncio
from typing import Any

from solbot.unit_of_work import UnitsOfWork
from tests.bench import announcing
from tests.bench.baselines import ptb_rate_limiter
from tests.bench.processes import ended, solbot
from tests.bench.run import HTML, Run
from tests.bench.stores import add_members, kinds, works_on

RATE = 30  # sends a second, what Telegram grants a bot
SECONDS = 15  # a shorter run would be all beginning
PATIENCE = 120.0
PATIENCE_TO_START = (
    300.0  # seconds; beside other work four processes take minutes to read their code
)
PROCESSES = 4
AT_WORK = 2.0  # seconds from a process's first request until it surely looks for letters


async def pace(run: Run) -> None:
    """Report share and refusals of ours with one and four processes, on a server that counts strictly."""
    count = RATE * run.steady(SECONDS, 1)
    found = await ptb_rate_limiter(run.telegram, run.chats(count), RATE)
    await run.telegram.reset()
    run.row("AIORateLimiter, refused by the server", found.refused, "messages")
    baseline = ("% AIORateLimiter", found.share * 100)
    async with works_on("SQLite", run.folder) as works:
        await _announced(works, count)
        await run.telegram.control(rate=RATE)
        await announcing.send(run.telegram, works, count, RATE)
        _report(run, "one process", baseline, await run.telegram.stats())
    await run.telegram.reset()
    if "PostgreSQL" not in kinds():
        return
    async with works_on("PostgreSQL", run.folder) as works:
        await _announced(works, count)
        await run.telegram.control(rate=RATE)
        await _four(run, works, count)
        _report(run, "four processes", baseline, await run.telegram.stats())


async def _announced(works: UnitsOfWork, count: int) -> None:
    await add_members(works, count)
    await announcing.confirm(works, await announcing.draft(works, HTML))


async def _four(run: Run, works: UnitsOfWork, count: int) -> None:
    url = works.database.url
    await announcing.hold(works)
    senders = [
        await solbot(run.telegram, run.folder / f"sender-{n}", url, RATE, "--role", "sender")
        for n in range(PROCESSES)
    ]
    try:
        async with asyncio.timeout(PATIENCE_TO_START):
            while (await run.telegram.stats())["bots"] < PROCESSES:
                await asyncio.sleep(0.1)
        await asyncio.sleep(run.seconds(AT_WORK))
        await announcing.let_go(works)
        await run.telegram.until_accepted(count, PATIENCE)
    finally:
        for sender in senders:
            await ended(sender)


def _report(run: Run, what: str, baseline: tuple[str, float], stats: dict[str, Any]) -> None:
    took = stats["last"] - stats["first"]
    share = (stats["accepted"] - 1) / took / RATE * 100
    most, refused = stats["most_in_a_second"], stats["refused"]
    run.row(f"{what}: share of the rate used", share, "%", baseline, ">= 95", share >= 95)
    run.row(f"{what}: refused by the server", refused, "messages", None, "0", refused == 0)
    run.row(f"{what}: most within any second", most, "messages", None, f"<= {RATE}", most <= RATE)
