"""How long a start takes, what a million members weigh, and how soon ten years of a journal are open."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from zoneinfo import ZoneInfo

from solbot.coaching.export import as_json, as_markdown
from solbot.coaching.export import service as exports
from solbot.coaching.journal import service as journal
from solbot.coaching.journal.finding import Sought
from solbot.content.bodies import text_body
from solbot.db.tables import Answer
from solbot.members import service as members
from solbot.ops import warming
from solbot.unit_of_work import UnitsOfWork
from tests.bench.answering import PATIENCE, ask
from tests.bench.feed import Order
from tests.bench.outcome import Stopwatch
from tests.bench.processes import echo_example, ended, first_poll, resident, solbot
from tests.bench.run import Run
from tests.bench.stores import FIRST, add_members, works_on

MEMBERS = 1_000_000
ENTRIES = 3_650  # ten years of days


async def start(run: Run) -> None:
    """Report start and memory beside the echo example, and the journal's figures."""
    started = time.monotonic()
    example = await echo_example(run.telegram, run.folder)
    try:
        other = await first_poll(run.telegram, started)
        weight = resident(example)
    finally:
        await ended(example)
    await run.telegram.reset()
    async with works_on("SQLite", run.folder) as works:
        await add_members(works, run.count(MEMBERS))
        await _started(run, works, other, weight)
        await _journal(run, works)


async def _started(run: Run, works: UnitsOfWork, other: float, weight: float) -> None:
    started = time.monotonic()
    bot = await solbot(run.telegram, run.folder / "bot", works.database.url, 30)
    try:
        anew = await first_poll(run.telegram, started)
    finally:
        await ended(bot)
    await run.telegram.reset()
    started = time.monotonic()
    bot = await solbot(run.telegram, run.folder / "bot", works.database.url, 30)
    try:
        took = await first_poll(run.telegram, started)
        await asyncio.sleep(
            run.seconds(warming.AFTER + 5)
        )  # until the list of cities is there, too
        memory = resident(bot)
    finally:
        await ended(bot)
    again = await _answered_again(run, works)
    baseline = ("s echo example", other)
    good = took <= 0.9 and took <= 3 * other
    run.row("start to first poll", took, "s", baseline, "<= 0.9, <= 3x", good)
    run.row("the same where the content is read anew", anew, "s", baseline)
    what = "killed and started again, to an answer that waited"
    run.row(what, again, "s", None, "<= 1.5", again <= 1.5)
    what = f"memory with {run.count(MEMBERS):,} members"
    run.row(what, memory, "MB", ("MB echo example", weight), "<= 110", memory <= 110)


async def _answered_again(run: Run, works: UnitsOfWork) -> float:
    """Seconds from a start until somebody has a reply to what they wrote after the process before was killed."""
    await ask(works, [FIRST])
    folder = run.folder / "bot"
    await run.telegram.reset()
    started = time.monotonic()
    bot = await solbot(run.telegram, folder, works.database.url, 30)
    await first_poll(run.telegram, started)
    bot.kill()
    await bot.wait()
    await run.telegram.feed(Order([FIRST], template="What I saw today was a wall"))
    started = time.monotonic()
    bot = await solbot(run.telegram, folder, works.database.url, 30)
    try:
        await run.telegram.until_replied(1, PATIENCE)
        return float((await run.telegram.stats())["last_reply"]) - started
    finally:
        await ended(bot)


async def _journal(run: Run, works: UnitsOfWork) -> None:
    entries = run.steady(ENTRIES)
    async with works.begin() as work:
        work.session.add_all(
            Answer(
                member_id=FIRST,
                body=text_body(
                    f"What I saw on day {number} was a wall, and behind it a garden. " * 3
                ),
                state="kept",
                for_date=(work.now - timedelta(days=number)).date(),
                answered_at=work.now - timedelta(days=number),
            )
            for number in range(entries)
        )
    async with works.begin() as work:
        member = await members.find(work, FIRST)
        assert member is not None
        watch = Stopwatch()
        await journal.page(work, member, 0, 5)
        run.row(f"a journal of {entries:,} entries opened", watch.outcome(1).seconds * 1000, "ms")
    async with works.reading() as work:
        member = await members.find(work, FIRST)
        assert member is not None
        watch = Stopwatch()
        found = await journal.search(work, member, Sought("garden"))
        took = watch.outcome(1).seconds * 1000
        assert len(found.entries) == entries
        run.row("the same searched", took, "ms", ("ms before", 91), "<= 60", took <= 60)
    async with works.begin() as work:
        member = await members.find(work, FIRST)
        assert member is not None
        watch = Stopwatch()
        copy = await exports.of_member(work, member)
        as_json.render(copy)
        as_markdown.render(copy, work.language_of(member), ZoneInfo(work.zone_of(member)))
        run.row("the same exported", watch.outcome(1).seconds * 1000, "ms")
