"""The page left open: over a restart, beside another browser, on a chat of thousands, with words meant to harm."""

from __future__ import annotations

import asyncio
from pathlib import Path

from playwright.async_api import expect

from solbot.fake_telegram.chats import ChatMessage
from tests.browser.conftest import DESKTOP, PHONE, Visit, Wire

SCROLL = (Path(__file__).parent / "scroll.js").read_text()
HOSTILE = (
    '<img src=x onerror="document.title=1">',
    '"><script>document.title=1</script>',
    "</textarea><b>no</b> &amp; {{ 7 * 7 }} ${1} \u202eleft\u202c שלום 👩‍👩‍👧‍👦 " + "unbroken" * 30,
    "javascript:alert(1) https://example.org/<b>x</b>",
)


async def test_it_catches_up_after_a_restart_of_the_server(visit: Visit, wire: Wire) -> None:
    ana, bea = wire.world.add_person("Ana"), wire.world.add_person("Bea")
    wire.world.say(ana.id, "before")
    wire.world.say(bea.id, "hello")
    visitor = await visit(wire.address)
    await visitor.hears("Ana", "before")
    await visitor.field("Ana").fill("half a thought")
    await wire.goes_down()
    status = visitor.page.get_by_role("status").filter(has_text="does not answer")
    await expect(status).to_be_visible()
    _bot_says(wire, ana.id, "meanwhile")
    _bot_says(wire, bea.id, "to you, too")
    wire.world.edit(ana.id, 1, "before, in other words")
    await wire.comes_back()
    await visitor.hears("Ana", "meanwhile")
    await visitor.hears("Ana", "before, in other words")
    await expect(status).to_have_count(0)
    await expect(visitor.tab("Bea 1 unread")).to_be_visible()
    await expect(visitor.field("Ana")).to_have_value("half a thought")
    await visitor.says("Ana", "a whole thought")
    await visitor.hears("Ana", "a whole thought")


async def test_two_browsers_see_the_same(visit: Visit, wire: Wire) -> None:
    one, other = await visit(wire.address), await visit(wire.address, PHONE)
    await one.adds("Ana", "Asia/Kolkata")
    await expect(other.chat("Ana")).to_be_visible()
    await one.chat("Ana").get_by_role("button", name="Start", exact=True).click()
    await other.hears("Ana", "/start")
    await other.says("Ana", "from my phone")
    await one.hears("Ana", "from my phone")
    await other.adds("Bea")
    await expect(one.tab("Bea")).to_be_visible()
    await expect(one.chat("Ana")).to_be_visible()
    bea = max(wire.world.people)
    wire.world.say(bea, "hello")
    _bot_says(wire, bea, "Good morning")
    await expect(one.tab("Bea 1 unread")).to_be_visible()
    assert await one.page.title() == "(1) solbot playground"
    await one.tab("Bea").click()
    await expect(one.tab("Bea 1 unread")).to_have_count(0)


async def test_words_meant_to_harm_stay_words(visit: Visit, wire: Wire) -> None:
    visitor = await visit(wire.address, PHONE)
    for text in HOSTILE[:2]:
        await visitor.adds(text)
    person = max(wire.world.people)
    name = wire.world.people[person].first_name
    wire.world.say(person, "hello")
    for text in HOSTILE:
        await visitor.says(name, text)
        await wire.bot("sendMessage", chat_id=person, text=text)
        keys = [[{"text": text[:60], "callback_data": "x"}]]
        await wire.bot(
            "sendMessage", chat_id=person, text="-", reply_markup={"inline_keyboard": keys}
        )
        await visitor.hears(name, text)
    wire.world.send_document(person, b"<script>1</script>", file_name=HOSTILE[0])
    await visitor.log(name).get_by_role("button", name="Open <img").click()
    await visitor.page.keyboard.press("Escape")
    log = visitor.log(name)
    await expect(log.locator("img, script, .words b")).to_have_count(0)
    assert "solbot playground" in await visitor.page.title()
    assert not await visitor.overflows()
    assert (
        await visitor.page.evaluate("fetch('https://example.org/').catch(() => 'refused')")
        == "refused"
    )
    assert all("Content Security Policy" in one for one in visitor.faults)
    visitor.faults.clear()


async def test_a_chat_of_five_thousand_messages_scrolls(visit: Visit, wire: Wire) -> None:
    ana = wire.world.add_person("Ana")
    wire.world.say(ana.id, "the very first")
    for number in range(2, 5001):
        _bot_says(wire, ana.id, f"message {number} " + "and some more words " * (number % 9))
    visitor = await visit(wire.address, DESKTOP)
    log = visitor.log("Ana")
    await expect(log.get_by_role("listitem").last).to_contain_text("message 5000")
    # How smoothly is measured by `make bench`.
    await visitor.page.evaluate(SCROLL, True)
    await expect(log.get_by_role("listitem").first).to_contain_text("the very first")
    assert await log.get_by_role("listitem").count() <= 240
    # What arrives meanwhile is counted, and one press leads there.
    _bot_says(wire, ana.id, "the newest of all")
    end = visitor.chat("Ana").get_by_role("button", name="To the newest message")
    await end.click()
    await expect(log.get_by_role("listitem").last).to_contain_text("the newest of all")
    await expect(end).to_be_hidden()


async def test_five_hundred_people_who_talk_at_once_are_told_in_full(
    visit: Visit, wire: Wire
) -> None:
    ana = wire.world.add_person("Ana")
    crowd = [wire.world.add_person(f"Person {n}", crowd=True).id for n in range(500)]
    wire.world.say(ana.id, "hello")
    visitor = await visit(wire.address)
    await visitor.page.get_by_text("500 simulated people").click()
    for second in range(30):
        for person in crowd:
            _bot_says(wire, person, f"message {second}")
        _bot_says(wire, ana.id, f"message {second}")
        await asyncio.sleep(0.02)
    await expect(visitor.page.get_by_role("tab", name="Person")).to_have_count(60)
    await visitor.page.get_by_role("searchbox").fill("Person 499")
    await visitor.tab("Person 499").click()
    await visitor.hears("Person 499", "message 29")


def _bot_says(wire: Wire, person: int, text: str) -> None:
    wire.world.post(ChatMessage(0, person, True, wire.world.now(), text))
