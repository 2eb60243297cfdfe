"""What was before, beside a question: one screen, and the way to each earlier question."""

from __future__ import annotations

from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.content.cutting import one_line
from solbot.desk import history
from solbot.desk import staff_chat as desk_staff_chat
from solbot.desk.service import InquiryGone
from solbot.limits import IN_LINE
from solbot.programs import service as programs
from solbot.telegram.messages import Keyboard


@tap("dch")
async def show(context: Context, number: int) -> None:
    """A tap on What was before."""
    try:
        found = await history.beside(context.work, context.me.id, number)
    except InquiryGone:
        context.toast("staff/desk_gone")
        return
    titles = await programs.titles(context.work, context.language)
    said = context.language.said
    keyboard = Keyboard().grid(
        (
            context.button("desk_open", desk_staff_chat.open_one.to(one.number), number=one.number)
            for one in found.inquiries
        ),
        3,
    )
    keyboard.row(context.button("back", desk_staff_chat.open_one.to(number)))
    context.show(
        "staff/history",
        keyboard,
        name=found.name,
        earlier_inquiries=[
            {
                "number": one.number,
                "title": titles.get(one.program, one.program) if one.program else None,
                "at": context.local(one.at),
                "waits": one.waits,
                "asked": one_line(said(one.asked), IN_LINE) if one.asked else None,
                "told": one_line(said(one.told), IN_LINE) if one.told else None,
            }
            for one in found.inquiries
        ],
        count=found.inquiry_count,
        announced=[{"number": one, "at": context.local(at)} for one, at in found.announcements],
        announced_count=found.announcement_count,
        seats_of=[
            {
                "title": titles.get(one.program_id, one.program_id),
                "status": one.status,
                "place": one.place,
            }
            for one in found.seats
        ],
    )
