"""Which message each question became is written down once and wholly, whoever writes at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from solbot.bot.arrivals import Arrival, Arrivals
from solbot.unit_of_work import UnitOfWork, UnitsOfWork

pytestmark = pytest.mark.both_databases


class Desk:
    """Where arrivals are written down, and what of it is under way; nobody is at the end before they are let."""

    def __init__(self) -> None:
        self.written: list[Arrival] = []
        self.under_way = 0
        self.begun = asyncio.Event()
        self.open = asyncio.Event()

    async def arrived(self, _work: UnitOfWork, found: Sequence[Arrival]) -> None:
        self.under_way += 1
        assert self.under_way == 1, "one at a time"
        self.begun.set()
        await self.open.wait()
        self.written += found
        self.under_way -= 1


@pytest.fixture
async def desk() -> Desk:
    return Desk()


async def test_what_arrives_while_others_are_written_down_is_not_lost(
    works: UnitsOfWork, desk: Desk
) -> None:
    arrivals = Arrivals(works, desk.arrived)
    arrivals.note(1, 10, 100)
    writing = [asyncio.create_task(arrivals.write()) for _ in range(2)]
    async with asyncio.timeout(10):
        await desk.begun.wait()
        arrivals.note(2, 20, 200)
        desk.open.set()
        await asyncio.gather(*writing)
        await arrivals.stop()
    assert desk.written == [(1, 10, 100), (2, 20, 200)]


async def test_who_stops_waits_for_what_is_being_written_and_nothing_comes_after(
    works: UnitsOfWork, desk: Desk
) -> None:
    arrivals = Arrivals(works, desk.arrived)
    arrivals.note(1, 10, 100)
    async with asyncio.timeout(10):
        await desk.begun.wait()  # by itself, a little later
        stopping = asyncio.create_task(arrivals.stop())
        await asyncio.sleep(0.05)
        assert not stopping.done()
        desk.open.set()
        await stopping
    assert desk.written == [(1, 10, 100)]
    mine = {asyncio.current_task()}
    assert not [one for one in asyncio.all_tasks() - mine if "Arrivals" in repr(one.get_coro())]
