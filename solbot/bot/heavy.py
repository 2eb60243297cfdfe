"""If it gets heavy: what this is not, and where people turn to, by country.

It is said under /help, and once words sound like it. Nothing of that is kept, counted or shown to anybody.
"""

from __future__ import annotations

from solbot.bot.context import Turn
from solbot.content.filters import country_of
from solbot.telegram.incoming import Kind
from solbot.telegram.messages import Keyboard, Message
from solbot.typed.heavy import sounds_heavy


async def show(turn: Turn, args: list[str]) -> None:
    """A tap on If it gets heavy."""
    del args
    turn.put(_screen(turn, Keyboard().row(turn.button("back", "do:help")), sounds=False))


def meet(turn: Turn) -> None:
    """Whoever wrote words that sound heavy is told, after what was said about them, where people turn to. What could be
    typed goes on; nothing is offered under it, so that no trace of it stays."""
    incoming = turn.incoming
    if not turn.said or incoming.kind is Kind.TAP or not incoming.text:
        return
    if sounds_heavy(incoming.text, turn.language.vocabulary):
        turn.carried.update(turn.offers() or {})
        turn.send(_screen(turn, Keyboard(), sounds=True))


def _screen(turn: Turn, keyboard: Keyboard, *, sounds: bool) -> Message:
    known = turn.work.catalog.help_lines
    country = country_of(turn.work.zone_of(turn.member)) if turn.member else None
    there = known.within(country)
    return turn.message(
        "heavy",
        keyboard,
        sounds=sounds,
        held=turn.went_to is not None,
        country=country if there.lines else None,
        help_lines=there.lines,
        emergency=there.emergency,
        everywhere=known.everywhere,
    )
