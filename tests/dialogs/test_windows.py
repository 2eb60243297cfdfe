"""A window instead of a time, and hours in which it is quiet."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from solbot.bot import notices
from solbot.coaching.rhythm import db as slots
from solbot.coaching.rhythm import service as schedule
from solbot.members import service as members
from solbot.telegram import outbox
from tests import announced
from tests.dialogs.people import OWNER, Person, Stage

NOVEMBER = datetime(2026, 11, 1, tzinfo=UTC)


async def to(stage: Stage, day: int, hour: int, minute: int = 0) -> None:
    """Go to a moment of November 2026 by Madrid's clock, and do what is due."""
    stage.clock.set(NOVEMBER.replace(day=day, hour=hour - 1, minute=minute))
    await stage.tick()


async def due(stage: Stage, ana: Person) -> datetime:
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, ana.id)
        assert member is not None
        found = await schedule.next_nudge(work, member)
        assert found is not None
        return found + timedelta(hours=1)  # Madrid


async def test_a_window_of_every_evening_is_typed_while_settling_in(stage: Stage) -> None:
    ana = stage.person("Ana")
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    await ana.says("Europe/Madrid")
    await ana.says("every evening between 7 and 9")
    await ana.presses("Skip")
    ana.hears("We are set, Ana.")
    await ana.says("/settings")
    ana.hears("Times: 19:00–21:00")


async def test_every_other_week_is_said_to_be_too_seldom(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says("every other Friday at 9")
    ana.hears("once a week is the least")
    await ana.presses("Friday, 09:00")
    ana.sees("Times: 09:00")


@pytest.mark.parametrize("said", ["between 7 and 9", "7-9", "every day 7 to 9 am"])
async def test_a_window_can_be_typed(stage: Stage, said: str) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says(said)
    ana.hears("Times: 07:00–09:00")
    assert time(7) <= (await due(stage, ana)).time() < time(9)


async def test_a_window_can_be_tapped_and_comes_once_each_day(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.presses("A stretch of time")
    await ana.presses("17:00–19:00")
    ana.sees("Times: 17:00–19:00")
    at = []
    for count in range(1, 8):
        moment = await due(stage, ana)
        at.append(moment.time())
        stage.clock.set(moment - timedelta(hours=1, minutes=1))
        await stage.tick()
        assert ana.heard_of("The reading of") == count - 1
        stage.clock.forward(minutes=1)
        await stage.tick()
        assert ana.heard_of("The reading of") == count
    assert len(set(at)) > 3 and all(time(17) <= one < time(19) for one in at)
    await ana.says("/settings")
    ana.hears("Times: 17:00–19:00")
    assert (await ana.export())["member"]["times"] == ["17:00-19:00"]


async def test_other_days_leave_the_window_and_a_time_ends_it(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says("between 7 and 9")
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says("weekdays")
    ana.hears("Times: 07:00–09:00")
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.presses("Other days or times")
    await ana.presses("✓ Mon")
    await ana.presses("Done")
    ana.sees("Times: 07:00–09:00")
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says("at 7")
    ana.hears("Times: 07:00\n")
    assert stage.works is not None
    async with stage.works.begin() as work:
        (slot,) = await slots.of_member(work.session, ana.id)
        assert slot.until is None


async def test_a_window_while_settling_in(stage: Stage) -> None:
    ana = stage.person("Ana")
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    await ana.says("Europe/Madrid")
    await ana.presses("A stretch of time")
    await ana.presses("‹ Back")
    ana.sees("When shall I come by?")
    await ana.presses("A stretch of time")
    await ana.presses("07:00–09:00")
    await ana.presses("Skip")
    ana.hears("We are set, Ana.")


async def news(stage: Stage, ana: Person) -> None:
    """A notice for somebody, just now."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        program = next(iter(work.catalog.default.programs))
        await notices.tell(
            work, [ana.id], "program_news", f"{work.now}", program=program, fields=["dates"]
        )
    await stage.tick()


async def with_quiet_hours(stage: Stage, said: str = "22 to 7") -> Person:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("How I come by")
    await ana.presses("Quiet hours")
    await ana.says(said)
    return ana


async def test_news_wait_until_quiet_hours_are_over(stage: Stage) -> None:
    ana = await with_quiet_hours(stage)
    ana.hears("Quiet hours: 22:00–07:00.")
    await to(stage, 24, 23)
    before = len(ana.heard())
    await news(stage, ana)
    await to(stage, 25, 6, 59)
    assert len(ana.heard()) == before
    await to(stage, 25, 7)
    assert len(ana.heard()) == before + 1
    await ana.says("/settings")
    await ana.presses("How I come by")
    ana.sees("Quiet hours: 22:00–07:00")
    await ana.presses("Quiet hours")
    await ana.presses("No quiet hours")
    ana.sees("No quiet hours any more.")
    await to(stage, 25, 23)
    before = len(ana.heard())
    await news(stage, ana)
    assert len(ana.heard()) == before + 1


async def test_whoever_writes_at_night_is_answered_at_night(stage: Stage) -> None:
    ana = await with_quiet_hours(stage)
    await to(stage, 24, 23)
    await ana.says("I can't sleep")
    before = len(ana.heard())
    await news(stage, ana)
    assert len(ana.heard()) == before + 1


async def test_announcements_wait_too(stage: Stage) -> None:
    ana = await with_quiet_hours(stage)
    bea = await stage.settled("Bea")
    await to(stage, 24, 23)
    assert stage.works is not None
    async with stage.works.begin() as work:
        await announced.without_pauses(work)
        texts = {"en": "A new place to meet has opened."}
        await announced.confirmed(work, OWNER, await announced.drafted(work, OWNER, texts))
    await stage.tick()
    assert bea.heard_of("A new place to meet") == 1 and ana.heard_of("A new place to meet") == 0
    await to(stage, 25, 7)
    assert ana.heard_of("A new place to meet") == 1
    async with stage.works.begin() as work:
        assert "queued" not in await outbox.counts(work)


async def test_a_time_of_ones_own_comes_all_the_same_and_that_is_said(stage: Stage) -> None:
    ana = await with_quiet_hours(stage, "from 18 to 9")
    ana.hears("Your 08:00 lies in them.")
    await to(stage, 24, 8)
    ana.hears("The reading of day-1")
    await to(stage, 24, 19)
    assert ana.heard_of("Today's question is still here") == 0


async def test_quiet_hours_that_are_none(stage: Stage) -> None:
    ana = await with_quiet_hours(stage, "whenever I sleep")
    ana.hears("I couldn't read two times in that.")
    await ana.presses("Cancel")
    await ana.says("/settings")
    await ana.presses("How I come by")
    await ana.presses("Quiet hours")
    await ana.presses("22:00–08:00")
    ana.sees("Quiet hours: 22:00–08:00.")


async def test_looking_at_days_and_times_changes_none(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says("weekdays 7am, weekends 10am")
    rhythm = [
        {"days": [1, 2, 3, 4, 5], "times": ["07:00"]},
        {"days": [6, 7], "times": ["10:00"]},
    ]
    await ana.presses("Change it")
    await ana.presses("Other days or times")
    await ana.presses("Done")
    assert ana.heard_of("Monday–Friday, at 07:00; Saturday and Sunday, at 10:00") == 1
    assert (await ana.export())["member"]["rhythm"] == rhythm
