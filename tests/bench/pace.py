"""Telegram lets so many through a second: how much of that is used, and how often it has to refuse."""

from __future__ import annotations

from tests.bench.baselines import ptb_rate_limiter
from tests.bench.run import Run

RATE = 30  # sends a second, what Telegram grants a bot
SECONDS = 20  # in a quick run, too: a shorter one would be all beginning


async def pace(run: Run) -> None:
    """Report what python-telegram-bot's rate limiter reaches on a server that counts strictly."""
    found = await ptb_rate_limiter(run.telegram, run.chats(RATE * SECONDS), RATE)
    await run.telegram.reset()
    run.row("AIORateLimiter, share of the rate used", found.share * 100, "%")
    run.row("AIORateLimiter, refused by the server", found.refused, "messages")
    run.row("AIORateLimiter, given up", found.lost, "messages")
