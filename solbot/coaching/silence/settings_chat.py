"""How the bot comes by: with questions or readings alone, and what it does when nobody answers."""

from __future__ import annotations

from solbot.bot.args import known, one_of
from solbot.bot.context import Context
from solbot.coaching.path import service as path
from solbot.coaching.path.lengths import Length, chosen
from solbot.coaching.reminders import evenings
from solbot.coaching.silence import service as silence
from solbot.coaching.silence.rules import Frequency
from solbot.members import quiet_hours
from solbot.telegram.messages import Keyboard

ON, OFF = "1", "0"


async def show(context: Context, args: list[str]) -> None:
    """A tap on How I come by, in the settings."""
    del args
    me = context.me
    keyboard = Keyboard()
    if me.slowed != Frequency.OWN:
        keyboard.row(context.button("as_before", f"hp:{Frequency.OWN.value}"))
    if not me.readings_only:
        others = [one for one in Length if one != chosen(me.reading_length)]
        keyboard.row(*(context.button(f"readings_{one}", f"mnl:{one}") for one in others))
    for on, undone, done, code in (
        (me.readings_only, "readings_only", "with_questions", "mnr"),
        (me.rich_readings, "rich_readings", "plain_readings", "mnt"),
        (me.reminders, "remind_me", "no_reminders", "mne"),
        (me.keeps_pace, "never_slow_down", "may_slow_down", "mnk"),
    ):
        # The button says what it leads to: a second tap, or one on an older screen, must not lead back.
        keyboard.row(context.button(done if on else undone, f"{code}:{OFF if on else ON}"))
    keyboard.row(context.button("quiet_hours", "qh"), context.button("days_off", "df"))
    keyboard.row(context.button("back", "do:settings"))
    context.show(
        "manners",
        keyboard,
        pace=me.slowed,
        readings_only=me.readings_only,
        rich_readings=me.rich_readings,
        reading_length=chosen(me.reading_length),
        keeps_pace=me.keeps_pace,
        reminders=me.reminders,
        quiet_hours=quiet_hours.hours(me),
    )


def _wanted(args: list[str]) -> bool:
    return known(args[0], (ON, OFF)) == ON


async def read_only(context: Context, args: list[str]) -> None:
    """A tap on Readings only, or on With questions again."""
    await silence.only_read(context.work, context.me, wanted=_wanted(args))
    await show(context, args)


async def lay_out(context: Context, args: list[str]) -> None:
    """A tap on Readings with headings, or on Plain readings again."""
    context.me.rich_readings = _wanted(args)
    await show(context, args)


async def length(context: Context, args: list[str]) -> None:
    """A tap on how much of a reading comes: short, mixed, or whole."""
    path.choose_length(context.me, one_of(Length, args[0]))
    await show(context, args)


async def remind(context: Context, args: list[str]) -> None:
    """A tap on Remind me in the evening, or on No evening reminders."""
    evenings.turn(context.me, wanted=_wanted(args))
    await show(context, args)


async def no_reminders(context: Context, args: list[str]) -> None:
    """A tap on No evening reminders, wherever they are spoken of; the question under it stays."""
    del args
    evenings.turn(context.me, wanted=False)
    context.carry(("rmo",))
    context.say("reminders_off")


async def keep_pace(context: Context, args: list[str]) -> None:
    """A tap on Never less often, or on the way back from it."""
    await silence.keep_pace(context.work, context.me, wanted=_wanted(args))
    await show(context, args)
