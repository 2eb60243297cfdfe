"""What somebody erases is nowhere on disk soon after: neither in the database file nor in the log beside it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, select, text, type_coerce

from solbot.db import sealed
from tests.dialogs.people import Person, Stage

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PATIENCE = 30.0  # seconds
WHOSE = ("member_id", "person_id", "id")


async def stored_of(stage: Stage, person: Person) -> set[bytes]:
    """Everything sealed there is of somebody, as it is stored."""
    assert stage.works is not None
    found: set[bytes] = set()
    async with stage.works.begin() as work:
        for table in sealed.sealed_tables():
            whose = next(table.c[one] for one in WHOSE if one in table.c)
            for column in sealed.columns(table):
                values = await work.session.scalars(
                    select(type_coerce(column, LargeBinary)).where(whose == person.id)
                )
                found |= {bytes(value) for value in values if value is not None}
    return found


def on_disk(stage: Stage, values: Iterable[bytes]) -> set[str]:
    """The files in which any of these values can be found."""
    assert stage.works is not None and stage.works.database.file is not None
    folder: Path = stage.works.database.file.parent
    return {
        one.name
        for one in folder.iterdir()
        if any(value in content for content in [one.read_bytes()] for value in values)
    }


async def gone(stage: Stage, values: Iterable[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while left := on_disk(stage, values):
        assert time.monotonic() < deadline, left
        await asyncio.sleep(0.2)


async def test_nothing_of_whoever_is_forgotten_is_left(stage: Stage) -> None:
    ben = await stage.settled("Ben")
    ana = await stage.settled("Ana")
    for number in range(8):
        await ana.says(f"Something long enough to need room, number {number}. " * 8)
        await ana.presses("Keep it as a note")
        await ben.says(f"What Ben keeps, number {number}. " * 8)
    sealed_words = await stored_of(stage, ana)
    assert len(sealed_words) > 12 and "solbot.db-wal" in on_disk(stage, sealed_words)
    kept = await stored_of(stage, ben)

    await ana.says("/forget")
    await ana.says("forget me")
    ana.hears("Receipt")
    await gone(stage, sealed_words)
    assert await stored_of(stage, ben) == kept


async def test_nothing_of_a_deleted_or_corrected_entry_is_left(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    sent = await ana.says("zebrafinch in the first wording")
    await ana.presses("Keep it as a note")
    first = await bodies(stage)
    await ana.edits(sent, "zebrafinch in the second wording")
    second = await bodies(stage)
    assert first and second and not first & second
    await gone(stage, first)
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("Delete")
    await ana.presses("Yes, delete it")
    stage.clock.forward(minutes=11)
    assert stage.app is not None
    await stage.app.tick.dropped()
    assert await bodies(stage) == set()
    await gone(stage, second)


async def bodies(stage: Stage) -> set[bytes]:
    assert stage.works is not None
    async with stage.works.begin() as work:
        return {bytes(one) for one in await work.session.scalars(text("SELECT body FROM answers"))}


async def test_what_a_reader_still_needs_goes_when_they_are_done(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    sealed_words = await stored_of(stage, ana)
    assert stage.works is not None
    async with stage.works.reading() as slow:
        await slow.session.scalar(text("SELECT count(*) FROM members"))
        await ana.says("/forget")
        await ana.says("forget me")
        await asyncio.sleep(2.5)
        assert "solbot.db-wal" in on_disk(stage, sealed_words)
    await gone(stage, sealed_words)
