"""The bot's name and a few words, typed into the field of a chat: what the bot finds is there to be chosen."""

from __future__ import annotations

from playwright.async_api import expect

from solbot.playground.playground import Playground
from tests.browser.conftest import Visit


async def test_what_is_found_is_chosen_by_key_or_tap(visit: Visit, playground: Playground) -> None:
    visitor = await visit(playground.address)
    await visitor.adds("Sue")
    await visitor.chat("Sue").get_by_role("button", name="Start", exact=True).click()
    await visitor.hears(
        "Sue", "Is that all right with you?"
    )  # the bot is there, and asks for updates
    field, keyboard = visitor.field("Sue"), visitor.page.keyboard
    await field.fill("@solbot_playground_bot reading")
    found = visitor.chat("Sue").get_by_role("option")
    await expect(found.first).to_be_visible()
    title = await found.first.locator("span").inner_text()
    await keyboard.press("Enter")
    await expect(visitor.log("Sue")).to_contain_text(title)
    await expect(field).to_have_value("")
    await field.fill("@solbot_playground_bot xyzzyplugh")
    await expect(found).to_have_text(["Nothing found. Open the chat"])
    await keyboard.press("Escape")
    await expect(found).to_have_count(0)
    assert visitor.faults == []
