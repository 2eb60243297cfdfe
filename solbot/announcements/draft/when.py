"""When an announcement leaves: at once, at a moment, at everybody's own hour, or again and again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from solbot.announcements.draft import chat as broadcast
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement
from solbot.announcements.timing import Every, Timing, When
from solbot.bot.args import known, one_of
from solbot.bot.context import Turn
from solbot.errors import StaleButton
from solbot.staff import moments
from solbot.telegram.messages import Keyboard
from solbot.typed.clocks import halves
from solbot.typed.moments import Unclear, UnclearMoment, checked, next_shown, said

AWAITS = "broadcast_when"
HOURS = (8, 10, 12, 18)


async def show(turn: Turn, args: list[str]) -> None:
    """A tap on When: the ways there are."""
    row = await broadcast.find_draft(turn, args)
    if row is None:
        return
    await turn.rest()
    clock = turn.language.clock
    keyboard = (
        Keyboard()
        .row(turn.button("at_once", f"bctn:{row.id}"), turn.button("at_time", f"bcta:{row.id}"))
        .grid(
            (
                turn.button("at_local_hour", f"bctl:{row.id}:{hour}", hour=clock(time(hour)))
                for hour in HOURS
            ),
            2,
        )
        .row(turn.button("another_hour", f"bcth:{row.id}"))
        .grid((turn.button(f"every_{one}", f"bctr:{row.id}:{one}") for one in Every), 3)
        .row(turn.button("back", f"bco:{row.id}"))
    )
    now = broadcast.timing(Timing.of(row.timing))
    turn.show("staff/ask_when", keyboard, number=row.id, timing=now)


async def at_once(turn: Turn, args: list[str]) -> None:
    """A tap on At once."""
    await _put(turn, args, Timing())


async def ask_time(turn: Turn, args: list[str]) -> None:
    """A tap on At a time: which one?"""
    row = await broadcast.find_draft(turn, args)
    if row is not None:
        await _ask(turn, row, When.AT, None)


async def local_hour(turn: Turn, args: list[str]) -> None:
    """A tap on an hour of everybody's own clock: from today on, wherever it has not passed."""
    timing = Timing(When.LOCAL, _today(turn), time(known(int(args[1]), range(24))), str(turn.zone))
    await _put(turn, args, timing)


async def ask_local(turn: Turn, args: list[str]) -> None:
    """A tap on Another hour: which one of everybody's own clock, and from which day on?"""
    row = await broadcast.find_draft(turn, args)
    if row is not None:
        await _ask(turn, row, When.LOCAL, None)


async def ask_repeat(turn: Turn, args: list[str]) -> None:
    """A tap on Every day, week or month: from when on?"""
    row = await broadcast.find_draft(turn, args)
    if row is not None:
        await _ask(turn, row, When.REPEAT, one_of(Every, args[1]))


async def typed(turn: Turn) -> None:
    """The moment that was asked for."""
    assert turn.waiting is not None  # noqa: S101  (the way here is through it)
    data, today = turn.waiting.data, _today(turn)
    day = date.fromisoformat(data["day"]) if data.get("day") else None
    try:
        there = turn.local(turn.work.now)
        found = said(turn.incoming.text, today, turn.language.vocabulary, day, there)
        when = When(data["when"])
        if found.open:
            either = (datetime.combine(_next(turn, when, at), at) for at in halves(found.at))
            raise UnclearMoment(Unclear.WHICH_HALF, min(either))
        now = there.replace(tzinfo=None)
        day = found.on if when is When.LOCAL else found.day(now)
        on = day or _next(turn, when, found.at)
        await _set(turn, data, on, found.at)
    except UnclearMoment as unclear:
        await _ask_again(turn, data, unclear)


async def chosen(turn: Turn, args: list[str]) -> None:
    """A tap on a moment that was offered."""
    waiting = turn.waiting
    if waiting is None or waiting.awaits != AWAITS or waiting.data["announcement"] != int(args[0]):
        raise StaleButton
    at = moments.of_button(args[1])
    try:
        await _set(turn, waiting.data, at.date(), at.time())
    except UnclearMoment as unclear:
        await _ask_again(turn, waiting.data, unclear)


def _next(turn: Turn, when: When, at: time) -> date:
    """The day meant by a time alone; everybody's own clock shows it today, or tomorrow where it has passed."""
    if when is When.LOCAL:
        return _today(turn)
    return next_shown(at, turn.local(turn.work.now).replace(tzinfo=None))


async def _set(turn: Turn, data: dict[str, Any], on: date, at: time) -> None:
    """Take this moment. Raises UnclearMoment where it can't be."""
    every = Every(data["every"]) if data["every"] else None
    timing = Timing(When(data["when"]), on, at, str(turn.zone), every)
    if timing.moment <= turn.work.now and on == _today(turn) and every is not None:
        timing = replace(timing, on=on + timedelta(days=1))
    if timing.when is not When.LOCAL:
        checked(timing.on or on, at, turn.zone, turn.work.now)
    elif on < _today(turn):
        raise UnclearMoment(Unclear.PAST, datetime.combine(on, at))
    await turn.rest()
    await _put(turn, [str(data["announcement"])], timing)


async def _ask_again(turn: Turn, data: dict[str, Any], unclear: UnclearMoment) -> None:
    """Ask what is open about the moment; the day that was said is kept."""
    await turn.expect(AWAITS, **{**data, "day": moments.day_of(unclear)})
    number = data["announcement"]
    others = Keyboard().row(turn.button("cancel", f"bct:{number}"))
    moments.ask(turn, unclear, turn.zone, f"bctm:{number}", "", others)


async def _put(turn: Turn, args: list[str], timing: Timing) -> None:
    row = await broadcast.find_draft(turn, args)
    if row is not None:
        row = await drafts.set_timing(turn.work, row.id, timing)
        await broadcast.note_change(turn, row, "moment")
        turn.put(await broadcast.page(turn, row))


async def _ask(turn: Turn, row: Announcement, when: When, every: Every | None) -> None:
    await turn.expect(AWAITS, announcement=row.id, when=when, every=every)
    keyboard = Keyboard().row(turn.button("cancel", f"bct:{row.id}"))
    turn.show(
        "staff/ask_moment",
        keyboard,
        every=every,
        local=when is When.LOCAL,
        zone=str(turn.zone),
        now=turn.local(turn.work.now),
    )


def _today(turn: Turn) -> date:
    return turn.local(turn.work.now).date()
