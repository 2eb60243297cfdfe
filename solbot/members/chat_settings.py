"""Settings: what is in force, and a button to change each of it. Also pausing and coming back."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from solbot.bot.args import known
from solbot.bot.context import Turn
from solbot.coaching.answers import prompts
from solbot.coaching.rhythm import chat as rhythms
from solbot.coaching.rhythm import service as schedule
from solbot.members import service as members
from solbot.members.service import State
from solbot.programs.cohorts import service as cohorts
from solbot.telegram.messages import Button, Keyboard
from solbot.typed.dates import FOREVER, parse_until

PAUSES = (3, 7, 14, 30)
YEAR = 366
EVENING = time(19, 30)


async def show(turn: Turn, args: list[str]) -> None:
    """/settings."""
    del args
    member = turn.me
    at = await schedule.next_nudge(turn.work, member)
    paused = members.is_paused(member, turn.work.now)
    resting = paused or member.state == State.STOPPED
    keyboard = (
        Keyboard()
        .row(turn.button("change_rhythm", "do:rhythm"), turn.button("change_zone", "do:zone"))
        .row(turn.button("change_language", "do:language"), _other_clock(turn))
        .row(
            turn.button("manners", "mn"),
            turn.button("resume", "do:resume") if resting else turn.button("pause", "do:pause"),
        )
        .row(turn.button("own_questions", "oq"), turn.button("announcements", "nwa"))
        .row(turn.button("privacy", "do:privacy"), turn.button("stop", "do:stop"))
    )
    if await cohorts.is_anywhere(turn.work, member.id):
        keyboard.row(turn.button("my_cohorts", "cm"))
    turn.show(
        "settings",
        keyboard,
        language=turn.language.name,
        zone=turn.work.zone_of(member),
        now=turn.local(turn.work.now),
        rhythm=await rhythms.said(turn.work, member),
        next=turn.local(at) if at else None,
        paused=paused,
        until=turn.local(member.paused_until) if paused and member.paused_until else None,
        stopped=member.state == State.STOPPED,
        home=member.home_zone,
        home_at=turn.local(member.home_at) if member.home_at else None,
        pace=member.slowed,
        readings_only=member.readings_only,
        reading_length=member.reading_length or "mixed",
    )


async def set_clock(turn: Turn, args: list[str]) -> None:
    """A tap on the other way to write times."""
    members.write_times(turn.me, twelve=known(args[0], ("12", "24")) == "12")
    turn.language = turn.work.language_of(turn.me)
    await show(turn, args)


def _other_clock(turn: Turn) -> Button:
    """The button for times as they are not written now, with an example: a second tap must not lead back."""
    other = "24" if turn.work.reads_twelve(turn.me) else "12"
    own = turn.work.own_language_of(turn.me).filters
    shown = (own.twelve() if other == "12" else own).at(EVENING)
    return turn.button("times_like", f"ck:{other}", time=shown)


async def ask_pause(turn: Turn, args: list[str]) -> None:
    """/pause: for how long? Words after the command answer at once."""
    text = args[0] if args else ""
    if text:
        await _pause_as_typed(turn, text)
        return
    await turn.expect("pause")
    keyboard = Keyboard().grid(
        (turn.button("pause_days", f"pause:{days}", days=days) for days in PAUSES), 2
    )
    keyboard.row(turn.button("pause_open", "pause:open"))
    keyboard.rows += turn.way_out().rows
    turn.put(turn.message("ask_pause", keyboard))


async def pause(turn: Turn, args: list[str]) -> None:
    """A tap on a length."""
    if args[0] == "open":
        await _pause(turn, None)
    else:
        await _pause(turn, _start_of_day(turn, known(int(args[0]), range(1, YEAR))))


async def pause_typed(turn: Turn) -> None:
    """Words for how long."""
    await _pause_as_typed(turn, turn.incoming.text)


async def resume(turn: Turn, args: list[str]) -> None:
    """/resume: go on where the path stopped."""
    del args
    was_resting = turn.me.state != State.ACTIVE or members.is_paused(turn.me, turn.work.now)
    await members.resume(turn.work, turn.me)
    at = await schedule.next_nudge(turn.work, turn.me)
    name = "resumed" if was_resting else "not_paused"
    turn.show(
        name,
        Keyboard().row(turn.button("today", "do:today"), turn.button("settings", "do:settings")),
        next=turn.local(at) if at else None,
    )


async def stop(turn: Turn, args: list[str]) -> None:
    """/stop: silence, with everything kept."""
    del args
    await members.stop(turn.work, turn.me)
    await turn.rest()
    keyboard = Keyboard().row(
        turn.button("resume", "do:resume"), turn.button("forget", "do:forget")
    )
    turn.show("stopped", keyboard)


async def _pause_as_typed(turn: Turn, text: str) -> None:
    today = prompts.today_of(turn.work, turn.me)
    until = parse_until(text, today, turn.language.vocabulary)
    if until is FOREVER:
        await _pause(turn, None)
    elif until is None or until <= today:
        await turn.expect("pause")
        turn.say("pause_not_understood", turn.way_out())
    else:
        await _pause(turn, _start_of_day(turn, (until - today).days))


def _start_of_day(turn: Turn, days: int) -> datetime:
    on = prompts.today_of(turn.work, turn.me) + timedelta(days=days)
    return datetime.combine(on, time(), turn.zone)


async def _pause(turn: Turn, until: datetime | None) -> None:
    await members.pause(turn.work, turn.me, until)
    await turn.rest()
    at = await schedule.next_nudge(turn.work, turn.me)
    keyboard = Keyboard().row(turn.button("resume", "do:resume"))
    turn.put(
        turn.message(
            "paused",
            keyboard,
            until=until,
            now=turn.local(turn.work.now),
            next=turn.local(at) if at else None,
        )
    )
