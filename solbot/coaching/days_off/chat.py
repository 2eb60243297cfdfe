"""Days off, set beforehand: tapped for the next days, or typed, such as "24 to 26 December"."""

from __future__ import annotations

from datetime import date, timedelta

from solbot.bot.args import known
from solbot.bot.context import Turn
from solbot.coaching.answers import prompts
from solbot.coaching.days_off import service as days_off
from solbot.limits import TooMany
from solbot.telegram.messages import Keyboard
from solbot.typed.days_off import parse_days_off

NEAR = ("tomorrow", "this_weekend", "next_week")


async def ask(turn: Turn, args: list[str]) -> None:
    """A tap on Days off: those there are, and more of them."""
    del args
    await turn.expect("days_off")
    await _show(turn, asks=True)


async def _show(turn: Turn, *, asks: bool) -> None:
    """Those there are; `asks`: words are awaited."""
    there = await days_off.coming(turn.work, turn.me)
    keyboard = Keyboard().row(*(turn.button(one, f"dfn:{one}") for one in NEAR))
    keyboard.grid(
        (
            turn.button("no_day_off", f"dfx:{one.id}", number=place)
            for place, one in enumerate(there, 1)
        ),
        2,
    )
    if not asks:
        keyboard.row(turn.button("other_days_off", "df"))
    keyboard.row(turn.button("back", "mn"))
    shown = [{"first": one.first, "until": one.last} for one in there]
    turn.put(turn.message("days_off", keyboard, days_off=shown, asks=asks))


async def near(turn: Turn, args: list[str]) -> None:
    """A tap on days that are near."""
    await _add(turn, *_near(known(args[0], NEAR), prompts.today_of(turn.work, turn.me)))


async def typed(turn: Turn) -> None:
    """Words that name a date, or two."""
    today = prompts.today_of(turn.work, turn.me)
    found = parse_days_off(turn.incoming.text, today, turn.language.vocabulary)
    if found is None:
        turn.say("days_off_not_understood", turn.way_out())
    else:
        await _add(turn, *found)


async def remove(turn: Turn, args: list[str]) -> None:
    """A tap on Take back."""
    await days_off.remove(turn.work, turn.me, int(args[0]))
    await turn.rest()
    await _show(turn, asks=False)


async def _add(turn: Turn, first: date, last: date) -> None:
    try:
        await days_off.add(turn.work, turn.me, first, last)
    except TooMany as full:
        turn.say("enough", turn.way_out(), what="days_off", most=full.most)
        return
    await turn.rest()
    await _show(turn, asks=False)


def _near(named: str, today: date) -> tuple[date, date]:
    if named == "tomorrow":
        on = today + timedelta(days=1)
        return on, on
    if named == "next_week":
        monday = today + timedelta(days=8 - today.isoweekday())
        return monday, monday + timedelta(days=6)
    sunday = today + timedelta(days=7 - today.isoweekday())
    return max(today, sunday - timedelta(days=1)), sunday
