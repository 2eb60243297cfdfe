"""What I am told: at once, or each morning at an hour of one's own; tapped or typed."""

from __future__ import annotations

from datetime import time

from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.staff import service as staff
from solbot.staff.rules import Right
from solbot.staff.told import rules, service
from solbot.telegram.messages import Button, Keyboard
from solbot.typed.times import parse_clock

AWAITED = "told_at"
_AT = "%H%M"
AT_ONCE = "now"


@tap("stold")
async def show(context: Context) -> None:
    """A tap on What I am told: of what, when, and what else it could be."""
    at = await service.time_of(context.work, context.me.id)
    role = await staff.role_of(context.work, context.me.id)
    await context.expect(AWAITED)
    keyboard = Keyboard()
    if at is not None:
        keyboard.row(context.button("at_once", choose.to(AT_ONCE)))
    clock = context.language.clock
    others = (one for one in rules.HOURS if one != at)
    keyboard.grid((Button(clock(one), choose.to(one.strftime(_AT))) for one in others), 4)
    keyboard.row(context.button("staff_menu", do("staff")))
    context.show(
        "staff/told",
        keyboard,
        morning=at,
        zone=str(context.zone),
        rights=[one for one in Right if staff.may(role, one)],
    )


@tap("stoldat")
async def choose(context: Context, at: str) -> None:
    """A tap on At once, or on an hour."""
    if at == AT_ONCE:
        await _choose(context, None)
    else:
        hours = {one.strftime(_AT): one for one in rules.HOURS}
        await _choose(context, hours[known(at, hours)])


async def typed(context: Context) -> None:
    """A time of the day, or *at once*."""
    if context.is_called("at_once", context.incoming.text):
        await _choose(context, None)
        return
    at = parse_clock(context.incoming.text, context.language.vocabulary)
    if at is None:
        keyboard = Keyboard().row(context.button("cancel", do("cancel")))
        context.say("staff/told_not_understood", keyboard)
    else:
        await _choose(context, at)


async def _choose(context: Context, at: time | None) -> None:
    await service.set_time(context.work, context.me, at)
    await show(context)
