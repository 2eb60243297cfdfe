"""What comes next: slots, letters, letters of a dead process, updates to be tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from solbot.app import ROUTES
from solbot.coaching import nudges, upcoming
from solbot.db.tables import Announcement, Recipient, Round
from solbot.members import service as members
from solbot.telegram import inbox, inbox_db, outbox, settling
from solbot.telegram.letters import Priority
from solbot.unit_of_work import UnitsOfWork
from tests.conftest import Clock
from tests.services.test_nudges import EIGHT, join

TOMORROW = datetime(2026, 11, 25, 8, tzinfo=UTC)


async def coming_next(
    works: UnitsOfWork, person: int | None = None, after: datetime | None = None
) -> datetime | None:
    async with works.begin() as work:
        return await upcoming.next_moment(work, person, after=after)


async def can_send(works: UnitsOfWork) -> bool:
    async with works.begin() as work:
        return await upcoming.anything_to_send(work)


async def test_nothing_comes_while_nobody_is_there(works: UnitsOfWork) -> None:
    assert await coming_next(works) is None
    assert not await can_send(works)


async def test_from_the_slot_to_the_letter_to_the_next_day(
    works: UnitsOfWork, clock: Clock
) -> None:
    await join(works, 2)
    assert await coming_next(works) == EIGHT == await coming_next(works, 1)
    assert await coming_next(works, 3) is None
    assert await coming_next(works, after=EIGHT) is None
    clock.set(EIGHT)
    async with works.begin() as work:
        await nudges.decide(work)
    assert await can_send(works)
    assert await coming_next(works) == EIGHT
    assert await coming_next(works, after=EIGHT) == TOMORROW
    async with works.begin() as work:
        claimed = await outbox.claim(work, Priority.NUDGE, 10)
    assert len(claimed) == 2 and not await can_send(works)
    async with works.begin() as work:
        await outbox.depart(work, claimed)
    # Should its process die now, somebody has to look after it when its lease ends.
    assert await coming_next(works) == EIGHT + outbox.LEASE
    async with works.begin() as work:
        await settling.settle(
            work, ROUTES.letters, [outbox.Sending(one, message_id=5) for one in claimed]
        )
    assert await coming_next(works) == TOMORROW


async def test_whoever_rests_is_not_waited_for(works: UnitsOfWork) -> None:
    await join(works, 2)
    async with works.begin() as work:
        member = await members.find(work, 1)
        assert member is not None
        await members.stop(work, member)
    assert await coming_next(works, 1) is None
    assert await coming_next(works) == EIGHT


async def test_whom_an_announcement_waits_for_and_when_it_repeats(
    works: UnitsOfWork, clock: Clock
) -> None:
    await join(works, 2)
    later, sooner = clock() + timedelta(hours=2), clock() + timedelta(hours=1)
    async with works.begin() as work:
        said = {"author_id": 1, "created_at": work.now, "buttons": [], "timing": {}}
        once = Announcement(state="confirmed", content={}, **said)
        weekly = Announcement(state="series", content={}, next_at=later, **said)
        work.session.add_all([once, weekly])
        await work.session.flush()
        going = Round(
            announcement_id=once.id,
            kind="announcement",
            state="running",
            by=1,
            total=1,
            started_at=work.now,
        )
        work.session.add(going)
        await work.session.flush()
        work.session.add(Recipient(member_id=2, round_id=going.id, due_at=sooner, waiting=True))
    assert await coming_next(works) == sooner == await coming_next(works, 2)
    assert await coming_next(works, 1) == EIGHT
    assert await coming_next(works, after=sooner) == later
    assert not await can_send(works)
    clock.set(sooner)
    assert await can_send(works)
    async with works.begin() as work:
        await work.session.execute(update(Round).values(state="paused"))
    assert not await can_send(works)
    assert await coming_next(works) == later


async def test_an_update_that_failed_comes_again(works: UnitsOfWork, clock: Clock) -> None:
    async with works.begin() as work:
        await inbox_db.receive(work.session, [(1, 7, "{}")], work.now)
        await inbox.put_off(work, 1)
    assert await coming_next(works) == clock() + timedelta(seconds=60)
    assert await coming_next(works, 7) is None
