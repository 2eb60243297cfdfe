"""A cohort's day that is moved: what that does to the messages tied to it is said before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from solbot.announcements.sequences import chat as sequences_chat
from solbot.announcements.sequences import service as sequences
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.errors import StaleButton
from solbot.programs import service as programs
from solbot.programs.cohorts import rules
from solbot.programs.cohorts import service as cohorts
from solbot.programs.cohorts import staff_chat as cohorts_staff_chat
from solbot.programs.cohorts.rules import DAYS, CohortField, InvalidCohort
from solbot.programs.cohorts.service import CohortGone, CohortSummary
from solbot.telegram.messages import Keyboard


async def asks_first(context: Context, cohort_id: int, field: CohortField, day: date) -> bool:
    """Where messages are tied to the day: say what becomes of them, and wait for a tap. Raises InvalidCohort."""
    try:
        run = await cohorts.find(context.work, cohort_id)
    except CohortGone:
        return False
    then = replace(run, first_day=day) if field is CohortField.FIRST else replace(run, last_day=day)
    rules.check(then.first_day, then.last_day, rules.today_in(run.zone, context.work.now))
    title = await programs.title_of(context.work, context.language, run.program_id)
    days = sequences.Days(title or "", run.name, then.first_day, then.last_day)
    found = await sequences.if_moved(context.work, run.program_id, run.id, days)
    if not found:
        return False
    await context.rest()
    keyboard = Keyboard().row(
        context.button("move_the_day", move.to(run.id, field, day.isoformat())),
        context.button("back", cohorts_staff_chat.open_one.to(run.id)),
    )
    context.show(
        "staff/ask_move_day",
        keyboard,
        cohort=run.name,
        field=field,
        day=day,
        **sequences_chat.moved_lines(context, found),
    )
    return True


@tap("scm")
async def move(context: Context, cohort_id: int, field: CohortField, day: str) -> None:
    """A tap on Move it: what is past by now is skipped."""
    run = await cohorts_staff_chat.find(context, cohort_id, still_open=True)
    if run is None:
        return
    try:
        moved = await _moved(context, run, known(field, DAYS), _day(day))
        context.put(await cohorts_staff_chat.page(context, moved))
    except InvalidCohort:
        raise StaleButton from None


async def _moved(
    context: Context, run: CohortSummary, field: CohortField, day: date
) -> CohortSummary:
    first, last = (day, None) if field is CohortField.FIRST else (None, day)
    changed = await cohorts.change(
        context.work, context.me.id, run.id, first_day=first, last_day=last
    )
    await sequences.moved(context.work, run.program_id, run.id)
    return changed


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise StaleButton from None
