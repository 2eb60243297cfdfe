"""How the bot comes by: with questions or readings alone, and what it does when nobody answers."""

from __future__ import annotations

from solbot.chat.turn import Turn
from solbot.domain.messages import Keyboard
from solbot.domain.silence import Pace
from solbot.services import quiet, reminders, silence


async def show(turn: Turn, args: list[str]) -> None:
    """A tap on How I come by, in the settings."""
    del args
    me = turn.me
    keyboard = Keyboard()
    if me.slowed != Pace.OWN:
        keyboard.row(turn.button("as_before", f"hp:{Pace.OWN.value}"))
    keyboard.row(turn.button("with_questions" if me.readings_only else "readings_only", "mnr"))
    keyboard.row(turn.button("no_reminders" if me.reminders else "remind_me", "mne"))
    keyboard.row(turn.button("may_slow_down" if me.keeps_pace else "never_slow_down", "mnk"))
    keyboard.row(turn.button("quiet_hours", "qh"), turn.button("days_off", "df"))
    keyboard.row(turn.button("back", "do:settings"))
    turn.show(
        "manners",
        keyboard,
        pace=me.slowed,
        readings_only=me.readings_only,
        keeps_pace=me.keeps_pace,
        reminders=me.reminders,
        quiet_hours=quiet.hours(me),
    )


async def read_only(turn: Turn, args: list[str]) -> None:
    """A tap on Readings only, or on With questions again."""
    await silence.only_read(turn.work, turn.me, wanted=not turn.me.readings_only)
    await show(turn, args)


async def remind(turn: Turn, args: list[str]) -> None:
    """A tap on Remind me in the evening, or on No evening reminders."""
    reminders.turn(turn.me, wanted=not turn.me.reminders)
    await show(turn, args)


async def no_reminders(turn: Turn, args: list[str]) -> None:
    """A tap on No evening reminders, wherever they are spoken of; the question under it stays."""
    del args
    reminders.turn(turn.me, wanted=False)
    turn.carry(("rmo",))
    turn.say("reminders_off")


async def keep_pace(turn: Turn, args: list[str]) -> None:
    """A tap on Never less often, or on the way back from it."""
    await silence.keep_pace(turn.work, turn.me, wanted=not turn.me.keeps_pace)
    await show(turn, args)
