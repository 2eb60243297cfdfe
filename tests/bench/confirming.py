"""Staff confirm an announcement to a hundred thousand: how long that takes, and who has to wait for it meanwhile."""

from __future__ import annotations

import asyncio

from solbot.unit_of_work import UnitsOfWork
from tests.bench import announcing
from tests.bench.answering import answered, ask, running
from tests.bench.outcome import Outcome, quantile
from tests.bench.run import HTML, Run
from tests.bench.stores import FIRST, OWNER, add_members, kinds, let_settle, works_on

CROWD = 100_000
PEOPLE = 60
EVERY = 0.05  # seconds between two texts: twenty people a second
MOMENT = 1.0  # seconds after the first text: in the middle of them


async def confirming(run: Run) -> None:
    """Report the seconds of a confirmation, beside putting all letters in the outbox at once; and the waits."""
    for kind in kinds():
        async with works_on(kind, run.folder) as works:
            crowd = run.count(CROWD)
            await add_members(works, crowd)
            await let_settle(works)
            simpler = await announcing.put_all_at_once(works, await announcing.draft(works, HTML))
        async with works_on(kind, run.folder) as works:
            await add_members(works, crowd)
            await add_members(works, 1, first=OWNER)
            few = run.steady(PEOPLE, 6)
            people = await add_members(works, 2 * few, first=FIRST + crowd)
            await let_settle(works)
            await ask(works, people)
            number = await announcing.draft(works, HTML)
            async with running(run.telegram, works):
                idle = await answered(run.telegram, people[:few], EVERY)
                await run.telegram.reset()
                busy, took = await asyncio.gather(
                    answered(run.telegram, people[few:], EVERY),
                    _confirmed(works, number, run.seconds(MOMENT)),
                )
                await run.telegram.reset()
        run.row(
            f"{kind}: {took.count:,} recipients confirmed",
            took.seconds,
            "s",
            ("s with all letters put at once", simpler.seconds),
            "<= 2",
            took.seconds <= 2,
        )
        for share, name in ((0.5, "median"), (0.95, "95 %")):
            waits = [quantile(found.latencies, share) * 1000 for found in (idle, busy)]
            run.row(
                f"{kind}: wait for a reply around it, {name}",
                waits[1],
                "ms",
                ("ms idle", waits[0]),
            )


async def _confirmed(works: UnitsOfWork, number: int, moment: float) -> Outcome:
    """Confirmed while people write."""
    await asyncio.sleep(moment)
    return await announcing.confirm_as_staff_do(works, number)
