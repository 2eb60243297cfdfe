"""Days off, set beforehand: nothing comes on them, and nothing is passed over."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from solbot import limits
from solbot.ops import righting
from tests.dialogs.people import Person, Stage


async def opened(ana: Person) -> None:
    """The screen of days off, by taps."""
    await ana.says("/settings")
    await ana.presses("How I come by")
    await ana.presses("Days off")


async def heard_on(stage: Stage, ana: Person, count: int) -> list[int]:
    """On which days of the month a reading came, of the next `count`."""
    found = []
    for _ in range(count):
        before = ana.heard_of("The reading of")
        await stage.days(1)
        if ana.heard_of("The reading of") > before:
            found.append(stage.clock.at.day)
    return found


async def test_days_off_that_are_typed(stage: Stage) -> None:
    ana = await stage.settled()
    await opened(ana)
    await ana.says("25 to 27 November")
    ana.hears("1. Wed 25 November 2026 – Fri 27 November 2026")
    assert await heard_on(stage, ana, 6) == [24, 28, 29]
    ana.hears("The reading of day-3")
    assert (await ana.export())["member"]["days_off"] == [["2026-11-25", "2026-11-27"]]


@pytest.mark.both_databases
async def test_days_off_that_are_tapped_and_taken_back(stage: Stage) -> None:
    ana = await stage.settled()
    await opened(ana)
    await ana.presses("Tomorrow")
    ana.sees("1. Tue 24 November 2026")
    await ana.presses("This weekend")
    await ana.presses("Next week")
    ana.sees("3. Mon 30 November 2026 – Sun 6 December 2026")
    await ana.presses("Take back 2")
    ana.sees("2. Mon 30 November 2026")
    assert await heard_on(stage, ana, 14) == [25, 26, 27, 28, 29, 7]


@pytest.mark.both_databases
async def test_the_next_reading_is_told_rightly_and_stays_after_a_restart(stage: Stage) -> None:
    ana = await stage.settled()
    await opened(ana)
    await ana.says("24 to 30 November")
    await stage.stop()
    await stage.start()
    assert stage.works is not None
    await righting.Righter(stage.works).look()  # it is no clock that was wrong
    await ana.says("/settings")
    ana.hears("Next reading: Tuesday 1 December at 08:00")
    await ana.presses("Days and times")
    await ana.presses("Weekdays, 08:00")
    ana.sees("Next reading: Tuesday 1 December at 08:00")


async def test_a_day_off_ends_by_the_own_clock(stage: Stage) -> None:
    ana = await stage.settled(zone="Pacific/Auckland")
    await opened(ana)
    await ana.says("tomorrow")  # Tuesday there
    stage.clock.set(datetime(2026, 11, 23, 19, tzinfo=UTC))  # Tuesday, 08:00
    await stage.tick()
    assert ana.heard_of("The reading of") == 0
    stage.clock.set(datetime(2026, 11, 24, 19, tzinfo=UTC))
    await stage.tick()
    assert ana.heard_of("The reading of") == 1


async def test_what_names_no_days_and_too_many_are_said(stage: Stage) -> None:
    ana = await stage.settled()
    await opened(ana)
    await ana.says("when I am on the moon")
    ana.hears("I couldn't make out which days that is.")
    for day in range(1, limits.DAYS_OFF + 1):
        await opened(ana)
        await ana.says(f"2027-01-{day:02}")
    ana.hears("20. Wed 20 January 2027")
    await opened(ana)
    await ana.says("2027-02-01")
    ana.hears("You have set 20 stretches of days off already")
    await opened(ana)
    await ana.says("1 to 20 January")
    ana.hears("1. Fri 1 January 2027 – Wed 20 January 2027")
    await ana.says("/settings")
    await stage.days(1)
    assert ana.heard_of("The reading of") == 1


async def test_after_it_words_are_no_days_any_more(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await opened(ana)
    await ana.presses("Next week")
    await ana.says("A bird on the roof")
    ana.hears("Your words are here, and nothing is lost")
    await opened(ana)
    await ana.presses("Take back 1")
    await ana.says("Friday")
    assert (await ana.export())["member"]["days_off"] == []
    await opened(ana)
    await ana.presses("Tomorrow")
    await ana.presses("Other days")
    await ana.says("30 November")
    ana.sees("2. Mon 30 November 2026")


async def test_no_reminder_comes_on_a_day_that_was_taken_off_in_the_morning(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await opened(ana)
    await ana.says("today")
    ana.sees("1. Tue 24 November 2026")
    stage.clock.set(datetime(2026, 11, 24, 18, tzinfo=UTC))
    await stage.tick()
    assert ana.heard_of("Today's question is still here") == 0
