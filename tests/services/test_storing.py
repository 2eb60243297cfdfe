"""Updates that are brought one by one at the same moment share transactions; each is new once, whoever brings it."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import event

from solbot.errors import StoreAway
from solbot.telegram import inbox, inbox_db
from solbot.telegram.storing import Storing
from solbot.telegram.updates import Raw
from solbot.unit_of_work import UnitsOfWork

MANY = 250


def brought(number: int) -> Raw:
    """An update of somebody's."""
    return Raw(number, number % 40, {"update_id": number})


async def kept(works: UnitsOfWork) -> list[int]:
    """The ids of what is in the inbox."""
    async with works.begin() as work:
        people = await inbox_db.who_waits(work.session, work.now)
        rows = [await inbox.of_person(work, person, MANY) for person in people]
    return sorted(id for found in rows for id, _ in found)


async def test_what_comes_at_once_shares_transactions(works: UnitsOfWork) -> None:
    storing, commits = Storing(works), 0

    def note(_: object) -> None:
        nonlocal commits
        commits += 1

    for engine in works.database.engines:
        event.listen(engine.sync_engine, "commit", note)
    found = await asyncio.gather(*(storing.store([brought(number)]) for number in range(1, MANY)))
    assert commits <= 5
    assert [[one.update_id for one in new] for new in found] == [[n] for n in range(1, MANY)]
    assert await kept(works) == list(range(1, MANY))


async def test_what_is_brought_twice_at_once_is_new_once(works: UnitsOfWork) -> None:
    storing = Storing(works)
    found = await asyncio.gather(
        storing.store([brought(1), brought(2)]),
        *(storing.store([brought(number)]) for number in (3, 2, 3, 1)),
    )
    new = [one.update_id for some in found for one in some]
    assert sorted(new) == [1, 2, 3]
    assert await storing.store([brought(2), brought(4)]) == [brought(4)]


async def test_one_that_cannot_be_stored_keeps_no_other_from_it(works: UnitsOfWork) -> None:
    storing = Storing(works)
    numbers = (1, 2**70, 2, 3)
    found = await asyncio.gather(*(storing.store([brought(number)]) for number in numbers))
    assert [len(new) for new in found] == [1, 0, 1, 1]
    assert await kept(works) == [1, 2, 3]


async def test_who_gives_up_holds_up_nobody(works: UnitsOfWork) -> None:
    storing = Storing(works)
    async with works.begin():  # on SQLite nobody else writes meanwhile
        bringing = [asyncio.create_task(storing.store([brought(n)])) for n in range(1, 6)]
        await asyncio.sleep(0.05)
        bringing[0].cancel()
        await asyncio.sleep(0)
    found = await asyncio.gather(*bringing, return_exceptions=True)
    assert [one for one in found[1:] if isinstance(one, BaseException)] == []
    assert set(await kept(works)) >= {2, 3, 4, 5}


async def test_all_hear_that_the_database_is_away(
    works: UnitsOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    storing, asked = Storing(works), 0

    async def away(*_: object) -> set[int]:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0.01)
        raise StoreAway("gone")

    with monkeypatch.context() as patched:
        patched.setattr(inbox_db, "receive", away)
        told = await asyncio.gather(
            *(storing.store([brought(n)]) for n in range(1, 60)), return_exceptions=True
        )
    assert all(isinstance(one, StoreAway) for one in told) and asked <= 2
    assert await storing.store([brought(1)]) == [brought(1)]
