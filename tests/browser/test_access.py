"""For everybody: by keyboard alone, with a screen reader, in light and in dark, on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from solbot.playground.playground import Playground
from tests.browser.conftest import DESKTOP, PHONE, Visit, Wire
from tests.browser.visitor import Visitor

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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_every_control_has_a_name_and_every_word_can_be_read(
    visit: Visit, playground: Playground, size: tuple[int, int], scheme: str
) -> None:
    visitor = await visit(playground.address, size, color_scheme=scheme, reduced_motion="reduce")
    name = f"{scheme.title()} {size[0]}"
    await visitor.settles(name)
    await visitor.taps(name, "Begin now")
    await visitor.hears(name, "The reading of day-1")
    await _sound(visitor)
    for panel in PANELS:
        opened = await visitor.opens(panel)
        await expect(opened.get_by_role("heading", name=panel)).to_be_visible()
        await visitor.page.wait_for_timeout(150)
        await _sound(visitor)
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
        ".observe(log, {childList: true}); log.scrollTop = 0; }"
    )
    await expect(log.get_by_role("listitem").first).to_contain_text("old 40")
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


async def _sound(visitor: Visitor) -> None:
    found = await visitor.page.evaluate(FAULTS)
    assert found == []


FAULTS = """() => {
  const faults = [], seen = (node) => node.checkVisibility({checkOpacity: false, checkVisibilityCSS: true});
  const called = (node) => node.ariaLabel || node.labels?.[0]?.textContent || node.textContent.trim() || node.title
    || node.querySelector('img[alt]')?.alt;
  for (const node of document.querySelectorAll('button, a[href], input, select, textarea, [role=tab], [role=menuitem]')) {
    if (seen(node) && !called(node)?.trim()) faults.push('no name: ' + node.outerHTML.slice(0, 120));
  }
  for (const node of document.querySelectorAll('img:not([alt])')) faults.push('no alt: ' + node.src);
  const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);
  for (const id of ids.filter((one, at) => ids.indexOf(one) !== at)) faults.push('twice: #' + id);
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  paint.canvas.width = paint.canvas.height = 1;
  const over = (colours) => {
    paint.clearRect(0, 0, 1, 1);
    for (const colour of colours) { paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1); }
    return [...paint.getImageData(0, 0, 1, 1).data];
  };
  const light = (rgb) => rgb.slice(0, 3).map((one) => one / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !seen(node) || node.closest('template, :disabled, option, .spoiler')) continue;
    const behind = [];
    for (let at = node; at; at = at.parentElement) behind.unshift(getComputedStyle(at).backgroundColor);
    const style = getComputedStyle(node), size = parseFloat(style.fontSize);
    if (!size) continue;
    const wanted = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    const found = ratio(light(over(behind)), light(over([...behind, style.color])));
    if (found < wanted) faults.push(`contrast ${found.toFixed(2)}: ${walker.currentNode.data.trim().slice(0, 40)} (${node.className})`);
  }
  return faults;
}"""
"""What a checker of accessibility looks for first: names, doubled ids, and the contrast of every word with what is behind it."""
