"""People write: how many answers are kept a second, and how long each waits for its reply."""

from __future__ import annotations

from tests.bench import announcing
from tests.bench.answering import answered, ask, running, stored
from tests.bench.baselines import echo
from tests.bench.feed import Order
from tests.bench.least import bare_answers
from tests.bench.outcome import Echoed, quantile
from tests.bench.run import HTML, Run
from tests.bench.stores import FIRST, add_members, kinds, works_on
from tests.bench.webhooks import cpu_by_webhook

FAR = 0.02  # seconds Telegram takes to carry out a send
EVERY = 0.05  # seconds between two texts where waiting is measured: twenty people a second
PACED = 200
CROWD = 100_000
BURST = 5_000  # texts of one person
LONGEST = 300.0  # ms


async def replies(run: Run) -> None:
    """Report what ours keeps a second and how long people wait, beside the echo example without a database."""
    for latency, count, least in ((0.0, 1_500, 1.1), (FAR, 600, 20.0)):
        where = f"Telegram at {latency * 1000:.0f} ms"
        await run.telegram.control(latency=latency)
        burst = await echo(run.telegram, run.chats(run.count(count)))
        await run.telegram.reset()
        ours = await _kept(run, "SQLite", count, latency)
        run.row(
            f"answers kept and replied to, {where}",
            ours.rate,
            "a second",
            ("echo example", burst.rate),
            f">= {least:g}x",
            ours.rate >= least * burst.rate,
        )
        if latency:
            continue
        each, echoed = ours.cpu_each * 1000, burst.cpu_each * 1000
        run.row(
            "CPU for an answer", each, "ms", ("ms echo example", echoed), "<= 0.85", each <= 0.85
        )
        await run.telegram.reset()
        bare = await bare_answers(run.telegram, run.chats(run.count(count)), run.folder)
        await run.telegram.reset()
        run.row(
            "the least: fetched, kept and answered, nothing decided",
            bare.cpu_each * 1000,
            "ms",
            ("ms ours", each),
        )
        if "PostgreSQL" in kinds():
            there = await _kept(run, "PostgreSQL", count, latency)
            least_there = 0.6 * ours.rate
            run.row(
                "the same answers on PostgreSQL",
                there.rate,
                "a second",
                ("on SQLite", ours.rate),
                ">= 0.6x",
                there.rate >= least_there,
            )
            alone, shared = [await cpu_by_webhook(run, processes) for processes in (1, 2)]
            run.row(
                "CPU for an answer, PostgreSQL, two processes",
                shared * 1000,
                "ms",
                ("ms one process", alone * 1000),
                "<= 1.1x",
                shared <= 1.1 * alone,
            )
    await _waiting(run)
    await _beside_a_burst(run)


async def _kept(run: Run, kind: str, count: int, latency: float) -> Echoed:
    async with works_on(kind, run.folder) as works:
        people = await add_members(works, run.count(count))
        await ask(works, people)
        async with running(run.telegram, works):
            await run.telegram.control(latency=latency)
            ours = await answered(run.telegram, people)
        assert await stored(works) == len(people)
        await run.telegram.reset()
        return ours


async def _waiting(run: Run) -> None:
    few = run.steady(PACED)
    paced = await echo(run.telegram, run.chats(few), EVERY)
    await run.telegram.reset()
    bare = await bare_answers(run.telegram, run.chats(few), run.folder, EVERY)
    await run.telegram.reset()
    run.row(
        "the least: wait for a reply, idle, median",
        quantile(bare.latencies, 0.5) * 1000,
        "ms",
        ("ms echo example", quantile(paced.latencies, 0.5) * 1000),
    )
    async with works_on("SQLite", run.folder) as works:
        crowd = run.count(CROWD)
        await add_members(works, crowd)
        number = await announcing.draft(works, HTML)
        await announcing.confirm(works, number)
        await announcing.hold(works)
        people = await add_members(works, 2 * few, first=FIRST + crowd)
        await ask(works, people)
        async with running(run.telegram, works) as app:
            idle = await answered(run.telegram, people[:few], EVERY)
            await run.telegram.reset()
            await announcing.let_go(works)
            app.sender.wake()
            busy = await answered(run.telegram, people[few:], EVERY)
            sent = (await run.telegram.stats())["accepted"] - few
    run.row(f"letters sent meanwhile, of {crowd:,}", sent, "letters")
    for share, name in ((0.5, "median"), (0.95, "95 %"), (0.99, "99 %")):
        waits = [quantile(found.latencies, share) * 1000 for found in (paced, idle, busy)]
        idly = share == 0.5
        run.row(
            f"wait for a reply, idle, {name}",
            waits[1],
            "ms",
            ("ms echo example", waits[0]),
            "<= 1.6x" if idly else "",
            waits[1] <= 1.6 * waits[0] if idly else None,
        )
        held = share == 0.95
        run.row(
            f"wait during an announcement, {name}",
            waits[2],
            "ms",
            ("ms idle", waits[1]),
            "<= 1.5x" if held else "",
            waits[2] <= 1.5 * waits[1] if held else None,
        )


async def _beside_a_burst(run: Run) -> None:
    """What others wait while one person sends thousands of messages at once."""
    few, texts = run.steady(PACED), run.count(BURST)
    async with works_on("SQLite", run.folder) as works:
        hasty, *others = await add_members(works, 1 + 2 * few)
        await ask(works, others)
        async with running(run.telegram, works):
            idle = await answered(run.telegram, others[:few], EVERY)
            await run.telegram.reset()
            await run.telegram.feed(Order([hasty], texts, timed=False))
            busy = await answered(run.telegram, others[few:], EVERY)
            await run.telegram.reset()
    waits = [quantile(found.latencies, 0.95) * 1000 for found in (idle, busy)]
    run.row(
        f"wait while one person sends {texts:,} texts, 95 %",
        waits[1],
        "ms",
        ("ms idle", waits[0]),
        f"<= {LONGEST:.0f} ms",
        waits[1] <= LONGEST,
    )
