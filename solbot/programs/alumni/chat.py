"""Alumni for staff: who took part in a program; marking and unmarking one person. Lists are in lists.py."""

from __future__ import annotations

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.taps import sends, tap
from solbot.content.labels import fitted
from solbot.programs import service as programs
from solbot.programs.alumni import service as alumni
from solbot.staff import audit, people, people_chat
from solbot.staff.audit import Action
from solbot.staff.tables import chat as tables_chat
from solbot.telegram.messages import Button, Keyboard


@tap("sal")
async def show(context: Context, program_id: str, page: int = 0) -> None:
    """A tap on Alumni: a page of names."""
    titles = await programs.titles(context.work, context.language)
    if program_id not in titles:
        context.toast("program_gone")
        return
    total = await alumni.count(context.work, program_id)
    here = pager.at(page, total)
    found = [
        (people.brief(member), since)
        for member, since in await alumni.page(context.work, program_id, here.start, here.size)
    ]
    await audit.note(context.work, context.me.id, Action.LISTED_ALUMNI, program=program_id)
    keyboard = Keyboard().row(
        context.button("mark_by_list", sends("salm", program_id)),
        context.button("unmark_by_list", sends("salu", program_id)),
    )
    keyboard.grid(
        (Button(fitted(people.called(one)), people_chat.open_one.to(one.id)) for one, _ in found), 1
    )
    keyboard.row(*here.turning(context, show.to(program_id)))
    if total:
        keyboard.row(tables_chat.button(context, "alumni", program_id))
    keyboard.row(context.button("back", sends("scl", program_id)))
    context.show(
        "staff/alumni",
        keyboard,
        title=titles[program_id],
        count=total,
        roster=[
            {"name": people.called(one), "since": context.local(since), "seen": one.seen_on}
            for one, since in found
        ],
        page=here.number,
        pages=here.count,
    )


@tap("salp")
async def choose_for(context: Context, person_id: int, page: int = 0) -> None:
    """A tap on Alumni, on a person's page: of which programs they are one; a tap on one changes it."""
    name = await people.name_of(context.work, person_id)
    if name is None:
        context.toast("staff/member_gone")
        await people_chat.show(context)
        return
    titles = list((await programs.titles(context.work, context.language)).items())
    standings = {one.program_id for one in await alumni.of_member(context.work, person_id)}
    here = pager.at(page, len(titles))
    keyboard = Keyboard()
    for program_id, title in here.of(titles):
        key, change = ("unmark_one", unmark) if program_id in standings else ("mark_one", mark)
        keyboard.row(context.button(key, change.to(person_id, program_id), short=fitted(title, 28)))
    keyboard.row(*here.turning(context, choose_for.to(person_id)))
    keyboard.row(context.button("back", people_chat.open_one.to(person_id)))
    context.show(
        "staff/choose_alumni",
        keyboard,
        name=name,
        programs=[{"title": title} for one, title in here.of(titles) if one in standings],
    )


@tap("sam")
async def mark(context: Context, person_id: int, program_id: str) -> None:
    """A tap on a program to mark one person; they are told."""
    if await _is_there(context, person_id, program_id):
        await alumni.mark(context.work, context.me.id, program_id, [person_id])
        await choose_for(context, person_id)


@tap("sau")
async def unmark(context: Context, person_id: int, program_id: str) -> None:
    """A tap on a program to unmark one person."""
    if await _is_there(context, person_id, program_id):
        await alumni.unmark(context.work, context.me.id, program_id, [person_id])
        await choose_for(context, person_id)


async def _is_there(context: Context, person_id: int, program_id: str) -> bool:
    """Whether the person and the program of a button are there; else that is said kindly."""
    if program_id not in await programs.titles(context.work, context.language):
        context.toast("program_gone")
        return False
    if await people.name_of(context.work, person_id) is None:
        context.toast("staff/member_gone")
        await people_chat.show(context)
        return False
    return True
