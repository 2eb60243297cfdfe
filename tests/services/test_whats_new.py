"""What is new is told once to each, however many processes there are and wherever one of them ends; and it never
comes before what people wait for."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select

from solbot.app import ROUTES
from solbot.bot.letters import written
from solbot.coaching import nudges
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.whats_new import rules
from solbot.db.states import LetterStatus
from solbot.db.tables import Letter, Member
from solbot.members import service as members
from solbot.telegram import outbox, outbox_db, settling
from solbot.telegram.composing import LetterComposer
from solbot.telegram.kinds import Worded
from solbot.telegram.letters import Failure, Priority
from solbot.telegram.outbox import Claimed, Sending
from solbot.unit_of_work import UnitsOfWork
from tests.conftest import Clock

EIGHT = datetime(2026, 11, 24, 8, tzinfo=UTC)
OF = date(2026, 11, 29)


async def join(works: UnitsOfWork, count: int) -> None:
    """People who are nudged every day at eight, UTC, and came before the news."""
    async with works.begin() as work:
        for number in range(1, count + 1):
            member = await members.arrive(work, number, "en")
            await members.consent(work, member, f"Person {number}")
            await members.finish_onboarding(work, member)
    works.catalog = replace(works.catalog, news=OF)


async def decide(works: UnitsOfWork) -> int:
    """What the tick does."""
    async with works.begin() as work:
        return await nudges.decide(work)


async def of_kind(works: UnitsOfWork) -> int:
    """How many letters tell what is new."""
    async with works.begin() as work:
        wanted = select(func.count()).select_from(Letter).where(Letter.kind == "whats_new")
        return await work.session.scalar(wanted) or 0


async def claim(works: UnitsOfWork) -> list[Claimed]:
    """What one process takes out of the outbox."""
    async with works.begin() as work:
        return await outbox.claim(work, Priority.ANNOUNCEMENT, 50)


async def compose(works: UnitsOfWork, found: list[Claimed]) -> list[Worded]:
    """… and puts into words."""
    return [one async for one in LetterComposer(works, ROUTES.letters, written).of(found)]


async def heard(works: UnitsOfWork) -> list[date | None]:
    """Of when the last news is that each knows."""
    async with works.begin() as work:
        return list(await work.session.scalars(select(Member.news_heard).order_by(Member.id)))


async def nudges_left(works: UnitsOfWork) -> None:
    """What comes first is away."""
    async with works.begin() as work:
        for one in await work.session.scalars(select(Letter).where(Letter.kind == "nudge")):
            one.status, one.settled_at = LetterStatus.SENT, work.now


async def test_two_ticks_and_two_senders_at_once_tell_each_once(
    works: UnitsOfWork, clock: Clock
) -> None:
    await join(works, 40)
    clock.set(EIGHT)
    assert sum(await asyncio.gather(decide(works), decide(works))) == 40
    assert await of_kind(works) == 40
    await nudges_left(works)
    clock.forward(hours=2)
    taken = await asyncio.gather(claim(works), claim(works))
    assert sorted(one.member_id for found in taken for one in found) == list(range(1, 41))
    said = await asyncio.gather(*(compose(works, found) for found in taken))
    assert sum(map(len, said)) == 40
    assert await heard(works) == [OF] * 40
    clock.set(EIGHT + timedelta(days=1))
    await decide(works)
    assert await of_kind(works) == 40


async def test_two_letters_to_one_person_say_it_once(works: UnitsOfWork, clock: Clock) -> None:
    await join(works, 1)
    async with works.begin() as work:
        member = await members.find(work, 1)
        assert member is not None
        times = [EIGHT.time(), EIGHT.time().replace(hour=9)]
        await schedule.set_rhythm(work, member, schedule.EVERY_DAY, times)
    for hour in range(2):
        clock.set(EIGHT + timedelta(hours=hour))
        await decide(works)
    assert await of_kind(works) == 1, "of one day"
    await nudges_left(works)
    async with works.begin() as work:  # of the day before, put off
        (one,) = await work.session.scalars(select(Letter).where(Letter.kind == "whats_new"))
        ref: dict[str, str] = {}
        more = {"member_id": 1, "kind": one.kind, "due_at": one.due_at, "not_after": one.not_after}
        await outbox_db.put(
            work.session, [{"key": "whats_new:1:before", "ref": ref, "priority": 2, **more}]
        )
    clock.set(EIGHT + timedelta(hours=3))
    said = []
    for _ in range(2):
        found = await claim(works)
        for letter, _message in await compose(works, found):
            said.append(letter.id)
            async with works.begin() as work:
                await settling.settle(work, ROUTES.letters, [Sending(letter, message_id=7)])
        clock.forward(seconds=5)
    assert len(said) == 1
    async with works.begin() as work:
        assert (await outbox.counts(work))[LetterStatus.CANCELLED] == 1


async def test_a_kill_before_the_wire_costs_nothing_and_one_on_it_repeats_nothing(
    works: UnitsOfWork, clock: Clock
) -> None:
    await join(works, 1)
    clock.set(EIGHT)
    await decide(works)
    await nudges_left(works)
    clock.forward(hours=2)
    assert len(await compose(works, await claim(works))) == 1  # and the process ends
    clock.forward(seconds=61)
    again = await claim(works)
    assert len(await compose(works, again)) == 1, "it was never on the wire"
    async with works.begin() as work:
        assert len(await outbox.depart(work, again)) == 1  # and the process ends
    clock.forward(seconds=61)
    async with works.begin() as work:
        assert await settling.judge_lost(work, ROUTES.letters) == 1
    assert await claim(works) == [] and await heard(works) == [OF]
    clock.set(EIGHT + timedelta(days=1))
    await decide(works)
    assert await of_kind(works) == 1, "it may have arrived"


async def test_what_telegram_refused_is_told_with_the_next(
    works: UnitsOfWork, clock: Clock
) -> None:
    await join(works, 1)
    clock.set(EIGHT)
    await decide(works)
    await nudges_left(works)
    clock.forward(hours=2)
    said = await compose(works, await claim(works))
    assert await heard(works) == [OF]
    async with works.begin() as work:
        failed = [Sending(letter, failure=Failure.REFUSED) for letter, _ in said]
        await settling.settle(work, ROUTES.letters, failed)
    assert await heard(works) == [None]
    clock.set(EIGHT + timedelta(days=1))
    await decide(works)
    assert await of_kind(works) == 2


async def test_many_at_one_hour_are_told_over_an_hour_after_what_they_wait_for(
    works: UnitsOfWork, clock: Clock
) -> None:
    await join(works, 240)
    clock.set(EIGHT)
    await decide(works)
    async with works.begin() as work:
        found = (
            await work.session.execute(
                select(Letter.due_at, Letter.priority).where(Letter.kind == "whats_new")
            )
        ).all()
    assert {priority for _, priority in found} == {Priority.ANNOUNCEMENT}
    moments = [due for due, _ in found]
    assert min(moments) >= EIGHT + rules.AFTER
    assert max(moments) < EIGHT + rules.AFTER + timedelta(hours=1)
    assert max(moments.count(one) for one in set(moments)) == 240 / rules.SPREAD
