"""Giving somebody a seat: found by name or number, asked about once, and told."""

from __future__ import annotations

from functools import partial

from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.content.cutting import one_line, shortened
from solbot.db.states import SeatStatus
from solbot.limits import LOOKED_FOR, NAME_IN_LINE
from solbot.programs.editor import chat as editor_chat
from solbot.programs.seats import giving
from solbot.programs.seats import service as seats
from solbot.programs.seats import staff_chat as seats_staff_chat
from solbot.programs.seats.giving import Given
from solbot.programs.seats.service import Full, NotOffered
from solbot.staff import people, people_chat
from solbot.staff.people_chat import Finding
from solbot.telegram.messages import Keyboard

AWAITED = "seat_person"
_TOASTS = {
    Given.CONFIRMED: "staff/seat_given",
    Given.ONCE_ANSWERED: "staff/seat_once_answered",
    Given.HAD_IT: "staff/has_seat_already",
}


@tap("ssg")
async def ask(context: Context, program_id: str) -> None:
    """A tap on Give somebody a seat: whom?"""
    draft = await editor_chat.find(context, program_id)
    if draft is None:
        return
    program = await seats.program_in_force(context.work, draft.id)
    if program is None or not giving.can_be_given(context.work, program):
        context.toast("staff/no_seats_to_give")
        await seats_staff_chat.show(context, draft.id)
        return
    await context.expect(AWAITED, program=draft.id, words="")
    figures = await seats.figures(context.work, program)
    context.show(
        "staff/ask_seat_person",
        Keyboard().row(context.button("back", seats_staff_chat.show.to(draft.id))),
        title=await seats_staff_chat.title_of(context, draft.id),
        free=figures.free,
        waiting=figures.waiting,
    )


async def typed(context: Context) -> None:
    """A name, a username or a number."""
    words = one_line(context.incoming.text, LOOKED_FOR)
    program_id = context.awaited(dict[str, str])["program"]
    await context.expect(AWAITED, program=program_id, words=words)
    _look_for(context, program_id, words, 0)


@tap("ssgm")
async def more(context: Context, program_id: str, after: int) -> None:
    """A tap on More, under what was found, after this person."""
    waiting = context.waiting
    if waiting is None or waiting.awaits != AWAITED or waiting.data["program"] != program_id:
        context.toast("staff/search_again")
        return
    _look_for(context, program_id, waiting.data["words"], max(0, after))


@tap("ssgo")
async def choose(context: Context, program_id: str, person_id: int) -> None:
    """A tap on a person: really? Says what stands in the way, and how many wait."""
    draft = await editor_chat.find(context, program_id)
    if draft is None:
        return
    name = await people.name_of(context.work, person_id)
    if name is None:
        context.toast("staff/member_gone")
        await seats_staff_chat.show(context, draft.id)
        return
    program = await seats.program_in_force(context.work, draft.id)
    figures = await seats.figures(context.work, program) if program is not None else None
    keyboard = Keyboard().row(
        context.button("give_seat_yes", give.to(draft.id, person_id)),
        context.button("back", ask.to(draft.id)),
    )
    context.show(
        "staff/ask_give_seat",
        keyboard,
        name=shortened(name, NAME_IN_LINE),
        title=await seats_staff_chat.title_of(context, draft.id),
        free=figures.free if figures else 0,
        waiting=figures.waiting if figures else 0,
    )


@tap("ssgy")
async def give(context: Context, program_id: str, person_id: int) -> None:
    """A tap on Yes, give it."""
    draft = await editor_chat.find(context, program_id)
    if draft is None:
        return
    if await people.name_of(context.work, person_id) is None:
        given = None
        context.toast("staff/member_gone")
    else:
        given = await _give(context, draft.id, person_id)
    await context.rest()
    status = SeatStatus.HELD if given is Given.ONCE_ANSWERED else SeatStatus.CONFIRMED
    await seats_staff_chat.show(context, draft.id, status)


async def _give(context: Context, program_id: str, person_id: int) -> Given | None:
    try:
        given = await giving.give(context.work, context.me.id, program_id, person_id)
    except NotOffered:
        context.toast("staff/no_seats_to_give")
    except Full:
        context.toast("staff/no_free_seat")
    else:
        context.toast(_TOASTS[given])
        return given
    return None


def _look_for(context: Context, program_id: str, words: str, after: int) -> None:
    back = context.button("back", seats_staff_chat.show.to(program_id))
    finding = Finding(partial(choose.to, program_id), partial(more.to, program_id), back)
    people_chat.look_for(context, words, after, finding)
