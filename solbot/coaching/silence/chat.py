"""What is said to somebody who did not answer for long, what they can tap under it, and how they are met again."""

from __future__ import annotations

from solbot.bot.args import known
from solbot.bot.context import Send, Turn
from solbot.coaching.rhythm import chat as rhythms
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.silence import service as silence
from solbot.coaching.silence.rules import Pace
from solbot.content.language import Language
from solbot.members.service import Member
from solbot.telegram.incoming import Kind
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import Work

CHOICES = (Pace.OWN, Pace.HALF, Pace.WEEKLY)
"""What somebody who is back may choose from."""


async def hello(work: Work, member: Member, *, new: bool) -> Message:
    """It comes less often from now on; or a word once a week, or a month, and what can be done about it."""
    language, pace = work.language_of(member), Pace(member.slowed)
    daily = await schedule.is_daily(work, member)
    html = language.reply(
        "hello",
        pace=pace.value,
        new=new,
        final=pace is Pace.NEVER,
        daily=daily,
        readings_only=member.readings_only,
    )
    keyboard = Keyboard()
    if pace is Pace.HALF:
        keyboard.row(Button(language.button("keep_daily" if daily else "keep_rhythm"), "hk"))
        if not member.readings_only:
            keyboard.row(Button(language.button("readings_only"), "hr"))
        keyboard.row(Button(language.button("it_suits_me"), "hl"))
    else:
        keyboard.row(Button(language.button("as_before"), f"hp:{Pace.OWN.value}"))
        today = Button(language.button("today"), "do:today")
        keyboard.row(today, Button(language.button("stop"), "do:stop"))
    return Message(html, keyboard.built())


async def meet(turn: Turn) -> None:
    """Welcome somebody who is back after a silence, once, before whatever they came for is answered."""
    if turn.incoming.kind is Kind.EDIT or turn.member is None:
        return
    if turn.stale or turn.me.state != "active":
        return  # the next thing they do meets them
    pace = await silence.meet(turn.work, turn.me)
    if pace is None:
        return
    keyboard = Keyboard().row(*_paces(turn.language, pace)).row(turn.button("it_suits_me", "hl"))
    message = turn.message(
        "welcome_after_silence",
        keyboard,
        name=turn.me.name or "",
        pace=pace.value,
        daily=await schedule.is_daily(turn.work, turn.me),
        rhythm=await rhythms.said(turn.work, turn.me),
    )
    turn.said.insert(0, Send(message))
    turn.carried |= message.offers()


async def keep(turn: Turn, args: list[str]) -> None:
    """A tap on Keep it daily: for good."""
    del args
    await silence.keep_pace(turn.work, turn.me, wanted=True)
    await _say(turn, "pace_kept")


async def only_read(turn: Turn, args: list[str]) -> None:
    """A tap on Readings only."""
    del args
    await silence.only_read(turn.work, turn.me, wanted=True)
    await _say(turn, "only_readings")


async def go_at(turn: Turn, args: list[str]) -> None:
    """A tap on As before, or on another pace."""
    pace = Pace(known(int(args[0]), CHOICES))
    await silence.go_at(turn.work, turn.me, pace)
    await _say_pace(turn, pace)


async def leave(turn: Turn, args: list[str]) -> None:
    """A tap on That suits me: it stays as it was said."""
    del args
    await silence.go_at(turn.work, turn.me, Pace(min(turn.me.slowed, Pace.WEEKLY)))
    await _say_pace(turn, Pace(turn.me.slowed))


def _paces(language: Language, but: Pace) -> list[Button]:
    """The buttons of the paces to choose from, but for the one there is."""
    labels = {Pace.OWN: "as_before", Pace.HALF: "half_as_often", Pace.WEEKLY: "once_a_week"}
    return [Button(language.button(labels[one]), f"hp:{one.value}") for one in CHOICES if one < but]


async def _say_pace(turn: Turn, pace: Pace) -> None:
    daily = await schedule.is_daily(turn.work, turn.me)
    await _say(turn, "pace_set", pace=pace.value, daily=daily)


async def _say(turn: Turn, name: str, **values: object) -> None:
    turn.rebutton()
    at = await schedule.next_nudge(turn.work, turn.me)
    next_at = turn.local(at) if at else None
    rhythm = await rhythms.said(turn.work, turn.me)
    turn.say(name, None, rhythm=rhythm, next=next_at, **values)
