"""How smoothly the playground's page draws: a chat of 5,000 messages scrolled, and 500 people who talk at once."""

from __future__ import annotations

import asyncio
import statistics
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Page, async_playwright

from solbot.fake_telegram import server
from solbot.fake_telegram.chats import ChatMessage
from solbot.fake_telegram.world import World
from solbot.playground.page import add_page
from tests.bench.run import Run
from tests.bench.telegram import ROOT
from tests.browser.conftest import CHROMIUM, DESKTOP, QUIET

MESSAGES, PEOPLE = 5_000, 500
SCROLL = (ROOT / "tests" / "browser" / "scroll.js").read_text()
FRAMES = (ROOT / "tests" / "browser" / "frames.js").read_text()
TARGET = 50.0  # milliseconds: twenty pictures a second


async def scrolling(run: Run) -> None:
    """Report the frames of both, beside those of the same page at rest; nothing without a browser."""
    if CHROMIUM is None:
        print("NO BROWSER: scrolling is left out. Install Chromium to run it.", file=sys.stderr)
        return
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        await _one_chat(run, browser)
        await _a_crowd(run, browser)
        await browser.close()


async def _one_chat(run: Run, browser: Browser) -> None:
    world = World()
    ana, count = world.add_person("Ana").id, run.count(MESSAGES)
    for number in range(count):
        words = f"message {number + 1} " + "and some more words " * (number % 9)
        world.post(ChatMessage(0, ana, True, world.now(), text=words))
    async with _opened(world, browser) as page:
        rest = await page.evaluate(SCROLL, False)
        frames = await page.evaluate(SCROLL, True)
    _told(run, f"frame while a chat of {count:,} scrolls", frames, rest)


async def _a_crowd(run: Run, browser: Browser) -> None:
    world = World()
    ana, count = world.add_person("Ana").id, run.count(PEOPLE)
    crowd = [world.add_person(f"Person {n}", crowd=True).id for n in range(count)]
    world.say(ana, "hello")
    async with _opened(world, browser) as page:
        await page.get_by_text("simulated people").click()
        rest = await page.evaluate(FRAMES, run.seconds(1.0) * 1000)
        watching = asyncio.create_task(page.evaluate(FRAMES, run.seconds(3.0) * 1000))
        for number in range(run.steady(30, 2)):
            for person in (*crowd, ana):
                world.post(ChatMessage(0, person, True, world.now(), text=f"message {number}"))
            await asyncio.sleep(0.1)
        frames = await watching
    _told(run, f"frame while {count} people talk at once", frames, rest)


@asynccontextmanager
async def _opened(world: World, browser: Browser) -> AsyncIterator[Page]:
    site = server.application(world, token="1:token")
    add_page(site, world)
    runner, port = await server.serve(site, port=0)
    page = await browser.new_page(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    await page.goto(f"http://127.0.0.1:{port}")
    await page.get_by_role("log").get_by_role("listitem").last.wait_for()
    yield page
    await page.close()
    await runner.cleanup()


def _told(run: Run, what: str, frames: list[float], rest: list[float]) -> None:
    figure, usual = (statistics.quantiles(one, n=10)[-1] for one in (frames, rest))
    baseline = ("ms at rest", usual)
    target = f"<= {TARGET:.0f} ms, 2x on a busy machine"
    run.row(f"{what}, 90 %", figure, "ms", baseline, target, figure <= max(TARGET, 2 * usual))
