"""Quiet hours: chosen from a few, or typed, such as "from 22 to 7"."""

from __future__ import annotations

from datetime import time

from solbot.bot.args import known
from solbot.bot.context import Turn
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.rhythm.chat import spans, time_of
from solbot.members import quiet_hours as quiet
from solbot.telegram.messages import Keyboard
from solbot.typed.spans import Span, parse_span

PRESETS = (("2100", "0700"), ("2200", "0700"), ("2200", "0800"), ("2300", "0800"))


async def ask(turn: Turn, args: list[str]) -> None:
    """A tap on Quiet hours."""
    del args
    await turn.expect("quiet")
    keyboard = spans(turn, "qs", PRESETS)
    if quiet.hours(turn.me) is not None:
        keyboard.row(turn.button("no_quiet_hours", "qs:off"))
    keyboard.row(turn.button("back", "mn"))
    within = await _within(turn)
    turn.put(turn.message("ask_quiet", keyboard, quiet_hours=quiet.hours(turn.me), times=within))


async def choose(turn: Turn, args: list[str]) -> None:
    """A tap on some hours, or on None."""
    if args[:1] == ["off"]:
        await _choose(turn, None)
    else:
        begins, ends = known((args[0], args[1]), PRESETS)
        await _choose(turn, Span(time_of(begins), time_of(ends)))


async def typed(turn: Turn) -> None:
    """Words that name two times."""
    found = parse_span(turn.incoming.text, turn.language.vocabulary)
    if found is None:
        turn.say("quiet_not_understood", turn.way_out())
    else:
        await _choose(turn, found)


async def _choose(turn: Turn, wanted: Span | None) -> None:
    quiet.choose(turn.me, wanted)
    await turn.rest()
    keyboard = Keyboard().row(turn.button("back", "mn"))
    within = await _within(turn)
    turn.put(turn.message("quiet_set", keyboard, quiet_hours=wanted, times=within))


async def _within(turn: Turn) -> list[time | Span]:
    """The member's own times that lie in their quiet hours."""
    span = quiet.hours(turn.me)
    found = await schedule.hours_of(turn.work, turn.me)
    return [at for at in found if span and span.covers(at.begins if isinstance(at, Span) else at)]
