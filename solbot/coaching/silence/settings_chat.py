"""How the bot comes by: with questions or readings alone, and what it does when nobody answers."""

from __future__ import annotations

from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.coaching.days_off import chat as days_off_chat
from solbot.coaching.path import service as path
from solbot.coaching.path.lengths import chosen
from solbot.coaching.reminders import evenings
from solbot.coaching.silence import chat as silence_chat
from solbot.coaching.silence import service as silence
from solbot.coaching.silence.rules import Frequency
from solbot.db.states import ReadingLength
from solbot.members import quiet_hours
from solbot.telegram.messages import Keyboard


@tap("mn")
async def show(context: Context) -> None:
    """A tap on How I come by, in the settings."""
    me = context.me
    keyboard = Keyboard()
    if me.slowed != Frequency.OWN:
        keyboard.row(context.button("as_before", silence_chat.go_at.to(Frequency.OWN)))
    if not me.readings_only:
        others = [one for one in ReadingLength if one != chosen(me.reading_length)]
        keyboard.row(*(context.button(f"readings_{one}", length.to(one)) for one in others))
    for on, undone, done, turn in (
        (me.readings_only, "readings_only", "with_questions", read_only),
        (me.rich_readings, "rich_readings", "plain_readings", lay_out),
        (me.reminders, "remind_me", "no_reminders", remind),
        (me.keeps_pace, "never_slow_down", "may_slow_down", keep_pace),
    ):
        # The button says what it leads to: a second tap, or one on an older screen, must not lead back.
        keyboard.row(context.button(done if on else undone, turn.to(not on)))
    keyboard.row(
        context.button("quiet_hours", sends("qh")),
        context.button("days_off", days_off_chat.ask.to()),
    )
    keyboard.row(context.button("back", do("settings")))
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


@tap("mnr")
async def read_only(context: Context, wanted: bool) -> None:
    """A tap on Readings only, or on With questions again."""
    await silence.only_read(context.work, context.me, wanted=wanted)
    await show(context)


@tap("mnt")
async def lay_out(context: Context, wanted: bool) -> None:
    """A tap on Readings with headings, or on Plain readings again."""
    context.me.rich_readings = wanted
    await show(context)


@tap("mnl")
async def length(context: Context, wanted: ReadingLength) -> None:
    """A tap on how much of a reading comes: short, mixed, or whole."""
    path.choose_length(context.me, wanted)
    await show(context)


@tap("mne")
async def remind(context: Context, wanted: bool) -> None:
    """A tap on Remind me in the evening, or on No evening reminders."""
    evenings.turn(context.me, wanted=wanted)
    await show(context)


@tap("rmo")
async def no_reminders(context: Context) -> None:
    """A tap on No evening reminders, wherever they are spoken of; the question under it stays."""
    evenings.turn(context.me, wanted=False)
    context.carry((no_reminders.code,))
    context.say("reminders_off")


@tap("mnk")
async def keep_pace(context: Context, wanted: bool) -> None:
    """A tap on Never less often, or on the way back from it."""
    await silence.keep_pace(context.work, context.me, wanted=wanted)
    await show(context)
