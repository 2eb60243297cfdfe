"""The stage on which conversations are played."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from solbot.content.catalog import Catalog
from solbot.playground.world import World
from tests.conftest import Clock
from tests.dialogs.people import Stage, opened


@pytest.fixture
async def stage(
    database_url: str, catalog: Catalog, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Stage]:
    """The bot running on an empty database, with a Bot API server that goes by the test's clock."""
    # Every step of a conversation waits for this.
    monkeypatch.setattr("solbot.delivery.sender.SETTLE_EVERY", 0.02)
    world = World(clock=clock)
    runner, port = await opened(world)
    stage = Stage(world, clock, database_url, catalog, runner, port, world.subscribe())
    await stage.start()
    yield stage
    await stage.stop()
    await stage.runner.cleanup()
