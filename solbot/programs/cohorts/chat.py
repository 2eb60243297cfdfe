"""Cohorts as people see them: joining by a link, which ones they are in, leaving; and being one of the alumni."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.content.catalog import Language
from solbot.content.labels import fitted
from solbot.db.states import CohortState
from solbot.limits import TooMany
from solbot.members.service import Member
from solbot.programs import chat as programs_chat
from solbot.programs import service as programs
from solbot.programs.alumni import service as alumni
from solbot.programs.cohorts import service as cohorts
from solbot.programs.cohorts.service import CohortGone, CohortSummary, Over
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitOfWork

LINK = "c-"
"""What the payload of a cohort's link begins with."""


async def follow(context: Context, slug: str) -> bool:
    """The link of a cohort, opened by a member."""
    await join(context, slug)
    return True


async def join(context: Context, slug: str) -> None:
    """The link of a cohort, opened by a member."""
    try:
        run, new = await cohorts.join(context.work, context.me, slug)
    except CohortGone:
        context.say("cohort_gone", Keyboard().row(context.button("programs", do("programs"))))
        return
    except Over:
        context.say("cohort_over", Keyboard().row(context.button("programs", do("programs"))))
        return
    except TooMany as full:
        keyboard = Keyboard().row(context.button("my_cohorts", mine.to()))
        context.say("enough", keyboard, what="cohorts", most=full.most)
        return
    values = await _values(context.work, context.language, run)
    name = "cohort_joined" if new else "cohort_joined_already"
    context.say(name, _leading_on(context.language, run), **values)


@tap("cm")
async def mine(context: Context, page: str = "") -> None:
    """A tap on Your cohorts, or on another page of them."""
    titles = await programs.titles(context.work, context.language)
    everywhere = [run for run, _ in await cohorts.of_member(context.work, context.me.id)]
    completed = await alumni.of_member(context.work, context.me.id)
    here = pager.at(page, max(len(everywhere), len(completed)))
    found = here.of(everywhere)
    keyboard = Keyboard()
    for run in found:
        if run.state is CohortState.OPEN:
            keyboard.row(
                context.button("leave_cohort", ask_leave.to(run.id), short=fitted(run.name, 28))
            )
    keyboard.row(*here.turning(context, mine.to()))
    keyboard.row(
        context.button("programs", do("programs")), context.button("settings", do("settings"))
    )
    context.show(
        "cohorts",
        keyboard,
        cohorts=[
            {
                "cohort": run.name,
                "title": titles.get(run.program_id, run.program_id),
                "first": run.first_day,
                "last": run.last_day,
                "over": run.state is CohortState.ENDED,
            }
            for run in found
        ],
        alumni=[
            {"title": titles.get(one.program_id, one.program_id), "since": context.local(one.since)}
            for one in here.of(completed)
        ],
    )


@tap("cl")
async def ask_leave(context: Context, cohort_id: int) -> None:
    """A tap on Leave: really?"""
    run = await _open_one(context, cohort_id)
    if run is None:
        return
    keyboard = Keyboard().row(
        context.button("leave_cohort_yes", leave.to(run.id)), context.button("back", mine.to())
    )
    context.show("ask_leave_cohort", keyboard, **await _values(context.work, context.language, run))


@tap("clx")
async def leave(context: Context, cohort_id: int) -> None:
    """A tap on Yes, leave."""
    run = await _open_one(context, cohort_id)
    if run is None:
        return
    await cohorts.leave(context.work, context.me, run.id)
    keyboard = Keyboard().row(context.button("programs", do("programs")))
    context.show("cohort_left", keyboard, **await _values(context.work, context.language, run))


async def added(
    work: UnitOfWork, member: Member, language: Language, cohort_id: int
) -> Message | None:
    """That staff added a person to a cohort; None when they are not in it any more."""
    try:
        run = await cohorts.find(work, cohort_id)
    except CohortGone:
        return None
    if run.state is not CohortState.OPEN or not await cohorts.has(work, run.id, member.id):
        return None
    html = language.reply("cohort_added", **await _values(work, language, run))
    return Message(html, _leading_on(language, run).built())


async def thanked(
    work: UnitOfWork, member: Member, language: Language, program_id: str
) -> Message | None:
    """That a person is one of a program's alumni from now on; None when that was taken back."""
    if not await alumni.is_alumnus_of(work, member.id, program_id):
        return None
    titles = await programs.titles(work, language)
    title = titles.get(program_id, program_id)
    keyboard = Keyboard().row(Button(language.button("my_cohorts"), mine.to()))
    return Message(language.reply("alumnus", title=title), keyboard.built())


async def _open_one(context: Context, cohort_id: int) -> CohortSummary | None:
    """The open cohort a button is about, of which the person is one; else they are told, and None."""
    try:
        run = await cohorts.find(context.work, cohort_id)
    except CohortGone:
        context.toast("cohort_gone")
        return None
    if run.state is not CohortState.OPEN:
        context.toast("cohort_over")
        return None
    if not await cohorts.has(context.work, run.id, context.me.id):
        context.toast("cohort_not_in")
        return None
    return run


async def _values(work: UnitOfWork, language: Language, run: CohortSummary) -> Mapping[str, object]:
    titles = await programs.titles(work, language)
    return {
        "cohort": run.name,
        "title": titles.get(run.program_id, run.program_id),
        "first_day": run.first_day,
        "last_day": run.last_day,
        "over": run.state is CohortState.ENDED,
    }


def _leading_on(language: Language, run: CohortSummary) -> Keyboard:
    return (
        Keyboard()
        .row(Button(language.button("see_program"), programs_chat.card.to(run.program_id)))
        .row(Button(language.button("my_cohorts"), mine.to()))
    )
