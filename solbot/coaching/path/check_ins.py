"""Check-ins: asking what came of an experiment, once, on the day after it was meant for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from solbot.coaching.answers.meant import meant_for
from solbot.coaching.answers.prompts import day_of
from solbot.coaching.answers.prompts_db import PastAsking
from solbot.coaching.path import experiments, prompt_builder
from solbot.coaching.path.prompt_builder import Fit
from solbot.db.tables import Member
from solbot.unit_of_work import UnitOfWork


async def due(
    work: UnitOfWork, member: Member, day: date, lately: Sequence[PastAsking]
) -> Fit | None:
    """The check-in to bring on this local date, if there is one, with the answer it asks about.

    `lately` are the last askings, the oldest first.
    """
    language = work.language_of(member)
    since: set[str] = set()
    for one in reversed(lately):
        if one.for_date < day - experiments.REACH:
            break
        for question in language.questions_of(one.reading_id):
            if not question.check_in or question.earlier != one.question_id or question.id in since:
                continue
            fit = await prompt_builder.first(work, member, [question])
            if fit and await _is_due(work, member, fit, one, day):
                return fit
        since.add(one.question_id)
    return None


async def _is_due(work: UnitOfWork, member: Member, fit: Fit, asked: PastAsking, day: date) -> bool:
    """Whether it was answered that time, and its day has come."""
    if fit.quoted is None:
        return False
    answered = day_of(work, member, fit.quoted.answered_at)
    if answered < asked.for_date:
        return False
    meant = await meant_for(work, member, fit.quoted, answered)
    return experiments.is_due(day, experiments.check_in_on(answered, meant))
