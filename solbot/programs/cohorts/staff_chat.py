"""Cohorts for staff: the list, one cohort's page, its link, who is in it, and how it ends."""

from __future__ import annotations

from solbot.bot import pager as pages
from solbot.bot.context import Turn
from solbot.content.labels import fitted
from solbot.pictures.codes import qr
from solbot.programs import service as programs
from solbot.programs.cohorts import chat as seen
from solbot.programs.cohorts import service as cohorts
from solbot.programs.cohorts.service import Gone, Run, State
from solbot.staff import audit, people
from solbot.staff import people_chat as found_people
from solbot.staff.audit import Action
from solbot.telegram.messages import Button, Document, Keyboard, Message

ALL = "-"
"""In a button: of every program."""


async def show(turn: Turn, args: list[str]) -> None:
    """A tap on Cohorts: those of a program, or all; open ones first."""
    program_id = None if args[0] == ALL else args[0]
    titles = await programs.titles(turn.work, turn.language)
    if program_id is not None and program_id not in titles:
        turn.toast("program_gone")
        return
    total = await cohorts.count(turn.work, program_id)
    here = pages.named(args, 1, total)
    found = await cohorts.page(turn.work, program_id, here.start, here.size)
    keyboard = Keyboard()
    if program_id is not None:
        keyboard.row(turn.button("new_cohort", f"scn:{program_id}"))
    keyboard.grid((Button(fitted(one.name), f"sco:{one.id}") for one in found), 1)
    keyboard.row(*here.turning(turn, f"scl:{args[0]}"))
    if program_id is not None:
        keyboard.row(turn.button("alumni_of", f"sal:{program_id}"))
        keyboard.row(turn.button("back", f"spg:{program_id}"))
    else:
        keyboard.row(turn.button("all_programs", "do:program"))
    turn.show(
        "staff/cohorts",
        keyboard,
        title=titles[program_id] if program_id is not None else None,
        cohorts=[_line(one, titles.get(one.program_id, one.program_id)) for one in found],
        page=here.number,
        pages=here.count,
    )


async def open_one(turn: Turn, args: list[str]) -> None:
    """A tap on a cohort."""
    run = await find(turn, args)
    if run is not None:
        turn.put(await page(turn, run))


async def page(turn: Turn, run: Run) -> Message:
    """A cohort's page, with its link while people can join."""
    titles = await programs.titles(turn.work, turn.language)
    keyboard = Keyboard()
    if run.state is State.OPEN:
        keyboard.row(
            turn.button("cohort_add", f"sca:{run.id}"), turn.button("share", f"scq:{run.id}")
        )
    keyboard.row(turn.button("cohort_people", f"scr:{run.id}"))
    if run.state is State.OPEN:
        keyboard.grid((turn.button(f"cohort_{one}", f"scf:{run.id}:{one}") for one in FIELDS), 2)
        keyboard.row(
            turn.button("cohort_end", f"sce:{run.id}"),
            turn.button("cohort_call_off", f"scx:{run.id}"),
        )
    else:
        keyboard.row(turn.button("alumni_of", f"sal:{run.program_id}"))
    keyboard.row(turn.button("back", f"scl:{run.program_id}"))
    return turn.message(
        "staff/cohort",
        keyboard,
        cohort=run.name,
        title=titles.get(run.program_id, run.program_id),
        first_day=run.first_day,
        last_day=run.last_day,
        zone=run.zone,
        state=run.state,
        count=run.people,
        link=link(turn, run) if run.state is State.OPEN else None,
    )


FIELDS = ("name", "first", "last", "zone")
"""What of a cohort can be changed, as buttons name it."""


def link(turn: Turn, run: Run) -> str:
    """What people open to join."""
    return turn.link(seen.LINK + run.slug)


async def share(turn: Turn, args: list[str]) -> None:
    """A tap on Share: the link, and a picture of it to show to somebody."""
    run = await find(turn, args, still_open=True)
    if run is None:
        return
    html = turn.language.reply("staff/cohort_caption", cohort=run.name, link=link(turn, run))
    document = Document(f"{run.slug}.png", qr(link(turn, run)), picture=True)
    turn.send(Message(html, document=document))


async def roster(turn: Turn, args: list[str]) -> None:
    """A tap on Who is in it: a page of names."""
    run = await find(turn, args)
    if run is None:
        return
    here = pages.named(args, 1, run.people)
    found = [
        (people.brief(member), joined)
        for member, joined in await cohorts.roster(turn.work, run.id, here.start, here.size)
    ]
    await audit.note(turn.work, turn.me.id, Action.LISTED_COHORT, cohort=run.id)
    keyboard = Keyboard().grid(
        (Button(fitted(people.called(one)), f"sqp:{one.id}") for one, _ in found), 1
    )
    keyboard.row(*here.turning(turn, f"scr:{run.id}"))
    keyboard.row(turn.button("back", f"sco:{run.id}"))
    turn.show(
        "staff/roster",
        keyboard,
        cohort=run.name,
        count=run.people,
        roster=[
            {"name": people.called(one), "since": turn.local(joined), "seen": one.seen_on}
            for one, joined in found
        ],
        page=here.number,
        pages=here.count,
    )


async def choose_for(turn: Turn, args: list[str]) -> None:
    """A tap on Add to a cohort, on a person's page: to which one?"""
    person_id = int(args[0])
    name = await people.name_of(turn.work, person_id)
    if name is None:
        turn.toast("staff/member_gone")
        await found_people.show(turn, [])
        return
    total = await cohorts.count(turn.work, None, State.OPEN)
    here = pages.named(args, 1, total)
    found = await cohorts.page(turn.work, None, here.start, here.size, State.OPEN)
    keyboard = Keyboard().grid(
        (Button(fitted(one.name), f"scpp:{one.id}:{person_id}") for one in found), 1
    )
    keyboard.row(*here.turning(turn, f"scp:{person_id}"))
    keyboard.row(turn.button("back", f"sqp:{person_id}"))
    turn.show("staff/choose_cohort", keyboard, name=name, count=total)


async def add_one(turn: Turn, args: list[str]) -> None:
    """A tap on a cohort for a person; they are told."""
    run = await find(turn, args, still_open=True)
    if run is None:
        return
    name = await people.name_of(turn.work, int(args[1]))
    if name is None:
        turn.toast("staff/member_gone")
        await found_people.show(turn, [])
        return
    new = await cohorts.add(turn.work, turn.me.id, run.id, [int(args[1])])
    keyboard = Keyboard().row(
        turn.button("cohort_open", f"sco:{run.id}"), turn.button("back", f"sqp:{args[1]}")
    )
    turn.show("staff/added_one", keyboard, name=name, cohort=run.name, new=bool(new))


async def take_out(turn: Turn, args: list[str]) -> None:
    """A tap on Take out, on a person's page."""
    run = await find(turn, args, still_open=True)
    if run is None:
        return
    gone = await cohorts.take_out(turn.work, turn.me.id, run.id, int(args[1]))
    name = await people.name_of(turn.work, int(args[1]))
    keyboard = Keyboard().row(
        turn.button("cohort_open", f"sco:{run.id}"), turn.button("back", f"sqp:{args[1]}")
    )
    turn.show("staff/taken_out", keyboard, name=name or args[1], cohort=run.name, new=gone)


async def end(turn: Turn, args: list[str]) -> None:
    """A tap on It has ended: done at once on its last day; before that, only after another tap."""
    run = await find(turn, args, still_open=True)
    if run is None:
        return
    if not run.is_last_day(turn.work.now):
        keyboard = Keyboard().row(
            turn.button("cohort_end_yes", f"scee:{run.id}"),
            turn.button("back", f"sco:{run.id}"),
        )
        turn.show(
            "staff/ask_end_cohort",
            keyboard,
            cohort=run.name,
            last_day=run.last_day,
            count=run.people,
        )
        return
    await _end(turn, run)


async def end_now(turn: Turn, args: list[str]) -> None:
    """A tap on Yes, end it now."""
    run = await find(turn, args, still_open=True)
    if run is not None:
        await _end(turn, run)


async def _end(turn: Turn, run: Run) -> None:
    ended, new = await cohorts.end(turn.work, turn.me.id, run.id)
    keyboard = Keyboard().row(
        turn.button("alumni_of", f"sal:{run.program_id}"), turn.button("back", f"sco:{run.id}")
    )
    turn.show(
        "staff/cohort_ended", keyboard, cohort=run.name, count=ended.people, new_count=len(new)
    )


async def ask_call_off(turn: Turn, args: list[str]) -> None:
    """A tap on Call it off: really?"""
    run = await find(turn, args, still_open=True)
    if run is None:
        return
    keyboard = Keyboard().row(
        turn.button("cohort_call_off_yes", f"scxx:{run.id}"),
        turn.button("back", f"sco:{run.id}"),
    )
    turn.show("staff/ask_call_off", keyboard, cohort=run.name, count=run.people)


async def call_off(turn: Turn, args: list[str]) -> None:
    """A tap on Yes, call it off."""
    run = await find(turn, args, still_open=True)
    if run is not None:
        await cohorts.call_off(turn.work, turn.me.id, run.id)
        await show(turn, [run.program_id])


async def find(turn: Turn, args: list[str], *, still_open: bool = False) -> Run | None:
    """The cohort a button is about, if need be one that is open; else that is said kindly, and None."""
    try:
        run = await cohorts.find(turn.work, int(args[0]))
    except Gone:
        turn.toast("staff/cohort_gone")
        await show(turn, [ALL])
        return None
    if still_open and run.state is not State.OPEN:
        turn.toast("staff/cohort_over")
        turn.put(await page(turn, run))
        return None
    return run


def _line(run: Run, title: str) -> dict[str, object]:
    return {
        "cohort": run.name,
        "title": title,
        "first": run.first_day,
        "last": run.last_day,
        "count": run.people,
        "over": run.state is State.ENDED,
    }
