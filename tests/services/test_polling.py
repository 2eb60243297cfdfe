"""A server that does not wait is polled once a second, not a thousand times."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot

from solbot.fake_telegram import server
from solbot.fake_telegram.world import World
from solbot.telegram import polling
from solbot.telegram.polling import Intake
from solbot.telegram.queues import UpdateQueues
from solbot.telegram.transport import AiohttpRequest
from solbot.telegram.updates import Raw
from solbot.unit_of_work import UnitsOfWork
from tests.dialogs.people import TOKEN


async def _passed_over(_: Raw) -> None:
    return


async def polls(
    works: UnitsOfWork, world: World, seconds: float, until: int | None = None
) -> list[float]:
    """When the intake asks a server that never waits."""
    asked: list[float] = []
    site = server.application(world, token=TOKEN)

    async def at_once(request: Any, handler: Any) -> Any:
        asked.append(time.monotonic())
        return await handler(request)

    site.middlewares.append(web.middleware(at_once))
    runner, port = await server.serve(site)
    bot = Bot(TOKEN, f"http://127.0.0.1:{port}/bot", request=AiohttpRequest())
    poller = AiohttpRequest()
    async with bot, poller:
        asked.clear()
        intake = Intake(works, bot, poller, UpdateQueues(works, _passed_over))
        running = asyncio.create_task(intake.run())
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and (until is None or len(asked) < until):
            await asyncio.sleep(0.01)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    await runner.cleanup()
    return asked


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solbot.telegram.polling.LONG_POLL", 0)
    monkeypatch.setattr(polling, "FLOOR", 0.3)


async def test_a_server_that_never_waits_is_not_asked_without_a_pause(works: UnitsOfWork) -> None:
    asked = await polls(works, World(), 1.0)
    assert 2 <= len(asked) <= 4


async def test_nor_one_that_says_the_same_over_and_over(
    works: UnitsOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    ana = world.add_person("Ana").id
    world.say(ana, "hello")
    monkeypatch.setattr(World, "confirm", lambda _world, _offset: None)
    assert 2 <= len(await polls(works, world, 1.0)) <= 5


async def test_what_is_new_is_fetched_without_a_pause(
    works: UnitsOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "FLOOR", 60.0)
    monkeypatch.setattr(server, "MOST_UPDATES", 1)
    world = World()
    ana = world.add_person("Ana").id
    for number in range(5):
        world.say(ana, f"hello {number}")
    assert len(await polls(works, world, 20.0, until=6)) == 6
