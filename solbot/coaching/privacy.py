"""What is kept and who can see it; and leaving for good."""

from __future__ import annotations

from solbot.bot.context import Context
from solbot.bot.taps import do, sends
from solbot.members import service as members
from solbot.programs import service as programs
from solbot.programs.seats import service as seats
from solbot.telegram.messages import Keyboard

NAMED = 12  # programs


async def show(context: Context) -> None:
    """/privacy, also before consent."""
    keyboard = Keyboard()
    if context.member is not None and context.member.consented_at is not None:
        keyboard.row(context.button("export", do("export")), context.button("import", do("import")))
        keyboard.row(
            context.button("other_account", sends("mo")), context.button("forget", do("forget"))
        )
    else:
        keyboard.row(context.button("begin", do("start")))
    context.show("privacy", keyboard)


async def ask_forget(context: Context) -> None:
    """/forget: erased only after a typed word, for it can't be undone."""
    if context.member is None or context.member.consented_at is None:
        if context.member is not None:
            await members.forget(context.work, context.member)
            context.member = None
        context.say("nothing_to_forget")
        return
    await context.expect("forget")
    keyboard = Keyboard().row(
        context.button("export", do("export")), context.button("cancel", do("cancel"))
    )
    context.say(
        "ask_forget",
        keyboard,
        phrase=context.language.button("forget_phrase"),
        seated_in=await _seated_in(context),
    )


async def _seated_in(context: Context) -> list[str]:
    """The programs in which somebody has a seat, or a place on the list: it goes to the next person."""
    found = await seats.of_member(context.work, context.me.id)
    return [
        await programs.title_of(context.work, context.language, one.program_id) or one.program_id
        for one in found[:NAMED]
    ]


async def forget_typed(context: Context) -> None:
    """The typed word, or another: then nothing is erased."""
    phrase = context.language.button("forget_phrase")
    if not context.is_called("forget_phrase", context.incoming.text):
        keyboard = Keyboard().row(context.button("cancel", do("cancel")))
        context.say("forget_not_typed", keyboard, phrase=phrase)
        return
    zone = context.work.clock_of(context.me.zone)
    receipt = await members.forget(context.work, context.me)
    context.member = None
    context.say(
        "forgotten",
        answer_count=receipt.answers,
        vision_count=receipt.visions,
        request_count=receipt.requests,
        inquiry_count=receipt.inquiries,
        at=receipt.at.astimezone(zone),
        gone_by=receipt.gone_by.astimezone(zone) if receipt.gone_by else None,
    )
