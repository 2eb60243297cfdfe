"""When an announcement leaves: at once, at a moment, at everybody's own hour, or again and again."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from solbot.chat.args import known, one_of
from solbot.chat.staff import broadcast
from solbot.chat.turn import Turn
from solbot.domain.messages import Keyboard
from solbot.domain.phrases import parse_clock
from solbot.domain.timing import Every, Timing, When
from solbot.domain.until import parse_until
from solbot.services.announcements import drafts
from solbot.services.announcements.drafts import Announcement

AWAITS = "broadcast_when"
HOURS = (8, 10, 12, 18)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T,]+(\d{1,2}:\d{2})")


async def show(turn: Turn, args: list[str]) -> None:
    """A tap on When: the ways there are."""
    row = await broadcast.find_draft(turn, args)
    if row is None:
        return
    await turn.rest()
    keyboard = (
        Keyboard()
        .row(turn.button("at_once", f"bctn:{row.id}"), turn.button("at_time", f"bcta:{row.id}"))
        .grid(
            (
                turn.button("at_local_hour", f"bctl:{row.id}:{hour}", hour=f"{hour:02d}:00")
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
    data = turn.waiting.data
    found = _read(turn, turn.incoming.text)
    keyboard = Keyboard().row(turn.button("cancel", f"bct:{data['announcement']}"))
    if found is None:
        turn.say("staff/wrong_moment", keyboard, past=False)
        return
    on, at = found
    every = Every(data["every"]) if data["every"] else None
    timing = Timing(When(data["when"]), on, at, str(turn.zone), every)
    if timing.moment <= turn.work.now and on == _today(turn) and every is not None:
        timing = replace(timing, on=on + timedelta(days=1))
    # An hour of everybody's own that has passed today comes tomorrow.
    past = on < _today(turn) if timing.when is When.LOCAL else timing.moment <= turn.work.now
    if past:
        turn.say("staff/wrong_moment", keyboard, past=True)
        return
    await turn.rest()
    await _put(turn, [str(data["announcement"])], timing)


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


def _read(turn: Turn, text: str) -> tuple[date, time] | None:
    """A day and a time: in figures, or a time with a day in words before or after it."""
    if found := _MOMENT.fullmatch(text.strip()):
        try:
            moment = datetime.strptime(f"{found[1]} {found[2]}", "%Y-%m-%d %H:%M")  # noqa: DTZ007
        except ValueError:
            return None
        return moment.date(), moment.time()
    words = text.replace(",", " ").split()
    for cut in range(len(words) + 1):
        for day, clock in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            found_at = _clock(turn, clock)
            found_on = _day(turn, day)
            if found_at is not None and found_on is not None:
                return found_on, found_at
    return None


def _clock(turn: Turn, words: list[str]) -> time | None:
    return parse_clock(" ".join(words), turn.language.vocabulary) if words else None


def _day(turn: Turn, words: list[str]) -> date | None:
    """A day in words; without any it is the next time the clock shows that."""
    today = _today(turn)
    if not words:
        return today
    found = parse_until(" ".join(words), today, turn.language.vocabulary)
    return found if isinstance(found, date) else None
