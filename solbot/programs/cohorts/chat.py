"""Cohorts as people see them: joining by a link, which ones they are in, leaving; and being one of the alumni."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.bot import pager as pages
from solbot.bot.context import Turn
from solbot.content.catalog import Language
from solbot.content.labels import fitted
from solbot.limits import TooMany
from solbot.members.service import Member
from solbot.programs import service as programs
from solbot.programs.alumni import service as alumni
from solbot.programs.cohorts import service as cohorts
from solbot.programs.cohorts.service import Gone, Over, Run, State
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import Work

LINK = "c-"
"""What the payload of a cohort's link begins with."""


async def join(turn: Turn, slug: str) -> None:
    """The link of a cohort, opened by a member."""
    try:
        run, new = await cohorts.join(turn.work, turn.me, slug)
    except Gone:
        turn.say("cohort_gone", Keyboard().row(turn.button("programs", "do:programs")))
        return
    except Over:
        turn.say("cohort_over", Keyboard().row(turn.button("programs", "do:programs")))
        return
    except TooMany as full:
        keyboard = Keyboard().row(turn.button("my_cohorts", "cm"))
        turn.say("enough", keyboard, what="cohorts", most=full.most)
        return
    values = await _values(turn.work, turn.language, run)
    name = "cohort_joined" if new else "cohort_joined_already"
    turn.say(name, _leading_on(turn.language, run), **values)


async def mine(turn: Turn, args: list[str]) -> None:
    """A tap on Your cohorts, or on another page of them."""
    titles = await programs.titles(turn.work, turn.language)
    everywhere = [run for run, _ in await cohorts.of_member(turn.work, turn.me.id)]
    completed = await alumni.of_member(turn.work, turn.me.id)
    here = pages.named(args, 0, max(len(everywhere), len(completed)))
    found = here.of(everywhere)
    keyboard = Keyboard()
    for run in found:
        if run.state is State.OPEN:
            keyboard.row(turn.button("leave_cohort", f"cl:{run.id}", short=fitted(run.name, 28)))
    keyboard.row(*here.turning(turn, "cm"))
    keyboard.row(turn.button("programs", "do:programs"), turn.button("settings", "do:settings"))
    turn.show(
        "cohorts",
        keyboard,
        cohorts=[
            {
                "cohort": run.name,
                "title": titles.get(run.program_id, run.program_id),
                "first": run.first_day,
                "last": run.last_day,
                "over": run.state is State.ENDED,
            }
            for run in found
        ],
        alumni=[
            {"title": titles.get(one.program_id, one.program_id), "since": turn.local(one.since)}
            for one in here.of(completed)
        ],
    )


async def ask_leave(turn: Turn, args: list[str]) -> None:
    """A tap on Leave: really?"""
    run = await _open_one(turn, args)
    if run is None:
        return
    keyboard = Keyboard().row(
        turn.button("leave_cohort_yes", f"clx:{run.id}"), turn.button("back", "cm")
    )
    turn.show("ask_leave_cohort", keyboard, **await _values(turn.work, turn.language, run))


async def leave(turn: Turn, args: list[str]) -> None:
    """A tap on Yes, leave."""
    run = await _open_one(turn, args)
    if run is None:
        return
    await cohorts.leave(turn.work, turn.me, run.id)
    keyboard = Keyboard().row(turn.button("programs", "do:programs"))
    turn.show("cohort_left", keyboard, **await _values(turn.work, turn.language, run))


async def added(work: Work, member: Member, language: Language, cohort_id: int) -> Message | None:
    """That staff added a person to a cohort; None when they are not in it any more."""
    try:
        run = await cohorts.find(work, cohort_id)
    except Gone:
        return None
    if run.state is not State.OPEN or not await cohorts.has(work, run.id, member.id):
        return None
    html = language.reply("cohort_added", **await _values(work, language, run))
    return Message(html, _leading_on(language, run).built())


async def thanked(
    work: Work, member: Member, language: Language, program_id: str
) -> Message | None:
    """That a person is one of a program's alumni from now on; None when that was taken back."""
    if not await alumni.is_alumnus_of(work, member.id, program_id):
        return None
    titles = await programs.titles(work, language)
    title = titles.get(program_id, program_id)
    keyboard = Keyboard().row(Button(language.button("my_cohorts"), "cm"))
    return Message(language.reply("alumnus", title=title), keyboard.built())


async def _open_one(turn: Turn, args: list[str]) -> Run | None:
    """The open cohort a button is about, of which the person is one; else they are told, and None."""
    try:
        run = await cohorts.find(turn.work, int(args[0]))
    except Gone:
        turn.toast("cohort_gone")
        return None
    if run.state is not State.OPEN:
        turn.toast("cohort_over")
        return None
    if not await cohorts.has(turn.work, run.id, turn.me.id):
        turn.toast("cohort_not_in")
        return None
    return run


async def _values(work: Work, language: Language, run: Run) -> Mapping[str, object]:
    titles = await programs.titles(work, language)
    return {
        "cohort": run.name,
        "title": titles.get(run.program_id, run.program_id),
        "first_day": run.first_day,
        "last_day": run.last_day,
        "over": run.state is State.ENDED,
    }


def _leading_on(language: Language, run: Run) -> Keyboard:
    return (
        Keyboard()
        .row(Button(language.button("see_program"), f"p:{run.program_id}"))
        .row(Button(language.button("my_cohorts"), "cm"))
    )
