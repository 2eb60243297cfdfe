"""Our own bot, whole: updates in, answers stored, replies out."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import func, select

from solbot.app import App
from solbot.coaching.answers import prompts
from solbot.coaching.path import service as path
from solbot.db.tables import Answer, Member
from solbot.secret import Secret
from solbot.settings import Settings
from solbot.unit_of_work import UnitsOfWork
from tests.bench.feed import Order
from tests.bench.outcome import Echoed, Stopwatch
from tests.bench.telegram import TOKEN, Telegram

RATE = 1000  # what Telegram lets the largest bots send in a second
PATIENCE = 120.0


@asynccontextmanager
async def running(telegram: Telegram, works: UnitsOfWork) -> AsyncIterator[App]:
    """The bot, polling the stand-in."""
    settings = Settings(token=Secret(TOKEN), api_url=telegram.url, rate=RATE, paid_broadcasts=True)
    app = App(settings, TOKEN, works)
    await app.start()
    gc.collect()
    gc.freeze()  # as the bot itself does once it has started
    try:
        yield app
    finally:
        await app.stop()


async def ask(works: UnitsOfWork, people: list[int]) -> None:
    """Leave a question open with each of these members, so that what they write next is its answer."""
    for person in people:
        async with works.begin(durable=False) as work:
            member = await work.session.get(Member, person)
            assert member is not None
            asked = await path.to_reflect(work, member, discipline="personal-mastery")
            assert asked is not None
            await prompts.open_for(work, member, asked.id)


async def answered(telegram: Telegram, people: list[int], every: float = 0.0) -> Echoed:
    """Let each person answer, all at once or `every` seconds apart, until each has a reply.

    The server counts from its last reset on.
    """
    watch = Stopwatch()
    begun = await telegram.feed(Order(people, template="What I saw today was a wall", every=every))
    await telegram.until_replied(len(people), PATIENCE)
    outcome = watch.outcome(len(people))
    stats = await telegram.stats()
    took = stats["last_reply"] - begun
    return Echoed(len(people), took, outcome.cpu_seconds, stats["latencies"])


async def stored(works: UnitsOfWork) -> int:
    """How many answers there are."""
    async with works.begin() as work:
        return await work.session.scalar(select(func.count()).select_from(Answer)) or 0
