"""While a journal comes in: the person goes on, calls it off, is forgotten; the bot dies, and goes on where it was."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select

from solbot import unit_of_work
from solbot.coaching.imports import running, service
from solbot.db.tables import Answer, Import, SealedFile
from solbot.errors import StoreAway
from tests import brought
from tests.dialogs.people import Person, Stage
from tests.dialogs.test_import import entries, rows, sends

pytestmark = pytest.mark.both_databases
COUNT = 230
BEFORE = 2  # batches that come in before the gate


class Gate:
    """After a few batches the next one waits here, in front of its transaction."""

    def __init__(self, take: Callable[..., Awaitable[None]]) -> None:
        self.is_open = asyncio.Event()
        self.reached = asyncio.Event()
        self._take = take
        self._came = 0

    async def through(self, taking: Any, frame: Any, sieve: Any) -> None:
        """As `Taking._take`."""
        self._came += frame.sign == "e"
        if self._came > BEFORE and not self.is_open.is_set():
            self.reached.set()
            await self.is_open.wait()
        await self._take(taking, frame, sieve)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """How it went is told by a letter, as it takes a while."""
    found = Gate(running.Taking._take)
    monkeypatch.setattr(running, "PATIENCE", 0.0)
    monkeypatch.setattr(
        running.Taking, "_take", lambda taking, *given: found.through(taking, *given)
    )
    return found


async def half_way(stage: Stage, gate: Gate) -> Person:
    """Somebody whose journal is coming in."""
    ana = await stage.settled()
    await sends(ana, "Export.zip", brought.many(COUNT, photos=1))
    ana.hears("230 entries would come in")
    await ana.presses("Take them in")
    await gate.reached.wait()
    ana.hears("I'm taking them in. You can go on meanwhile")
    return ana


async def done(stage: Stage) -> None:
    """What goes on beside all else is over, and told."""
    await running.ended()
    await stage.send()
    await stage.quiet()


async def taken(stage: Stage) -> tuple[str, int]:
    """How an import stands."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        found = (await work.session.execute(select(Import.state, Import.taken))).one()
        return found[0], found[1]


async def test_one_goes_on_meanwhile_sees_how_far_it_is_and_is_told(
    stage: Stage, gate: Gate
) -> None:
    ana = await half_way(stage, gate)
    await ana.presses("How far is it?")
    ana.sees("1. Day One, 23 November 2026: 26 of 230 so far.")
    await ana.says("Something else")
    await ana.presses("Keep it as a note")
    gate.is_open.set()
    await done(stage)
    ana.hears("It's done. 230 entries are in your journal now, with 1 photo.")
    assert len(await entries(ana)) == COUNT + 1
    await ana.presses("Undo the import")
    await done(stage)
    ana.hears("It's undone")
    assert [one["answer"] for one in await entries(ana)] == ["Something else"]
    assert await rows(stage, SealedFile) == 0


async def test_called_off_half_way_it_is_undone(stage: Stage, gate: Gate) -> None:
    ana = await half_way(stage, gate)
    assert await rows(stage, Answer) == 26
    await ana.says("call it off")
    gate.is_open.set()
    await done(stage)
    assert await taken(stage) == ("undone", 26)
    assert await rows(stage, Answer) == 0
    assert ana.heard_of("It's done") == 0 and ana.heard_of("It's undone") == 1


async def test_forgotten_half_way_nothing_comes_any_more(stage: Stage, gate: Gate) -> None:
    ana = await half_way(stage, gate)
    await ana.says("/forget")
    await ana.says("forget me")
    ana.hears("Receipt")
    gate.is_open.set()
    await done(stage)
    ana.hears("Receipt")
    assert [await rows(stage, one) for one in (Answer, Import, SealedFile)] == [0, 0, 0]


async def test_after_a_restart_it_goes_on_where_it_was(stage: Stage, gate: Gate) -> None:
    ana = await half_way(stage, gate)
    await stage.stop()
    gate.is_open.set()
    await stage.start()
    await done(stage)
    assert await taken(stage) == ("done", COUNT)
    ana.hears("It's done. 230 entries are in your journal now")
    assert len({one["answered_at"] for one in await entries(ana)}) == COUNT


async def test_two_processes_at_one_file_take_each_entry_once(stage: Stage, gate: Gate) -> None:
    ana = await half_way(stage, gate)
    assert stage.works is not None and stage.app is not None
    gate.is_open.set()
    await running.go_on(stage.works, stage.app.bot, stage.routes)
    await done(stage)
    assert await taken(stage) == ("done", COUNT)
    assert len(await entries(ana)) == COUNT
    assert ana.heard_of("It's done") == 1


async def test_a_restart_while_it_is_undone(stage: Stage) -> None:
    ana = await stage.settled()
    await sends(ana, "Export.zip", brought.many(COUNT))
    await ana.presses("Take them in")
    assert stage.works is not None
    async with stage.works.begin() as work:
        row = await work.session.scalar(select(Import))
        assert row is not None
        row.state = "undoing"  # and then it died
    await stage.stop()
    await stage.start()
    await done(stage)
    ana.hears("It's undone")
    assert await rows(stage, Answer) == 0


async def test_a_file_that_telegram_loses_between_the_look_and_the_taking(
    stage: Stage,
) -> None:
    ana = await stage.settled()
    await sends(ana, "Export.zip", brought.many(3))
    assert stage.works is not None
    async with stage.works.begin() as work:
        row = await work.session.scalar(select(Import))
        assert row is not None
        row.source = {**(row.source or {}), "file_id": "gone"}
    await ana.presses("Take them in")
    ana.hears("send it once more in a while")
    assert await rows(stage, Answer) == 0
    assert (await taken(stage))[0] == "undone"


async def test_a_fault_of_ours_leaves_nothing_and_is_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await stage.settled()
    add, came = service.add, [0]

    async def fails(*given: Any) -> bool:
        came[0] += 1
        if came[0] == 3:
            raise RuntimeError("something nobody thought of")
        return await add(*given)

    monkeypatch.setattr(service, "add", fails)
    await sends(ana, "Export.zip", brought.many(COUNT))
    await ana.presses("Take them in")
    await done(stage)
    ana.hears("Nothing was taken in.")
    assert await rows(stage, Answer) == 0
    assert (await taken(stage))[0] == "undone"


async def test_while_the_database_is_away_it_waits(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await stage.settled()
    add, came = service.add, [0]

    async def away(*given: Any) -> bool:
        came[0] += 1
        if came[0] == 3:
            raise StoreAway("gone for a moment")
        return await add(*given)

    monkeypatch.setattr(service, "add", away)
    monkeypatch.setattr(unit_of_work, "BEGUN_ANEW", 0.01)
    await sends(ana, "Export.zip", brought.many(COUNT))
    await ana.presses("Take them in")
    await done(stage)
    ana.hears("230 entries are in your journal now")
    assert await rows(stage, Answer) == COUNT
