"""The seats of a program: who has one, who waits; confirming, moving up, releasing."""

from __future__ import annotations

from solbot.announcements.audience import rules as audience
from solbot.announcements.audience.rules import Is, Kind
from solbot.announcements.draft import chat as broadcast
from solbot.announcements.draft import service as announcements
from solbot.announcements.draft import words as broadcast_words
from solbot.bot import pager as pages
from solbot.bot.args import one_of
from solbot.bot.context import Turn
from solbot.content.labels import fitted
from solbot.programs import service as programs
from solbot.programs.editor import chat as offers
from solbot.programs.seats import service as seats
from solbot.programs.seats.service import Full, Held, Status
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.telegram.messages import Button, Keyboard

SHOWN = (Status.HELD, Status.CONFIRMED, Status.WAITING)


async def show(turn: Turn, args: list[str]) -> None:
    """A tap on Seats, on a status, or on another page: `program, status, page`."""
    draft = await offers.find(turn, args)
    if draft is None:
        return
    program = programs.in_words(turn.work, draft.id, draft.now or draft.next, turn.language)
    status = one_of(Status, args[1]) if len(args) > 1 else Status.HELD
    figures = await seats.figures(turn.work, program)
    of = {
        Status.HELD: figures.held,
        Status.CONFIRMED: figures.confirmed,
        Status.WAITING: figures.waiting,
    }
    here = pages.named(args, 2, of[status])
    found = await seats.page(turn.work, draft.id, status, here.start, here.size)
    if here.at == 0:
        await audit.note(turn.work, turn.me.id, Action.READ_SEATS, program=draft.id)
    keyboard = Keyboard().row(
        *(
            turn.button(f"seats_{one}", f"sst:{draft.id}:{one}:0", count=of[one])
            for one in SHOWN
            if one is not status
        )
    )
    keyboard.grid((Button(fitted(one.name), f"ss:{one.id}") for one in found), 2)
    keyboard.row(*here.turning(turn, f"sst:{draft.id}:{status}"))
    if figures.held or figures.confirmed:
        keyboard.row(turn.button("write_to_holders", f"ssw:{draft.id}"))
    keyboard.row(turn.button("back", f"spg:{draft.id}"))
    turn.show(
        "staff/seats",
        keyboard,
        title=program.title,
        seats={"all": figures.all, "free": figures.free, **{str(one): of[one] for one in SHOWN}},
        status=status,
        first=here.start + 1,
        people=[_line(turn, one) for one in found],
    )


async def open_one(turn: Turn, args: list[str]) -> None:
    """A tap on somebody's seat."""
    found = await seats.find(turn.work, int(args[0]))
    if found is None:
        await _ended(turn, int(args[0]))
        return
    await _show_one(turn, found)


async def confirm(turn: Turn, args: list[str]) -> None:
    """A tap on Confirm."""
    if not await seats.confirm(turn.work, turn.me.id, int(args[0])):
        turn.toast("staff/seat_not_so")
    await _again(turn, int(args[0]))


async def move_up(turn: Turn, args: list[str]) -> None:
    """A tap on Give a seat, for somebody who waits."""
    try:
        if not await seats.move_up(turn.work, turn.me.id, int(args[0])):
            turn.toast("staff/seat_not_so")
    except Full:
        turn.toast("staff/no_free_seat")
    await _again(turn, int(args[0]))


async def ask_release(turn: Turn, args: list[str]) -> None:
    """A tap on Release: really?"""
    found = await seats.find(turn.work, int(args[0]))
    if found is None:
        await _ended(turn, int(args[0]))
        return
    keyboard = Keyboard().row(
        turn.button("release_yes", f"ssxx:{found.id}"), turn.button("back", f"ss:{found.id}")
    )
    turn.show("staff/ask_release_seat", keyboard, name=found.name, status=found.status)


async def release(turn: Turn, args: list[str]) -> None:
    """A tap on Yes, release it."""
    found = await seats.find(turn.work, int(args[0]))
    if found is None or not await seats.release(turn.work, turn.me.id, found.id):
        await _ended(turn, int(args[0]))
        return
    await show(turn, [found.program_id, found.status, "0"])


async def write(turn: Turn, args: list[str]) -> None:
    """A tap on Write to all who have a seat: an announcement for them alone, begun."""
    draft = await offers.find(turn, args)
    if draft is None:
        return
    row = await broadcast.begin(turn)
    if row is None:
        return
    who = audience.written(Is(Kind.SEAT, draft.id))
    await announcements.set_audience(turn.work, row.id, who)
    await broadcast_words.ask(turn, [str(row.id), turn.language.code])


async def _again(turn: Turn, seat_id: int) -> None:
    found = await seats.find(turn.work, seat_id)
    if found is None:
        await _ended(turn, seat_id)
    else:
        await _show_one(turn, found)


async def _ended(turn: Turn, seat_id: int) -> None:
    """A seat that ended meanwhile: said, and the seats there are shown in its place."""
    turn.toast("staff/seat_ended")
    program_id = await seats.program_of(turn.work, seat_id)
    if program_id is not None:
        await show(turn, [program_id])


async def _show_one(turn: Turn, found: Held) -> None:
    keyboard = Keyboard()
    if found.status is Status.HELD:
        keyboard.row(turn.button("confirm_seat", f"ssc:{found.id}"))
    if found.status is Status.WAITING:
        keyboard.row(turn.button("give_seat", f"ssm:{found.id}"))
    keyboard.row(
        turn.button("release_seat", f"ssx:{found.id}"),
        turn.button("back", f"sst:{found.program_id}:{found.status}:0"),
    )
    turn.show("staff/seat", keyboard, **_line(turn, found))


def _line(turn: Turn, one: Held) -> dict[str, object]:
    zone = turn.work.clock_of(one.zone)
    return {
        "name": one.name,
        "status": one.status,
        "zone": str(zone),
        "now": turn.work.now.astimezone(zone),
        "since": turn.local(one.since),
        "until": turn.local(one.held_until) if one.held_until else None,
    }
