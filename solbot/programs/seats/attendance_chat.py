"""On a seat: the payment marked; on the day: the list at the door, where a tap marks who is there."""

from __future__ import annotations

from solbot.bot import pager
from solbot.bot.args import one_of
from solbot.bot.context import Context
from solbot.content.labels import fitted
from solbot.programs.editor import chat as editor_chat
from solbot.programs.seats import attendance
from solbot.programs.seats import service as seats
from solbot.programs.seats import staff_chat as seats_staff_chat
from solbot.programs.seats.rules import Payment
from solbot.programs.seats.service import Held
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.telegram.messages import Button, Keyboard

PRESENT, ABSENT = "1", "0"


async def mark_payment(context: Context, args: list[str]) -> None:
    """A tap on Paid, Waived or Not paid: `seat, mark`."""
    seat_id, payment = int(args[0]), one_of(Payment, args[1])
    if not await attendance.mark_payment(context.work, context.me.id, seat_id, payment):
        context.toast("staff/marked_already", stands=True)
    await seats_staff_chat.again(context, seat_id)


async def check_in(context: Context, args: list[str]) -> None:
    """A tap on Check in, or on another page of it: `program, page`."""
    draft = await editor_chat.find(context, args)
    if draft is not None:
        if len(args) < 2:
            await audit.note(context.work, context.me.id, Action.READ_SEATS, program=draft.id)
        await _show(context, draft.id, args[1:])


async def mark_present(context: Context, args: list[str]) -> None:
    """A tap on somebody in the list: `seat, there or not, page`."""
    present = args[1] == PRESENT
    program_id = await seats.program_of(context.work, int(args[0]))
    if program_id is None:
        context.toast("staff/seat_ended")
        return
    if not await attendance.mark_present(
        context.work, context.me.id, int(args[0]), present=present
    ):
        context.toast("staff/marked_already", stands=True)
    await _show(context, program_id, args[2:])


async def _show(context: Context, program_id: str, args: list[str]) -> None:
    found = await attendance.check_in(context.work, program_id)
    here = pager.named(args, 0, len(found.expected))
    keyboard = Keyboard().grid(
        (_button(context, one, here.at) for one in here.of(found.expected)), 1
    )
    keyboard.row(*here.turning(context, f"ssk:{program_id}"))
    keyboard.row(context.button("back", f"sst:{program_id}"))
    context.show(
        "staff/check_in",
        keyboard,
        title=await seats_staff_chat.title_of(context, program_id),
        here=found.present,
        expected=len(found.expected),
        page=here.number,
        pages=here.count,
    )


def _button(context: Context, one: Held, page: int) -> Button:
    if one.present_at is None:
        return Button(fitted(one.name), f"ssh:{one.id}:{PRESENT}:{page}")
    label = context.language.button("ticked", label=fitted(one.name))
    return Button(fitted(label), f"ssh:{one.id}:{ABSENT}:{page}")
