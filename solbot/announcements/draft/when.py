"""When an announcement leaves: at once, at a moment, at everybody's own hour, or again and again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NotRequired, TypedDict

from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement, AnnouncementChanged
from solbot.announcements.send import moving
from solbot.announcements.send import service as sending
from solbot.announcements.send.rounds import NotGoing
from solbot.announcements.timing import Every, Timing, When
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.db.forms import KeptTiming
from solbot.db.states import AnnouncementState
from solbot.errors import StaleButton
from solbot.staff import moments
from solbot.telegram.messages import Keyboard
from solbot.typed.clocks import halves
from solbot.typed.moments import Unclear, UnclearMoment, checked, next_shown, said

AWAITS = "broadcast_when"
ON_PAGE = "broadcast_ways"  # a moment typed where the ways are shown: by the clock of whoever sends
HOURS = (8, 10, 12, 18)
LOCAL = "l"  # in a button: by each person's own clock


class MomentAwaited(TypedDict):
    """What is known of the moment that is awaited."""

    announcement: int
    when: str
    every: str | None
    local: NotRequired[bool]
    seen: str
    day: NotRequired[str | None]
    mine: NotRequired[KeptTiming]


@tap("bct")
async def show(context: Context, announcement_id: int) -> None:
    """A tap on When: the ways there are."""
    row = await _found(context, announcement_id)
    if row is None:
        return
    clock, seen = context.language.clock, Timing.of(row.timing).stamp
    await context.expect(ON_PAGE, announcement=row.id, when=When.AT, every=None, seen=seen)
    keyboard = (
        Keyboard()
        .row(
            context.button("at_once", at_once.to(row.id, seen)),
            context.button("at_time", ask_time.to(row.id)),
        )
        .grid(
            (
                context.button(
                    "at_local_hour", local_hour.to(row.id, hour, seen), hour=clock(time(hour))
                )
                for hour in HOURS
            ),
            2,
        )
        .row(context.button("another_hour", ask_local.to(row.id)))
    )
    if row.state == AnnouncementState.DRAFT:
        keyboard.grid(
            (context.button(f"every_{one}", ask_repeat.to(row.id, one)) for one in Every), 3
        )
        keyboard.grid(
            (
                context.button(f"every_{one}_local", ask_repeat.to(row.id, one, LOCAL))
                for one in Every
            ),
            1,
        )
    keyboard.row(context.button("back", draft_chat.open_one.to(row.id)))
    now = draft_chat.timing(Timing.of(row.timing))
    context.show("staff/ask_when", keyboard, number=row.id, timing=now)


@tap("bctn")
async def at_once(context: Context, announcement_id: int, seen: str) -> None:
    """A tap on At once."""
    await _put(context, announcement_id, Timing(), seen)


@tap("bcta")
async def ask_time(context: Context, announcement_id: int) -> None:
    """A tap on At a time: which one?"""
    row = await _found(context, announcement_id)
    if row is not None:
        await _ask(context, row, When.AT, None)


@tap("bctl")
async def local_hour(context: Context, announcement_id: int, hour: int, seen: str) -> None:
    """A tap on an hour of everybody's own clock: from today on, wherever it has not passed."""
    at = time(known(hour, range(24)))
    timing = Timing(When.LOCAL, _today(context), at, str(context.zone))
    await _put(context, announcement_id, timing, seen)


@tap("bcth")
async def ask_local(context: Context, announcement_id: int) -> None:
    """A tap on Another hour: which one of everybody's own clock, and from which day on?"""
    row = await _found(context, announcement_id)
    if row is not None:
        await _ask(context, row, When.LOCAL, None)


@tap("bctr")
async def ask_repeat(context: Context, announcement_id: int, every: Every, clock: str = "") -> None:
    """A tap on Every day, week or month: from when on?"""
    row = await _found(context, announcement_id)
    if row is not None:
        await _ask(context, row, When.REPEAT, every, local=clock == LOCAL)


async def typed(context: Context) -> None:
    """The moment that was asked for."""
    data, today = context.awaited(MomentAwaited), _today(context)
    day = date.fromisoformat(known_day) if (known_day := data.get("day")) else None
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


@tap("bctm")
async def chosen(context: Context, announcement_id: int, stamp: str) -> None:
    """A tap on a moment that was offered."""
    data = context.awaited(MomentAwaited, AWAITS)
    if data["announcement"] != announcement_id:
        raise StaleButton
    at = moments.of_button(stamp)
    try:
        await _set(context, data, at.date(), at.time())
    except UnclearMoment as unclear:
        await _ask_again(context, data, unclear)


def _next(context: Context, when: When, at: time) -> date:
    """The day meant by a time alone; everybody's own clock shows it today, or tomorrow where it has passed."""
    if when is When.LOCAL:
        return _today(context)
    return next_shown(at, context.local(context.work.now).replace(tzinfo=None))


async def _set(context: Context, data: MomentAwaited, on: date, at: time) -> None:
    """Take this moment. Raises UnclearMoment where it can't be."""
    every = Every(data["every"]) if data["every"] else None
    local = bool(data.get("local"))
    timing = Timing(When(data["when"]), on, at, str(context.zone), every, local)
    if timing.moment <= context.work.now and on == _today(context) and every is not None:
        timing = replace(timing, on=on + timedelta(days=1))
    if timing.when is not When.LOCAL:
        checked(timing.on or on, at, context.zone, context.work.now)
    elif on < _today(context):
        raise UnclearMoment(Unclear.PAST, datetime.combine(on, at))
    await context.rest()
    await _put(context, data["announcement"], timing, data["seen"])


async def _ask_again(context: Context, data: MomentAwaited, unclear: UnclearMoment) -> None:
    """Ask what is open about the moment; the day that was said is kept."""
    await context.expect(AWAITS, **{**data, "day": moments.day_of(unclear)})
    number = data["announcement"]
    others = Keyboard().row(context.button("cancel", show.to(number)))
    moments.ask(context, unclear, context.zone, lambda at: chosen.to(number, at), others)


async def _put(context: Context, announcement_id: int, timing: Timing, seen: str) -> None:
    row = await _found(context, announcement_id)
    if row is None:
        return
    before = Timing.of(row.timing)
    urgent = before.urgent if timing.when is not When.REPEAT else None
    timing = replace(timing, hold=before.hold, urgent=urgent)
    try:
        if row.state == AnnouncementState.DRAFT:
            row = await drafts.set_timing(context.work, row.id, timing, seen=seen)
            await draft_chat.note_change(context, row, "moment")
        else:
            row = await moving.move(context.work, context.me.id, row.id, timing, seen)
    except AnnouncementChanged:
        await _say_changed(context, row, timing)
    except NotGoing:
        context.toast("staff/round_not_going")
        context.put(await draft_chat.page(context, row))
    else:
        context.put(await draft_chat.page(context, row))


async def _say_changed(context: Context, row: Announcement, mine: Timing) -> None:
    """Somebody else was faster: both moments, and nothing lost."""
    theirs = Timing.of(row.timing)
    await context.expect(
        AWAITS,
        announcement=row.id,
        when=mine.when,
        every=mine.every,
        local=mine.local,
        seen=theirs.stamp,
        mine=mine.data(),
    )
    keyboard = Keyboard().row(
        context.button("use_mine", use_mine.to(row.id)),
        context.button("use_theirs", show.to(row.id)),
    )
    context.show(
        "staff/moment_changed",
        keyboard,
        number=row.id,
        my_moment=draft_chat.timing(mine),
        their_moment=draft_chat.timing(theirs),
    )


@tap("bctu")
async def use_mine(context: Context, announcement_id: int) -> None:
    """A tap on Use mine, after somebody else had set another moment meanwhile."""
    data = context.awaited(MomentAwaited, AWAITS)
    if "mine" not in data or data["announcement"] != announcement_id:
        raise StaleButton
    mine, seen = Timing.of(data["mine"]), data["seen"]
    await context.rest()
    await _put(context, announcement_id, mine, seen)


async def _found(context: Context, announcement_id: int) -> Announcement | None:
    """The draft a button is about, or one that is confirmed and has not begun; else how it stands by now."""
    row = await draft_chat.find(context, announcement_id)
    if row is None or row.state == AnnouncementState.DRAFT:
        return row
    if row.state == AnnouncementState.CONFIRMED and await sending.is_pending(context.work, row):
        return row
    context.toast("staff/announcement_no_draft")
    context.put(await draft_chat.page(context, row))
    return None


async def _ask(
    context: Context,
    row: Announcement,
    when: When,
    every: Every | None,
    *,
    local: bool = False,
) -> None:
    seen = Timing.of(row.timing).stamp
    await context.expect(
        AWAITS, announcement=row.id, when=when, every=every, local=local, seen=seen
    )
    keyboard = Keyboard().row(context.button("cancel", show.to(row.id)))
    context.show(
        "staff/ask_moment",
        keyboard,
        every=every,
        local=local or when is When.LOCAL,
        zone=str(context.zone),
        now=context.local(context.work.now),
    )


def _today(context: Context) -> date:
    return context.local(context.work.now).date()
