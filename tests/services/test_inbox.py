"""The inbox: an update is kept once and done once."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from solbot.errors import AlreadyDone
from solbot.telegram import inbox, inbox_db
from solbot.unit_of_work import UnitsOfWork
from tests.conftest import Clock


async def test_kept_once_done_once(works: UnitsOfWork) -> None:
    async with works.begin() as work:
        assert await inbox_db.receive(work.session, [(1, 7, "a"), (2, 8, "b")], work.now) == {1, 2}
    async with works.begin() as work:
        assert await inbox_db.receive(work.session, [(2, 8, "b"), (3, 7, "c")], work.now) == {3}
        await inbox_db.finish(work.session, 2, work.now)
    async with works.begin() as work:
        assert await inbox.of_person(work, 7, 10) == [(1, "a"), (3, "c")]
        assert await inbox.of_person(work, 7, 1) == [(1, "a")]
        assert await inbox.of_person(work, 8, 10) == []
        assert await inbox_db.who_waits(work.session, work.now) == [7]
    with pytest.raises(AlreadyDone):
        async with works.begin() as work:
            await inbox_db.finish(work.session, 2, work.now)


async def test_what_is_undone_with_its_work_waits_again(works: UnitsOfWork) -> None:
    async with works.begin() as work:
        await inbox_db.receive(work.session, [(1, 7, "a")], work.now)
    with pytest.raises(RuntimeError):
        async with works.begin() as work:
            await inbox_db.finish(work.session, 1, work.now)
            raise RuntimeError
    async with works.begin() as work:
        assert await inbox.of_person(work, 7, 10) == [(1, "a")]


async def test_a_failure_is_tried_again_later_and_later(works: UnitsOfWork, clock: Clock) -> None:
    async with works.begin() as work:
        await inbox_db.receive(work.session, [(1, 7, "a")], work.now)
    for failures, wait in ((1, 60), (2, 300), (3, 1800)):
        async with works.begin() as work:
            assert await inbox.put_off(work, 1) == failures
        clock.forward(seconds=wait - 1)
        async with works.begin() as work:
            assert await inbox_db.release(work.session, work.now) == []
            assert await inbox.of_person(work, 7, 10) == []
        clock.forward(seconds=1)
        async with works.begin() as work:
            assert await inbox_db.release(work.session, work.now) == [7]
            assert await inbox_db.release(work.session, work.now) == []
            assert await inbox.of_person(work, 7, 10) == [(1, "a")]


async def test_what_failed_too_often_is_set_aside(works: UnitsOfWork, clock: Clock) -> None:
    async with works.begin() as work:
        await inbox_db.receive(work.session, [(1, 7, "zebrafinch"), (2, 7, "b")], work.now)
    for _ in inbox.RETRY:
        async with works.begin() as work:
            assert not inbox.is_last_try(await inbox.put_off(work, 1))
        clock.forward(days=1)
        async with works.begin() as work:
            assert await inbox_db.release(work.session, work.now) == [7]
    async with works.begin() as work:
        assert inbox.is_last_try(await inbox.put_off(work, 1))
        assert await inbox_db.count_aside(work.session) == 1
        await inbox_db.finish(work.session, 2, work.now)
    clock.forward(days=1)
    async with works.begin() as work:
        assert (
            await inbox_db.release(work.session, work.now)
            == []
            == await inbox_db.who_waits(work.session, work.now)
        )
        assert await inbox.put_off(work, 1) == 0
        with pytest.raises(AlreadyDone):
            await inbox_db.finish(work.session, 1, work.now)


async def test_what_is_set_aside_is_sealed_and_erased_after_three_days(
    works: UnitsOfWork, clock: Clock
) -> None:
    async def kept() -> tuple[object, ...]:
        async with works.begin() as work:
            found = await work.session.execute(
                text("SELECT body, person_id FROM inbox WHERE update_id = 1")
            )
            return tuple(found.one())

    async with works.begin() as work:
        await inbox_db.receive(work.session, [(1, 7, "zebrafinch")], work.now)
        assert await inbox_db.set_aside(work.session, 1, work.now)
        assert not await inbox_db.set_aside(work.session, 1, work.now)
    body, person = await kept()
    assert isinstance(body, bytes) and b"zebrafinch" not in body and person == 7
    clock.forward(days=3, seconds=-1)
    async with works.begin() as work:
        await inbox.prune(work)
    assert (await kept())[0] == body
    clock.forward(seconds=2)
    async with works.begin() as work:
        await inbox.prune(work)
        assert await inbox_db.receive(work.session, [(1, 7, "again")], work.now) == set()
    assert await kept() == (None, None)


async def test_nothing_that_failed_of_a_person_stays_once_they_are_forgotten(
    works: UnitsOfWork,
) -> None:
    async with works.begin() as work:
        await inbox_db.receive(
            work.session, [(1, 7, "a"), (2, 7, "b"), (3, 7, "c"), (4, 8, "d")], work.now
        )
        await inbox_db.set_aside(work.session, 1, work.now)
        await inbox.put_off(work, 2)
        await inbox_db.forget_person(work.session, 7, work.now)
        found = await work.session.execute(
            text("SELECT update_id FROM inbox WHERE body IS NOT NULL OR person_id IS NOT NULL")
        )
        assert set(found.scalars()) == {3, 4}
        assert set(await inbox_db.who_waits(work.session, work.now)) == {7, 8}
        await inbox_db.finish(work.session, 3, work.now)


async def test_done_updates_are_forgotten_after_two_weeks(works: UnitsOfWork, clock: Clock) -> None:
    async with works.begin() as work:
        await inbox_db.receive(work.session, [(1, 7, "a"), (2, 7, "b")], work.now)
        await inbox_db.finish(work.session, 1, work.now)
    clock.forward(days=15)
    async with works.begin() as work:
        await inbox.prune(work)
        assert await inbox_db.receive(work.session, [(1, 7, "a"), (2, 7, "b")], work.now) == {1}
