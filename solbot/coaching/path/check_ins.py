"""Check-ins: asking what came of an experiment, once, on the day after it was meant for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from solbot import local_time
from solbot.coaching.answers.meant import meant_for
from solbot.coaching.answers.prompts_db import Asked
from solbot.coaching.path import experiments
from solbot.coaching.path import prompt_builder as fitting
from solbot.coaching.path.prompt_builder import Fit
from solbot.db.tables import Member
from solbot.unit_of_work import Work


async def due(work: Work, member: Member, day: date, lately: Sequence[Asked]) -> Fit | None:
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
            fit = await fitting.first(work, member, [question])
            if fit and await _is_due(work, member, fit, one, day):
                return fit
        since.add(one.question_id)
    return None


async def _is_due(work: Work, member: Member, fit: Fit, asked: Asked, day: date) -> bool:
    """Whether it was answered that time, and its day has come."""
    if fit.quoted is None:
        return False
    zone = ZoneInfo(work.zone_of(member))
    answered = local_time.local_date(fit.quoted.answered_at, zone)
    if answered < asked.for_date:
        return False
    meant = await meant_for(work, member, fit.quoted, answered)
    return experiments.is_due(day, experiments.check_in_on(answered, meant))
