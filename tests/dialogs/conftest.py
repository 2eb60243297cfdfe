"""The stage on which conversations are played."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.content.catalog import Catalog
from solbot.content.envelope import too_large
from solbot.content.samples.everywhere import SAMPLES
from solbot.content.sourced import Sourced
from solbot.content.templates import DOCUMENT, Reply
from solbot.db.engine import Database
from solbot.fake_telegram.world import World
from tests import season
from tests.conftest import Clock, read_once
from tests.dialogs.people import PATIENCE, Stage, opened


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Conversations are had on SQLite; those marked `both_databases`, on PostgreSQL too."""
    test = metafunc.definition
    settled = [mark.args[0] for mark in test.iter_markers("parametrize")]
    wanted = "database_url" in metafunc.fixturenames and "database_url" not in settled
    if wanted and not test.get_closest_marker("both_databases"):
        test.add_marker(pytest.mark.parametrize("database_url", ["sqlite"], indirect=True))


@pytest.fixture(scope="session")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every kind of reading there is, in two languages."""
    return read_once(tmp_path_factory, "season", season.build)


@pytest.fixture(autouse=True)
def samples_hold(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing that is put into a reply is larger than the sample its length was tried with."""
    found: set[str] = set()
    render = Reply.render

    def compared(reply: Reply, values: Mapping[str, object]) -> Sourced:
        if not reply.file.name.endswith(DOCUMENT):
            for name, value in values.items():
                if name in SAMPLES and (wrong := too_large(value, SAMPLES[name])):
                    found.add(f"{reply.name}: {name}: {wrong}")
        return render(reply, values)

    monkeypatch.setattr(Reply, "render", compared)
    yield
    assert not found, "\n".join(sorted(found))


@pytest.fixture(autouse=True)
def nobody_waits_for_a_thread(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No transaction that writes is open while a thread is waited for: on SQLite everybody would wait with it."""
    writes: ContextVar[bool] = ContextVar("writes", default=False)
    transaction, to_thread = Database.transaction, asyncio.to_thread
    found: list[str] = []

    @asynccontextmanager
    async def writing(database: Database, *, durable: bool = True) -> AsyncIterator[AsyncSession]:
        async with transaction(database, durable=durable) as session:
            writes.set(True)
            try:
                yield session
            finally:
                writes.set(False)

    async def in_thread(act: Callable[..., Any], *given: Any, **named: Any) -> Any:
        if writes.get():
            found.append(str(act))
        return await to_thread(act, *given, **named)

    monkeypatch.setattr(Database, "transaction", writing)
    monkeypatch.setattr(asyncio, "to_thread", in_thread)
    yield
    assert not found, found


@pytest.fixture
async def stage(
    database_url: str, catalog: Catalog, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Stage]:
    """The bot running on an empty database, with a Bot API server that goes by the test's clock."""
    # Every step of a conversation waits for this.
    monkeypatch.setattr("solbot.telegram.sender.SETTLE_EVERY", 0.02)
    # Letters leave when a conversation lets them: on a slow machine the sender would come before.
    monkeypatch.setattr("solbot.telegram.sender.LOOK_AGAIN", 3600.0)
    # … and so does what an import says of itself: there it would come as a letter.
    monkeypatch.setattr("solbot.coaching.imports.running.PATIENCE", PATIENCE)
    world = World(clock=clock)
    runner, port = await opened(world)
    stage = Stage(world, clock, database_url, catalog, runner, port, world.subscribe())
    await stage.start()
    yield stage
    await stage.stop()
    await stage.runner.cleanup()
