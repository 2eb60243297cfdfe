"""I'll try it: the practice of a reading is taken up for a day, for another one, or not after all."""

from __future__ import annotations

from datetime import date, timedelta

from solbot.bot import dialog
from solbot.bot.context import Context
from solbot.bot.dialog import ANSWER
from solbot.bot.taps import do, tap
from solbot.coaching.answers import prompts
from solbot.coaching.answers import service as answers
from solbot.coaching.journal import unfiled
from solbot.coaching.path import tries
from solbot.coaching.path.experiments import FARTHEST
from solbot.coaching.rhythm import service as schedule
from solbot.content.cutting import shortened
from solbot.content.lengths import units
from solbot.content.models import Reading
from solbot.db.states import PromptState
from solbot.limits import ASKED
from solbot.telegram.messages import Keyboard
from solbot.typed.dates import parse_day

AWAITS = "try_day"
TONIGHT, TOMORROW = timedelta(), timedelta(days=1)
A_DAY = 60  # in units: whoever writes more than that names no day


@tap("ty")
async def ask_day(context: Context, reading_id: str) -> None:
    """A tap on I'll try it, under a reading that stays where it is; or on Another day, under an answer."""
    await _asked(context, reading_id, in_place=False)


@tap("tya")
async def ask_again(context: Context, reading_id: str) -> None:
    """A tap on Another day, under the day that was said."""
    await _asked(context, reading_id, in_place=True)


async def _asked(context: Context, reading_id: str, *, in_place: bool) -> None:
    reading = _to_take_up(context, reading_id)
    if reading is not None:
        await _ask_day(context, reading, in_place=in_place)


async def _ask_day(
    context: Context, reading: Reading, trouble: str | None = None, *, in_place: bool = False
) -> None:
    """When? The question that words would have answered is answered by them again, once that is said."""
    await context.expect(AWAITS, reading=reading.id, answer=_answer(context))
    keyboard = Keyboard().row(
        context.button("try_tonight", tonight.to(reading.id)),
        context.button("tomorrow", tomorrow.to(reading.id)),
    )
    keyboard.row(context.button("try_off", leave.to(reading.id)))
    message = context.message(
        "ask_try_day",
        keyboard,
        practice=tries.said(context.language, context.me, reading),
        trouble=trouble,
        latest=prompts.today_of(context.work, context.me) + FARTHEST,
    )
    if in_place:
        context.put(message)
    else:
        context.send(message)


@tap("tyn")
async def tonight(context: Context, reading_id: str) -> None:
    """A tap on Tonight."""
    await _mean(context, reading_id, TONIGHT, in_place=True)


@tap("tym")
async def tomorrow(context: Context, reading_id: str) -> None:
    """A tap on Tomorrow."""
    await _mean(context, reading_id, TOMORROW, in_place=True)


@tap("tyt")
async def after_not_yet(context: Context, reading_id: str) -> None:
    """A tap on Try it tomorrow, under an answer that stays where it is."""
    await _mean(context, reading_id, TOMORROW, in_place=False)


async def _mean(context: Context, reading_id: str, ahead: timedelta, *, in_place: bool) -> None:
    reading = _to_take_up(context, reading_id)
    if reading is not None:
        on = prompts.today_of(context.work, context.me) + ahead
        await _take_up(context, reading, on, in_place=in_place)


async def typed(context: Context) -> None:
    """Words that name a day. More words than a day has are for something else."""
    reading = _found(context, context.waiting.data.get("reading", "") if context.waiting else "")
    words, today = context.incoming.text, prompts.today_of(context.work, context.me)
    on = parse_day(words, today, context.language.vocabulary)
    if reading is None or (on is None and units(words) > A_DAY):
        await _back(context)
        await unfiled.keep_and_ask(context)
    elif on is None:
        await _ask_day(context, reading, "unclear")
    elif on < today:
        await _ask_day(context, reading, "past")
    elif on > today + FARTHEST:
        await _ask_day(context, reading, "far")
    else:
        await _take_up(context, reading, on, in_place=True)


async def _take_up(context: Context, reading: Reading, on: date, *, in_place: bool) -> None:
    await tries.take_up(context.work, context.me, reading.id, on)
    keyboard = Keyboard().row(
        context.button("another_day", ask_again.to(reading.id)),
        context.button("try_off", leave.to(reading.id)),
    )
    message = context.message(
        "try_kept",
        keyboard,
        practice=tries.said(context.language, context.me, reading),
        day=on,
        asks_on=await schedule.first_after(context.work, context.me, on),
        then=await _back(context),
    )
    if in_place:
        context.put(message)
    else:
        context.send(message)


@tap("tyx")
async def leave(context: Context, reading_id: str) -> None:
    """A tap on Not after all, before a day was said or afterwards."""
    await tries.leave(context.work, context.me, reading_id)
    keyboard = Keyboard()
    if _found(context, reading_id) is not None:
        keyboard.row(context.button("try_it", ask_again.to(reading_id)))
    context.put(context.message("try_off", keyboard, then=await _back(context)))


@tap("tys")
async def enough(context: Context, prompt_id: int) -> None:
    """A tap on Skip, where it was asked what it taught."""
    if not await answers.leave_rest(context.work, context.me, prompt_id):
        context.toast("answered_already")
        return
    context.rebutton()
    context.say("try_told", Keyboard().row(context.button("journal", do("journal"))))


def _answer(context: Context) -> dict[str, object] | None:
    """What words would answer, were no day awaited."""
    waiting = context.waiting
    if waiting is None or waiting.awaits not in (ANSWER, AWAITS):
        return None
    return dict(waiting.data) if waiting.awaits == ANSWER else waiting.data.get("answer")


async def _back(context: Context) -> str | None:
    """Let words answer the question again that they answered before; returns what it asks."""
    waiting = context.waiting
    if waiting is None or waiting.awaits != AWAITS:
        return None
    answer, newer = waiting.data.get("answer"), await prompts.meanwhile(context.work, context.me)
    if newer is not None:
        answer = {"prompt": newer.id}
    asked = await prompts.find(context.work, context.me, answer["prompt"]) if answer else None
    if answer is None or asked is None or asked.state == PromptState.ANSWERED:
        await context.rest()
        return None
    await dialog.expect(context.work, context.me.id, ANSWER, **answer)
    return shortened(asked.current.ask, ASKED)


def _to_take_up(context: Context, reading_id: str) -> Reading | None:
    """The reading whose practice may be taken up; where there is none, it is said why."""
    reading = _found(context, reading_id)
    if reading is None:
        context.toast("reading_gone")
    elif context.me.readings_only:
        context.toast("try_not_asked")
        return None
    return reading


def _found(context: Context, reading_id: str) -> Reading | None:
    """The reading with a practice of that id, if there still is one."""
    reading = context.language.readings.get(reading_id)
    return reading if reading is not None and reading.practice else None
