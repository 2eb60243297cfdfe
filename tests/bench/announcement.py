"""One message to everybody: how many a second, and how much CPU each costs."""

from __future__ import annotations

import gc

from tests.bench import announcing
from tests.bench.baselines import bare_loop, plain_ptb
from tests.bench.ceiling import ceiling
from tests.bench.outcome import Outcome
from tests.bench.run import HTML, Run
from tests.bench.stores import add_members, kinds, works_on

AT_ONCE = 32
MEMBERS = 20_000


async def announcement(run: Run) -> None:
    """Report rate and cost of ours, beside the baselines."""
    top = await ceiling(run.telegram, run.count(50_000))
    run.row("stand-in server alone, per core", top, "requests/s")
    await run.telegram.reset()
    stock = await _plain(run, AT_ONCE)
    alone = await _plain(run, 1)
    run.row("python-telegram-bot, stock, one at a time", alone.rate, "messages/s")
    for kind in kinds():
        await _ours(run, kind, stock)


async def _plain(run: Run, at_once: int) -> Outcome:
    found = await plain_ptb(run.telegram, run.chats(run.count(2_000)), HTML, at_once)
    await run.telegram.reset()
    return found


async def _ours(run: Run, kind: str, stock: Outcome) -> None:
    count = run.count(MEMBERS)
    async with works_on(kind, run.folder) as works:
        members = await add_members(works, count)
        gc.collect()
        gc.freeze()  # as the bot itself does once it has started
        bare = await bare_loop(run.telegram, members, HTML)
        await run.telegram.reset()
        number = await announcing.draft(works, HTML)
        fixed = await announcing.confirm(works, number)
        ours = await announcing.send(run.telegram, works, count)
        await run.telegram.reset()
    run.row(f"{kind}: fixing {count:,} recipients", fixed.seconds, "s", target="<= 2")
    where = f"{kind}: letters sent and settled"
    plain = (f"gather of {AT_ONCE}, stock", stock.rate)
    least = 6 if kind == "PostgreSQL" else 5
    met = ours.rate >= least * stock.rate
    run.row(where, ours.rate, "messages/s", plain, f">= {least}x", met)
    run.row(
        where,
        ours.rate,
        "messages/s",
        ("bare loop", bare.rate),
        ">= 2,500" if kind == "SQLite" else "",
        ours.rate >= 2_500 if kind == "SQLite" else None,
    )
    ratio = ours.cpu_each / bare.cpu_each
    cost = ("bare loop", bare.cpu_each * 1000)
    run.row(where, ours.cpu_each * 1000, "CPU ms each", cost, "<= 1.6x", ratio <= 1.6)
