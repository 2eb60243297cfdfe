"""What owners set for announcements: a second pair of eyes, the gap between two, and not disturbing who answers."""

from __future__ import annotations

from datetime import timedelta

from solbot.announcements.draft import settings_service as rules
from solbot.bot.args import known
from solbot.bot.context import Turn
from solbot.telegram.messages import Button, Keyboard


async def show(turn: Turn, args: list[str]) -> None:
    """A tap on Rules for announcements."""
    del args
    found = await rules.current(turn.work)
    approval = "approval_off" if found.approval else "approval_on"
    keyboard = Keyboard().row(turn.button(approval, f"bcra:{int(not found.approval)}"))
    keyboard.grid(
        (
            _choice(turn, "gap_hours", f"bcrg:{hours}", hours, found.gap == timedelta(hours=hours))
            for hours in rules.GAPS
        ),
        3,
    )
    keyboard.grid(
        (
            _choice(
                turn,
                "quiet_minutes",
                f"bcrq:{minutes}",
                minutes,
                found.quiet == timedelta(minutes=minutes),
            )
            for minutes in rules.QUIETS
        ),
        2,
    )
    keyboard.row(turn.button("back", "do:broadcast"))
    turn.show(
        "staff/announcement_rules",
        keyboard,
        approval=found.approval,
        gap=int(found.gap.total_seconds() // 3600),
        quiet=int(found.quiet.total_seconds() // 60),
    )


async def set_approval(turn: Turn, args: list[str]) -> None:
    """A tap on whether a second person has to agree."""
    await rules.set_approval(turn.work, turn.me.id, known(args[0], ("0", "1")) == "1")
    await show(turn, [])


async def set_gap(turn: Turn, args: list[str]) -> None:
    """A tap on a gap."""
    await rules.set_gap(turn.work, turn.me.id, int(args[0]))
    await show(turn, [])


async def set_quiet(turn: Turn, args: list[str]) -> None:
    """A tap on how long people are left alone who are answering."""
    await rules.set_quiet(turn.work, turn.me.id, int(args[0]))
    await show(turn, [])


def _choice(turn: Turn, key: str, data: str, number: int, chosen: bool) -> Button:
    label = turn.language.button(key, number=number)
    return Button(turn.language.button("ticked", label=label) if chosen else label, data)
