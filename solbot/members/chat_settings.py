"""Settings: what is in force, and a button to change each of it. Also pausing and coming back."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from solbot.bot.args import known, number
from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.coaching.answers import prompts
from solbot.coaching.rhythm import chat as rhythm_chat
from solbot.coaching.rhythm import service as schedule
from solbot.db.states import MemberState, ReadingLength
from solbot.members import day_begins_chat
from solbot.members import service as members
from solbot.programs.cohorts import service as cohorts
from solbot.telegram.messages import Button, Keyboard
from solbot.typed.dates import FOREVER, parse_until

PAUSES = (3, 7, 14, 30)
YEAR = 366
OPEN = "open"  # for no certain time
EVENING = time(19, 30)


async def show(context: Context) -> None:
    """/settings."""
    member = context.me
    at = await schedule.next_nudge(context.work, member)
    paused = members.is_paused(member, context.work.now)
    resting = paused or member.state == MemberState.STOPPED
    keyboard = (
        Keyboard()
        .row(
            context.button("change_rhythm", do("rhythm")), context.button("change_zone", do("zone"))
        )
        .row(context.button("change_language", do("language")), _other_clock(context))
        .row(
            context.button("manners", sends("mn")),
            context.button("resume", do("resume"))
            if resting
            else context.button("pause", do("pause")),
        )
        .row(
            context.button("own_questions", sends("oq")),
            context.button("announcements", sends("nwa")),
        )
        .row(
            context.button("day_begins", day_begins_chat.ask.to()),
            context.button("import", do("import")),
        )
        .row(context.button("privacy", do("privacy")), context.button("stop", do("stop")))
    )
    if await cohorts.is_anywhere(context.work, member.id):
        keyboard.row(context.button("my_cohorts", sends("cm")))
    context.show(
        "settings",
        keyboard,
        language=context.language.name,
        zone=context.work.zone_of(member),
        now=context.local(context.work.now),
        rhythm=await rhythm_chat.said(context.work, member),
        next=context.local(at) if at else None,
        paused=paused,
        until=context.local(member.paused_until) if paused and member.paused_until else None,
        stopped=member.state == MemberState.STOPPED,
        home=member.home_zone,
        home_at=context.local(member.home_at) if member.home_at else None,
        pace=member.slowed,
        readings_only=member.readings_only,
        reading_length=member.reading_length or ReadingLength.MIXED,
        day_begins=day_begins_chat.at(member.day_begins) if member.day_begins else None,
    )


@tap("ck")
async def set_clock(context: Context, hours: str) -> None:
    """A tap on the other way to write times."""
    members.write_times(context.me, twelve=known(hours, ("12", "24")) == "12")
    context.language = context.work.language_of(context.me)
    await show(context)


def _other_clock(context: Context) -> Button:
    """The button for times as they are not written now, with an example: a second tap must not lead back."""
    other = "24" if context.work.reads_twelve(context.me) else "12"
    own = context.work.own_language_of(context.me).filters
    shown = (own.twelve() if other == "12" else own).at(EVENING)
    return context.button("times_like", set_clock.to(other), time=shown)


async def ask_pause(context: Context, words: str = "") -> None:
    """/pause: for how long? Words after the command answer at once."""
    if words:
        await _pause_as_typed(context, words)
        return
    await context.expect("pause")
    keyboard = Keyboard().grid(
        (context.button("pause_days", pause.to(str(days)), days=days) for days in PAUSES), 2
    )
    keyboard.row(context.button("pause_open", pause.to(OPEN)))
    keyboard.rows += context.way_out().rows
    context.put(context.message("ask_pause", keyboard))


@tap("pause")
async def pause(context: Context, days: str) -> None:
    """A tap on a length."""
    if days == OPEN:
        await _pause(context, None)
    else:
        await _pause(context, _start_of_day(context, known(number(days), range(1, YEAR))))


async def pause_typed(context: Context) -> None:
    """Words for how long."""
    await _pause_as_typed(context, context.incoming.text)


async def resume(context: Context) -> None:
    """/resume: go on where the path stopped."""
    was_resting = context.me.state != MemberState.ACTIVE or members.is_paused(
        context.me, context.work.now
    )
    await members.resume(context.work, context.me)
    at = await schedule.next_nudge(context.work, context.me)
    name = "resumed" if was_resting else "not_paused"
    context.show(
        name,
        Keyboard().row(
            context.button("today", do("today")), context.button("settings", do("settings"))
        ),
        next=context.local(at) if at else None,
    )


async def stop(context: Context) -> None:
    """/stop: silence, with everything kept."""
    await members.stop(context.work, context.me)
    await context.rest()
    keyboard = Keyboard().row(
        context.button("resume", do("resume")), context.button("forget", do("forget"))
    )
    context.show("stopped", keyboard)


async def _pause_as_typed(context: Context, text: str) -> None:
    today = prompts.date_of(context.work, context.me)
    until = parse_until(text, today, context.language.vocabulary)
    if until is FOREVER:
        await _pause(context, None)
    elif until is None or until <= today:
        await context.expect("pause")
        context.say("pause_not_understood", context.way_out())
    else:
        await _pause(context, _start_of_day(context, (until - today).days))


def _start_of_day(context: Context, days: int) -> datetime:
    on = prompts.date_of(context.work, context.me) + timedelta(days=days)
    return datetime.combine(on, time(), context.zone)


async def _pause(context: Context, until: datetime | None) -> None:
    await members.pause(context.work, context.me, until)
    await context.rest()
    at = await schedule.next_nudge(context.work, context.me)
    keyboard = Keyboard().row(context.button("resume", do("resume")))
    context.put(
        context.message(
            "paused",
            keyboard,
            until=until,
            now=context.local(context.work.now),
            next=context.local(at) if at else None,
        )
    )
