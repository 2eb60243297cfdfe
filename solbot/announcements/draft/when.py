"""When an announcement leaves: at once, at a moment, at everybody's own hour, or again and again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement
from solbot.announcements.timing import Every, Timing, When
from solbot.bot.args import known, one_of
from solbot.bot.context import Context
from solbot.errors import StaleButton
from solbot.staff import moments
from solbot.telegram.messages import Keyboard
from solbot.typed.clocks import halves
from solbot.typed.moments import Unclear, UnclearMoment, checked, next_shown, said

AWAITS = "broadcast_when"
HOURS = (8, 10, 12, 18)


async def show(context: Context, args: list[str]) -> None:
    """A tap on When: the ways there are."""
    row = await draft_chat.find_draft(context, args)
    if row is None:
        return
    await context.rest()
    clock = context.language.clock
    keyboard = (
        Keyboard()
        .row(
            context.button("at_once", f"bctn:{row.id}"), context.button("at_time", f"bcta:{row.id}")
        )
        .grid(
            (
                context.button("at_local_hour", f"bctl:{row.id}:{hour}", hour=clock(time(hour)))
                for hour in HOURS
            ),
            2,
        )
        .row(context.button("another_hour", f"bcth:{row.id}"))
        .grid((context.button(f"every_{one}", f"bctr:{row.id}:{one}") for one in Every), 3)
        .row(context.button("back", f"bco:{row.id}"))
    )
    now = draft_chat.timing(Timing.of(row.timing))
    context.show("staff/ask_when", keyboard, number=row.id, timing=now)


async def at_once(context: Context, args: list[str]) -> None:
    """A tap on At once."""
    await _put(context, args, Timing())


async def ask_time(context: Context, args: list[str]) -> None:
    """A tap on At a time: which one?"""
    row = await draft_chat.find_draft(context, args)
    if row is not None:
        await _ask(context, row, When.AT, None)


async def local_hour(context: Context, args: list[str]) -> None:
    """A tap on an hour of everybody's own clock: from today on, wherever it has not passed."""
    timing = Timing(
        When.LOCAL, _today(context), time(known(int(args[1]), range(24))), str(context.zone)
    )
    await _put(context, args, timing)


async def ask_local(context: Context, args: list[str]) -> None:
    """A tap on Another hour: which one of everybody's own clock, and from which day on?"""
    row = await draft_chat.find_draft(context, args)
    if row is not None:
        await _ask(context, row, When.LOCAL, None)


async def ask_repeat(context: Context, args: list[str]) -> None:
    """A tap on Every day, week or month: from when on?"""
    row = await draft_chat.find_draft(context, args)
    if row is not None:
        await _ask(context, row, When.REPEAT, one_of(Every, args[1]))


async def typed(context: Context) -> None:
    """The moment that was asked for."""
    assert context.waiting is not None  # noqa: S101  (the way here is through it)
    data, today = context.waiting.data, _today(context)
    day = date.fromisoformat(data["day"]) if data.get("day") else None
    try:
        there = context.local(context.work.now)
        found = said(context.incoming.text, today, context.language.vocabulary, day, there)
        when = When(data["when"])
        if found.open:
            either = (datetime.combine(_next(context, when, at), at) for at in halves(found.at))
            raise UnclearMoment(Unclear.WHICH_HALF, min(either))
        now = there.replace(tzinfo=None)
        day = found.on if when is When.LOCAL else found.day(now)
        on = day or _next(context, when, found.at)
        await _set(context, data, on, found.at)
    except UnclearMoment as unclear:
        await _ask_again(context, data, unclear)


async def chosen(context: Context, args: list[str]) -> None:
    """A tap on a moment that was offered."""
    waiting = context.waiting
    if waiting is None or waiting.awaits != AWAITS or waiting.data["announcement"] != int(args[0]):
        raise StaleButton
    at = moments.of_button(args[1])
    try:
        await _set(context, waiting.data, at.date(), at.time())
    except UnclearMoment as unclear:
        await _ask_again(context, waiting.data, unclear)


def _next(context: Context, when: When, at: time) -> date:
    """The day meant by a time alone; everybody's own clock shows it today, or tomorrow where it has passed."""
    if when is When.LOCAL:
        return _today(context)
    return next_shown(at, context.local(context.work.now).replace(tzinfo=None))


async def _set(context: Context, data: dict[str, Any], on: date, at: time) -> None:
    """Take this moment. Raises UnclearMoment where it can't be."""
    every = Every(data["every"]) if data["every"] else None
    timing = Timing(When(data["when"]), on, at, str(context.zone), every)
    if timing.moment <= context.work.now and on == _today(context) and every is not None:
        timing = replace(timing, on=on + timedelta(days=1))
    if timing.when is not When.LOCAL:
        checked(timing.on or on, at, context.zone, context.work.now)
    elif on < _today(context):
        raise UnclearMoment(Unclear.PAST, datetime.combine(on, at))
    await context.rest()
    await _put(context, [str(data["announcement"])], timing)


async def _ask_again(context: Context, data: dict[str, Any], unclear: UnclearMoment) -> None:
    """Ask what is open about the moment; the day that was said is kept."""
    await context.expect(AWAITS, **{**data, "day": moments.day_of(unclear)})
    number = data["announcement"]
    others = Keyboard().row(context.button("cancel", f"bct:{number}"))
    moments.ask(context, unclear, context.zone, f"bctm:{number}", "", others)


async def _put(context: Context, args: list[str], timing: Timing) -> None:
    row = await draft_chat.find_draft(context, args)
    if row is not None:
        row = await drafts.set_timing(context.work, row.id, timing)
        await draft_chat.note_change(context, row, "moment")
        context.put(await draft_chat.page(context, row))


async def _ask(context: Context, row: Announcement, when: When, every: Every | None) -> None:
    await context.expect(AWAITS, announcement=row.id, when=when, every=every)
    keyboard = Keyboard().row(context.button("cancel", f"bct:{row.id}"))
    context.show(
        "staff/ask_moment",
        keyboard,
        every=every,
        local=when is When.LOCAL,
        zone=str(context.zone),
        now=context.local(context.work.now),
    )


def _today(context: Context) -> date:
    return context.local(context.work.now).date()
