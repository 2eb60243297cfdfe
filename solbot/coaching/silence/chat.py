"""What is said to somebody who did not answer for long, what they can tap under it, and how they are met again."""

from __future__ import annotations

from solbot.bot.args import known
from solbot.bot.context import Context, Send
from solbot.bot.taps import do, tap
from solbot.coaching.rhythm import chat as rhythm_chat
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.silence import service as silence
from solbot.coaching.silence.rules import Frequency
from solbot.content.language import Language
from solbot.db.states import MemberState
from solbot.members.service import Member
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitOfWork

CHOICES = (Frequency.OWN, Frequency.HALF, Frequency.WEEKLY)
"""What somebody who is back may choose from."""


async def hello(work: UnitOfWork, member: Member, *, new: bool) -> Message:
    """It comes less often from now on; or a word once a week, or a month, and what can be done about it."""
    language, pace = work.language_of(member), Frequency(member.slowed)
    daily = await schedule.is_daily(work, member)
    html = language.reply(
        "hello",
        pace=pace.value,
        new=new,
        final=pace is Frequency.NEVER,
        daily=daily,
        readings_only=member.readings_only,
    )
    keyboard = Keyboard()
    if pace is Frequency.HALF:
        keyboard.row(Button(language.button("keep_daily" if daily else "keep_rhythm"), keep.to()))
        if not member.readings_only:
            keyboard.row(Button(language.button("readings_only"), only_read.to()))
        keyboard.row(Button(language.button("it_suits_me"), leave.to()))
    else:
        keyboard.row(Button(language.button("as_before"), go_at.to(Frequency.OWN)))
        today = Button(language.button("today"), do("today"))
        keyboard.row(today, Button(language.button("stop"), do("stop")))
    return Message(html, keyboard.built())


async def meet(context: Context) -> None:
    """Welcome somebody who is back after a silence, once, before whatever they came for is answered."""
    if context.incoming.kind is UpdateKind.EDIT or context.member is None:
        return
    if context.stale or context.me.state != MemberState.ACTIVE:
        return  # the next thing they do meets them
    pace = await silence.meet(context.work, context.me)
    if pace is None:
        return
    keyboard = (
        Keyboard()
        .row(*_paces(context.language, pace))
        .row(context.button("it_suits_me", leave.to()))
    )
    message = context.message(
        "welcome_after_silence",
        keyboard,
        name=context.me.name or "",
        pace=pace.value,
        daily=await schedule.is_daily(context.work, context.me),
        rhythm=await rhythm_chat.said(context.work, context.me),
    )
    context.said.insert(0, Send(message))
    context.carried |= message.offers()


@tap("hk")
async def keep(context: Context) -> None:
    """A tap on Keep it daily: for good."""
    await silence.keep_pace(context.work, context.me, wanted=True)
    await _say(context, "pace_kept")


@tap("hr")
async def only_read(context: Context) -> None:
    """A tap on Readings only."""
    await silence.only_read(context.work, context.me, wanted=True)
    context.rebutton()
    context.say("only_readings", None, rhythm=await rhythm_chat.said(context.work, context.me))


@tap("hp")
async def go_at(context: Context, pace: int) -> None:
    """A tap on As before, or on another pace."""
    chosen = Frequency(known(pace, CHOICES))
    await silence.go_at(context.work, context.me, chosen)
    await _say_pace(context, chosen)


@tap("hl")
async def leave(context: Context) -> None:
    """A tap on That suits me: it stays as it was said."""
    await silence.go_at(
        context.work, context.me, Frequency(min(context.me.slowed, Frequency.WEEKLY))
    )
    await _say_pace(context, Frequency(context.me.slowed))


def _paces(language: Language, but: Frequency) -> list[Button]:
    """The buttons of the paces to choose from, but for the one there is."""
    labels = {
        Frequency.OWN: "as_before",
        Frequency.HALF: "half_as_often",
        Frequency.WEEKLY: "once_a_week",
    }
    return [Button(language.button(labels[one]), go_at.to(one)) for one in CHOICES if one < but]


async def _say_pace(context: Context, pace: Frequency) -> None:
    daily = await schedule.is_daily(context.work, context.me)
    await _say(context, "pace_set", pace=pace.value, daily=daily)


async def _say(context: Context, name: str, **values: object) -> None:
    context.rebutton()
    at = await schedule.next_nudge(context.work, context.me)
    next_at = context.local(at) if at else None
    rhythm = await rhythm_chat.said(context.work, context.me)
    context.say(name, None, rhythm=rhythm, next=next_at, **values)
