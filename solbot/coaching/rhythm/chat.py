"""Days and times: presets, an editor of taps, or words such as "weekdays at 8 and 20:30"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import time

from solbot.bot.args import known, number
from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.coaching.rhythm import service as schedule
from solbot.content.labels import fitted
from solbot.errors import StaleButton
from solbot.members import zones
from solbot.members.service import Member
from solbot.telegram.messages import Button, Keyboard
from solbot.typed import times as typed_times
from solbot.typed.seldom import parse_every_other_week
from solbot.typed.spans import parse_window
from solbot.unit_of_work import UnitOfWork

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
WINDOWS = (
    ("0600", "0800"),
    ("0700", "0900"),
    ("1200", "1400"),
    ("1700", "1900"),
    ("1900", "2100"),
    ("2000", "2200"),
)
HOURS = tuple(f"{hour:02d}00" for hour in range(5, 24))


async def ask(context: Context) -> None:
    """Which days and times?"""
    await context.expect("rhythm")
    keyboard = _ready(context)
    if context.me.onboarded_at is None:
        keyboard.row(
            context.button("skip", sends("skip", "rhythm")),
            context.button("other_city", do("zone")),
        )
    else:
        keyboard.row(context.button("back", do("settings")))
    context.put(context.message("ask_rhythm", keyboard))


def _ready(context: Context) -> Keyboard:
    """The ready rhythms, and the way to others."""
    keyboard = Keyboard().grid(
        (
            context.button(
                "every_day_at" if days == EVERY_DAY else "weekdays_at",
                preset.to(days, at),
                time=context.language.clock(time_of(at)),
            )
            for days, at in PRESETS
        ),
        2,
    )
    return keyboard.row(
        context.button("other_rhythm", edit.to()), context.button("window", ask_window.to())
    )


@tap("rp")
async def preset(context: Context, days: str, at: str) -> None:
    """A tap on a ready rhythm."""
    weekdays = frozenset(int(known(day, EVERY_DAY)) for day in days)
    if not weekdays:
        raise StaleButton
    await _set(context, {time_of(at): weekdays})


@tap("rw")
async def ask_window(context: Context) -> None:
    """A tap on A stretch of time: from when until when may it come?"""
    await context.expect("rhythm")
    keyboard = spans(context, window.to, WINDOWS).row(context.button("back", do("rhythm")))
    context.put(context.message("ask_window", keyboard))


def spans(
    context: Context, way: Callable[[str, str], str], choices: Iterable[tuple[str, str]]
) -> Keyboard:
    """From one time to another, two in a row, each a tap of this way."""
    clock = context.language.clock
    buttons = (
        Button(f"{clock(time_of(begins))}–{clock(time_of(ends))}", way(begins, ends))
        for begins, ends in choices
    )
    return Keyboard().grid(buttons, 2)


@tap("rwp")
async def window(context: Context, begins: str, ends: str) -> None:
    """A tap on a stretch of time; the days stay."""
    begin, end = (time_of(one) for one in known((begins, ends), WINDOWS))
    days, _ = await schedule.rhythm_of(context.work, context.me)
    await _set(context, {begin: days or schedule.EVERY_DAY}, windows={begin: end})


@tap("re")
async def edit(context: Context) -> None:
    """Choose days and times one by one, from what is in force."""
    days, times = await schedule.rhythm_of(context.work, context.me)
    days = days or schedule.EVERY_DAY
    times = times or (schedule.DEFAULT_TIME,)
    await _show_editor(context, sorted(days), [f"{at:%H%M}" for at in times])


@tap("rt")
async def toggle(context: Context, what: str, value: str) -> None:
    """A tap on a day (`d`) or a time (`t`) in the editor."""
    days, times = await _draft(context)
    if what == "d":
        days = sorted(set(days) ^ {number(known(value, tuple(EVERY_DAY)))})
    elif value in times or len(times) < schedule.MOST_TIMES:
        time_of(value)
        times = sorted(set(times) ^ {value})
    await _show_editor(context, days, times)


@tap("rok")
async def done(context: Context) -> None:
    """A tap on Done in the editor."""
    days, times = await _draft(context)
    if not days or not times:
        context.toast("rhythm_incomplete")
        return
    there, hours = await schedule.rhythm_of(context.work, context.me)
    plan = {time_of(at): frozenset(days) for at in times}
    if there == frozenset(days) and plan.keys() == {*hours}:
        plan = await schedule.days_of_times(
            context.work, context.me
        )  # nothing was changed: also no time's own days
    await _set(context, plan, windows=await schedule.windows_of(context.work, context.me))


async def typed(context: Context) -> None:
    """Words: what they leave open stays as it is. What was understood is said back, with a tap that corrects it."""
    text, vocabulary = context.incoming.text, context.language.vocabulary
    if (seldom := parse_every_other_week(text, vocabulary)) is not None:
        await _offer_weekly(context, seldom)
        return
    parts = typed_times.parse_plan(text, vocabulary)
    if not parts:
        await _otherwise(context)
        return
    days, times = await schedule.rhythm_of(context.work, context.me)
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
        _ask_half(context, *plan.items())
        return
    keyboard = Keyboard()
    if parts[0].every_other and len(plan) == 1:
        at = next(iter(plan))
        other = context.language.filters.days(OTHER_DAYS)
        data = preset.to("".join(map(str, OTHER_DAYS)), f"{at:%H%M}")
        keyboard.row(Button(fitted(other), data))
    keyboard.row(context.button("correct_rhythm", do("rhythm")))
    named = any(part.times for part in parts)
    windows = {} if named else await schedule.windows_of(context.work, context.me)
    await _set(context, plan, keyboard, windows)


async def _otherwise(context: Context) -> None:
    """Words with no days and no times in them: a stretch of time, a place while settling in, or none of these."""
    found = parse_window(context.incoming.text, context.language.vocabulary)
    if found is not None:
        named, (begins, ends) = found
        days, _ = await schedule.rhythm_of(context.work, context.me)
        keyboard = Keyboard().row(context.button("correct_rhythm", do("rhythm")))
        plan = {begins: named or days or schedule.EVERY_DAY}
        await _set(context, plan, keyboard, {begins: ends})
    elif not await zones.elsewhere(context):
        keyboard = _ready(context)
        keyboard.rows += context.way_out("rhythm").rows
        context.say("rhythm_not_understood", keyboard)


async def _offer_weekly(context: Context, said: typed_times.DaysAndTimes) -> None:
    """Every other week is more seldom than it comes: the days that were named, or today's, are offered each week."""
    _, times = await schedule.rhythm_of(context.work, context.me)
    days = sorted(said.days or {context.local(context.work.now).isoweekday()})
    at = (said.times or times or (schedule.DEFAULT_TIME,))[0]
    label = f"{context.language.filters.days(days)}, {context.language.clock(at)}"
    keyboard = Keyboard().row(
        Button(fitted(label), preset.to("".join(map(str, days)), f"{at:%H%M}"))
    )
    keyboard.rows += _ready(context).rows + context.way_out("rhythm").rows
    context.say("rhythm_too_seldom", keyboard)


def _ask_half(context: Context, said: tuple[time, frozenset[int]]) -> None:
    """In which half of the day is a time that was said in words?"""
    early, days = said
    both = (early, early.replace(hour=(early.hour + 12) % 24))
    named = "".join(str(day) for day in sorted(days))
    keyboard = Keyboard().row(
        *(Button(context.language.clock(at), preset.to(named, f"{at:%H%M}")) for at in both)
    )
    keyboard.rows += context.way_out("rhythm").rows
    context.say("which_half", keyboard)


async def _set(
    context: Context,
    plan: Mapping[time, frozenset[int]],
    keyboard: Keyboard | None = None,
    windows: Mapping[time, time] = schedule.NO_WINDOWS,
) -> None:
    await schedule.set_plan(context.work, context.me, plan, windows)
    await context.rest()
    context.put(
        context.message("rhythm_set", keyboard, rhythm=await said(context.work, context.me))
    )
    context.finished = "rhythm"


async def said(work: UnitOfWork, member: Member) -> list[dict[str, list[object]]]:
    """The rhythm in force, as replies are given it: `days` and `times` for each group of days."""
    found = await schedule.plan_of(work, member)
    return [{"days": [*sorted(days)], "times": [*times]} for days, times in found]


async def _draft(context: Context) -> tuple[list[int], list[str]]:
    waiting = context.waiting
    if waiting is not None and waiting.awaits == "rhythm" and "days" in waiting.data:
        return list(waiting.data["days"]), list(waiting.data["times"])
    days, times = await schedule.rhythm_of(context.work, context.me)
    return sorted(days), [f"{at:%H%M}" for at in times]


async def _show_editor(context: Context, days: list[int], times: list[str]) -> None:
    await context.expect("rhythm", days=days, times=times)
    mark = context.language.button("ticked", label="{label}")
    keyboard = Keyboard().grid(
        (
            Button(
                _ticked(mark, context.language.weekday(day), day in days), toggle.to("d", str(day))
            )
            for day in range(1, 8)
        ),
        4,
    )
    hours = sorted({*HOURS, *times})
    keyboard.grid(
        (
            Button(
                _ticked(mark, context.language.clock(time_of(at)), at in times), toggle.to("t", at)
            )
            for at in hours
        ),
        4,
    )
    keyboard.row(context.button("done", done.to()))
    keyboard.rows += context.way_out("rhythm").rows
    context.put(context.message("edit_rhythm", keyboard, most=schedule.MOST_TIMES))


def _ticked(mark: str, label: str, on: bool) -> str:
    return mark.replace("{label}", label) if on else label


def time_of(value: str) -> time:
    """A time of day of four digits. Raises StaleButton for none."""
    if not _TIME.fullmatch(value):
        raise StaleButton
    return time(int(value[:2]), int(value[2:]))
