"""Due slots become letters: each once, whoever decides and however often."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time

import pytest
from sqlalchemy import func, select

from solbot.app import ROUTES
from solbot.coaching import nudges
from solbot.coaching.rhythm import service as schedule
from solbot.db.tables import Letter, Slot
from solbot.members import service as members
from solbot.telegram import outbox, settling
from solbot.telegram.letters import Priority
from solbot.unit_of_work import UnitsOfWork
from tests.conftest import Clock

EIGHT = datetime(2026, 11, 24, 8, tzinfo=UTC)


async def join(works: UnitsOfWork, count: int) -> None:
    """People who are nudged every day at eight, UTC."""
    async with works.begin() as work:
        for number in range(1, count + 1):
            member = await members.arrive(work, number, "en")
            await members.consent(work, member, f"Person {number}")
            await members.finish_onboarding(work, member)


async def queued(works: UnitsOfWork) -> int:
    async with works.begin() as work:
        return await work.session.scalar(select(func.count()).select_from(Letter)) or 0


async def test_many_due_slots_each_get_one_letter_and_move_on(
    works: UnitsOfWork, clock: Clock
) -> None:
    await join(works, 120)
    clock.set(EIGHT)

    async def decide() -> int:
        async with works.begin() as work:
            return await nudges.decide(work, limit=50)

    decided = await asyncio.gather(*(decide() for _ in range(4)))
    while last := await decide():
        decided.append(last)
    assert sum(decided) == 120 == await queued(works)
    async with works.begin() as work:
        due = set(await work.session.scalars(select(Slot.due_at)))
    assert due == {datetime(2026, 11, 25, 8, tzinfo=UTC)}


async def test_the_same_date_is_served_once_even_if_its_slot_was_made_anew(
    works: UnitsOfWork, clock: Clock
) -> None:
    await join(works, 1)
    clock.set(EIGHT)
    async with works.begin() as work:
        assert await nudges.decide(work) == 1
    clock.set(datetime(2026, 11, 24, 7, tzinfo=UTC))
    async with works.begin() as work:
        member = await members.find(work, 1)
        assert member is not None
        await schedule.set_rhythm(work, member, [1, 2], [time(9)])
        await schedule.set_rhythm(work, member, [1, 2], [time(8)])
    clock.set(EIGHT)
    async with works.begin() as work:
        assert await nudges.decide(work) == 1
    assert await queued(works) == 1


async def test_a_late_slot_is_skipped_and_the_next_is_told(
    works: UnitsOfWork, clock: Clock
) -> None:
    await join(works, 1)
    clock.set(datetime(2026, 11, 24, 10, 1, tzinfo=UTC))
    async with works.begin() as work:
        assert await nudges.decide(work) == 1
        member = await members.find(work, 1)
        assert member is not None
        assert await schedule.next_nudge(work, member) == datetime(2026, 11, 25, 8, tzinfo=UTC)
    assert await queued(works) == 0


@pytest.mark.parametrize("state", ["asked", "unsettled", "stopped", "paused"])
async def test_who_is_not_to_be_nudged_has_nothing_due(
    works: UnitsOfWork, clock: Clock, state: str
) -> None:
    async with works.begin() as work:
        member = await members.arrive(work, 1, "en")
        if state != "asked":
            await members.consent(work, member, "Ana")
            await schedule.set_rhythm(work, member, [2], [time(8)])
        if state in ("stopped", "paused"):
            await members.finish_onboarding(work, member)
            assert await schedule.next_nudge(work, member) == EIGHT
        if state == "stopped":
            await members.stop(work, member)
        if state == "paused":
            await members.pause(work, member, None)
        assert await schedule.next_nudge(work, member) is None
    clock.set(EIGHT)
    async with works.begin() as work:
        assert await nudges.decide(work) == 0


async def test_a_time_that_stays_keeps_its_memory_of_the_last_date(
    works: UnitsOfWork, clock: Clock
) -> None:
    await join(works, 1)
    clock.set(EIGHT)
    async with works.begin() as work:
        await nudges.decide(work)
        member = await members.find(work, 1)
        assert member is not None
        await schedule.set_rhythm(work, member, range(1, 8), [time(8), time(20)])
        found = {slot.at: slot.last_date for slot in await work.session.scalars(select(Slot))}
    assert found == {time(8): EIGHT.date(), time(20): None}


async def test_a_process_that_died_leaves_a_letter_that_is_sent_once_more(
    works: UnitsOfWork, clock: Clock
) -> None:
    await join(works, 1)
    clock.set(EIGHT)
    async with works.begin() as work:
        await nudges.decide(work)
    for expected in ({"queued": 1}, {"unsure": 1}):
        async with works.begin() as work:
            claimed = await outbox.claim(work, Priority.NUDGE, 10)
            assert await outbox.depart(work, claimed) == {claimed[0].id}
        async with works.begin() as work:
            assert await outbox.claim(work, Priority.NUDGE, 10) == []
        clock.forward(seconds=61)
        async with works.begin() as work:
            assert await settling.judge_lost(work, ROUTES.letters) == 1
            assert await outbox.counts(work) == expected
        clock.forward(seconds=10)


async def test_a_process_that_died_before_the_wire_leaves_a_letter_as_good_as_new(
    works: UnitsOfWork, clock: Clock
) -> None:
    await join(works, 1)
    clock.set(EIGHT)
    async with works.begin() as work:
        await nudges.decide(work)
        assert len(await outbox.claim(work, Priority.NUDGE, 10)) == 1
        assert await outbox.claim(work, Priority.NUDGE, 10) == []
    clock.forward(seconds=61)
    async with works.begin() as work:
        assert await settling.judge_lost(work, ROUTES.letters) == 0
        (again,) = await outbox.claim(work, Priority.NUDGE, 10)
        assert again.unsure == 0


async def test_a_letter_given_back_is_as_if_never_claimed(works: UnitsOfWork, clock: Clock) -> None:
    await join(works, 1)
    clock.set(EIGHT)
    async with works.begin() as work:
        await nudges.decide(work)
        claimed = await outbox.claim(work, Priority.NUDGE, 10)
        await outbox.give_back(work, claimed)
        letter = await work.session.scalar(select(Letter))
        assert letter is not None
        assert (letter.status, letter.attempts, letter.unsure) == ("queued", 0, 0)
