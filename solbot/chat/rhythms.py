"""Days and times: presets, an editor of taps, or words such as "weekdays at 8 and 20:30"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time

from solbot.chat.args import known
from solbot.chat.turn import Turn
from solbot.content.labels import fitted
from solbot.domain import phrases
from solbot.domain.messages import Button, Keyboard
from solbot.errors import StaleButton
from solbot.services import schedule

EVERY_DAY = "1234567"
WEEKDAYS = "12345"
PRESETS = (
    (EVERY_DAY, "0800"),
    (WEEKDAYS, "0800"),
    (EVERY_DAY, "1230"),
    (WEEKDAYS, "1230"),
    (EVERY_DAY, "2000"),
    (WEEKDAYS, "2000"),
)
OTHER_DAYS = (2, 4, 6)
_TIME = re.compile("([01][0-9]|2[0-3])[0-5][0-9]")
HOURS = tuple(f"{hour:02d}00" for hour in range(5, 24))


async def ask(turn: Turn, args: list[str]) -> None:
    """Which days and times?"""
    del args
    await turn.expect("rhythm")
    keyboard = _ready(turn)
    if turn.me.onboarded_at is None:
        keyboard.row(turn.button("skip", "skip:rhythm"))
    else:
        keyboard.row(turn.button("back", "do:settings"))
    turn.put(turn.message("ask_rhythm", keyboard))


def _ready(turn: Turn) -> Keyboard:
    """The ready rhythms, and the way to others."""
    keyboard = Keyboard().grid(
        (
            turn.button(
                "every_day_at" if days == EVERY_DAY else "weekdays_at",
                f"rp:{days}:{at}",
                time=turn.language.clock(_time(at)),
            )
            for days, at in PRESETS
        ),
        2,
    )
    return keyboard.row(turn.button("other_rhythm", "re"))


async def preset(turn: Turn, args: list[str]) -> None:
    """A tap on a ready rhythm."""
    days = frozenset(int(known(day, EVERY_DAY)) for day in args[0])
    if not days:
        raise StaleButton
    await _set(turn, {_time(args[1]): days})


async def edit(turn: Turn, args: list[str]) -> None:
    """Choose days and times one by one, from what is in force."""
    del args
    days, times = await schedule.rhythm_of(turn.work, turn.me)
    days = days or schedule.EVERY_DAY
    times = times or (schedule.DEFAULT_TIME,)
    await _show_editor(turn, sorted(days), [f"{at:%H%M}" for at in times])


async def toggle(turn: Turn, args: list[str]) -> None:
    """A tap on a day (`d`) or a time (`t`) in the editor."""
    what, value = args[0], args[1]
    days, times = await _draft(turn)
    if what == "d":
        days = sorted(set(days) ^ {int(known(value, EVERY_DAY))})
    elif value in times or len(times) < schedule.MOST_TIMES:
        _time(value)
        times = sorted(set(times) ^ {value})
    await _show_editor(turn, days, times)


async def done(turn: Turn, args: list[str]) -> None:
    """A tap on Done in the editor."""
    del args
    days, times = await _draft(turn)
    if not days or not times:
        turn.toast("rhythm_incomplete")
        return
    await _set(turn, {_time(at): frozenset(days) for at in times})


async def typed(turn: Turn) -> None:
    """Words: what they leave open stays as it is. What was understood is said back, with a tap that corrects it."""
    parts = phrases.parse_plan(turn.incoming.text, turn.language.vocabulary)
    if not parts:
        keyboard = _ready(turn)
        keyboard.rows += turn.way_out("rhythm").rows
        turn.say("rhythm_not_understood", keyboard)
        return
    days, times = await schedule.rhythm_of(turn.work, turn.me)
    plan = {
        at: part.days or days or schedule.EVERY_DAY
        for part in parts
        for at in part.times or times or [schedule.DEFAULT_TIME]
    }
    # One time on two groups of days is one slot on all of them.
    for part in parts:
        for at in part.times or ():
            plan[at] |= part.days or frozenset()
    if len(parts) == 1 and len(plan) == 1 and parts[0].either:
        _ask_half(turn, *plan.items())
        return
    keyboard = Keyboard()
    if parts[0].every_other and len(plan) == 1:
        at = next(iter(plan))
        other = turn.language.filters.days(OTHER_DAYS)
        data = f"rp:{''.join(map(str, OTHER_DAYS))}:{at:%H%M}"
        keyboard.row(Button(fitted(other), data))
    await _set(turn, plan, keyboard.row(turn.button("correct_rhythm", "do:rhythm")))


def _ask_half(turn: Turn, said: tuple[time, frozenset[int]]) -> None:
    """In which half of the day is a time that was said in words?"""
    early, days = said
    both = (early, early.replace(hour=(early.hour + 12) % 24))
    named = "".join(str(day) for day in sorted(days))
    keyboard = Keyboard().row(
        *(Button(turn.language.clock(at), f"rp:{named}:{at:%H%M}") for at in both)
    )
    keyboard.rows += turn.way_out("rhythm").rows
    turn.say("which_half", keyboard)


async def _set(
    turn: Turn, plan: Mapping[time, frozenset[int]], keyboard: Keyboard | None = None
) -> None:
    await schedule.set_plan(turn.work, turn.me, plan)
    await turn.rest()
    rhythm = [
        {"days": sorted(days), "times": list(times)}
        for days, times in await schedule.plan_of(turn.work, turn.me)
    ]
    turn.put(turn.message("rhythm_set", keyboard, rhythm=rhythm))
    turn.finished = "rhythm"


async def _draft(turn: Turn) -> tuple[list[int], list[str]]:
    waiting = turn.waiting
    if waiting is not None and waiting.awaits == "rhythm" and "days" in waiting.data:
        return list(waiting.data["days"]), list(waiting.data["times"])
    days, times = await schedule.rhythm_of(turn.work, turn.me)
    return sorted(days), [f"{at:%H%M}" for at in times]


async def _show_editor(turn: Turn, days: list[int], times: list[str]) -> None:
    await turn.expect("rhythm", days=days, times=times)
    mark = turn.language.button("ticked", label="{label}")
    keyboard = Keyboard().grid(
        (
            Button(_ticked(mark, turn.language.weekday(day), day in days), f"rt:d:{day}")
            for day in range(1, 8)
        ),
        4,
    )
    hours = sorted({*HOURS, *times})
    keyboard.grid(
        (
            Button(_ticked(mark, turn.language.clock(_time(at)), at in times), f"rt:t:{at}")
            for at in hours
        ),
        4,
    )
    keyboard.row(turn.button("done", "rok"))
    keyboard.rows += turn.way_out("rhythm").rows
    turn.put(turn.message("edit_rhythm", keyboard, most=schedule.MOST_TIMES))


def _ticked(mark: str, label: str, on: bool) -> str:
    return mark.replace("{label}", label) if on else label


def _time(value: str) -> time:
    """A time of day of four digits. Raises StaleButton for none."""
    if not _TIME.fullmatch(value):
        raise StaleButton
    return time(int(value[:2]), int(value[2:]))
