"""When a day begins: who is up after midnight may still be in the day before."""

from __future__ import annotations

from datetime import time

from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.telegram.messages import Button, Keyboard
from solbot.typed.times import parse_clock

HOURS = range(7)  # midnight is as it is for everybody


def at(hour: int) -> time:
    """An hour as a time of day."""
    return time(hour)


@tap("db")
async def ask(context: Context) -> None:
    """A tap on The day begins at."""
    await _ask(context)


async def _ask(context: Context, *, unknown: bool = False) -> None:
    await context.expect("day_begins")
    keyboard = Keyboard().grid(
        (Button(context.language.clock(at(hour)), choose.to(hour)) for hour in HOURS), 4
    )
    keyboard.row(context.button("cancel", do("settings")))
    context.show("ask_day_begins", keyboard, day_begins=at(context.me.day_begins), unknown=unknown)


@tap("dbs")
async def choose(context: Context, hour: int) -> None:
    """A tap on an hour."""
    await _choose(context, known(hour, HOURS))


async def typed(context: Context) -> None:
    """An hour, as people type it."""
    found = parse_clock(context.incoming.text, context.language.vocabulary)
    if found is None or found.minute or found.hour not in HOURS:
        await _ask(context, unknown=True)
        return
    await _choose(context, found.hour)


async def _choose(context: Context, hour: int) -> None:
    context.me.day_begins = hour
    await context.rest()
    keyboard = Keyboard().row(context.button("settings", do("settings")))
    context.show("day_begins_set", keyboard, day_begins=at(hour) if hour else None)
