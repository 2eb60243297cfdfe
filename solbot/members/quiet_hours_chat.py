"""Quiet hours: chosen from a few, or typed, such as "from 22 to 7"."""

from __future__ import annotations

from datetime import time

from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import sends, tap
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.rhythm.chat import spans, time_of
from solbot.members import quiet_hours
from solbot.telegram.messages import Keyboard
from solbot.typed.spans import TimeSpan, parse_span

PRESETS = (("2100", "0700"), ("2200", "0700"), ("2200", "0800"), ("2300", "0800"))
OFF = "off"


@tap("qh")
async def ask(context: Context) -> None:
    """A tap on Quiet hours."""
    await context.expect("quiet")
    keyboard = spans(context, choose.to, PRESETS)
    if quiet_hours.hours(context.me) is not None:
        keyboard.row(context.button("no_quiet_hours", choose.to(OFF)))
    keyboard.row(context.button("back", sends("mn")))
    context.put(context.message("ask_quiet", keyboard, quiet_hours=quiet_hours.hours(context.me)))


@tap("qs")
async def choose(context: Context, begins: str, ends: str = "") -> None:
    """A tap on some hours, or on None."""
    if begins == OFF:
        await _choose(context, None)
    else:
        first, last = known((begins, ends), PRESETS)
        await _choose(context, TimeSpan(time_of(first), time_of(last)))


async def typed(context: Context) -> None:
    """Words that name two times."""
    found = parse_span(context.incoming.text, context.language.vocabulary)
    if found is None:
        context.say("quiet_not_understood", context.way_out())
    else:
        await _choose(context, found)


async def _choose(context: Context, wanted: TimeSpan | None) -> None:
    quiet_hours.choose(context.me, wanted)
    await context.rest()
    keyboard = Keyboard().row(context.button("back", sends("mn")))
    within = await _within(context)
    context.put(context.message("quiet_set", keyboard, quiet_hours=wanted, times=within))


async def _within(context: Context) -> list[time | TimeSpan]:
    """The member's own times that lie in their quiet hours."""
    span = quiet_hours.hours(context.me)
    found = await schedule.hours_of(context.work, context.me)
    return [
        at for at in found if span and span.covers(at.begins if isinstance(at, TimeSpan) else at)
    ]
