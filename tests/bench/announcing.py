"""Our own announcement: claimed, composed, sent and settled by one process, unpaced."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import update
from telegram import Bot

from solbot.announcements.draft import service as drafts
from solbot.announcements.send import service as sending
from solbot.announcements.timing import Timing, When
from solbot.app import ROUTES
from solbot.bot import letters
from solbot.db.tables import Letter, Recipient
from solbot.telegram import outbox
from solbot.telegram.rate import Pace
from solbot.telegram.sender import Sender
from solbot.telegram.transport import AiohttpRequest
from solbot.telegram.uploader import Uploader
from solbot.unit_of_work import UnitsOfWork
from tests import announced
from tests.bench.outcome import Outcome, Stopwatch
from tests.bench.stores import OWNER
from tests.bench.telegram import TOKEN, Telegram

UNPACED = 50_000.0  # sends a second: more than any process makes, through the pace all the same
PATIENCE = 60.0


async def draft(works: UnitsOfWork, html: str) -> int:
    """Keep an announcement's words; gives its id."""
    async with works.begin() as work:
        await announced.without_pauses(work)
        return await announced.drafted(work, OWNER, {"en": html})


async def confirm(works: UnitsOfWork, number: int) -> Outcome:
    """Fix the recipients of an announcement."""
    watch = Stopwatch()
    async with works.begin() as work:
        count = await announced.confirmed(work, OWNER, number)
    return watch.outcome(count)


async def confirm_as_staff_do(works: UnitsOfWork, number: int) -> Outcome:
    """All that a tap on Send it does, for tomorrow: count, look for faults, fix the recipients.

    It was asked and tried before.
    """
    async with works.begin() as work:
        tomorrow = (work.now + timedelta(days=1)).date()
        await drafts.set_timing(
            work, number, Timing(When.AT, tomorrow, work.now.time(), hold=False)
        )
        await sending.test(work, OWNER, number)
        await work.session.execute(update(Letter).values(status="sent", settled_at=work.now))
        asked = await sending.ask(work, OWNER, number)
        seen = asked.row.number
    watch = Stopwatch()
    async with works.begin() as work:
        await sending.confirm(work, OWNER, number, seen)
    return watch.outcome(asked.count)


async def put_all_at_once(works: UnitsOfWork, number: int) -> Outcome:
    """What would be simpler: a letter for everybody in the outbox at once."""
    watch = Stopwatch()
    async with works.begin() as work:
        count = await announced.confirmed(work, OWNER, number)
        await announced.handed_over(work)
    return watch.outcome(count)


async def hold(works: UnitsOfWork) -> None:
    """Let nothing of what is in the outbox be due."""
    await _put_off(works, timedelta(days=1))


async def let_go(works: UnitsOfWork) -> None:
    """Let all that `hold` held back be due."""
    await _put_off(works, timedelta(days=-1))


async def _put_off(works: UnitsOfWork, by: timedelta) -> None:
    async with works.begin() as work:
        await work.session.execute(update(Letter).values(due_at=work.now + by))
        await work.session.execute(update(Recipient).values(due_at=work.now + by))


async def send(
    telegram: Telegram, works: UnitsOfWork, count: int, rate: float = UNPACED
) -> Outcome:
    """Send what is in the outbox, until so many letters are marked as sent."""
    request = AiohttpRequest()
    async with Bot(TOKEN, telegram.api, request=request) as bot:
        pace = Pace(works, rate)
        sender = Sender(
            works,
            Uploader(works, bot),
            pace,
            ROUTES.letters,
            letters.written,
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
        found = await outbox.counts(work)
    assert found == {"sent": count}, found
    return outcome
