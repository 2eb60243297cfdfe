"""What others do, and what a bare loop does, with nothing kept for after a crash: the marks to be measured against."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram import Bot, Update
from telegram.constants import ParseMode
from telegram.ext import (
    AIORateLimiter,
    Application,
    ApplicationBuilder,
    ContextTypes,
    ExtBot,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from solbot.bot.taps import sends
from solbot.telegram import api
from solbot.telegram.messages import Button, Message
from solbot.telegram.transport import AiohttpRequest
from tests.bench.feed import Order
from tests.bench.outcome import Echoed, Fired, Outcome, Paced, Stopwatch
from tests.bench.telegram import TOKEN, Telegram

CONNECTIONS = 100
AT_ONCE = 32
PATIENCE = 120.0  # seconds


def stock_request() -> HTTPXRequest:
    """python-telegram-bot's own transport with room enough that it never fails for want of a connection."""
    return HTTPXRequest(connection_pool_size=256, pool_timeout=PATIENCE)


async def plain_ptb(
    telegram: Telegram, chats: list[int], html: str, at_once: int = AT_ONCE
) -> Outcome:
    """Send `html` to every chat with the stock transport, `at_once` at a time."""
    room = asyncio.Semaphore(at_once)
    async with Bot(TOKEN, telegram.api, request=stock_request()) as bot:

        async def send(chat: int) -> None:
            async with room:
                await bot.send_message(chat, html, parse_mode=ParseMode.HTML)

        watch = Stopwatch()
        await asyncio.gather(*map(send, chats))
        return watch.outcome(len(chats))


async def bare_loop(telegram: Telegram, chats: list[int], html: str) -> Outcome:
    """Send `html` to every chat with a hundred workers over our transport: no store, no pace, no retry."""
    request = AiohttpRequest(connections=CONNECTIONS)
    async with Bot(TOKEN, telegram.api, request=request) as bot:

        async def work(left: Iterator[int]) -> None:
            for chat in left:
                # The very request that an announcement of ours is.
                await api.send(bot, chat, message, paid=True)

        message = Message(html, ((Button("No more announcements", sends("no", 1)),),))
        left, watch = iter(chats), Stopwatch()
        await asyncio.gather(*(work(left) for _ in range(CONNECTIONS)))
        return watch.outcome(len(chats))


async def _echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:  # noqa: ARG001 - PTB's
    assert update.message is not None and update.message.text is not None
    await update.message.reply_text(update.message.text)


async def echo(telegram: Telegram, people: list[int], every: float = 0.0) -> Echoed:
    """Run python-telegram-bot's echo example, polling, until a text of each person is answered.

    Forgets what the server counted before. The texts come `every` seconds apart, or all at once.
    """
    application: Application[Any, Any, Any, Any, Any, Any] = (
        ApplicationBuilder().token(TOKEN).base_url(telegram.api).build()
    )
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, _echo))
    async with application:
        assert application.updater is not None
        await application.start()
        await application.updater.start_polling()
        try:
            return await _echoed(telegram, people, every)
        finally:
            await application.updater.stop()
            await application.stop()


async def _echoed(telegram: Telegram, people: list[int], every: float) -> Echoed:
    watch = Stopwatch()
    begun = await telegram.feed(Order(people, every=every))
    await telegram.until_accepted(len(people), PATIENCE)
    cpu = watch.outcome(len(people)).cpu_seconds
    stats = await telegram.stats()
    return Echoed(len(people), stats["last"] - begun, cpu, stats["latencies"])


class Firings:
    """Counts jobs; of the module, because a stored job can name nothing else."""

    left = 0
    done = asyncio.Event()


async def fire() -> None:
    """Count one job that was fired."""
    Firings.left -= 1
    if not Firings.left:
        Firings.done.set()


async def job_per_person(folder: Path, people: int) -> Fired:
    """Add a stored job per person, all due, to a database in `folder`; then let them fire."""
    store = SQLAlchemyJobStore(url=f"sqlite:///{folder / 'jobs.sqlite'}")
    scheduler = AsyncIOScheduler(jobstores={"default": store}, timezone=UTC)
    scheduler.start(paused=True)
    Firings.left, Firings.done = people, asyncio.Event()
    due, adding = datetime.now(UTC), time.monotonic()
    for _ in range(people):
        scheduler.add_job(fire, "date", run_date=due, misfire_grace_time=None)
    added, watch = time.monotonic() - adding, Stopwatch()
    scheduler.resume()
    await asyncio.wait_for(Firings.done.wait(), PATIENCE)
    outcome = watch.outcome(people)
    scheduler.shutdown()
    return Fired(people, outcome.seconds, outcome.cpu_seconds, added)


async def ptb_rate_limiter(telegram: Telegram, chats: list[int], rate: int) -> Paced:
    """Send to every chat through AIORateLimiter, on a server that lets `rate` a second through.

    The server must have been reset; its rate is set here.
    """
    await telegram.control(rate=rate)
    limiter = AIORateLimiter(overall_max_rate=rate, overall_time_period=1, max_retries=5)
    bot = ExtBot(TOKEN, telegram.api, request=stock_request(), rate_limiter=limiter)
    async with bot:
        watch = Stopwatch()
        sends = (bot.send_message(chat, "Good morning") for chat in chats)
        results = await asyncio.gather(*sends, return_exceptions=True)
        outcome = watch.outcome(len(chats))
    stats = await telegram.stats()
    lost = sum(isinstance(result, BaseException) for result in results)
    share = stats["accepted"] / (rate * outcome.seconds)
    return Paced(
        stats["accepted"], outcome.seconds, outcome.cpu_seconds, stats["refused"], lost, share
    )
