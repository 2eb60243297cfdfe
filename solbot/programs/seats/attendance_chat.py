"""On a seat: the payment marked; on the day: the list at the door, where a tap marks who is there."""

from __future__ import annotations

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.content.labels import fitted
from solbot.db.states import Payment
from solbot.programs.editor import chat as editor_chat
from solbot.programs.seats import attendance
from solbot.programs.seats import service as seats
from solbot.programs.seats import staff_chat as seats_staff_chat
from solbot.programs.seats.service import Held
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.telegram.messages import Button, Keyboard

PRESENT, ABSENT = "1", "0"


@tap("ssp")
async def mark_payment(context: Context, seat_id: int, payment: Payment) -> None:
    """A tap on Paid, Waived or Not paid."""
    if not await attendance.mark_payment(context.work, context.me.id, seat_id, payment):
        context.toast("staff/marked_already", stands=True)
    await seats_staff_chat.again(context, seat_id)


@tap("ssk")
async def check_in(context: Context, program_id: str, page: str | None = None) -> None:
    """A tap on Check in, or on another page of it."""
    draft = await editor_chat.find(context, program_id)
    if draft is not None:
        if page is None:
            await audit.note(context.work, context.me.id, Action.READ_SEATS, program=draft.id)
        await _show(context, draft.id, page or "")


@tap("ssh")
async def mark_present(context: Context, seat_id: int, present: str, page: str = "") -> None:
    """A tap on somebody in the list."""
    program_id = await seats.program_of(context.work, seat_id)
    if program_id is None:
        context.toast("staff/seat_ended")
        return
    if not await attendance.mark_present(
        context.work, context.me.id, seat_id, present=present == PRESENT
    ):
        context.toast("staff/marked_already", stands=True)
    await _show(context, program_id, page)


async def _show(context: Context, program_id: str, page: str) -> None:
    found = await attendance.check_in(context.work, program_id)
    here = pager.at(page, len(found.expected))
    keyboard = Keyboard().grid(
        (_button(context, one, str(here.at)) for one in here.of(found.expected)), 1
    )
    keyboard.row(*here.turning(context, check_in.to(program_id)))
    keyboard.row(context.button("back", seats_staff_chat.show.to(program_id)))
    context.show(
        "staff/check_in",
        keyboard,
        title=await seats_staff_chat.title_of(context, program_id),
        here=found.present,
        expected=len(found.expected),
        page=here.number,
        pages=here.count,
    )


def _button(context: Context, one: Held, page: str) -> Button:
    if one.present_at is None:
        return Button(fitted(one.name), mark_present.to(one.id, PRESENT, page))
    label = context.language.button("ticked", label=fitted(one.name))
    return Button(fitted(label), mark_present.to(one.id, ABSENT, page))
