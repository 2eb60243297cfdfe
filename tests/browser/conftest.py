"""A real headless Chromium, and two ways to stand behind the page: the wire alone, and the whole playground."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp.web import AppRunner
from playwright.async_api import Browser, ConsoleMessage, Request, async_playwright, expect

from solbot.fake_telegram import server
from solbot.fake_telegram.world import World
from solbot.playground.folder import opened
from solbot.playground.page import add_page
from solbot.playground.playground import Options, Playground
from solbot.settings import Settings
from tests import rehearsal
from tests.browser.visitor import Visitor
from tests.playground.running import since_morning

CHECKERS = Path(__file__).parent / "tools" / "node_modules"  # of the page; see install.sh
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
DESKTOP, PHONE = (1280, 800), (390, 844)
TOKEN = "1:token"

expect.set_options(timeout=20_000)  # a busy machine is no fault of the page

Visit = Callable[..., Awaitable[Visitor]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs the browser, and shares its event loop."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            item.add_marker(
                pytest.mark.skipif(
                    CHROMIUM is None, reason="NO BROWSER: install Chromium to run this"
                )
            )


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for the whole run; every visit is a browser of its own to the page."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser) -> AsyncIterator[Visit]:
    """Open the page at an address. What the browser complains of, or asks of others, fails the test."""
    faults: list[str] = []
    contexts = []

    def complained(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            faults.append(message.text)

    def asked(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "blob:", "data:")):
            faults.append(f"asked {request.url}")

    async def open_page(address: str, size: tuple[int, int] = DESKTOP, **options: Any) -> Visitor:
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]}, **options
        )
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.on("console", complained)
        page.on("request", asked)
        await page.goto(address)
        return Visitor(page, faults)

    yield open_page
    for context in contexts:
        await context.close()
    assert not faults


@dataclass
class Wire:
    """The page and the Bot API without a bot: the test says what the bot says, over HTTP."""

    world: World
    runner: AppRunner
    port: int

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self.port}"

    async def bot(self, method: str, **values: Any) -> Any:
        """Call the Bot API as a bot does."""
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.address}/bot{TOKEN}/{method}", json=values) as answer,
        ):
            told = await answer.json()
            assert told["ok"], told
            return told["result"]

    async def goes_down(self) -> None:
        """The server ends; the world stays as it is."""
        await self.runner.cleanup()

    async def comes_back(self) -> None:
        """The server is there again, at the same port."""
        self.runner, self.port = await _served(self.world, self.port)


@pytest_asyncio.fixture(loop_scope="session")
async def wire() -> AsyncIterator[Wire]:
    """A world with the page before it and no bot behind it."""
    world = World()
    wire = Wire(world, *await _served(world))
    yield wire
    await wire.runner.cleanup()


async def _served(world: World, port: int = 0) -> tuple[AppRunner, int]:
    site = server.application(world, token=TOKEN)
    add_page(site, world)
    return await server.serve(site, port=port)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def playground(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Playground]:
    """The whole playground with the real bot, on content of the run's own; shared, so each test brings its people."""
    content = rehearsal.build(tmp_path_factory.mktemp("messages"))
    folder = opened(tmp_path_factory.mktemp("playground"))
    place = Playground(
        Settings(messages=content), folder, Options(port=0, pause=0.05, ahead=since_morning())
    )
    await place.start()
    yield place
    await place.stop()
