"""As one knows it from a good messenger: quiet, roomy, and all of it within reach of a finger and of the keyboard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, expect

from solbot.playground.playground import Playground
from tests.browser.conftest import DESKTOP, PHONE, Visit, Wire
from tests.browser.visitor import Visitor

SMALL = (Path(__file__).parent / "small.js").read_text()
MIDDLE = (768, 1024)
PANELS = ("Time", "Weather", "Content", "Scenes", "Data")
KEYS = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "y"}, {"text": "No", "callback_data": "n"}]
    ]
}
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 800);
})"""


async def _asked(wire: Wire, count: int) -> int:
    """Ana, whom the bot has asked that often, with two buttons each."""
    ana = wire.world.add_person("Ana")
    wire.world.say(ana.id, "/start")
    for number in range(count):
        await wire.bot("sendMessage", chat_id=ana.id, text=f"Question {number}?", reply_markup=KEYS)
    return ana.id


async def _within(visitor: Visitor, selector: str) -> bool:
    return bool(
        await visitor.page.evaluate("one => Boolean(document.activeElement.closest(one))", selector)
    )


async def test_two_tabs_lead_from_the_messages_to_the_field(visit: Visit, wire: Wire) -> None:
    await _asked(wire, 60)
    visitor = await visit(wire.address)
    keyboard, log = visitor.page.keyboard, visitor.log("Ana")
    await expect(log.get_by_role("listitem").last).to_contain_text("Question 59?")
    await log.focus()
    await keyboard.press("Tab")
    await keyboard.press("Tab")
    await expect(visitor.field("Ana")).to_be_focused()
    # What can be pressed in a message is within reach from that message, and nowhere in the way.
    await log.focus()
    await keyboard.press("ArrowUp")
    await keyboard.press("Tab")
    await expect(log.get_by_role("button", name="What to do").last).to_be_focused()
    await keyboard.press("Tab")
    await expect(log.get_by_role("button", name="Yes").last).to_be_focused()
    for _ in range(3):
        await keyboard.press("Tab")
    await expect(visitor.field("Ana")).to_be_focused()
    await keyboard.press("Shift+Tab")
    await keyboard.press("Shift+Tab")
    await expect(log).to_be_focused()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_everything_can_be_hit_with_a_finger(
    visit: Visit, playground: Playground, size: tuple[int, int]
) -> None:
    visitor = await visit(playground.address, size, has_touch=True, reduced_motion="reduce")
    page, name = visitor.page, f"Thumb at {size[0]}"
    await visitor.settles(name)
    await visitor.taps(name, "Begin now")
    await visitor.hears(name, "The reading of day-1")
    assert await page.evaluate(SMALL, "body") == []
    for panel in PANELS:
        opened = await visitor.opens(panel)
        await expect(opened.get_by_role("heading", name=panel, exact=True)).to_be_visible()
        await page.wait_for_timeout(200)
        assert await page.evaluate(SMALL, "#panel") == []
    await page.keyboard.press("Escape")
    await visitor.field(name).fill("/")
    await expect(page.get_by_role("option").first).to_be_visible()
    assert await page.evaluate(SMALL, "main") == []
    await visitor.field(name).fill("")
    await visitor.chat(name).get_by_role("button", name="Attach").click()
    assert await page.evaluate(SMALL, "[role=menu]") == []
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Add a person").click()
    assert await page.evaluate(SMALL, "dialog") == []


async def test_marks_are_seen_by_whoever_points_at_a_message_or_walks_there(
    visit: Visit, wire: Wire
) -> None:
    await _asked(wire, 2)
    visitor = await visit(wire.address, reduced_motion="reduce")
    first, last = (
        visitor.log("Ana").get_by_role("listitem").nth(1),
        visitor.log("Ana").get_by_role("listitem").last,
    )
    await expect(last).to_contain_text("Question 1?")
    await visitor.page.mouse.move(5, 300)
    for message in (first, last):
        await expect(message.locator(".marks")).to_have_css("opacity", "0")
    await last.hover()
    await expect(last.locator(".marks")).to_have_css("opacity", "1")
    await expect(first.locator(".marks")).to_have_css("opacity", "0")
    await visitor.page.mouse.move(5, 300)
    await first.focus()
    await expect(first.locator(".marks")).to_have_css("opacity", "1")
    # They stand beside the bubble, and never over its words.
    bubble, marks = await _box(first.locator(".bubble")), await _box(first.locator(".marks"))
    assert marks["x"] >= bubble["x"] + bubble["width"]


async def test_a_finger_presses_the_message_itself(visit: Visit, wire: Wire) -> None:
    await _asked(wire, 1)
    visitor = await visit(wire.address, PHONE, has_touch=True, is_mobile=True)
    await visitor.log("Ana").get_by_text("Question 0?").tap()
    await visitor.page.get_by_role("menuitem", name="Reply").tap()
    await expect(visitor.chat("Ana").get_by_text("Replying to")).to_be_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_the_time_stands_in_the_last_line_where_there_is_room(
    visit: Visit, wire: Wire, size: tuple[int, int]
) -> None:
    ana = wire.world.add_person("Ana")
    wire.world.say(ana.id, "Short")
    wire.world.say(
        ana.id,
        "Words that go on for longer than one line of a bubble has room for, and then some: yes",
    )
    visitor = await visit(wire.address, size)
    for text in ("Short", "Words that go on"):
        bubble = visitor.log("Ana").locator(".bubble").filter(has_text=text)
        rows = await bubble.locator(".words").evaluate(
            "node => { const range = document.createRange(); range.selectNodeContents(node);"
            " return [...range.getClientRects()].map((one) => one.bottom); }"
        )
        time = await _box(bubble.locator("time"))
        assert time["y"] < max(rows) < time["y"] + time["height"] + 6


async def test_the_list_can_be_made_wider_and_stays_so(visit: Visit, wire: Wire) -> None:
    await _asked(wire, 1)
    visitor = await visit(wire.address)
    page, people = visitor.page, visitor.page.get_by_role("navigation", name="People")
    divider = page.get_by_role("separator", name="Width of the list")
    before = (await _box(people))["width"]
    assert before >= 300
    edge = await _box(divider)
    await page.mouse.move(edge["x"] + 6, 400)
    await page.mouse.down()
    await page.mouse.move(edge["x"] + 86, 400)
    await page.mouse.up()
    assert abs((await _box(people))["width"] - before - 80) < 10
    await divider.focus()
    await page.keyboard.press("ArrowLeft")
    now = (await _box(people))["width"]
    await expect(divider).to_have_attribute("aria-valuenow", str(round(now)))
    await page.reload()
    assert (await _box(people))["width"] == now
    await divider.dblclick()
    assert (await _box(people))["width"] == before


@pytest.mark.parametrize("width", [1000, 1440, 1900])
async def test_head_messages_and_field_stand_in_one_column(
    visit: Visit, wire: Wire, width: int
) -> None:
    await _asked(wire, 1)
    visitor = await visit(wire.address, (width, 800))
    chat = visitor.chat("Ana")
    bubble, face = (
        await _box(chat.locator(".bubble").last),
        await _box(chat.locator(".about .face")),
    )
    assert abs(face["x"] - bubble["x"]) <= 1
    assert 0 <= bubble["x"] - (await _box(chat.locator(".line")))["x"] <= 12


async def test_a_panel_over_the_chats_has_a_scrim_and_one_press_on_it_closes_it(
    visit: Visit, playground: Playground
) -> None:
    visitor = await visit(playground.address, MIDDLE)
    await visitor.adds("Mia")
    await visitor.opens("Time")
    assert await visitor.page.evaluate("document.getElementById('chats').inert")
    await visitor.page.mouse.click(100, 500)
    await expect(visitor.page.get_by_role("complementary")).to_have_count(0)
    assert not await visitor.page.evaluate("document.getElementById('chats').inert")
    assert not await visitor.overflows()
    # Where it has room beside them, the chats are there as well.
    await visitor.page.set_viewport_size({"width": 1280, "height": 800})
    await visitor.opens("Time")
    await expect(visitor.page.locator(".scrim")).to_be_hidden()
    await visitor.chat("Mia").get_by_role("button", name="Start", exact=True).click()
    await visitor.hears("Mia", "/start")


async def test_tools_have_their_words_on_a_phone(visit: Visit, playground: Playground) -> None:
    visitor = await visit(playground.address, PHONE)
    for panel in PANELS:
        await expect(visitor.page.locator(".tools").get_by_text(panel, exact=True)).to_be_visible()
    assert not await visitor.overflows()


@pytest.mark.parametrize("size", [(1440, 900), MIDDLE, PHONE], ids=["wide", "middle", "phone"])
async def test_nothing_jumps_while_the_page_comes(
    visit: Visit, playground: Playground, size: tuple[int, int]
) -> None:
    visitor = await visit(playground.address, size)
    await visitor.settles(f"Still at {size[0]}")
    await visitor.page.reload()
    assert await visitor.page.evaluate(SHIFTS) < 0.1


async def test_edges_are_drawn_where_the_machine_chooses_the_colours(
    visit: Visit, wire: Wire
) -> None:
    await _asked(wire, 2)
    wire.world.add_person("Bea")
    visitor = await visit(wire.address, forced_colors="active")
    chat = visitor.chat("Ana")
    for edged in (
        chat.locator(".bubble").last,
        chat.get_by_role("button", name="Yes").last,
        chat.locator(".line"),
    ):
        assert await _style(edged, "borderTopStyle") in ("solid", "dashed")
        assert await _style(edged, "borderTopWidth") != "0px"
    assert await _style(visitor.tab("Ana"), "outlineStyle") == "solid"
    assert await _style(visitor.tab("Bea"), "outlineStyle") == "none"
    await visitor.page.get_by_role("button", name="Add a person").click()
    name = visitor.page.get_by_role("dialog").get_by_label("Name")
    await expect(name).to_be_focused()
    assert await _style(name, "outlineStyle") == "solid"


async def test_the_content_reads_as_texts(visit: Visit, playground: Playground) -> None:
    visitor = await visit(playground.address)
    panel = await visitor.opens("Content")
    readings = panel.get_by_role("region", name="Readings")
    first = readings.get_by_role("listitem").first
    await expect(first.get_by_text("The reading of day-1", exact=True)).to_be_visible()
    await expect(first).to_contain_text("One idea is enough for a day")
    assert not re.search(r"%|\.md|/", await first.text_content() or "")
    questions = panel.get_by_role("region", name="Questions")
    await expect(questions.get_by_role("listitem").first).to_contain_text(
        "What did you notice today?"
    )
    await panel.get_by_label("Find").fill("nothing has these words in it")
    await expect(panel.get_by_text("0 of ")).to_be_visible()


async def _box(of: Locator) -> dict[str, float]:
    found = await of.bounding_box()
    assert found is not None
    return {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}


async def _style(of: Locator, name: str) -> Any:
    return await of.evaluate("(node, name) => getComputedStyle(node)[name]", name)


async def test_a_command_that_begins_another_is_sent_as_it_is_typed(
    visit: Visit, wire: Wire
) -> None:
    commands = [
        {"command": name, "description": "what it is for"} for name in ("programs", "program")
    ]
    await wire.bot("setMyCommands", commands=commands)
    ana = await _asked(wire, 0)
    visitor = await visit(wire.address)
    await visitor.field("Ana").press_sequentially("/program")
    await expect(visitor.page.get_by_role("option", name="/program", exact=False)).to_have_count(2)
    await visitor.field("Ana").press("Enter")
    await visitor.hears("Ana", "/program")
    assert wire.world.messages(ana)[-1].text == "/program"
