"""Time in the playground: world and bot go by one clock, and every due moment is lived through in order."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from solbot.fake_telegram.chats import ChatMessage
from solbot.fake_telegram.world import World
from solbot.playground.clock import OffsetClock
from solbot.playground.diary import Diary
from solbot.playground.process import BotProcess
from solbot.playground.timekeeper import Timekeeper
from tests.playground.running import MORNING, Page

MADRID = ZoneInfo("Europe/Madrid")


def local(message: ChatMessage) -> datetime:
    return datetime.fromtimestamp(message.date, MADRID)


def nudges(page: Page, person: int) -> list[ChatMessage]:
    return [one for one in page.heard(person) if any("readings" in file for file in one.files)]


async def test_a_month_and_a_clock_change_with_a_nudge_each_day_at_eight(page: Page) -> None:
    # To March of the next year, so that the night of the change lies in the month.
    ana = await page.person(zone="Europe/Madrid")
    march = datetime(page.playground.clock().year + 1, 3, 10, 12, tzinfo=UTC)
    await page.goes(to=march.isoformat())
    await page.settles(ana)
    await page.goes(forward=30 * 86400)
    moments = [local(one) for one in nudges(page, ana)]
    assert len(moments) == 30
    assert {moment.strftime("%H:%M") for moment in moments} == {"08:00"}
    assert len({moment.date() for moment in moments}) == 30
    assert len({moment.utcoffset() for moment in moments}) == 2
    assert moments == sorted(moments)


async def test_to_the_next_nudge_of_one_person(page: Page) -> None:
    ana, bea = await page.person("Ana"), await page.person("Bea")
    fault = await page.post("/page/clock", status=400, next=True)
    assert "Nothing is due" in fault
    await page.settles(ana, "Europe/Madrid")
    await page.settles(bea, "Asia/Tokyo")
    for person in (ana, bea):
        before = len(nudges(page, person))
        await page.goes(next=True, person_id=person)
        assert len(nudges(page, person)) == before + 1
        told = nudges(page, person)[-1].date
        assert abs(told - page.playground.clock().timestamp()) < 5


async def test_what_runs_fast_lives_through_everything_too(page: Page) -> None:
    ana = await page.person()
    await page.settles(ana)
    due = await page.playground.time.next_moment(ana)
    assert due is not None
    await page.goes(to=(due - timedelta(hours=2)).isoformat())
    assert not nudges(page, ana)
    await page.post("/page/clock", speed=3600)
    while page.playground.clock() < due + timedelta(hours=2):
        await asyncio.sleep(0.1)
    clock = await page.post("/page/clock", stop=True)
    assert clock["speed"] == 1 and clock["goal"] is None
    assert [local(one).strftime("%H:%M") for one in nudges(page, ana)] == ["08:00"]
    standing = page.playground.clock()
    await asyncio.sleep(0.3)
    assert page.playground.clock() - standing < timedelta(seconds=2)


async def test_a_jump_can_be_ended(page: Page) -> None:
    ana = await page.person()
    await page.settles(ana)
    await page.post("/page/clock", forward=3650 * 86400)
    assert (await page.get("/page/state"))["clock"]["goal"] is not None
    await page.post("/page/clock", stop=True)
    await page.playground.time.arrived()
    assert page.playground.clock() < MORNING + timedelta(days=3000)
    await page.says(ana, "/help")
    # A nudge whose moment the jump had reached may come after it.
    assert any("What we can do together" in one.text for one in page.heard(ana)[-3:])


async def test_times_that_cannot_be(page: Page) -> None:
    bodies: list[dict[str, object]] = [
        {},
        {"speed": 7},
        {"speed": "fast"},
        {"forward": -5},
        {"forward": "nan"},
        {"forward": 1e300},
        {"to": "yesterday"},
        {"to": "2001-01-01T00:00:00"},
        {"forward": 4000 * 86400},
        {"next": True, "person_id": 5},
    ]
    for body in bodies:
        fault = await page.post("/page/clock", status=400, **body)
        assert len(fault) > 5
    assert (await page.get("/page/state"))["clock"]["goal"] is None


@pytest.mark.parametrize("later", range(4))
async def test_time_that_is_just_told_to_go_on_can_be_ended(later: int) -> None:
    """What wakes it and what ends it come together, however many turns of the loop lie between."""
    clock = OffsetClock()
    bot = BotProcess(dict)
    time = Timekeeper(clock, World(clock=clock), bot, Diary())
    running = asyncio.create_task(time.run())
    await asyncio.sleep(0.05)
    time.stop()
    for _ in range(later):
        await asyncio.sleep(0)
    running.cancel()
    done, _ = await asyncio.wait([running], timeout=5)
    assert running in done and running.cancelled()
