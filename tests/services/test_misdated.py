"""What a clock that was wrong left too far ahead is brought back; one that is behind spoils nothing."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, text, update

from solbot.announcements.timing import Every, Timing, When
from solbot.app import ROUTES
from solbot.bot import dialog, notices
from solbot.coaching import nudges
from solbot.coaching.rhythm import service as schedule
from solbot.db.states import AnnouncementState
from solbot.db.tables import Announcement, Inbox, Letter, Member, Recipient, Round, Slot
from solbot.members import service as members
from solbot.ops.righting import Righter
from solbot.ops.tick import Tick
from solbot.steadiness import Steadiness
from solbot.telegram import inbox, inbox_db, outbox, rate_db, settling
from solbot.telegram.letters import Priority
from solbot.unit_of_work import UnitsOfWork
from tests import announced
from tests.conftest import OWNER, Clock

DAILY, MONDAYS, TWICE, RESTING = 1, 2, 3, 4
MONTH = timedelta(days=30)
FIRST, LAST = datetime(2026, 11, 24, tzinfo=UTC), datetime(2026, 12, 3, 21, 30, tzinfo=UTC)
TICKS = (time(7, 45), time(8, 5), time(8, 35), time(9, 50), time(22, 5))


async def join(works: UnitsOfWork, number: int, days: range | list[int], *times: time) -> None:
    async with works.begin() as work:
        member = await members.arrive(work, number, "en")
        await members.consent(work, member, f"Person {number}")
        await members.set_zone(work, member, "Asia/Tokyo" if number == TWICE else "UTC")
        await schedule.set_rhythm(work, member, days, times)
        await members.finish_onboarding(work, member)


async def all_join(works: UnitsOfWork) -> None:
    """People of several rhythms; one rests until Saturday noon."""
    await join(works, DAILY, range(1, 8), time(8))
    await join(works, MONDAYS, [1], time(8))
    await join(works, TWICE, range(1, 8), time(7), time(17, 30))
    await join(works, RESTING, range(1, 8), time(8))
    async with works.begin() as work:
        member = await members.find(work, RESTING)
        assert member is not None
        await members.pause(work, member, datetime(2026, 11, 28, 12, tzinfo=UTC))


def wanted() -> set[str]:
    """The nudges of ten days, as they are without any fault."""
    days = [(FIRST + timedelta(days=day)).date() for day in range(10)]
    found = {f"nudge:{DAILY}:0800:{day}" for day in days}
    found |= {f"nudge:{MONDAYS}:0800:{day}" for day in days if day.isoweekday() == 1}
    found |= {f"nudge:{TWICE}:{at}:{day}" for day in days for at in ("0700", "1730")}
    return found | {f"nudge:{RESTING}:0800:{day}" for day in days if day.day > 28 or day.month > 11}


async def tick(works: UnitsOfWork) -> None:
    while True:
        async with works.begin() as work:
            if not await nudges.decide(work):
                return


async def keys(works: UnitsOfWork) -> set[str]:
    async with works.begin() as work:
        return set(await work.session.scalars(select(Letter.key)))


async def ten_seconds(works: UnitsOfWork, clock: Clock, wrong: timedelta) -> None:
    """The clock is wrong, the tick goes on, and the clock is right again."""
    true = clock.at
    for second in range(0, 10, 2):
        clock.set(true + wrong + timedelta(seconds=second))
        await tick(works)
    clock.set(true + timedelta(seconds=10))


@pytest.mark.parametrize("at", [time(7, 30), time(7, 59, 55), time(8, 30)])
@pytest.mark.parametrize("days", [30, 7, 1, -30, -1])
async def test_a_clock_that_was_wrong_changes_no_nudge_of_the_next_days(
    works: UnitsOfWork, clock: Clock, at: time, days: int
) -> None:
    await all_join(works)
    righter = Righter(works)
    wrong_at = datetime.combine(FIRST.date() + timedelta(days=1), at, UTC)
    clock.set(FIRST)
    await tick(works)
    for moment in sorted([*moments(FIRST), wrong_at]):
        clock.set(moment)
        await tick(works)
        if moment == wrong_at:
            await ten_seconds(works, clock, timedelta(days=days))
            await righter.look()
            await tick(works)
    assert await keys(works) == wanted()


def moments(after: datetime) -> list[datetime]:
    """When a sparing tick looks, until the end."""
    days = [after.date() + timedelta(days=day) for day in range((LAST - after).days + 2)]
    found = [datetime.combine(day, at, UTC) for day in days for at in TICKS]
    return [one for one in found if after < one <= LAST]


async def test_righting_with_a_clock_that_is_behind_undoes_itself(
    works: UnitsOfWork, clock: Clock
) -> None:
    """It begins with a clock that is a month behind, as after a flat battery, and rights what is right already."""
    await all_join(works)
    clock.set(FIRST + timedelta(days=1, hours=12))
    await tick(works)
    true = clock.at
    clock.set(true - MONTH)
    await Righter(works).look()
    await tick(works)
    for moment in [true, *moments(true)]:
        clock.set(moment)
        await tick(works)
    missed = {key for key in wanted() if key[-10:] <= str(true.date())}
    assert await keys(works) | missed == wanted()


@pytest.mark.parametrize("ahead", [MONTH, timedelta(days=3), timedelta(days=400)])
async def test_slots_left_too_far_ahead_are_computed_anew_at_the_start_and_by_the_tick(
    works: UnitsOfWork, ahead: timedelta
) -> None:
    await all_join(works)
    async with works.begin() as work:
        before = dict((await work.session.execute(select(Slot.id, Slot.due_at))).all())

    async def spoil() -> None:
        async with works.begin() as work:
            for number, due_at in before.items():
                assert due_at is not None
                await work.session.execute(
                    update(Slot).where(Slot.id == number).values(due_at=due_at + ahead)
                )

    async def now() -> dict[int, datetime | None]:
        async with works.begin() as work:
            return dict((await work.session.execute(select(Slot.id, Slot.due_at))).all())

    righter = Righter(works)
    await spoil()
    assert await righter.look()
    assert await now() == before
    await spoil()
    assert await righter.look()
    assert await now() == before
    assert not await righter.look()


async def test_many_slots_are_looked_at_a_few_at_a_time(
    works: UnitsOfWork, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("solbot.ops.righting.FEW", 2)
    for number in range(1, 8):
        await join(works, number, range(1, 8), time(8))
    righter = Righter(works)
    assert not await righter.look()
    async with works.begin() as work:
        before = set(await work.session.scalars(select(Slot.due_at)))
        await work.session.execute(update(Slot).values(due_at=clock.at + MONTH))
    looks = 0
    while await righter.look():
        looks += 1
    assert looks == 4
    async with works.begin() as work:
        assert set(await work.session.scalars(select(Slot.due_at))) == before


async def test_what_was_claimed_by_a_wrong_clock_is_free_again(
    works: UnitsOfWork, clock: Clock
) -> None:
    await join(works, 1, range(1, 8), time(8))
    await join(works, 2, range(1, 8), time(8))
    async with works.begin() as work:
        await notices.tell(work, [1, 2], "seat_lapsed", "1", program="p")
    true = clock.at
    clock.set(true + MONTH)
    async with works.begin() as work:
        held, sent = sorted(await outbox.claim(work, Priority.NUDGE, 10))
        await outbox.depart(work, [sent])
    clock.set(true)
    await Righter(works).look()
    async with works.begin() as work:
        assert [one.id for one in await outbox.claim(work, Priority.NUDGE, 10)] == [held.id]
        assert await settling.judge_lost(work, ROUTES.letters) == 0
    clock.forward(seconds=61)
    async with works.begin() as work:
        assert await settling.judge_lost(work, ROUTES.letters) == 1


async def test_who_was_written_to_by_a_wrong_clock_is_written_to_again(
    works: UnitsOfWork, clock: Clock
) -> None:
    await join(works, 1, range(1, 8), time(8))
    true = clock.at
    clock.set(true + MONTH)
    async with works.begin() as work:
        await notices.tell(work, [1], "seat_lapsed", "1", program="p")
        (one,) = await outbox.claim(work, Priority.NUDGE, 10)
        await settling.settle(work, ROUTES.letters, [outbox.Sending(one, message_id=1)])
        await dialog.expect(work, 1, "vision")
    clock.set(true)
    async with works.begin() as work:
        await notices.tell(work, [1], "seat_lapsed", "2", program="p")
        assert len(await outbox.claim(work, Priority.NUDGE, 10)) == 1
        assert (await dialog.current(work, 1)).is_stale(work.now)


@pytest.mark.parametrize("put_off", [False, True])
async def test_an_update_taken_in_by_a_wrong_clock_is_done(
    works: UnitsOfWork, clock: Clock, put_off: bool
) -> None:
    true = clock.at
    clock.set(true + MONTH)
    async with works.begin() as work:
        await inbox_db.receive(work.session, [(5, 1, "{}")], work.now)
        if put_off:
            await inbox.put_off(work, 5)
    clock.set(true)
    await Righter(works).look()
    clock.forward(seconds=61)
    async with works.begin() as work:
        if put_off:
            assert await inbox_db.release(work.session, work.now) == [1]
        else:
            assert await inbox_db.who_waits(work.session, work.now - timedelta(seconds=60)) == [1]


async def test_an_update_put_off_for_long_is_left_alone(works: UnitsOfWork, clock: Clock) -> None:
    async with works.begin() as work:
        await inbox_db.receive(work.session, [(5, 1, "{}")], work.now)
        for _ in inbox.RETRY:
            await inbox.put_off(work, 5)
    await Righter(works).look()
    async with works.begin() as work:
        at = await work.session.scalar(select(Inbox.retry_at))
    assert at == clock.at + timedelta(hours=6)


async def test_a_halt_by_a_wrong_clock_holds_nobody_for_a_month(works: UnitsOfWork) -> None:
    async with works.begin() as work:
        await rate_db.prepare(work.session)
        await rate_db.halt(work.session, 3600)
        assert 3500 < await rate_db.halted_for(work.session) <= 3600
        # The database's own clock was a month ahead as that was written down.
        await work.session.execute(text("UPDATE pace SET halted_until = halted_until + 2592000"))
        assert await rate_db.halted_for(work.session) == 0
        assert await rate_db.reserve(work.session, 1.0, 1, horizon=1.0, late=0.0) is not None
        await rate_db.halt(work.session, 60)
        assert 50 < await rate_db.halted_for(work.session) <= 60
        await rate_db.halt(work.session, 10**9)
        assert 80_000 < await rate_db.halted_for(work.session) < 86_400


async def test_a_repeating_announcement_runs_when_it_should(
    works: UnitsOfWork, clock: Clock
) -> None:
    await join(works, OWNER, range(1, 8), time(8))
    timing = Timing(When.REPEAT, clock.at.date(), time(12), "UTC", Every.DAY)
    async with works.begin() as work:
        row = Announcement(
            author_id=OWNER,
            state=AnnouncementState.SERIES,
            content={},
            buttons=[],
            timing=timing.data(),
            next_at=clock.at + MONTH,
            created_at=clock.at,
        )
        work.session.add(row)
    await Righter(works).look()
    async with works.begin() as work:
        at = await work.session.scalar(select(Announcement.next_at))
    assert at == datetime(2026, 11, 23, 12, tzinfo=UTC)


async def test_who_was_put_off_by_a_wrong_clock_gets_the_announcement(
    works: UnitsOfWork, clock: Clock
) -> None:
    for number in (OWNER, 1, 2):
        await join(works, number, range(1, 8), time(8))
    async with works.begin() as work:
        number = await announced.drafted(work, OWNER, {"en": "Hello."})
        await announced.confirmed(work, OWNER, number)
        await work.session.execute(
            update(Recipient).where(Recipient.member_id == 1).values(due_at=clock.at + MONTH)
        )
        # One for next month is meant so.
        later = Round(
            announcement_id=number,
            kind="correction",
            state="running",
            by=OWNER,
            total=1,
            started_at=clock.at + MONTH,
        )
        work.session.add(later)
        await work.session.flush()
        await work.session.execute(
            insert(Recipient),
            [
                {
                    "member_id": 2,
                    "round_id": later.id,
                    "due_at": clock.at + MONTH,
                    "waiting": True,
                }
            ],
        )
    await Righter(works).look()
    async with works.begin() as work:
        found = await work.session.execute(
            select(Recipient.member_id, Recipient.round_id, Recipient.due_at)
        )
        due = {(member, round_id): at for member, round_id, at in found}
    assert due[2, later.id] == clock.at + MONTH
    assert max(at for (_, round_id), at in due.items() if round_id != later.id) <= clock.at


async def test_somebody_seen_in_the_future_is_seen_today(works: UnitsOfWork, clock: Clock) -> None:
    await join(works, 1, range(1, 8), time(8))
    true = clock.at
    for at, seen in ((true + MONTH, (true + MONTH).date()), (true, true.date())):
        clock.set(at)
        async with works.begin() as work:
            member = await members.find(work, 1)
            assert member is not None
            members.see(work, member, "Ana", None)
        async with works.begin() as work:
            assert await work.session.scalar(select(Member.seen_on)) == seen


class Machine:
    """The machine's two clocks."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_000_000.0, 50.0

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds


def test_a_clock_that_was_just_set_is_not_steady() -> None:
    machine = Machine()
    steadiness = Steadiness(lambda: machine.wall, lambda: machine.steady)
    for _ in range(5):
        machine.passes(3600)
        assert steadiness.holds()
        machine.wall += 2  # as time servers correct it
        assert steadiness.holds()
    machine.wall += 86_400 * 30
    assert not steadiness.holds()
    machine.passes(10)
    assert not steadiness.holds()
    machine.wall -= 86_400 * 30
    assert not steadiness.holds()
    machine.passes(31)
    assert steadiness.holds()


async def test_what_cannot_be_undone_waits_until_the_clock_is_steady(
    works: UnitsOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    async def one(_: Any) -> list[str]:
        return ["one"]

    async def note(_: Any, __: str) -> None:
        done.append("seats")

    async def ended(_: Any, __: str) -> None:
        done.append("cohorts")

    monkeypatch.setattr("solbot.programs.seats.looking.LOOKING", ((one, note),))
    monkeypatch.setattr("solbot.programs.cohorts.service.ENDING", (one, ended))
    machine = Machine()
    works.steadiness = Steadiness(lambda: machine.wall, lambda: machine.steady)

    async def nothing() -> None:
        return

    ticking = Tick(works, lambda: None, nothing)
    machine.wall += 86_400
    await ticking.seats()
    await ticking.cohorts()
    assert done == []
    machine.passes(31)
    await ticking.seats()
    await ticking.cohorts()
    assert done == ["seats", "cohorts"]
