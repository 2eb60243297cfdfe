"""For everybody: by keyboard alone, with a screen reader, in light and in dark, on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.async_api import expect

from solbot.playground.playground import Playground
from tests.browser.conftest import DESKTOP, PHONE, Visit, Wire
from tests.browser.visitor import Visitor

FAULTS = (Path(__file__).parent / "faults.js").read_text()
PANELS = ("Time", "Weather", "Content", "Scenes", "Data")


async def test_by_keyboard_alone(visit: Visit, wire: Wire) -> None:
    visitor = await visit(wire.address)
    page, keyboard = visitor.page, visitor.page.keyboard
    await expect(page.get_by_role("heading", name="Nobody is here yet")).to_be_visible()
    await _tab_to(visitor, "Add a person")
    await keyboard.press("Enter")
    await expect(page.get_by_label("Name")).to_be_focused()
    await keyboard.type("Ana")
    await keyboard.press("Enter")
    await expect(
        visitor.chat("Ana").get_by_role("button", name="Start", exact=True)
    ).to_be_focused()
    await keyboard.press("Enter")
    await visitor.hears("Ana", "/start")
    ana = max(wire.world.people)
    await visitor.field("Ana").focus()
    await keyboard.type("one")
    await keyboard.press("Shift+Enter")
    await keyboard.type("two")
    await keyboard.press("Enter")
    await visitor.hears("Ana", "one\ntwo")
    assert wire.world.messages(ana)[-1].text == "one\ntwo"
    await keyboard.press("ArrowUp")
    await expect(visitor.field("Ana")).to_have_value("one\ntwo")
    await keyboard.press("Escape")
    await expect(visitor.field("Ana")).to_have_value("")
    await visitor.log("Ana").focus()
    await keyboard.press("ArrowUp")
    await expect(visitor.log("Ana").get_by_role("listitem").last).to_be_focused()
    await keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="Reply")).to_be_focused()
    await keyboard.press("Escape")
    await expect(page.get_by_role("menu")).to_have_count(0)
    wire.world.add_person("Bea")
    await expect(visitor.tab("Bea")).to_be_visible()
    await visitor.tab("Ana").focus()
    await keyboard.press("ArrowDown")
    await expect(visitor.tab("Bea")).to_be_focused()
    await keyboard.press("Enter")
    await expect(visitor.chat("Bea")).to_be_visible()
    await _tab_to(visitor, "Time")
    assert await _ring(visitor) != "none"
    await keyboard.press("Enter")
    await expect(page.get_by_role("complementary", name="Time")).to_be_visible()
    await keyboard.press("Escape")
    await expect(page.get_by_role("complementary", name="Time")).to_have_count(0)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_every_control_has_a_name_and_every_word_can_be_read(
    visit: Visit, playground: Playground, size: tuple[int, int]
) -> None:
    visitor = await visit(playground.address, size, reduced_motion="reduce")
    name = f"Reader at {size[0]}"
    await visitor.settles(name)
    await visitor.taps(name, "Begin now")
    await visitor.hears(name, "The reading of day-1")
    await _sound(visitor)
    for panel in PANELS:
        opened = await visitor.opens(panel)
        await expect(opened.get_by_role("heading", name=panel)).to_be_visible()
        await visitor.page.wait_for_timeout(150)
        await _sound(visitor, "#panel")
        await opened.get_by_role("button", name="Close the panel").click()
    assert not await visitor.overflows()


async def test_the_colours_can_be_chosen_and_stay(visit: Visit, wire: Wire) -> None:
    visitor = await visit(wire.address, color_scheme="dark")
    shade = "getComputedStyle(document.body).backgroundColor"
    dark = await visitor.page.evaluate(shade)
    await visitor.page.get_by_role("button", name="Colours: as the machine has it").click()
    light = await visitor.page.evaluate(shade)
    assert light != dark
    await visitor.page.reload()
    assert await visitor.page.evaluate(shade) == light
    await visitor.page.get_by_role("button", name="Colours: light").click()
    await expect(visitor.page.get_by_role("button", name="Colours: dark")).to_be_visible()
    assert await visitor.page.evaluate(shade) == dark


async def test_what_arrives_is_read_out_and_history_is_not(visit: Visit, wire: Wire) -> None:
    ana = wire.world.add_person("Ana")
    for number in range(200):
        wire.world.say(ana.id, f"old {number}")
    visitor = await visit(wire.address)
    log = visitor.log("Ana")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(log).to_have_attribute("aria-busy", "false")
    await log.evaluate(
        "log => { log.busy = []; new MutationObserver(() => log.busy.push(log.ariaBusy))"
        ".observe(log, {childList: true, subtree: true}); log.scrollTop = 0; }"
    )
    await expect(log.get_by_role("listitem").first).to_contain_text("old 80")
    assert set(await log.evaluate("log => log.busy")) == {"true"}
    await log.evaluate("log => { log.busy = []; log.scrollTop = log.scrollHeight; }")
    await visitor.says("Ana", "new words")
    await visitor.hears("Ana", "new words")
    assert set(await log.evaluate("log => log.busy")) == {"false"}


async def _tab_to(visitor: Visitor, name: str) -> None:
    for _ in range(40):
        await visitor.page.keyboard.press("Tab")
        label = await visitor.page.evaluate(
            "(document.activeElement.ariaLabel || document.activeElement.textContent).trim()"
        )
        if label.startswith(name):
            return
    raise AssertionError(f"Tab never reaches {name}")


async def _ring(visitor: Visitor) -> Any:
    return await visitor.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")


async def _sound(visitor: Visitor, within: str = "body") -> None:
    schemes: tuple[tuple[Literal["light", "dark"], str], ...] = (
        ("light", "rgb(246, 244, 239)"),
        ("dark", "rgb(20, 23, 26)"),
    )
    for scheme, paper in schemes:
        await visitor.page.emulate_media(color_scheme=scheme)
        await expect(visitor.page.locator("body")).to_have_css("background-color", paper)
        faults = await visitor.page.evaluate(FAULTS, within)
        for _ in range(20):  # what arrives just as the colours change is painted a moment later
            if faults:
                await visitor.page.wait_for_timeout(100)
                faults = await visitor.page.evaluate(FAULTS, within)
        assert faults == []
