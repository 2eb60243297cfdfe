"""Cohorts for staff: the list, one cohort's page, its link, who is in it, and how it ends."""

from __future__ import annotations

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.content.labels import fitted
from solbot.db.states import CohortState
from solbot.pictures.codes import qr
from solbot.programs import service as programs
from solbot.programs.alumni import chat as alumni_chat
from solbot.programs.cohorts import chat as cohorts_chat
from solbot.programs.cohorts import service as cohorts
from solbot.programs.cohorts.rules import CohortField
from solbot.programs.cohorts.service import CohortGone, CohortSummary
from solbot.staff import audit, people, people_chat
from solbot.staff.audit import Action
from solbot.staff.gate import allowed
from solbot.staff.service import Right
from solbot.staff.tables import chat as tables_chat
from solbot.telegram.messages import Button, Document, Keyboard, Message

ALL = "-"
"""In a button: of every program."""


@tap("scl")
async def show(context: Context, of: str, page: int = 0) -> None:
    """A tap on Cohorts: those of a program, or all; open ones first."""
    program_id = None if of == ALL else of
    titles = await programs.titles(context.work, context.language)
    if program_id is not None and program_id not in titles:
        context.toast("program_gone")
        return
    total = await cohorts.count(context.work, program_id)
    here = pager.at(page, total)
    found = await cohorts.page(context.work, program_id, here.start, here.size)
    keyboard = Keyboard()
    if program_id is not None:
        keyboard.row(context.button("new_cohort", sends("scn", program_id)))
    keyboard.grid((Button(fitted(one.name), open_one.to(one.id)) for one in found), 1)
    keyboard.row(*here.turning(context, show.to(of)))
    if program_id is not None:
        keyboard.row(context.button("alumni_of", alumni_chat.show.to(program_id)))
        keyboard.row(context.button("back", sends("spg", program_id)))
    else:
        keyboard.row(context.button("all_programs", do("program")))
    context.show(
        "staff/cohorts",
        keyboard,
        title=titles[program_id] if program_id is not None else None,
        cohorts=[_line(one, titles.get(one.program_id, one.program_id)) for one in found],
        page=here.number,
        pages=here.count,
    )


@tap("sco")
async def open_one(context: Context, cohort_id: int) -> None:
    """A tap on a cohort."""
    run = await find(context, cohort_id)
    if run is not None:
        context.put(await page(context, run))


async def page(context: Context, run: CohortSummary) -> Message:
    """A cohort's page, with its link while people can join."""
    titles = await programs.titles(context.work, context.language)
    keyboard = Keyboard()
    if run.state is CohortState.OPEN:
        keyboard.row(
            context.button("cohort_add", sends("sca", str(run.id))),
            context.button("share", share.to(run.id)),
        )
    keyboard.row(context.button("cohort_people", roster.to(run.id)))
    if run.state is CohortState.OPEN:
        keyboard.grid(
            (context.button(f"cohort_{one}", sends("scf", run.id, one)) for one in CohortField), 2
        )
        keyboard.row(
            context.button("cohort_end", end.to(run.id)),
            context.button("cohort_call_off", ask_call_off.to(run.id)),
        )
    else:
        keyboard.row(context.button("alumni_of", alumni_chat.show.to(run.program_id)))
    keyboard.row(context.button("sequences", sends("bql", "c", str(run.id))))
    keyboard.row(context.button("back", show.to(run.program_id)))
    return context.message(
        "staff/cohort",
        keyboard,
        cohort=run.name,
        title=titles.get(run.program_id, run.program_id),
        first_day=run.first_day,
        last_day=run.last_day,
        zone=run.zone,
        state=run.state,
        count=run.people,
        link=link(context, run) if run.state is CohortState.OPEN else None,
    )


def link(context: Context, run: CohortSummary) -> str:
    """What people open to join."""
    return context.link(cohorts_chat.LINK + run.slug)


@tap("scq")
async def share(context: Context, cohort_id: int) -> None:
    """A tap on Share: the link, and a picture of it to show to somebody."""
    run = await find(context, cohort_id, still_open=True)
    if run is None:
        return
    html = context.language.reply("staff/cohort_caption", cohort=run.name, link=link(context, run))
    document = Document(f"{run.slug}.png", qr(link(context, run)), picture=True)
    keyboard = Keyboard().row(context.copying(link(context, run)))
    context.send(Message(html, keyboard.built(), document=document))


@tap("scr")
async def roster(context: Context, cohort_id: int, page: int = 0) -> None:
    """A tap on Who is in it: a page of names."""
    run = await find(context, cohort_id)
    if run is None:
        return
    here = pager.at(page, run.people)
    found = [
        (people.brief(member), joined)
        for member, joined in await cohorts.roster(context.work, run.id, here.start, here.size)
    ]
    await audit.note(context.work, context.me.id, Action.LISTED_COHORT, cohort=run.id)
    keyboard = Keyboard().grid(
        (Button(fitted(people.called(one)), people_chat.open_one.to(one.id)) for one, _ in found), 1
    )
    keyboard.row(*here.turning(context, roster.to(run.id)))
    if found and await allowed(context, Right.WRITE):
        keyboard.row(context.button("write_to_some", sends("dwc", f"c.{run.id}")))
    keyboard.row(tables_chat.button(context, "cohort", run.id))
    keyboard.row(context.button("back", open_one.to(run.id)))
    context.show(
        "staff/roster",
        keyboard,
        cohort=run.name,
        count=run.people,
        roster=[
            {"name": people.called(one), "since": context.local(joined), "seen": one.seen_on}
            for one, joined in found
        ],
        page=here.number,
        pages=here.count,
    )


@tap("scp")
async def choose_for(context: Context, person_id: int, page: int = 0) -> None:
    """A tap on Add to a cohort, on a person's page: to which one?"""
    name = await people.name_of(context.work, person_id)
    if name is None:
        context.toast("staff/member_gone")
        await people_chat.show(context)
        return
    total = await cohorts.count(context.work, None, CohortState.OPEN)
    here = pager.at(page, total)
    found = await cohorts.page(context.work, None, here.start, here.size, CohortState.OPEN)
    keyboard = Keyboard().grid(
        (Button(fitted(one.name), add_one.to(one.id, person_id)) for one in found), 1
    )
    keyboard.row(*here.turning(context, choose_for.to(person_id)))
    keyboard.row(context.button("back", people_chat.open_one.to(person_id)))
    context.show("staff/choose_cohort", keyboard, name=name, count=total)


@tap("scpp")
async def add_one(context: Context, cohort_id: int, person_id: int) -> None:
    """A tap on a cohort for a person; they are told."""
    run = await find(context, cohort_id, still_open=True)
    if run is None:
        return
    name = await people.name_of(context.work, person_id)
    if name is None:
        context.toast("staff/member_gone")
        await people_chat.show(context)
        return
    new = await cohorts.add(context.work, context.me.id, run.id, [person_id])
    keyboard = Keyboard().row(
        context.button("cohort_open", open_one.to(run.id)),
        context.button("back", people_chat.open_one.to(person_id)),
    )
    context.show("staff/added_one", keyboard, name=name, cohort=run.name, new=bool(new))


@tap("sck")
async def take_out(context: Context, cohort_id: int, person_id: int) -> None:
    """A tap on Take out, on a person's page."""
    run = await find(context, cohort_id, still_open=True)
    if run is None:
        return
    gone = await cohorts.take_out(context.work, context.me.id, run.id, person_id)
    name = await people.name_of(context.work, person_id)
    keyboard = Keyboard().row(
        context.button("cohort_open", open_one.to(run.id)),
        context.button("back", people_chat.open_one.to(person_id)),
    )
    context.show(
        "staff/taken_out", keyboard, name=name or str(person_id), cohort=run.name, new=gone
    )


@tap("sce")
async def end(context: Context, cohort_id: int) -> None:
    """A tap on It has ended: done at once on its last day; before that, only after another tap."""
    run = await find(context, cohort_id, still_open=True)
    if run is None:
        return
    if not run.is_last_day(context.work.now):
        keyboard = Keyboard().row(
            context.button("cohort_end_yes", end_now.to(run.id)),
            context.button("back", open_one.to(run.id)),
        )
        context.show(
            "staff/ask_end_cohort",
            keyboard,
            cohort=run.name,
            last_day=run.last_day,
            count=run.people,
        )
        return
    await _end(context, run)


@tap("scee")
async def end_now(context: Context, cohort_id: int) -> None:
    """A tap on Yes, end it now."""
    run = await find(context, cohort_id, still_open=True)
    if run is not None:
        await _end(context, run)


async def _end(context: Context, run: CohortSummary) -> None:
    ended, new = await cohorts.end(context.work, context.me.id, run.id)
    keyboard = Keyboard().row(
        context.button("alumni_of", alumni_chat.show.to(run.program_id)),
        context.button("back", open_one.to(run.id)),
    )
    context.show(
        "staff/cohort_ended", keyboard, cohort=run.name, count=ended.people, new_count=len(new)
    )


@tap("scx")
async def ask_call_off(context: Context, cohort_id: int) -> None:
    """A tap on Call it off: really?"""
    run = await find(context, cohort_id, still_open=True)
    if run is None:
        return
    keyboard = Keyboard().row(
        context.button("cohort_call_off_yes", call_off.to(run.id)),
        context.button("back", open_one.to(run.id)),
    )
    context.show("staff/ask_call_off", keyboard, cohort=run.name, count=run.people)


@tap("scxx")
async def call_off(context: Context, cohort_id: int) -> None:
    """A tap on Yes, call it off."""
    run = await find(context, cohort_id, still_open=True)
    if run is not None:
        await cohorts.call_off(context.work, context.me.id, run.id)
        await show(context, run.program_id)


async def find(
    context: Context, cohort_id: int, *, still_open: bool = False
) -> CohortSummary | None:
    """The cohort a button is about, if need be one that is open; else that is said kindly, and None."""
    try:
        run = await cohorts.find(context.work, cohort_id)
    except CohortGone:
        context.toast("staff/cohort_gone")
        await show(context, ALL)
        return None
    if still_open and run.state is not CohortState.OPEN:
        context.toast("staff/cohort_over")
        context.put(await page(context, run))
        return None
    return run


def _line(run: CohortSummary, title: str) -> dict[str, object]:
    return {
        "cohort": run.name,
        "title": title,
        "first": run.first_day,
        "last": run.last_day,
        "count": run.people,
        "over": run.state is CohortState.ENDED,
    }
