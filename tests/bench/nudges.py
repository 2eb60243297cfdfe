"""Everybody's daily message falls due at once: how soon it is on its way, and what the others cost."""

from __future__ import annotations

import resource
from datetime import UTC, datetime, timedelta

from solbot.coaching import nudges
from solbot.telegram import outbox
from solbot.unit_of_work import UnitsOfWork
from tests.bench.baselines import job_per_person
from tests.bench.outcome import Outcome, Stopwatch
from tests.bench.run import Run, Size
from tests.bench.stores import add_members, add_slots, kinds, let_settle, works_on

PEOPLE = 2_000  # as a quick run has it, too: a job's cost grows with the number stored
DUE = 10_000
CROWDS = (1_000, 100_000, 1_000_000)
EIGHT = datetime(2026, 11, 24, 7, tzinfo=UTC)  # in Madrid


class Clock:
    """Stands at a moment until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


async def due_nudges(run: Run) -> None:
    """Report the rate at which due slots become letters, beside one stored job per person, which only counts."""
    people = run.steady(PEOPLE)
    jobs = await job_per_person(run.folder, people)
    run.row(f"a stored job per person, {people:,} due", jobs.rate, "jobs/s")
    for kind in kinds():
        await _ours(run, kind, jobs.rate)


async def _ours(run: Run, kind: str, jobs: float) -> None:
    costs, wanted = [], run.steady(DUE)
    for members in CROWDS[:2] if run.size is Size.QUICK else CROWDS:
        members = run.steady(members)
        before = _resident()
        clock = Clock(EIGHT)
        async with works_on(kind, run.folder, clock) as works:
            found = await _decided(works, clock, members, wanted)
        more = max(0.0, _resident() - before)
        what = f"{kind}: {wanted:,} due among {members:,} members"
        baseline = (f"jobs/s of {PEOPLE:,}", jobs)
        fast = found.rate >= 5_000 and found.rate >= 5 * jobs
        run.row(what, found.rate, "decided/s", baseline, ">= 5,000, >= 5x", fast)
        run.row(f"{kind}: memory it took more than before", more, "MB")
        costs.append(found.seconds / found.count)
    flat = max(costs) / min(costs)
    run.row(f"{kind}: dearest crowd against the cheapest", flat, "x", None, "<= 1.25", flat <= 1.25)


async def _decided(works: UnitsOfWork, clock: Clock, members: int, wanted: int) -> Outcome:
    """So many nudges decided: of so many members, or day after day of fewer."""
    step = max(1, members // wanted)
    await add_members(works, members)
    await add_slots(works, members, EIGHT, step)
    await let_settle(works)
    count, seconds, cpu = 0, 0.0, 0.0
    while count < wanted:
        watch = Stopwatch()
        while True:
            async with works.begin(durable=False) as work:
                due = await nudges.decide(work)
            if not due:
                break
            count += due
        day = watch.outcome(1)
        seconds, cpu = seconds + day.seconds, cpu + day.cpu_seconds
        clock.at += timedelta(days=1)
    async with works.begin() as work:
        assert sum((await outbox.counts(work)).values()) == count
    return Outcome(count, seconds, cpu)


def _resident() -> float:
    """The most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
