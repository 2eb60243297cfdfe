"""The seats of a program: who has one, who waits; confirming, moving up, releasing."""

from __future__ import annotations

from solbot.announcements.audience import rules as audience_rules
from solbot.announcements.audience.rules import ConditionKind, Is
from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft import words as draft_words
from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.taps import sends, tap
from solbot.content.cutting import shortened
from solbot.content.labels import fitted
from solbot.db.states import Payment, SeatStatus
from solbot.limits import NAME_IN_LINE
from solbot.programs import service as programs
from solbot.programs.booking import missing
from solbot.programs.booking import service as booking
from solbot.programs.editor import chat as editor_chat
from solbot.programs.seats import confirming
from solbot.programs.seats import service as seats
from solbot.programs.seats.confirming import Confirmed
from solbot.programs.seats.service import Full, Held
from solbot.staff import audit, people
from solbot.staff.audit import Action
from solbot.staff.gate import allowed
from solbot.staff.service import Right
from solbot.staff.tables import chat as tables_chat
from solbot.telegram.messages import Button, Keyboard

SHOWN = (SeatStatus.HELD, SeatStatus.CONFIRMED, SeatStatus.WAITING)


@tap("sst")
async def show(
    context: Context, program_id: str, status: SeatStatus = SeatStatus.HELD, page: int = 0
) -> None:
    """A tap on Seats, on a status, or on another page."""
    draft = await editor_chat.find(context, program_id)
    if draft is None:
        return
    program = programs.in_words(context.work, draft.id, draft.now or draft.next, context.language)
    figures = await seats.figures(context.work, program)
    of = {
        SeatStatus.HELD: figures.held,
        SeatStatus.CONFIRMED: figures.confirmed,
        SeatStatus.WAITING: figures.waiting,
    }
    here = pager.at(page, of[status])
    found = await seats.page(context.work, draft.id, status, here.start, here.size)
    owing = await missing.of(context.work, draft.id, [one.member_id for one in found])
    if here.at == 0:
        await audit.note(context.work, context.me.id, Action.READ_SEATS, program=draft.id)
    keyboard = Keyboard().row(
        *(
            context.button(f"seats_{one}", show.to(draft.id, one, 0), count=of[one])
            for one in SHOWN
            if one is not status
        )
    )
    keyboard.grid((Button(fitted(one.name), open_one.to(one.id)) for one in found), 2)
    keyboard.row(*here.turning(context, show.to(draft.id, status)))
    if figures.all:
        keyboard.row(
            context.button("give_somebody_seat", sends("ssg", draft.id)),
            context.button("give_seats_by_list", sends("ssl", draft.id)),
        )
    if figures.confirmed:
        keyboard.row(context.button("check_in", sends("ssk", draft.id)))
    if figures.held or figures.confirmed:
        keyboard.row(context.button("write_to_holders", write.to(draft.id)))
    if of[status] and await allowed(context, Right.WRITE):
        keyboard.row(context.button("write_to_some", sends("dwc", f"s.{draft.id}.{status}")))
    if any(of.values()):
        name = "waiting" if status is SeatStatus.WAITING else "seats"
        keyboard.row(tables_chat.button(context, name, draft.id))
    keyboard.row(context.button("back", editor_chat.open_one.to(draft.id)))
    context.show(
        "staff/seats",
        keyboard,
        title=program.title,
        seats={"all": figures.all, "free": figures.free, **{str(one): of[one] for one in SHOWN}},
        status=status,
        first=here.start + 1,
        people=[_line(context, one) | {"answer_missing": one.member_id in owing} for one in found],
    )


async def title_of(context: Context, program_id: str) -> str:
    """What a program is called, for staff."""
    return await programs.title_of(context.work, context.language, program_id) or program_id


@tap("ss")
async def open_one(context: Context, seat_id: int) -> None:
    """A tap on somebody's seat."""
    found = await seats.find(context.work, seat_id)
    if found is None:
        await _ended(context, seat_id)
        return
    await _show_one(context, found)


@tap("ssc")
async def confirm(context: Context, seat_id: int) -> None:
    """A tap on Confirm."""
    done = await confirming.confirm(context.work, context.me.id, seat_id)
    if done is Confirmed.NOT_HELD:
        context.toast("staff/seat_not_so")
    elif done is Confirmed.ONCE_ANSWERED:
        context.toast("staff/seat_once_answered")
    await again(context, seat_id)


@tap("ssm")
async def move_up(context: Context, seat_id: int) -> None:
    """A tap on Give a seat, for somebody who waits."""
    try:
        if not await seats.move_up(context.work, context.me.id, seat_id):
            context.toast("staff/seat_not_so")
    except Full:
        context.toast("staff/no_free_seat")
    await again(context, seat_id)


@tap("ssx")
async def ask_release(context: Context, seat_id: int) -> None:
    """A tap on Release: really?"""
    found = await seats.find(context.work, seat_id)
    if found is None:
        await _ended(context, seat_id)
        return
    keyboard = Keyboard().row(
        context.button("release_yes", release.to(found.id)),
        context.button("back", open_one.to(found.id)),
    )
    context.show("staff/ask_release_seat", keyboard, name=found.name, status=found.status)


@tap("ssxx")
async def release(context: Context, seat_id: int) -> None:
    """A tap on Yes, release it."""
    found = await seats.find(context.work, seat_id)
    if found is None or not await seats.release(context.work, context.me.id, found.id):
        await _ended(context, seat_id)
        return
    await show(context, found.program_id, found.status)


@tap("ssw")
async def write(context: Context, program_id: str) -> None:
    """A tap on Write to all who have a seat: an announcement for them alone, begun."""
    draft = await editor_chat.find(context, program_id)
    if draft is None:
        return
    row = await draft_chat.begin(context)
    if row is None:
        return
    who = audience_rules.written(Is(ConditionKind.SEAT, draft.id))
    await drafts.set_audience(context.work, row.id, who)
    await draft_words.ask(context, row.id, context.language.code)


async def again(context: Context, seat_id: int) -> None:
    """Show a seat as it is now."""
    found = await seats.find(context.work, seat_id)
    if found is None:
        await _ended(context, seat_id)
    else:
        await _show_one(context, found)


async def _ended(context: Context, seat_id: int) -> None:
    """A seat that ended meanwhile: said, and the seats there are shown in its place."""
    context.toast("staff/seat_ended")
    program_id = await seats.program_of(context.work, seat_id)
    if program_id is not None:
        await show(context, program_id)


async def _show_one(context: Context, found: Held) -> None:
    keyboard = Keyboard()
    if found.status is SeatStatus.HELD and found.confirm_by is None:
        keyboard.row(context.button("confirm_seat", confirm.to(found.id)))
    if found.status is SeatStatus.WAITING:
        keyboard.row(context.button("give_seat", move_up.to(found.id)))
    else:
        others = (one for one in Payment if one is not found.payment)
        keyboard.row(
            *(context.button(f"payment_{one}", sends("ssp", found.id, one)) for one in others)
        )
    if await allowed(context, Right.WRITE):
        data = sends("dwp", found.member_id, found.program_id)
        keyboard.row(context.button("write_to_person", data))
    keyboard.row(
        context.button("release_seat", ask_release.to(found.id)),
        context.button("back", show.to(found.program_id, found.status, 0)),
    )
    asked = await booking.asked(context.work, context.language, found.program_id, found.member_id)
    if any(one.answer is not None for one in asked):
        await audit.note(
            context.work,
            context.me.id,
            Action.READ_BOOKING,
            found.member_id,
            program=found.program_id,
        )
    by = await people.name_of(context.work, found.payment_by) if found.payment_by else None
    confirmed = await _confirmed_by(context, found)
    context.show(
        "staff/seat",
        keyboard,
        **_line(context, found),
        payment_by=shortened(by, NAME_IN_LINE) if by else None,
        asked_at_booking=[
            {"asked": one.asked, "answer": one.answer, "required": one.required} for one in asked
        ],
        answer_missing=any(one.required and one.answer is None for one in asked),
        confirm_by=shortened(confirmed, NAME_IN_LINE) if confirmed else None,
        present=context.local(found.present_at) if found.present_at else None,
    )


async def _confirmed_by(context: Context, found: Held) -> str | None:
    """Who confirmed it, for when what is needed is answered: their name, or else their number."""
    if found.confirm_by is None:
        return None
    return await people.name_of(context.work, found.confirm_by) or str(found.confirm_by)


def _line(context: Context, one: Held) -> dict[str, object]:
    zone = context.work.clock_of(one.zone)
    return {
        "name": one.name,
        "status": one.status,
        "zone": str(zone),
        "now": context.work.now.astimezone(zone),
        "since": context.local(one.since),
        "until": context.local(one.held_until) if one.held_until else None,
        "payment": one.payment,
    }
