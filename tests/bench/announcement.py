"""One message to everybody: how many a second, and how much CPU each costs."""

from __future__ import annotations

from tests.bench.baselines import bare_loop, plain_ptb
from tests.bench.ceiling import ceiling
from tests.bench.outcome import Outcome
from tests.bench.run import HTML, Run

WIDTHS = (1, 4, 16, 32)  # how many at once; which is best depends on the machine


async def announcement(run: Run) -> None:
    """Report what the server can take and what the baselines reach."""
    top = await ceiling(run.telegram, run.count(50_000))
    run.row("stand-in server alone, per core", top, "requests/s")
    await run.telegram.reset()
    width, stock = await best_plain_ptb(run)
    run.row(f"python-telegram-bot, stock, {width} at once", stock.rate, "messages/s")
    run.row(f"python-telegram-bot, stock, {width} at once", stock.cpu_each * 1000, "CPU ms each")
    bare = await bare_loop(run.telegram, run.chats(run.count(20_000)), HTML)
    await run.telegram.reset()
    run.row("bare loop on our transport", bare.rate, "messages/s")
    run.row("bare loop on our transport", bare.cpu_each * 1000, "CPU ms each")


async def best_plain_ptb(run: Run) -> tuple[int, Outcome]:
    """How many at once suits python-telegram-bot's stock transport best here, and what it reaches so."""
    found = []
    for width in WIDTHS:
        outcome = await plain_ptb(run.telegram, run.chats(run.count(2_000)), HTML, width)
        await run.telegram.reset()
        found.append((width, outcome))
    return max(found, key=lambda pair: pair[1].rate)
