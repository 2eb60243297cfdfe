"""The morning's digest for everybody who looks after programs: from the clock's hour until each has their words."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from solbot.app import ROUTES
from solbot.bot import letters, notices
from solbot.db.states import HappeningKind
from solbot.db.tables import Offer, Seat, Staff
from solbot.staff.told import service as told
from solbot.telegram import outbox
from solbot.telegram.composing import LetterComposer
from solbot.telegram.letters import Priority
from solbot.unit_of_work import UnitsOfWork
from tests.bench.run import Run
from tests.bench.stores import FIRST, add_members, kinds, works_on

STAFF = 50
RESERVE = 200
PROGRAM = "foundations-for-leadership"
EVENING = datetime(2026, 11, 23, 20, tzinfo=UTC)


async def digest(run: Run) -> None:
    """Report the seconds of fifty digests of two hundred reservations, beside fifty notices of one line."""
    for kind in kinds():
        clock = _Clock()
        async with works_on(kind, run.folder, clock) as works:
            count, crowd = run.count(STAFF), run.count(RESERVE)
            people = await add_members(works, 2 * count + crowd, first=FIRST)
            await _reserved(works, people[:count], people[2 * count :])
            clock.at = EVENING + timedelta(hours=12)
            took = await _told(works, count)
            began = time.perf_counter()
            async with works.begin() as work:
                await notices.tell(work, people[count : 2 * count], "role_ended", "bench")
            assert await _composed(works) == count
            bare = time.perf_counter() - began
        run.row(
            f"{kind}: a digest of {crowd} reservations for {count} staff",
            took,
            "s",
            ("s as many notices", bare),
            "<= 1",
            took <= 1,
        )


class _Clock:
    """A clock that stands still until it is set."""

    at = EVENING

    def __call__(self) -> datetime:
        return self.at


async def _told(works: UnitsOfWork, count: int) -> float:
    """The seconds from the hour of the digest until each of these staff has theirs in words."""
    began = time.perf_counter()
    async with works.begin() as work:
        find, act = told.TELLING
        for one in await find(work):
            await act(work, one)
    assert await _composed(works) == count
    return time.perf_counter() - began


async def _reserved(works: UnitsOfWork, staff: list[int], people: list[int]) -> None:
    async with works.begin() as work:
        work.session.add(Offer(id=PROGRAM, state="open", draft_number=0, created_at=EVENING))
        for person in staff:
            work.session.add(Staff(member_id=person, role="programs", since=EVENING))
        await work.session.flush()
        for person in people:
            seat = Seat(
                program_id=PROGRAM, member_id=person, status="held", since=EVENING,
                held_until=EVENING + timedelta(days=9), created_at=EVENING,
            )  # fmt: skip
            work.session.add(seat)
            await work.session.flush()
            await told.note(work, HappeningKind.RESERVED, person, program=PROGRAM, subject=seat.id)


async def _composed(works: UnitsOfWork) -> int:
    """Put all that is due into words, as the sender does; how many there were."""
    composer = LetterComposer(works, ROUTES.letters, letters.written)
    async with works.begin() as work:
        claimed = await outbox.claim(work, Priority.NUDGE, 1000)
    return len([one async for one in composer.of(claimed)])
