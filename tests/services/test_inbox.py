"""The inbox: an update is kept once and done once."""

from __future__ import annotations

import pytest

from solbot.errors import AlreadyDone
from solbot.services import inbox
from solbot.services.work import Works
from tests.conftest import Clock


async def test_kept_once_done_once(works: Works) -> None:
    async with works.begin() as work:
        assert await inbox.receive(work, [(1, 7, "a"), (2, 8, "b")]) == {1, 2}
    async with works.begin() as work:
        assert await inbox.receive(work, [(2, 8, "b"), (3, 7, "c")]) == {3}
        await inbox.finish(work, 2)
    async with works.begin() as work:
        assert await inbox.waiting(work, 0, 10) == [(1, "a"), (3, "c")]
        assert await inbox.waiting(work, 1, 10) == [(3, "c")]
    with pytest.raises(AlreadyDone):
        async with works.begin() as work:
            await inbox.finish(work, 2)


async def test_what_is_undone_with_its_work_waits_again(works: Works) -> None:
    async with works.begin() as work:
        await inbox.receive(work, [(1, 7, "a")])
    with pytest.raises(RuntimeError):
        async with works.begin() as work:
            await inbox.finish(work, 1)
            raise RuntimeError
    async with works.begin() as work:
        assert await inbox.waiting(work, 0, 10) == [(1, "a")]


async def test_a_failure_is_tried_again_later_and_later(works: Works, clock: Clock) -> None:
    async with works.begin() as work:
        await inbox.receive(work, [(1, 7, "a")])
    for failures, wait in ((1, 60), (2, 300), (3, 1800)):
        async with works.begin() as work:
            assert await inbox.put_off(work, 1) == failures
        clock.forward(seconds=wait - 1)
        async with works.begin() as work:
            assert await inbox.to_try_again(work) == []
            assert await inbox.waiting(work, 0, 10) == []
        clock.forward(seconds=1)
        async with works.begin() as work:
            assert await inbox.to_try_again(work) == [(1, "a")]
            assert await inbox.to_try_again(work) == []


async def test_done_updates_are_forgotten_after_two_weeks(works: Works, clock: Clock) -> None:
    async with works.begin() as work:
        await inbox.receive(work, [(1, 7, "a"), (2, 7, "b")])
        await inbox.finish(work, 1)
    clock.forward(days=15)
    async with works.begin() as work:
        await inbox.prune(work)
        assert await inbox.receive(work, [(1, 7, "a"), (2, 7, "b")]) == {1}
