"""The database is away for a moment: the bot stays, and does what it was to do once it is back."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from solbot import unit_of_work
from solbot.app import App
from solbot.db.engine import Database
from solbot.telegram import inbox_db, polling
from solbot.telegram.updates import raw
from tests.dialogs.people import OWNER, PATIENCE, TOKEN, Stage
from tests.dialogs.test_webhook import webhook_settings
from tests.ports import free_port

MOST = 40
transaction, reading = Database.transaction, Database.reading


class Away:
    """The database, away for one transaction: the one at this place."""

    def __init__(self) -> None:
        self.place: int | None = None
        self.begun = 0

    @asynccontextmanager
    async def transaction(
        self, database: Database, *, durable: bool = True
    ) -> AsyncIterator[AsyncSession]:
        self.begun += 1
        if self.begun == self.place:
            raise full()
        async with transaction(database, durable=durable) as session:
            yield session


@pytest.fixture(autouse=True)
def begun_anew_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_of_work, "BEGUN_ANEW", 0.01)
    monkeypatch.setattr(polling, "BACK_OFF", (0.01,))


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> Away:
    away = Away()
    monkeypatch.setattr(
        Database, "transaction", lambda database, **how: away.transaction(database, **how)
    )
    return away


def full() -> OperationalError:
    return OperationalError("", None, sqlite3.OperationalError("database or disk is full"))


async def test_it_is_away_for_any_one_transaction_of_a_start(stage: Stage, away: Away) -> None:
    owner = await stage.owner()
    shown = stage.world.profile.commands
    menu = f"@{OWNER}"
    for place in range(1, MOST):
        await stage.stop()
        shown.clear()
        away.begun, away.place = 0, place
        await stage.start()
        assert stage.app is not None and menu in shown
        stage.app.raise_if_ended()
        if away.begun < place:
            break
        await owner.says("/help")
    assert 3 < place < MOST - 1


async def test_it_is_away_for_any_one_transaction_of_a_start_by_webhook(
    stage: Stage, away: Away
) -> None:
    """What was left over is taken up all the same."""
    ana = await stage.settled()
    assert stage.works is not None
    for place in range(1, MOST):
        await stage.stop()
        await stage.open_store()
        stage.world.say(ana.id, "/help")
        left = raw(stage.world.updates.pop())
        assert left is not None
        async with stage.works.begin() as work:
            row = (left.update_id, left.person_id, left.body)
            await inbox_db.receive(work.session, [row], work.now)
        heard = len(ana.heard())
        away.begun, away.place = 0, place
        settings = webhook_settings(stage, free_port())
        stage.app = App(settings, TOKEN, stage.works, scheduled=False)
        await stage.app.start()
        async with asyncio.timeout(PATIENCE):
            while len(ana.heard()) == heard:
                await asyncio.sleep(0.005)
        if away.begun < place:
            break
    assert 3 < place < MOST - 1


async def test_it_is_away_as_something_is_looked_for(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was asked for is kept by then, and nobody would ask again for it."""
    looks = iter([True, True])

    @asynccontextmanager
    async def away(database: Database) -> AsyncIterator[AsyncSession]:
        if next(looks, False):
            raise full()
        async with reading(database) as session:
            yield session

    ana = await stage.settled()
    await ana.says("the heron stood still")
    await ana.presses("Keep it as a note")
    monkeypatch.setattr(Database, "reading", away)
    await ana.says("/journal heron")
    ana.hears("the heron stood still")
    assert next(looks, None) is None


async def test_it_is_away_for_any_one_transaction_of_a_letter(
    stage: Stage, away: Away, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It leaves once, and soon: not only when the lease of who had it in hand is over."""
    monkeypatch.setattr("solbot.telegram.sender.DATABASE_AWAY", 0.01)
    monkeypatch.setattr("solbot.telegram.rate.DATABASE_AWAY", 0.01)
    ana = await stage.settled()
    assert stage.app is not None
    for place in range(1, MOST):
        day = stage.clock.at.date() + timedelta(days=1)
        stage.clock.set(datetime(day.year, day.month, day.day, 7, tzinfo=UTC))
        await stage.app.tick.nudges()
        heard = len(ana.heard())
        away.begun, away.place = 0, place
        stage.app.sender.wake()
        async with asyncio.timeout(PATIENCE):
            while len(ana.heard()) == heard:
                await asyncio.sleep(0.005)
            await stage.app.sender.at_rest()
        missed, away.place = away.begun >= place, None
        await stage.send()
        assert len(ana.heard()) == heard + 1
        if not missed:
            break
    assert 3 < place < MOST - 1
