"""Many people with letters to get, and what they got in the end."""

from __future__ import annotations

import asyncio
import time as clock
from collections import Counter
from datetime import UTC, datetime, time

from sqlalchemy import func, select, text

from solbot.db.tables import Letter, Member, Recipient, Slot
from solbot.errors import StoreAway
from solbot.fake_telegram.world import World
from solbot.unit_of_work import UnitsOfWork
from tests import announced
from tests.conftest import OWNER

NEWS = "A new place to meet has opened."
READING = "The reading of day-1"
PATIENCE = 120.0  # seconds in which something must come of it


async def expected(works: UnitsOfWork, world: World, people: int) -> None:
    """So many people, each with an announcement and a nudge to come."""
    now = datetime.now(UTC)
    persons = [world.add_person(f"Person {number}") for number in range(people)]
    for person in persons:
        person.started = True
    async with works.begin() as work:
        work.session.add_all(
            Member(
                id=person.id,
                state="active",
                created_at=now,
                consented_at=now,
                onboarded_at=now,
                zone="UTC",
                journey_round=0,
            )
            for person in persons
        )
        await work.session.flush()
        work.session.add_all(
            Slot(member_id=person.id, at=time(now.hour, now.minute), days="1234567", due_at=now)
            for person in persons
        )
    async with works.begin() as work:
        await announced.without_pauses(work)
        number = await announced.drafted(work, OWNER, {"en": NEWS})
        assert await announced.confirmed(work, OWNER, number) == people


async def let_leases_run_out(works: UnitsOfWork) -> None:
    """As if a minute had passed since the last process died."""
    deadline = clock.monotonic() + PATIENCE
    while True:
        try:
            async with works.begin() as work:
                await work.session.execute(
                    text(
                        "UPDATE outbox SET claimed_until = due_at "
                        "WHERE status IN ('queued', 'sending')"
                    )
                )
            return
        except StoreAway:  # PostgreSQL ends one of two that wait for each other; a sender may be it
            assert clock.monotonic() < deadline


async def more_sent(world: World, than: int) -> None:
    """Wait until something more is sent, or for a while."""
    deadline = clock.monotonic() + 8
    while len(world.sent) <= than and clock.monotonic() < deadline:
        await asyncio.sleep(0.01)


async def letters(works: UnitsOfWork) -> list[Letter]:
    """Every letter there is."""
    async with works.begin() as work:
        return list(await work.session.scalars(select(Letter)))


async def unsettled(works: UnitsOfWork) -> int:
    """How many letters are still to be sent, or made. Asked often: it must not hold up the server beside it."""
    count = select(func.count()).where(Letter.status.in_(("queued", "sending")))
    waiting = select(func.count()).where(Recipient.waiting)
    async with works.begin() as work:
        due = select(func.count()).where(Slot.due_at <= work.now)
        # In this order: what waits now may be a letter in a moment, and never the other way round.
        found = [await work.session.scalar(one) or 0 for one in (due, waiting, count)]
        return sum(found)


async def until_settled(works: UnitsOfWork) -> None:
    """Wait as long as fewer and fewer are left."""
    fewest, deadline = await unsettled(works), clock.monotonic() + PATIENCE
    while left := await unsettled(works):
        if left < fewest:
            fewest, deadline = left, clock.monotonic() + PATIENCE
        assert clock.monotonic() < deadline, f"{left} letters did not get done"
        await asyncio.sleep(0.3)


async def in_doubt(works: UnitsOfWork) -> int:
    """How many letters may have left, or not, when their process died."""
    count = select(func.count()).where(Letter.status == "sending")
    async with works.begin() as work:
        return await work.session.scalar(count) or 0


def copies(world: World, words: str) -> Counter[int]:
    """How often each person got something with these words, by the server's count."""
    return Counter(
        {
            person: sum(words in one.text for one in world.messages(person) if one.from_bot)
            for person in world.people
        }
    )


def check(world: World, found: list[Letter]) -> None:
    """Everybody got everything once, or it is listed why not; nobody got an announcement twice."""
    news, nudges = copies(world, NEWS), copies(world, READING)
    assert len(found) == 2 * len(world.people)
    for letter in found:
        got = (news if letter.kind == "announcement" else nudges)[letter.member_id]
        if letter.kind == "announcement":
            assert got <= 1, letter.key
        if letter.status == "sent" and not letter.unsure:
            assert got == 1, (letter.key, got)
        elif letter.status == "sent":
            # It may have arrived before, so it was sent once more; that is listed.
            assert 1 <= got <= 2 and letter.reason, (letter.key, got)
        else:
            assert letter.status in ("unsure", "failed"), (letter.key, letter.status)
            assert letter.reason and got <= 2, (letter.key, letter.reason, got)


def most_in_a_second(world: World) -> int:
    """The most sends the server saw within any one second."""
    moments, most, first = [one.at for one in world.sent], 0, 0
    for last, at in enumerate(moments):
        while at - moments[first] >= 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most
