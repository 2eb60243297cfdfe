"""A whole playground with the bot's process, on a free port and with data of its own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from solbot.playground import folder
from solbot.playground.habits import offered
from solbot.playground.playground import Options, Playground
from solbot.playground.process import RUNNING
from solbot.settings import Settings

PATIENCE = 60.0  # seconds; a busy machine is no fault
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def since_morning() -> timedelta:
    """How far ahead of real time, or behind it, that Monday's morning is: whatever day it is, all begin then."""
    return MORNING - datetime.now(UTC)


@asynccontextmanager
async def opened(
    data: Path, messages: Path = Path("messages"), database_url: str | None = None
) -> AsyncIterator[Playground]:
    """A playground on that folder, with the bot running."""
    options = Options(database_url=database_url, port=0, pause=0.0, ahead=since_morning())
    settings = Settings(messages=messages, log="error")
    playground = Playground(settings, folder.opened(data, keep=True), options)
    await playground.start()
    try:
        await until(lambda: playground.bot.state == RUNNING)
        yield playground
    finally:
        await playground.stop()


async def quiet(playground: Playground) -> None:
    """Fair weather, a bot that runs, time as it is, and nobody it would write to."""
    world = playground.world
    playground.switch_weather(slow=False, dropping=False, flooding=False, down=False)
    playground.time.stop()
    await playground.bot.start()
    await until(lambda: playground.bot.state == RUNNING)
    for person in world.people.values():
        if person.started and not person.blocked:
            world.block(person.id)
    await playground.time.settle()


async def until(truth: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + seconds
    while not truth():
        assert time.monotonic() < deadline, "it did not come true"
        await asyncio.sleep(0.02)


class Page:
    """Talks to the playground as its page does."""

    def __init__(self, playground: Playground, session: aiohttp.ClientSession) -> None:
        self.playground = playground
        self._session = session

    async def get(self, path: str) -> Any:
        async with self._session.get(self.playground.address + path) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def post(self, path: str, status: int = 200, **body: Any) -> Any:
        async with self._session.post(self.playground.address + path, json=body) as answer:
            assert answer.status == status, await answer.text()
            return await (answer.json() if status == 200 else answer.text())

    async def person(self, name: str = "Ana", **more: Any) -> int:
        """Add somebody."""
        return int((await self.post("/page/people", name=name, **more))["id"])

    async def says(self, person: int, text: str) -> None:
        """Type something, and wait until the bot has done with it."""
        await self.post(f"/page/people/{person}/say", text=text)
        await self.playground.time.settle()

    async def settles(self, person: int, zone: str = "Europe/Madrid") -> None:
        """Settle in: every day at eight, answered or not, and nothing else."""
        await self.says(person, "/start")
        await self.presses(person, "consent:yes")
        if "skip:language" in offered(self.heard(person)[-1]):
            await self.presses(person, "skip:language")
        await self.says(person, zone)
        await self.presses(person, "rp:1234567:0800")
        await self.presses(person, "skip:vision")
        await self.says(person, "/settings")
        for choice in ("mn", "mne:0", "mnk:1"):
            await self.presses(person, choice)

    async def presses(self, person: int, data: str) -> None:
        """Tap the newest button that begins so, and wait until the bot has done with it."""
        message, data = next(
            (message, one)
            for message in reversed(self.playground.world.messages(person))
            for one in offered(message)
            if one.startswith(data)
        )
        path = f"/page/people/{person}/press"
        await self.post(path, message_id=message.message_id, data=data)
        await self.playground.time.settle()

    async def goes(self, **how: Any) -> None:
        """Move the clock, and wait for the end of the jump."""
        await self.post("/page/clock", **how)
        await self.playground.time.arrived()

    def heard(self, person: int) -> list[Any]:
        """What the bot said to somebody."""
        return [one for one in self.playground.world.messages(person) if one.from_bot]


@asynccontextmanager
async def page_of(playground: Playground) -> AsyncIterator[Page]:
    """The page of a playground."""
    async with aiohttp.ClientSession() as session:
        yield Page(playground, session)
