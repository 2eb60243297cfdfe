"""Help, cancelling, and a useful word wherever the bot can't follow."""

from __future__ import annotations

from solbot.bot import heavy
from solbot.bot.args import args_of
from solbot.bot.context import Context
from solbot.bot.dialog import ANSWER
from solbot.bot.taps import call, do, sends
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Keyboard

OFFERED = (
    ("today", "reflect"),
    ("vision", "journal"),
    ("library", "programs"),
    ("news",),
    ("settings", "pause"),
    ("export", "import"),
    ("privacy",),
)


async def help_(context: Context) -> None:
    """/help: what there is, each thing with its button."""
    keyboard = Keyboard()
    if context.member is not None and context.member.consented_at is not None:
        for row in OFFERED:
            keyboard.row(*(context.button(one, do(one)) for one in row))
        keyboard.row(
            context.button("ask_person", sends("iq", "-")), context.button("heavy", heavy.show.to())
        )
    else:
        keyboard.row(context.button("begin", do("start")), context.button("privacy", do("privacy")))
        keyboard.row(context.button("heavy", heavy.show.to()))
    context.show("help", keyboard)


async def call_off(context: Context) -> bool:
    """Call off what takes long, unless something else is awaited than an answer. False where there is nothing."""
    if context.waiting is not None and context.waiting.awaits not in (None, ANSWER):
        return False
    for one in context.routes.cancels:
        if await one(context):
            return True
    return False


async def cancel(context: Context) -> None:
    """/cancel: what takes long is called off; else the bot waits for nothing any more: what was given stays, words
    without a place are let go."""
    if await call_off(context):
        return
    waited_for = context.waiting.awaits if context.waiting else None
    let_go = context.routes.loose.let_go(context.waiting)
    tapped = context.incoming.kind is UpdateKind.TAP  # under another screen: it means no words
    if waited_for is None and let_go is not None and not tapped:
        name, entry = args_of(let_go)
        await call(context.routes.taps[name], context, entry)
        return
    await context.rest()
    keyboard = Keyboard()
    if back := _back(context):
        keyboard.row(context.button("back", back))
    keyboard.row(context.button("today", do("today")), context.button("help", do("help")))
    if waited_for is None:
        context.say("nothing_to_cancel", keyboard)
    else:
        context.say("cancelled", keyboard, answering=waited_for == ANSWER)


def _back(context: Context) -> str | None:
    """The tap that leads to the page that what is awaited was asked from, if from any."""
    waiting = context.waiting
    awaited = context.routes.awaited.get(waiting.awaits or "") if waiting else None
    return awaited.back(waiting.data) if waiting and awaited and awaited.back else None


async def unknown_command(context: Context) -> None:
    """A command nobody knows."""
    keyboard = Keyboard().row(context.button("help", do("help")))
    context.say("unknown_command", keyboard, command=context.incoming.command[:32])


async def words_please(context: Context) -> None:
    """A sticker, a document, a poll: nothing that can be kept."""
    context.refused = True
    context.say("words_please", Keyboard().row(context.button("help", do("help"))))


async def old_button(context: Context) -> None:
    """A tap that no longer means anything."""
    context.toast("old_button")
