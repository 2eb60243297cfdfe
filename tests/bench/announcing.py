"""Our own announcement: claimed, composed, sent and settled by one process, unpaced."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import update
from telegram import Bot

from solbot.chat import letters as composing
from solbot.delivery.pace import Pace
from solbot.delivery.post import Post
from solbot.delivery.sender import Sender
from solbot.delivery.transport import AiohttpRequest
from solbot.services import announcements, letters
from solbot.services.work import Works
from solbot.store.tables import Letter
from tests.bench.outcome import Outcome, Stopwatch
from tests.bench.telegram import TOKEN, Telegram

UNPACED = 50_000.0  # sends a second: more than any process makes, through the pace all the same
PATIENCE = 60.0


async def draft(works: Works, html: str) -> int:
    """Keep an announcement's words; gives its id."""
    async with works.begin() as work:
        return await announcements.draft(work, 1, {"en": html})


async def confirm(works: Works, number: int) -> Outcome:
    """Fix the recipients of an announcement."""
    watch = Stopwatch()
    async with works.begin() as work:
        count = await announcements.confirm(work, number)
    return watch.outcome(count)


async def hold(works: Works) -> None:
    """Let nothing of what is in the outbox be due."""
    await _put_off(works, timedelta(days=1))


async def let_go(works: Works) -> None:
    """Let all that `hold` held back be due."""
    await _put_off(works, timedelta(days=-1))


async def _put_off(works: Works, by: timedelta) -> None:
    async with works.begin() as work:
        await work.session.execute(update(Letter).values(due_at=work.now + by))


async def send(telegram: Telegram, works: Works, count: int, rate: float = UNPACED) -> Outcome:
    """Send what is in the outbox, until so many letters are marked as sent."""
    request = AiohttpRequest()
    async with Bot(TOKEN, telegram.api, request=request) as bot:
        pace = Pace(works, rate)
        sender = Sender(
            works,
            Post(works, bot),
            pace,
            composing.compose,
            composing.announce,
            rate=rate,
            paid=True,
        )
        watch = Stopwatch()
        running = asyncio.create_task(sender.run())
        arrived = asyncio.create_task(telegram.until_accepted(count, PATIENCE))
        await asyncio.wait([arrived, running], return_when=asyncio.FIRST_COMPLETED)
        sender.stop()
        await asyncio.gather(arrived, running)
        outcome = watch.outcome(count)
    async with works.begin() as work:
        found = await letters.counts(work)
    assert found == {"sent": count}, found
    return outcome
