"""Alumni for staff: who took part in a program; marking and unmarking one person. Lists are in lists.py."""

from __future__ import annotations

from solbot.bot import pager as pages
from solbot.bot.context import Turn
from solbot.content.labels import fitted
from solbot.programs import service as programs
from solbot.programs.alumni import service as alumni
from solbot.staff import audit, people
from solbot.staff import people_chat as found_people
from solbot.staff.audit import Action
from solbot.telegram.messages import Button, Keyboard


async def show(turn: Turn, args: list[str]) -> None:
    """A tap on Alumni: a page of names."""
    program_id = args[0]
    titles = await programs.titles(turn.work, turn.language)
    if program_id not in titles:
        turn.toast("program_gone")
        return
    total = await alumni.count(turn.work, program_id)
    here = pages.named(args, 1, total)
    found = [
        (people.brief(member), since)
        for member, since in await alumni.page(turn.work, program_id, here.start, here.size)
    ]
    await audit.note(turn.work, turn.me.id, Action.LISTED_ALUMNI, program=program_id)
    keyboard = Keyboard().row(
        turn.button("mark_by_list", f"salm:{program_id}"),
        turn.button("unmark_by_list", f"salu:{program_id}"),
    )
    keyboard.grid((Button(fitted(people.called(one)), f"sqp:{one.id}") for one, _ in found), 1)
    keyboard.row(*here.turning(turn, f"sal:{program_id}"))
    keyboard.row(turn.button("back", f"scl:{program_id}"))
    turn.show(
        "staff/alumni",
        keyboard,
        title=titles[program_id],
        count=total,
        roster=[
            {"name": people.called(one), "since": turn.local(since), "seen": one.seen_on}
            for one, since in found
        ],
        page=here.number,
        pages=here.count,
    )


async def choose_for(turn: Turn, args: list[str]) -> None:
    """A tap on Alumni, on a person's page: of which programs they are one; a tap on one changes it."""
    person_id = int(args[0])
    name = await people.name_of(turn.work, person_id)
    if name is None:
        turn.toast("staff/member_gone")
        await found_people.show(turn, [])
        return
    titles = list((await programs.titles(turn.work, turn.language)).items())
    standings = {one.program_id for one in await alumni.of_member(turn.work, person_id)}
    here = pages.named(args, 1, len(titles))
    keyboard = Keyboard()
    for program_id, title in here.of(titles):
        key, data = ("unmark_one", "sau") if program_id in standings else ("mark_one", "sam")
        keyboard.row(turn.button(key, f"{data}:{person_id}:{program_id}", short=fitted(title, 28)))
    keyboard.row(*here.turning(turn, f"salp:{person_id}"))
    keyboard.row(turn.button("back", f"sqp:{person_id}"))
    turn.show(
        "staff/choose_alumni",
        keyboard,
        name=name,
        programs=[{"title": title} for one, title in here.of(titles) if one in standings],
    )


async def mark(turn: Turn, args: list[str]) -> None:
    """A tap on a program to mark one person; they are told."""
    if await _is_there(turn, args):
        await alumni.mark(turn.work, turn.me.id, args[1], [int(args[0])])
        await choose_for(turn, args[:1])


async def unmark(turn: Turn, args: list[str]) -> None:
    """A tap on a program to unmark one person."""
    if await _is_there(turn, args):
        await alumni.unmark(turn.work, turn.me.id, args[1], [int(args[0])])
        await choose_for(turn, args[:1])


async def _is_there(turn: Turn, args: list[str]) -> bool:
    """Whether the person and the program of a button are there; else that is said kindly."""
    if args[1] not in await programs.titles(turn.work, turn.language):
        turn.toast("program_gone")
        return False
    if await people.name_of(turn.work, int(args[0])) is None:
        turn.toast("staff/member_gone")
        await found_people.show(turn, [])
        return False
    return True
