"""How long people wait for their first answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from solbot.desk import db as desk_db
from solbot.unit_of_work import UnitOfWork

ZERO = timedelta()


@dataclass(frozen=True)
class AnswerTimes:
    """Of questions asked over a span: how many have an answer, and how long it took to the first; and of those that
    wait now, how many, and for how long. None where there are none."""

    answered: int
    median: timedelta | None
    longest: timedelta | None
    waiting: int
    waiting_median: timedelta | None
    oldest: timedelta | None


async def answer_times(work: UnitOfWork, days: int) -> AnswerTimes:
    """Look; what staff began, and what was taken back, is left out."""
    since = work.now - timedelta(days=days)
    pairs = await desk_db.first_answers(work.session, since)
    waits = [max(answered - asked, ZERO) for asked, answered in pairs]
    ages = [max(work.now - one, ZERO) for one in await desk_db.waiting_since(work.session)]
    return AnswerTimes(len(waits), *_half_and_most(waits), len(ages), *_half_and_most(ages))


def _half_and_most(found: list[timedelta]) -> tuple[timedelta | None, timedelta | None]:
    if not found:
        return None, None
    from statistics import median  # with fractions

    return timedelta(seconds=median(one.total_seconds() for one in found)), max(found)
