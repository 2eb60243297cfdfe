"""I'll try it: the practice of a reading is taken up for a day, for another one, or not after all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from solbot.bot import dialog as dialogs
from solbot.bot.context import Turn
from solbot.bot.dialog import ANSWER
from solbot.coaching.answers import prompts
from solbot.coaching.answers import service as answers
from solbot.coaching.journal import unfiled as placing
from solbot.coaching.path import tries
from solbot.coaching.path.experiments import FARTHEST
from solbot.coaching.rhythm import service as schedule
from solbot.content.cutting import shortened
from solbot.content.lengths import units
from solbot.content.models import Reading
from solbot.limits import ASKED
from solbot.telegram.messages import Keyboard
from solbot.typed.dates import parse_day

AWAITS = "try_day"
TONIGHT, TOMORROW = timedelta(), timedelta(days=1)
A_DAY = 60  # in units: whoever writes more than that names no day


async def ask_day(turn: Turn, args: list[str]) -> None:
    """A tap on I'll try it, under a reading that stays where it is; or on Another day, under an answer."""
    await _asked(turn, args, in_place=False)


async def ask_again(turn: Turn, args: list[str]) -> None:
    """A tap on Another day, under the day that was said."""
    await _asked(turn, args, in_place=True)


async def _asked(turn: Turn, args: list[str], *, in_place: bool) -> None:
    reading = _to_take_up(turn, args[0])
    if reading is not None:
        await _ask_day(turn, reading, in_place=in_place)


async def _ask_day(
    turn: Turn, reading: Reading, trouble: str | None = None, *, in_place: bool = False
) -> None:
    """When? The question that words would have answered is answered by them again, once that is said."""
    await turn.expect(AWAITS, reading=reading.id, answer=_answer(turn))
    keyboard = Keyboard().row(
        turn.button("try_tonight", f"tyn:{reading.id}"),
        turn.button("tomorrow", f"tym:{reading.id}"),
    )
    keyboard.row(turn.button("try_off", f"tyx:{reading.id}"))
    message = turn.message(
        "ask_try_day",
        keyboard,
        practice=tries.said(turn.language, turn.me, reading),
        trouble=trouble,
        latest=prompts.today_of(turn.work, turn.me) + FARTHEST,
    )
    if in_place:
        turn.put(message)
    else:
        turn.send(message)


async def tonight(turn: Turn, args: list[str]) -> None:
    """A tap on Tonight."""
    await _mean(turn, args, TONIGHT, in_place=True)


async def tomorrow(turn: Turn, args: list[str]) -> None:
    """A tap on Tomorrow."""
    await _mean(turn, args, TOMORROW, in_place=True)


async def after_not_yet(turn: Turn, args: list[str]) -> None:
    """A tap on Try it tomorrow, under an answer that stays where it is."""
    await _mean(turn, args, TOMORROW, in_place=False)


async def _mean(turn: Turn, args: list[str], ahead: timedelta, *, in_place: bool) -> None:
    reading = _to_take_up(turn, args[0])
    if reading is not None:
        on = prompts.today_of(turn.work, turn.me) + ahead
        await _take_up(turn, reading, on, in_place=in_place)


async def typed(turn: Turn) -> None:
    """Words that name a day. More words than a day has are for something else."""
    reading = _found(turn, turn.waiting.data.get("reading", "") if turn.waiting else "")
    words, today = turn.incoming.text, prompts.today_of(turn.work, turn.me)
    on = parse_day(words, today, turn.language.vocabulary)
    if reading is None or (on is None and units(words) > A_DAY):
        await _back(turn)
        await placing.loose(turn)
    elif on is None:
        await _ask_day(turn, reading, "unclear")
    elif on < today:
        await _ask_day(turn, reading, "past")
    elif on > today + FARTHEST:
        await _ask_day(turn, reading, "far")
    else:
        await _take_up(turn, reading, on, in_place=True)


async def _take_up(turn: Turn, reading: Reading, on: date, *, in_place: bool) -> None:
    await tries.take_up(turn.work, turn.me, reading.id, on)
    keyboard = Keyboard().row(
        turn.button("another_day", f"tya:{reading.id}"), turn.button("try_off", f"tyx:{reading.id}")
    )
    message = turn.message(
        "try_kept",
        keyboard,
        practice=tries.said(turn.language, turn.me, reading),
        day=on,
        asks_on=await schedule.first_after(turn.work, turn.me, on),
        then=await _back(turn),
    )
    if in_place:
        turn.put(message)
    else:
        turn.send(message)


async def leave(turn: Turn, args: list[str]) -> None:
    """A tap on Not after all, before a day was said or afterwards."""
    await tries.leave(turn.work, turn.me, args[0])
    keyboard = Keyboard()
    if _found(turn, args[0]) is not None:
        keyboard.row(turn.button("try_it", f"tya:{args[0]}"))
    turn.put(turn.message("try_off", keyboard, then=await _back(turn)))


async def enough(turn: Turn, args: list[str]) -> None:
    """A tap on Skip, where it was asked what it taught."""
    if not await answers.leave_rest(turn.work, turn.me, int(args[0])):
        turn.toast("answered_already")
        return
    turn.rebutton()
    turn.say("try_told", Keyboard().row(turn.button("journal", "do:journal")))


def _answer(turn: Turn) -> dict[str, Any] | None:
    """What words would answer, were no day awaited."""
    waiting = turn.waiting
    if waiting is None or waiting.awaits not in (ANSWER, AWAITS):
        return None
    return dict(waiting.data) if waiting.awaits == ANSWER else waiting.data.get("answer")


async def _back(turn: Turn) -> str | None:
    """Let words answer the question again that they answered before; returns what it asks."""
    waiting = turn.waiting
    if waiting is None or waiting.awaits != AWAITS:
        return None
    answer, newer = waiting.data.get("answer"), await prompts.meanwhile(turn.work, turn.me)
    if newer is not None:
        answer = {"prompt": newer.id}
    asked = await prompts.find(turn.work, turn.me, answer["prompt"]) if answer else None
    if answer is None or asked is None or asked.state == "answered":
        await turn.rest()
        return None
    await dialogs.expect(turn.work, turn.me.id, ANSWER, **answer)
    return shortened(asked.current.ask, ASKED)


def _to_take_up(turn: Turn, reading_id: str) -> Reading | None:
    """The reading whose practice may be taken up; where there is none, it is said why."""
    reading = _found(turn, reading_id)
    if reading is None:
        turn.toast("reading_gone")
    elif turn.me.readings_only:
        turn.toast("try_not_asked")
        return None
    return reading


def _found(turn: Turn, reading_id: str) -> Reading | None:
    """The reading with a practice of that id, if there still is one."""
    reading = turn.language.readings.get(reading_id)
    return reading if reading is not None and reading.practice else None
