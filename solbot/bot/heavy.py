"""If it gets heavy: what this is not, and where people turn to, by country.

It is said under /help, and once words sound like it. Nothing of that is kept, counted or shown to anybody.
"""

from __future__ import annotations

from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.content.filters import country_of
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Keyboard, Message
from solbot.typed.heavy import sounds_heavy


@tap("hv")
async def show(context: Context) -> None:
    """A tap on If it gets heavy."""
    context.put(_screen(context, Keyboard().row(context.button("back", do("help"))), sounds=False))


def meet(context: Context) -> None:
    """Whoever wrote words that sound heavy is told, after what was said about them, where people turn to. What could be
    typed goes on; nothing is offered under it, so that no trace of it stays."""
    incoming = context.incoming
    if not context.said or incoming.kind is UpdateKind.TAP or not incoming.text:
        return
    if sounds_heavy(incoming.text, context.language.vocabulary):
        context.carried.update(context.offers() or {})
        context.send(_screen(context, Keyboard(), sounds=True))


def _screen(context: Context, keyboard: Keyboard, *, sounds: bool) -> Message:
    known = context.work.catalog.help_lines
    country = country_of(context.work.zone_of(context.member)) if context.member else None
    there = known.within(country)
    return context.message(
        "heavy",
        keyboard,
        sounds=sounds,
        held=context.went_to is not None,
        country=country if there.lines else None,
        help_lines=there.lines,
        emergency=there.emergency,
        everywhere=known.everywhere,
    )
