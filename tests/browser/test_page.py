"""The chat page in a real browser, with the real bot behind it; found by role and label."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from solbot.content.catalog import Catalog
from solbot.playground import server
from solbot.playground.page import add_page
from solbot.playground.world import World
from tests.conftest import Clock
from tests.dialogs.people import TOKEN, Stage

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
]
DESKTOP, PHONE = (1280, 800), (390, 844)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="NO BROWSER: install Chromium to run this"),
]


@pytest.fixture
async def stage(
    migrated_file: object, tmp_path: object, catalog: Catalog, clock: Clock
) -> AsyncIterator[Stage]:
    """The bot, its Bot API server and the page, on SQLite."""
    url = f"sqlite+aiosqlite:///{tmp_path}/solbot.db"
    shutil.copy(str(migrated_file), f"{tmp_path}/solbot.db")
    world = World(clock=clock)
    site = server.application(world, token=TOKEN)
    add_page(site, world)
    runner, port = await server.serve(site)
    stage = Stage(world, clock, url, catalog, runner, port, world.subscribe())
    await stage.start()
    yield stage
    await stage.stop()
    await stage.runner.cleanup()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        await browser.close()


async def opened(browser: Browser, stage: Stage, size: tuple[int, int]) -> Page:
    """The page at a width; anything the browser complains of fails the test."""
    page = await browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    await page.goto(f"http://127.0.0.1:{stage.port}/")
    return page


async def add(page: Page, name: str) -> None:
    await page.get_by_label("Name").fill(name)
    await page.get_by_role("button", name="Add a person").click()


async def say(page: Page, text: str, chat: str = "Ana") -> None:
    field = page.get_by_role("region", name=f"Chat of {chat}").get_by_role(
        "textbox", name="Message"
    )
    await field.fill(text)
    await field.press("Enter")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_the_first_day_of_a_newcomer(
    browser: Browser, stage: Stage, size: tuple[int, int]
) -> None:
    page = await opened(browser, stage, size)
    await add(page, "Ana")
    await page.get_by_role("button", name="Start", exact=True).click()
    await page.get_by_role("button", name="Yes, let us begin").click()
    log = page.get_by_role("log")
    await expect(log).to_contain_text("What time is it for you now?")
    await say(page, "Guadalajara, MX")
    await page.get_by_role("button", name="Every day, 08:00").click()
    await expect(log).to_contain_text("What is a result you want to create?")
    await say(page, "A choir that sings without fear")
    await page.get_by_role("button", name="4", exact=True).click()
    await expect(log).to_contain_text("Monday 23 November at 08:00 (America/Mexico_City)")
    await page.get_by_role("button", name="Begin now").click()
    await expect(log).to_contain_text("The reading of day-1")
    await say(page, "I notice that I rush")
    await expect(log).to_contain_text("Kept in your journal")
    await page.get_by_role("button", name="See it in the journal").click()
    await expect(log.get_by_role("listitem").last).to_contain_text("I notice that I rush")
    overflow = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not await page.evaluate(overflow)


async def test_people_side_by_side_hear_only_their_own(browser: Browser, stage: Stage) -> None:
    page = await opened(browser, stage, DESKTOP)
    for name in ("Ana", "Bea"):
        await add(page, name)
        chat = page.get_by_role("region", name=f"Chat of {name}")
        await chat.get_by_role("button", name="Start", exact=True).click()
        await expect(chat.get_by_role("log")).to_contain_text(f"Hello {name}.")
    ana = page.get_by_role("region", name="Chat of Ana").get_by_role("log")
    await expect(ana).to_contain_text("Hello Ana.")
    await expect(ana).not_to_contain_text("Bea")


async def test_what_is_typed_stays_text(browser: Browser, stage: Stage) -> None:
    ana = await stage.settled()
    page = await opened(browser, stage, DESKTOP)
    log = page.get_by_role("log")
    for text in ('<img src=x onerror="alert(1)">', "<b>no</b> &amp; שלום 👩‍👩‍👧‍👦"):
        await say(page, text)
        await page.get_by_role("button", name="Keep it as a note").last.click()
        await expect(log.get_by_role("listitem").last).to_contain_text("Kept as a note")
        await say(page, "/journal")
        await expect(log.get_by_role("listitem").last).to_contain_text(text)
    await expect(log.locator("img")).to_have_count(0)
    assert len(ana.heard()) > 4


async def test_edits_replies_toasts_and_unread_counts(browser: Browser, stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await stage.days(2)
    page = await opened(browser, stage, PHONE)
    log = page.get_by_role("log")
    await expect(log).to_contain_text("How strong is the strain?")
    await say(page, "3")
    await expect(log).to_contain_text("Kept in your journal")
    await log.get_by_role("button", name="Edit").last.click()
    await say(page, "4")
    await expect(log).to_contain_text("What is kept now has your edited words")
    question = ana.heard()[-3].message_id
    await (
        page.locator(f'[data-id="{question}"]').get_by_role("button", name="5", exact=True).click()
    )
    await expect(page.get_by_role("status").filter(has_text="This one is answered")).to_be_visible()
    await bea.says("/help")
    await expect(page.get_by_role("button", name="Bea, 1 unread")).to_be_visible()
    await page.get_by_role("button", name="Bea, 1 unread").click()
    await expect(page.get_by_role("region", name="Chat of Bea")).to_contain_text("What we can do")


async def test_the_page_survives_a_restart_of_the_server(browser: Browser, stage: Stage) -> None:
    ana = await stage.settled()
    page = await opened(browser, stage, DESKTOP)
    await expect(page.get_by_role("log")).to_contain_text("We are set")
    await stage.runner.cleanup()
    await expect(page.get_by_role("status").first).to_contain_text("does not answer")
    site = server.application(stage.world, token=TOKEN)
    add_page(site, stage.world)
    stage.runner, _ = await server.serve(site, port=stage.port)
    await ana.says("/help")
    await expect(page.get_by_role("log")).to_contain_text("What we can do together", timeout=15_000)
