"""Books and ZIPs in the making: who makes them, and what comes of one whose maker is gone."""

from __future__ import annotations

from solbot.coaching.export import errands
from solbot.db.states import ExportKind
from solbot.members import service as members
from solbot.unit_of_work import UnitsOfWork
from tests.conftest import Clock
from tests.store.living import ANA, live


async def asked(works: UnitsOfWork, kind: ExportKind = ExportKind.ZIP) -> ExportKind | None:
    async with works.begin() as work:
        member = await members.find(work, ANA)
        assert member is not None
        return await errands.ask(work, member, kind, None)


async def taken(works: UnitsOfWork) -> list[errands.Taken]:
    async with works.begin() as work:
        return list(await errands.take(work, 10))


async def test_ten_times_in_a_minute_is_once(works: UnitsOfWork) -> None:
    await live(works)
    assert await asked(works) is None
    assert {await asked(works, ExportKind.BOOK) for _ in range(9)} == {ExportKind.ZIP}
    assert len(await taken(works)) == 1


async def test_one_maker_at_a_time_until_they_are_silent(works: UnitsOfWork, clock: Clock) -> None:
    await live(works)
    await asked(works)
    (first,) = await taken(works)
    clock.forward(seconds=29)
    assert await taken(works) == []
    async with works.begin() as work:
        assert await errands.keep(work, first)
    clock.forward(seconds=29)
    assert await taken(works) == []
    clock.forward(seconds=2)
    (second,) = await taken(works)
    assert second.tries == 2 and second.holder != first.holder
    async with works.begin() as work:
        assert not await errands.keep(work, first) and await errands.keep(work, second)
        assert not await errands.finish(work, first) and await errands.finish(work, second)
    assert await asked(works) is None


async def test_put_back_is_taken_at_once(works: UnitsOfWork) -> None:
    await live(works)
    await asked(works)
    held = await taken(works)
    async with works.begin() as work:
        await errands.put_back(work, held)
    (again,) = await taken(works)
    assert again.tries == 1


async def test_erased_or_called_off_it_is_not_wanted(works: UnitsOfWork) -> None:
    await live(works)
    await asked(works)
    (one,) = await taken(works)
    async with works.begin() as work:
        assert await errands.call_off(work, ANA) and not await errands.call_off(work, ANA)
        assert not await errands.keep(work, one)
    await asked(works)
    (one,) = await taken(works)
    async with works.begin() as work:
        member = await members.find(work, ANA)
        assert member is not None
        await members.forget(work, member)
        assert not await errands.keep(work, one)
