"""Everybody's daily message falls due at once: how soon it is on its way."""

from __future__ import annotations

from tests.bench.baselines import job_per_person
from tests.bench.run import Run

PEOPLE = 2_000  # as a quick run has it, too: a job's cost grows with the number stored


async def nudges(run: Run) -> None:
    """Report what a stored job per person reaches, which only counts and sends nothing."""
    jobs = await job_per_person(run.folder, PEOPLE)
    run.row(f"a stored job per person, {PEOPLE:,} due", jobs.rate, "jobs/s")
    run.row(f"a stored job per person, {PEOPLE:,} due", jobs.seconds, "s")
    run.row(f"adding these {PEOPLE:,} jobs", jobs.add_seconds, "s")
