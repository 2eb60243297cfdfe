"""What owners set for announcements: a second pair of eyes, the gap between two, and not disturbing who answers."""

from __future__ import annotations

from datetime import timedelta

from solbot.announcements.draft import settings_service
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.telegram.messages import Button, Keyboard


@tap("bcrules")
async def show(context: Context) -> None:
    """A tap on Rules for announcements."""
    found = await settings_service.current(context.work)
    approval = "approval_off" if found.approval else "approval_on"
    keyboard = Keyboard().row(context.button(approval, set_approval.to(not found.approval)))
    keyboard.grid(
        (
            _choice(
                context, "gap_hours", set_gap.to(hours), hours, found.gap == timedelta(hours=hours)
            )
            for hours in settings_service.GAPS
        ),
        3,
    )
    keyboard.grid(
        (
            _choice(
                context,
                "quiet_minutes",
                set_quiet.to(minutes),
                minutes,
                found.quiet == timedelta(minutes=minutes),
            )
            for minutes in settings_service.QUIETS
        ),
        2,
    )
    keyboard.row(context.button("back", do("broadcast")))
    context.show(
        "staff/announcement_rules",
        keyboard,
        approval=found.approval,
        gap=int(found.gap.total_seconds() // 3600),
        quiet=int(found.quiet.total_seconds() // 60),
    )


@tap("bcra")
async def set_approval(context: Context, wanted: bool) -> None:
    """A tap on whether a second person has to agree."""
    await settings_service.set_approval(context.work, context.me.id, wanted)
    await show(context)


@tap("bcrg")
async def set_gap(context: Context, hours: int) -> None:
    """A tap on a gap."""
    await settings_service.set_gap(context.work, context.me.id, hours)
    await show(context)


@tap("bcrq")
async def set_quiet(context: Context, minutes: int) -> None:
    """A tap on how long people are left alone who are answering."""
    await settings_service.set_quiet(context.work, context.me.id, minutes)
    await show(context)


def _choice(context: Context, key: str, data: str, number: int, chosen: bool) -> Button:
    label = context.language.button(key, number=number)
    return Button(context.language.button("ticked", label=label) if chosen else label, data)
