"""Days off, set beforehand: tapped for the next days, or typed, such as "24 to 26 December"."""

from __future__ import annotations

from datetime import date, timedelta

from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import sends, tap
from solbot.coaching.answers import prompts
from solbot.coaching.days_off import service as days_off
from solbot.limits import TooMany
from solbot.telegram.messages import Keyboard
from solbot.typed.days_off import parse_days_off

NEAR = ("tomorrow", "this_weekend", "next_week")


@tap("df")
async def ask(context: Context) -> None:
    """A tap on Days off: those there are, and more of them."""
    await context.expect("days_off")
    await _show(context, asks=True)


async def _show(context: Context, *, asks: bool) -> None:
    """Those there are; `asks`: words are awaited."""
    there = await days_off.coming(context.work, context.me)
    keyboard = Keyboard().row(*(context.button(one, near.to(one)) for one in NEAR))
    keyboard.grid(
        (
            context.button("no_day_off", remove.to(one.id), number=place)
            for place, one in enumerate(there, 1)
        ),
        2,
    )
    if not asks:
        keyboard.row(context.button("other_days_off", ask.to()))
    keyboard.row(context.button("back", sends("mn")))
    shown = [{"first": one.first, "until": one.last} for one in there]
    context.put(context.message("days_off", keyboard, days_off=shown, asks=asks))


@tap("dfn")
async def near(context: Context, days: str) -> None:
    """A tap on days that are near."""
    await _add(context, *_near(known(days, NEAR), prompts.date_of(context.work, context.me)))


async def typed(context: Context) -> None:
    """Words that name a date, or two."""
    today = prompts.date_of(context.work, context.me)
    found = parse_days_off(context.incoming.text, today, context.language.vocabulary)
    if found is None:
        context.say("days_off_not_understood", context.way_out())
    else:
        await _add(context, *found)


@tap("dfx")
async def remove(context: Context, days_off_id: int) -> None:
    """A tap on Take back."""
    await days_off.remove(context.work, context.me, days_off_id)
    await context.rest()
    await _show(context, asks=False)


async def _add(context: Context, first: date, last: date) -> None:
    try:
        await days_off.add(context.work, context.me, first, last)
    except TooMany as full:
        context.say("enough", context.way_out(), what="days_off", most=full.most)
        return
    await context.rest()
    await _show(context, asks=False)


def _near(named: str, today: date) -> tuple[date, date]:
    if named == "tomorrow":
        on = today + timedelta(days=1)
        return on, on
    if named == "next_week":
        monday = today + timedelta(days=8 - today.isoweekday())
        return monday, monday + timedelta(days=6)
    sunday = today + timedelta(days=7 - today.isoweekday())
    return max(today, sunday - timedelta(days=1)), sunday
