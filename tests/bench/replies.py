"""People write: how many are answered a second, and how long each waits."""

from __future__ import annotations

from tests.bench.baselines import echo
from tests.bench.outcome import quantile
from tests.bench.run import Run

FAR = 0.02  # seconds Telegram takes to carry out a send
EVERY = 0.05  # seconds between two texts where waiting is measured: twenty people a second


async def replies(run: Run) -> None:
    """Report what python-telegram-bot's echo example reaches, with Telegram near and far."""
    for latency, count in ((0.0, 3_000), (FAR, 600)):
        where = f"echo example, Telegram at {latency * 1000:.0f} ms"
        await run.telegram.control(latency=latency)
        burst = await echo(run.telegram, run.chats(run.count(count)))
        run.row(f"{where}, all at once", burst.rate, "replies/s")
        await run.telegram.reset()
        await run.telegram.control(latency=latency)
        paced = await echo(run.telegram, run.chats(run.count(200)), EVERY)
        run.row(f"{where}, 20 a second, median", quantile(paced.latencies, 0.5) * 1000, "ms")
        run.row(f"{where}, 20 a second, 99 %", quantile(paced.latencies, 0.99) * 1000, "ms")
        await run.telegram.reset()
