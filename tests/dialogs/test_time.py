"""Nudges through outages: late ones are skipped, the next one is told rightly, none comes twice."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from solbot.db.states import LetterStatus
from solbot.db.tables import Letter, Slot
from solbot.fake_telegram import server
from solbot.fake_telegram.weather import Weather
from solbot.members import service as members
from solbot.telegram import outbox, rate_db
from tests import announced
from tests.dialogs.people import OWNER, TOKEN, Stage

pytestmark = pytest.mark.both_databases


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    """A moment of November 2026 by Madrid's clock, which is an hour ahead of UTC."""
    return datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC)


async def test_down_for_three_hours_the_nudge_is_skipped(stage: Stage) -> None:
    ana = await stage.settled()
    stage.clock.set(at(7, 50))
    await stage.stop()
    stage.clock.set(at(11))
    await stage.start()
    await stage.tick()
    assert ana.heard_of("The reading of") == 0
    await ana.says("/settings")
    ana.hears("Next reading: Wednesday 25 November at 08:00")
    stage.clock.set(at(8, 0, 25))
    await stage.tick()
    ana.hears("The reading of day-1")
    assert ana.heard_of("The reading of") == 1


async def test_down_for_half_an_hour_it_arrives_once(stage: Stage) -> None:
    ana = await stage.settled()
    stage.clock.set(at(7, 50))
    await stage.stop()
    stage.clock.set(at(8, 20))
    await stage.start()
    await stage.tick()
    await stage.stop()
    await stage.start()
    await stage.tick()
    assert ana.heard_of("The reading of day-1") == 1


async def test_down_for_days_and_back_twenty_minutes_late(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.stop()
    stage.clock.set(at(8, 20, 27))
    await stage.start()
    await stage.tick()
    assert ana.heard_of("The reading of") == 1


async def test_a_letter_that_waited_too_long_is_skipped_and_its_prompt_comes_next(
    stage: Stage,
) -> None:
    ana = await stage.settled()
    stage.world.weather = Weather(server_error=1.0, only=frozenset({"sendmessage"}))
    stage.clock.set(at(8))
    assert stage.app is not None
    await stage.app.tick.nudges()
    await stage.send()
    stage.world.weather = Weather()
    stage.clock.set(at(12))
    await stage.tick()
    assert ana.heard_of("The reading of") == 0
    stage.clock.set(at(8, 0, 25))
    await stage.tick()
    ana.hears("The reading of day-1")


async def test_a_nudge_that_may_have_arrived_is_sent_once_more_at_most(stage: Stage) -> None:
    ana = await stage.settled()
    stage.world.weather = Weather(drop_after=1.0, only=frozenset({"sendmessage"}))
    stage.clock.set(at(8))
    await stage.tick()
    for _ in range(5):
        stage.clock.forward(minutes=5)
        await stage.tick()
    stage.world.weather = Weather()
    assert ana.heard_of("The reading of day-1") == 2


async def test_a_flood_halts_everything_is_written_down_and_stop_gives_letters_back(
    stage: Stage,
) -> None:
    for name in ("Ana", "Bea", "Cy"):
        await stage.settled(name)
    stage.world.weather.flood_for(3600)
    stage.clock.set(at(8))
    assert stage.app is not None and stage.works is not None
    await stage.app.tick.nudges()
    while not stage.world.weather.refused:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    async with stage.works.begin() as work:
        assert 3500 < await rate_db.halted_for(work.session) <= 3600
    began = time.monotonic()
    await stage.stop()
    assert time.monotonic() - began < 5
    await stage.open_store()
    async with stage.works.begin() as work:
        assert await outbox.counts(work) == {"queued": 3}
    await stage.works.database.close()
    await stage.start()


async def test_a_year_of_days_brings_a_nudge_each(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(30)
    assert ana.heard_of("The reading of") == 30


async def test_one_bad_slot_stops_no_other(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    assert stage.works is not None
    async with stage.works.begin() as work:
        await work.session.execute(update(Slot).where(Slot.member_id == ana.id).values(days="x"))
    await stage.days(1)
    assert ana.heard_of("The reading of") == 0
    bea.hears("The reading of day-1")


async def test_who_lives_by_a_zone_that_is_gone_has_readings_by_the_default_clock(
    stage: Stage,
) -> None:
    ana = await stage.settled()
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, ana.id)
        assert member is not None
        member.zone = "Nowhere/Land"
    await stage.days(3, hour=8)
    assert ana.heard_of("The reading of") == 3


async def test_telegram_is_gone_for_an_hour_and_everything_arrives_afterwards(
    stage: Stage,
) -> None:
    ana = await stage.settled()
    assert stage.app is not None and stage.works is not None
    await stage.runner.cleanup()
    stage.clock.set(at(8))
    await stage.app.tick.nudges()
    async with stage.works.begin() as work:
        await announced.without_pauses(work)
        texts = {"en": "A new place to meet has opened."}
        await announced.confirmed(work, OWNER, await announced.drafted(work, OWNER, texts))
    sender = stage.app.sender

    async def until(came: Callable[[], Awaitable[bool]]) -> None:
        deadline = time.monotonic() + 15
        while not await came():
            assert time.monotonic() < deadline, "it did not come"
            sender.wake()
            await asyncio.sleep(0.05)

    async def tried() -> bool:
        assert stage.works is not None
        async with stage.works.begin() as work:
            found = await work.session.scalars(select(Letter.id).where(Letter.reason.is_not(None)))
            return bool(found.all())

    async def nudged() -> bool:
        # Written down too, before the clock moves: the second between two letters counts from then.
        assert stage.works is not None
        async with stage.works.begin() as work:
            return (await outbox.counts(work)).get(LetterStatus.SENT) == 1

    await until(tried)
    stage.clock.set(at(9))
    stage.runner, _ = await server.serve(
        server.application(stage.world, token=TOKEN), port=stage.port
    )
    await until(nudged)
    stage.clock.forward(minutes=1)  # one letter a second to one person
    await stage.send()
    assert ana.heard_of("The reading of day-1") == 1
    assert ana.heard_of("A new place to meet has opened.") == 1
    async with stage.works.begin() as work:
        assert await outbox.counts(work) == {"sent": 2}
