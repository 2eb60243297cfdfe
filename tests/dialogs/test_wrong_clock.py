"""A clock that is wrong for ten seconds, as people meet it: what they put off, hold and wait for comes all the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from solbot.bot import notices
from solbot.db.tables import Letter, Seat
from tests.dialogs.people import Person, Stage
from tests.dialogs.test_seats import opens, published

MONTH = timedelta(days=30)
AWAY = MONTH + timedelta(hours=5)  # no time of day at which anything is due


async def wrong_for_ten_seconds(stage: Stage, by: timedelta) -> None:
    """The clock is wrong, and the bot goes on; then it is right again, and the bot has looked."""
    assert stage.app is not None
    true = stage.clock.at
    stage.clock.set(true + by)
    await ticks(stage)
    stage.clock.set(true + timedelta(seconds=10))
    await stage.app.tick.clock()


async def ticks(stage: Stage) -> None:
    """All that the tick does but what waits while the clock is not steady."""
    assert stage.app is not None
    await stage.app.tick.nudges()
    await stage.app.tick.clock()
    await stage.send()


async def asked(stage: Stage) -> Person:
    ana = await stage.settled("Ana")
    stage.clock.set(datetime(2026, 11, 24, 7, tzinfo=UTC))
    await stage.tick()
    return ana


@pytest.mark.both_databases
async def test_what_was_put_off_comes_when_it_was_wanted(stage: Stage) -> None:
    ana = await asked(stage)
    await ana.presses("Later")
    await ana.presses("In an hour")
    heard = len(ana.heard())
    await wrong_for_ten_seconds(stage, AWAY)
    assert len(ana.heard()) == heard
    stage.clock.set(datetime(2026, 11, 24, 8, 0, 30, tzinfo=UTC))
    await stage.tick()
    assert len(ana.heard()) == heard + 1


async def test_what_is_put_off_by_a_wrong_clock_comes_at_the_same_time_of_day(stage: Stage) -> None:
    assert stage.app is not None
    ana = await asked(stage)
    true = stage.clock.at
    stage.clock.set(true + MONTH)
    await ana.presses("Later")
    await ana.presses("In an hour")
    heard = len(ana.heard())
    stage.clock.set(true + timedelta(seconds=10))
    await stage.app.tick.clock()
    stage.clock.set(datetime(2026, 11, 24, 8, 0, 30, tzinfo=UTC))
    await stage.tick()
    assert len(ana.heard()) == heard + 1


async def test_a_clock_that_is_behind_loses_nothing_that_was_put_off(stage: Stage) -> None:
    ana = await asked(stage)
    await ana.presses("Later")
    await ana.presses("Tomorrow")
    heard = len(ana.heard())
    await wrong_for_ten_seconds(stage, -MONTH)
    stage.clock.set(datetime(2026, 11, 25, 7, 0, 30, tzinfo=UTC))
    await stage.tick()
    assert len(ana.heard()) > heard


async def test_nudges_go_on_after_a_wrong_clock(stage: Stage) -> None:
    ana = await asked(stage)
    heard = len(ana.heard())
    await wrong_for_ten_seconds(stage, AWAY)
    for day in (25, 26, 27):
        stage.clock.set(datetime(2026, 11, day, 7, 0, 5, tzinfo=UTC))
        await stage.tick()
        heard += 1
        assert len(ana.heard()) == heard


@pytest.mark.both_databases
async def test_a_seat_is_held_for_as_long_as_it_was_said(stage: Stage) -> None:
    ana, ben = await stage.settled("Ana"), await stage.settled("Ben")
    await published(stage, seats=2)
    await opens(ana)
    await ana.presses("Reserve a seat")
    true = stage.clock.at
    stage.clock.set(true + MONTH)
    await opens(ben)
    await ben.presses("Reserve a seat")
    stage.clock.set(true)
    assert stage.app is not None
    await stage.app.tick.clock()
    assert await held_until(stage, ben) == true + timedelta(days=3)
    whole = await held_until(stage, ana)

    await wrong_for_ten_seconds(stage, -MONTH)
    await stage.tick()
    assert await held_until(stage, ana) == whole
    stage.clock.set(whole + timedelta(seconds=1))
    await stage.tick()
    ana.hears("was held is over")


async def held_until(stage: Stage, person: Person) -> datetime:
    assert stage.works is not None
    async with stage.works.begin() as work:
        found = await work.session.scalar(
            select(Seat.held_until).where(Seat.member_id == person.id, Seat.status == "held")
        )
    assert found is not None
    return found


async def test_a_reminder_left_too_far_ahead_is_made_anew_at_its_moment(stage: Stage) -> None:
    assert stage.works is not None and stage.app is not None
    ana = await stage.settled("Ana")
    async with stage.works.begin() as work:
        await notices.tell(
            work,
            [ana.id],
            "seat_reminder",
            "p:2026-12-30:two_days",
            due_at=work.now + MONTH,
            program="p",
            starts="2026-12-30T10:00:00+00:00",
        )
        await notices.tell(work, [ana.id], "seat_lapsed", "1", due_at=work.now + MONTH, program="p")
    await stage.app.tick.clock()
    async with stage.works.begin() as work:
        found = await work.session.execute(select(Letter.key, Letter.due_at))
        assert [(key, at <= work.now) for key, at in found] == [(f"seat_lapsed:1:{ana.id}", True)]
