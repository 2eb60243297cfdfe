"""The panels beside the chats, with the real bot behind them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Route, expect

from solbot.playground.playground import Playground
from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.visitor import Visitor


@pytest_asyncio.fixture(loop_scope="session", autouse=True)
async def _fair_weather(playground: Playground) -> AsyncIterator[None]:
    yield
    playground.switch_weather(slow=False, dropping=False, flooding=False, down=False)
    if playground.bot.state != "running":
        await playground.bot.start()


@pytest.mark.parametrize(("name", "size"), [("Tom", DESKTOP), ("Uma", PHONE)])
async def test_the_next_nudge_comes_when_it_is_called(
    visit: Visit, playground: Playground, name: str, size: tuple[int, int]
) -> None:
    visitor = await visit(playground.address, size)
    await visitor.settles(name)
    panel = await visitor.opens("Time")
    await panel.get_by_role("button", name=f"To {name}’s next nudge").click()
    await expect(panel.get_by_role("timer")).to_have_text(re.compile(r"^08:00:\d\d$"))
    await panel.get_by_role("button", name="Close the panel").click()
    await visitor.hears(name, "The reading of day-1")
    before = playground.clock()
    panel = await visitor.opens("Time")
    await panel.get_by_role("button", name="+1 week").click()
    await expect(visitor.log(name)).to_contain_text("The reading of day-7")
    await expect(panel.get_by_role("button", name="Stop")).to_be_hidden()
    assert (playground.clock() - before).total_seconds() > 604_790
    assert not await visitor.overflows()


async def test_time_runs_as_fast_as_wanted_and_stops(visit: Visit, playground: Playground) -> None:
    visitor = await visit(playground.address)
    await visitor.settles("Vera", "America/Santiago")
    panel = await visitor.opens("Time")
    before = playground.clock()
    await panel.get_by_role("radio", name="3,600×").check()
    await expect(
        visitor.page.get_by_role("group", name="Panels").get_by_role("button", name="Time ")
    ).to_have_accessible_name(re.compile("3,600×$"))
    await visitor.page.wait_for_timeout(500)
    await panel.get_by_role("radio", name="1×", exact=True).check()
    await expect(panel.get_by_role("button", name="Stop")).to_be_hidden()
    assert (playground.clock() - before).total_seconds() > 600
    field = panel.get_by_label("Date and time in Santiago")
    moment = await visitor.page.evaluate(
        "d => new Date(d).toISOString().slice(0, 10)", playground.clock().timestamp() * 1000 + 2e8
    )
    await field.fill(f"{moment}T09:30")
    await panel.get_by_role("button", name="Go").click()
    await expect(panel.get_by_role("timer")).to_have_text(re.compile(r"^09:30:\d\d$"))
    await visitor.hears("Vera", "The reading of day-1")


async def test_what_is_set_is_not_set_back_by_older_news(
    visit: Visit, playground: Playground
) -> None:
    visitor = await visit(playground.address)
    await visitor.settles("Yan", "America/Santiago")
    asked, answered = asyncio.Event(), asyncio.Event()

    async def late(route: Route) -> None:
        asked.set()
        await answered.wait()
        await route.continue_()

    for path in ("clock", "weather"):
        await visitor.page.route(f"**/page/{path}", late)
    panel = await visitor.opens("Time")
    await panel.get_by_role("radio", name="60×").check()
    await asked.wait()
    playground.tell("clock")
    await visitor.page.wait_for_timeout(1_200)  # the panel also looks at the clock every second
    await expect(panel.get_by_role("radio", name="60×")).to_be_checked()
    answered.set()
    await expect(
        visitor.page.get_by_role("group", name="Panels").get_by_role("button", name="Time ")
    ).to_have_accessible_name(re.compile("60×$"))
    playground.time.run_at(1)
    await expect(panel.get_by_role("radio", name="1×", exact=True)).to_be_checked()

    asked.clear()
    answered.clear()
    panel = await visitor.opens("Weather")
    slow = panel.get_by_role("switch", name="Slow")
    await slow.check()
    await asked.wait()
    playground.switch_weather(down=True)
    await expect(panel.get_by_role("switch", name="Telegram is down")).to_be_checked()
    await expect(slow).to_be_checked()
    answered.set()
    await expect(visitor.page.get_by_role("button", name="Weather 2")).to_be_visible()
    await expect(slow).to_be_checked()


async def test_a_killed_bot_loses_nothing(visit: Visit, playground: Playground) -> None:
    visitor = await visit(playground.address)
    await visitor.settles("Wim")
    panel = await visitor.opens("Weather")
    await panel.get_by_role("button", name="Kill").click()
    await expect(panel.get_by_role("status").filter(has_text="Killed")).to_be_visible()
    await expect(visitor.page.get_by_role("button", name="Weather 1")).to_be_visible()
    await visitor.says("Wim", "/journal")
    await visitor.says("Wim", "Words said to nobody")
    waiting = panel.locator("div").filter(has_text="Not fetched yet").last
    await expect(waiting.get_by_role("definition")).to_have_text("2")
    await panel.get_by_role("button", name="Start").click()
    await expect(visitor.log("Wim")).to_contain_text("Keep it as a note")
    await expect(waiting.get_by_role("definition")).to_have_text("0")


async def test_weather_and_blocking(visit: Visit, playground: Playground) -> None:
    visitor = await visit(playground.address)
    await visitor.settles("Xia")
    panel = await visitor.opens("Weather")
    down = panel.get_by_role("switch", name="Telegram is down")
    await down.click()
    await expect(down).to_be_checked()
    await visitor.says("Xia", "/help")
    await visitor.page.wait_for_timeout(300)
    await expect(visitor.log("Xia").get_by_role("listitem").last).to_contain_text("/help")
    await down.click()
    await expect(visitor.log("Xia")).to_contain_text("What we can do together")
    await panel.get_by_role("switch", name="Blocked by Xia").click()
    unblock = visitor.chat("Xia").get_by_role("button", name="Unblock the bot")
    await expect(visitor.field("Xia")).to_be_hidden()
    await unblock.click()
    await expect(visitor.field("Xia")).to_be_visible()


async def test_words_lead_to_their_files_and_a_saved_file_shows_at_once(
    visit: Visit, playground: Playground
) -> None:
    visitor = await visit(playground.address)
    await visitor.settles("Yan")
    await visitor.taps("Yan", "Begin now")
    source = visitor.log("Yan").get_by_role("button", name="Words from").last
    await expect(source).to_have_accessible_name(re.compile("replies/question.html.j2.*day-1"))
    await source.click()
    panel = visitor.page.get_by_role("complementary", name="Content")
    await expect(panel.get_by_role("heading", name="day-1", exact=False).first).to_be_visible()
    await panel.get_by_role("button", name="All words").click()
    await panel.get_by_label("Kind").select_option("Replies")
    await panel.get_by_label("Find").fill("unknown_command")
    await panel.get_by_role("button", name="unknown_command").click()
    await expect(panel).to_contain_text("characters, with the longest samples")
    await expect(panel.get_by_role("meter")).to_be_visible()
    await panel.get_by_role("button", name="Show the file").click()
    await expect(panel).to_contain_text("{{ command }}")

    file = _folder(playground) / "en" / "replies" / "unknown_command.html.j2"
    words = file.read_text()
    try:
        file.write_text("Fresh words for {{ command }}.")
        await expect(panel.get_by_role("group", name="With sample data")).to_contain_text(
            "Fresh words"
        )
        await _says_until(visitor, "Yan", "/dance", "Fresh words for dance.")
        file.write_text("A <b>fault in {{ nothing }}")
        await expect(panel.get_by_role("status")).to_contain_text("unknown_command.html.j2")
        await expect(visitor.page.get_by_role("button", name="Content ")).to_be_visible()
        await visitor.says("Yan", "/sing")
        await visitor.hears("Yan", "Fresh words for sing.")
    finally:
        file.write_text(words)
    await expect(panel.get_by_text("unknown_command.html.j2:")).to_have_count(0)


async def test_a_form_that_is_refused_stays_and_says_why(
    visit: Visit, playground: Playground
) -> None:
    visitor = await visit(playground.address, PHONE)
    await visitor.page.get_by_role("button", name="Add a person").click()
    dialog = visitor.page.get_by_role("dialog", name="Add a person")
    await dialog.get_by_label("Name").fill("Wanda")
    await dialog.get_by_label("Time zone").fill("Nowhere/Land")
    await dialog.get_by_role("button", name="Add").click()
    await expect(dialog.get_by_role("alert")).to_have_text("There is no such time zone.")
    await expect(dialog.get_by_label("Name")).to_have_value("Wanda")
    await dialog.get_by_label("Time zone").fill("Asia/Kathmandu")
    await dialog.get_by_role("button", name="Add").click()
    await expect(dialog).to_be_hidden()
    await expect(visitor.chat("Wanda")).to_be_visible()


async def test_a_scene_starts_with_a_click(visit: Visit, playground: Playground) -> None:
    visitor = await visit(playground.address)
    panel = await visitor.opens("Scenes")
    await panel.get_by_role("button", name="Start: The first day").click()
    await expect(panel.get_by_role("progressbar")).to_be_visible()
    await expect(panel.get_by_role("progressbar")).to_be_hidden(timeout=20_000)
    await visitor.tab("Ana").last.click()
    await visitor.hears("Ana", "I notice that I rush")


async def test_data_are_kept_or_thrown_away(visit: Visit, playground: Playground) -> None:
    visitor = await visit(playground.address)
    await visitor.adds("Zoe")
    panel = await visitor.opens("Data")
    keep = panel.get_by_role("switch", name="Keep the data")
    await keep.check()
    await expect(keep).to_be_checked()
    await panel.get_by_role("button", name="Throw everything away").click()
    await visitor.page.get_by_role("button", name="Erase everything").click()
    await expect(visitor.page.get_by_role("heading", name="Nobody is here yet")).to_be_visible()
    await visitor.settles("Zora")


async def test_the_menu_of_commands_is_the_bots_own(visit: Visit, playground: Playground) -> None:
    visitor = await visit(playground.address, PHONE)
    await visitor.settles("Ulf")
    await visitor.chat("Ulf").get_by_role("button", name="Commands").click()
    await visitor.page.get_by_role("menuitem", name="/privacy").click()
    await visitor.hears("Ulf", "/privacy")
    await visitor.field("Ulf").press_sequentially("/jo")
    await expect(visitor.page.get_by_role("option", name="/journal")).to_be_visible()
    await visitor.field("Ulf").press("Enter")
    await visitor.hears("Ulf", "/journal")
    await visitor.says("Ulf", "/export")
    await visitor.log("Ulf").get_by_role("button", name=re.compile(r"Open .*\.json")).click()
    await expect(visitor.page.get_by_role("dialog")).to_contain_text('"schema_version"')


async def _says_until(visitor: Visitor, name: str, text: str, words: str) -> None:
    """The page shows a saved file at once; the bot takes it up a moment later."""
    for _ in range(20):
        await visitor.says(name, text)
        await visitor.page.wait_for_timeout(300)
        if words in (await visitor.log(name).text_content() or ""):
            return
    raise AssertionError(f"never heard {words}")


def _folder(playground: Playground) -> Path:
    return Path(playground.view("content")["folder"])
