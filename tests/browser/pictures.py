"""Takes the pictures that README and the handbooks in docs/ show; `make pictures` puts them into docs/pictures/.

To be run in the root of the repository."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, async_playwright, expect

from solbot.content.catalog import load
from solbot.playground.folder import opened
from solbot.playground.playground import Options, Playground
from solbot.settings import Settings
from tests.browser import tension
from tests.browser.conftest import CHROMIUM, DESKTOP, PHONE, QUIET
from tests.browser.visitor import Visitor
from tests.playground.running import since_morning

ROOT = Path(__file__).parents[2]
WIDE, MIDDLE = (1440, 860), (768, 900)
PICTURES = ROOT / "docs" / "pictures"
MOST = 150_000  # bytes of a picture that is worth its place


async def main() -> None:
    """Play two scenes, and look at them from four sides."""
    PICTURES.mkdir(exist_ok=True)
    for file in await tension.keep(load(ROOT / "messages"), PICTURES):
        _made_smaller(file)
    expect.set_options(timeout=30_000)  # pictures may take their time
    settings = Settings(messages=Path("messages"))
    with tempfile.TemporaryDirectory() as folder:
        playground = Playground(
            settings, opened(Path(folder)), Options(port=0, pause=0.0, ahead=since_morning())
        )
        await playground.start()
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            await _play(browser, playground.address)
            await _taken(browser, playground.address)
            await _staff(browser, playground.address)
            await browser.close()
        await playground.stop()


async def _play(browser: Browser, address: str) -> None:
    visitor = await visit(browser, address, DESKTOP, "light")
    for scene in ("A month in", "The first day"):
        panel = await visitor.opens("Scenes")
        await panel.get_by_role("button", name=f"Start: {scene}").click()
        await expect(panel.get_by_role("progressbar")).to_be_visible()
        await expect(panel.get_by_role("progressbar")).to_be_hidden(timeout=180_000)
    await visitor.page.context.close()


async def _taken(browser: Browser, address: str) -> None:
    visitor = await visit(browser, address, WIDE, "light")
    panel = await visitor.opens("Time")
    await panel.get_by_role("button", name="To Bea’s next nudge").click()
    await expect(visitor.log("Bea").get_by_role("button", name="Why this?").last).to_be_visible()
    await expect(panel.get_by_role("button", name="Stop")).to_be_hidden()
    await keep(visitor, "playground")

    visitor = await visit(browser, address, WIDE, "dark")
    await visitor.page.get_by_role("button", name="Words from en/replies/kept").last.click()
    await visitor.page.get_by_role("button", name="Show the file").click()
    await visitor.page.get_by_role("button", name="To the newest message").click()
    await keep(visitor, "playground-words")

    for scheme in ("light", "dark"):
        visitor = await visit(browser, address, MIDDLE, scheme)
        panel = await visitor.opens("Content")
        await expect(panel.get_by_role("region", name="Readings")).to_be_visible()
        await keep(visitor, f"playground-content-{scheme}")

    visitor = await visit(browser, address, PHONE, "light")
    await keep(visitor, "playground-phone")

    visitor = await visit(browser, address, PHONE, "dark")
    await visitor.opens("Weather")
    await keep(visitor, "playground-weather")


async def _staff(browser: Browser, address: str) -> None:
    """What staff see: an owner and a member, a program with one seat, a question, an announcement."""
    at_work = await visit(browser, address, DESKTOP, "light")
    await at_work.adds("Olga", role="owner")
    await at_work.settles_in("Olga")  # whoever gets a role has opened its invitation
    await at_work.settles("Amina", "Africa/Lagos")

    await at_work.tab("Olga").click()
    await _told(at_work, "Olga", "/staff", "Your role: Owner")
    await _seen(browser, address, "Olga", "staff-menu")

    await at_work.taps("Olga", "Programs")
    await at_work.hears("Olga", "Foundations for Leadership: open")
    await at_work.taps("Olga", "Foundations for Leadership")
    await at_work.hears("Olga", "As the content files have it.")
    for field, words in (
        ("Begins", "2027-06-01 09:00"),
        ("Time zone", "Boston, MA"),
        ("How to join", "Anyone can join"),
        ("Seats", "12"),
    ):
        await at_work.taps("Olga", "Edit")
        await at_work.hears("Olga", "Tap what you want to change.")
        await at_work.taps("Olga", field)
        await at_work.page.wait_for_timeout(300)
        await _told(at_work, "Olga", words, "Kept in the draft.")
    await at_work.taps("Olga", "‹ Back")
    await at_work.hears("Olga", "Not published yet")
    await _seen(browser, address, "Olga", "staff-program")
    await at_work.taps("Olga", "Edit")
    await at_work.hears("Olga", "Tap what you want to change.")
    await at_work.taps("Olga", "Seats")
    await at_work.hears("Olga", "How many seats are there?")
    await _told(at_work, "Olga", "about twelve", "a whole number from 1 to")
    await _seen(browser, address, "Olga", "staff-field")
    await at_work.taps("Olga", "‹ Back")
    await at_work.hears("Olga", "Tap what you want to change.")
    await at_work.taps("Olga", "‹ Back")
    await at_work.hears("Olga", "Not published yet")
    await at_work.taps("Olga", "Publish")
    await at_work.taps("Olga", "Yes, publish it")
    await at_work.hears("Olga", "is published")

    await at_work.tab("Amina").click()
    await _told(at_work, "Amina", "/start p-foundations-for-leadership", "Seats: 12 free of 12")
    await _seen(browser, address, "Amina", "program-card")
    await at_work.taps("Amina", "Reserve a seat")
    await at_work.hears("Amina", "A seat is held for you")
    await _told(at_work, "Amina", "/programs", "The programs")
    await at_work.taps("Amina", "Ask a person")
    await at_work.page.wait_for_timeout(300)
    await at_work.says("Amina", "Is there a reduced price for teachers?")
    await at_work.page.wait_for_timeout(700)

    await at_work.tab("Olga").click()
    await at_work.taps("Olga", "‹ Back")
    await at_work.hears("Olga", "Edition 2 is in force.")
    await at_work.taps("Olga", "Seats")
    await at_work.hears("Olga", "1. Amina")
    await _seen(browser, address, "Olga", "staff-seats")
    await at_work.says("Olga", "/desk")
    await at_work.page.wait_for_timeout(800)
    await at_work.log("Olga").get_by_role("button", name="Amina").last.click()
    await at_work.hears("Olga", "reduced price for teachers")
    await _seen(browser, address, "Olga", "staff-desk")
    await _told(at_work, "Olga", "/people", "Send a name")
    await _told(at_work, "Olga", "amina", "Amina, last here")
    await at_work.taps("Olga", "Amina")
    await at_work.hears("Olga", "Telegram number")
    await _seen(browser, address, "Olga", "staff-person")

    await _announced(browser, address, at_work)
    await _waited_for(browser, address, at_work)
    await at_work.page.context.close()


async def _announced(browser: Browser, address: str, at_work: Visitor) -> None:
    """An announcement from the first word to the report, looked at where staff have to decide something."""
    name, log = "Olga", at_work.log("Olga")

    async def taps(label: str, answer: str) -> None:
        await at_work.taps(name, label)
        await expect(log).to_contain_text(answer)
        await at_work.page.wait_for_timeout(500)

    await _told(at_work, name, "/broadcast", "Nothing has been said to everybody yet.")
    await taps("A new announcement", "Send me one message")
    words = "Good evening, {name}. There are twelve seats in Foundations for Leadership, in June."
    await _told(at_work, name, words, "a draft")
    await _seen(browser, address, name, "staff-announcement")

    await taps("Words: Español", "in Español")
    words = "Buenas tardes, {name}. Hay doce lugares en Foundations for Leadership, en junio."
    await _told(at_work, name, words, "Español: Buenas tardes")
    await taps("Buttons", "Buttons under the announcement")
    await taps("+ I'm interested", "✕ I'm interested")
    await taps("‹ Back", "Buttons: I'm interested")
    await taps("Who gets it", "Sent now: ")
    await taps("Only those…", "What should apply?")
    await taps("Language", "Which one?")
    await taps("English", "reads English")
    await _seen(browser, address, name, "staff-audience")
    await taps("‹ Back", "Buttons: I'm interested")
    await taps("See it as people will", "Buenas tardes, Olga.")
    await _seen(browser, address, name, "staff-rehearsal")
    await taps("Send it to me", "is on its way to you")
    await at_work.page.wait_for_timeout(4_000)  # a second between two messages to one person
    await taps("Go on to send", "Send announcement no. 1?")
    await log.get_by_text("Send announcement no. 1?").last.scroll_into_view_if_needed()
    await _seen(browser, address, name, "staff-send")
    await taps("Send it", "who gets it is fixed now")
    await expect(log).to_contain_text(re.compile("Delivered: [1-9]"), timeout=60_000)
    await at_work.tab("Amina").click()
    await at_work.taps("Amina", "I'm interested")
    await at_work.page.wait_for_timeout(500)
    await at_work.tab(name).click()
    await taps("Refresh", "I'm interested: 1")
    await _seen(browser, address, name, "staff-report")


async def _waited_for(browser: Browser, address: str, at_work: Visitor) -> None:
    """One seat alone, which somebody has, and somebody who waits for it."""
    await at_work.tab("Olga").click()
    await _told(at_work, "Olga", "/program", "Foundations for Leadership: open")
    for label in ("Foundations for Leadership", "Edit", "Seats"):
        await at_work.taps("Olga", label)
        await at_work.page.wait_for_timeout(500)
    await _told(at_work, "Olga", "1", "Kept in the draft. Seats: 1")
    await at_work.taps("Olga", "‹ Back")
    await at_work.hears("Olga", "Not published yet")
    await at_work.taps("Olga", "Publish")
    await at_work.taps("Olga", "Yes, publish it")
    await at_work.hears("Olga", "is published")
    await at_work.settles("Mateo", "Europe/Lisbon")
    await at_work.tab("Mateo").click()
    await _told(at_work, "Mateo", "/start p-foundations-for-leadership", "none free just now")
    await at_work.taps("Mateo", "Join the waiting list")
    await at_work.hears("Mateo", "You are number 1 on the waiting list")
    await at_work.tab("Olga").click()
    await at_work.taps("Olga", "‹ Back")
    await at_work.hears("Olga", "Edition 3 is in force.")
    await at_work.taps("Olga", "Seats")
    await at_work.hears("Olga", "1 seat: 0 confirmed, 1 held, 0 free; 1 waiting")
    await at_work.taps("Olga", "Waiting (1)")
    await at_work.hears("Olga", "1. Mateo")
    await _seen(browser, address, "Olga", "staff-waiting")


async def _told(visitor: Visitor, name: str, words: str, answer: str) -> None:
    await visitor.says(name, words)
    await visitor.hears(name, answer)


async def _seen(browser: Browser, address: str, name: str, picture: str) -> None:
    """A picture of somebody's chat, as wide as a phone."""
    visitor = await visit(browser, address, PHONE, "light")
    await visitor.tab(name).click()
    await keep(visitor, picture)


async def visit(browser: Browser, address: str, size: tuple[int, int], scheme: str) -> Visitor:
    """Open the page."""
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = await context.new_page()
    await page.goto(address)
    await page.wait_for_timeout(500)
    return Visitor(page)


async def keep(visitor: Visitor, name: str) -> None:
    """Put a picture of what is seen into docs/pictures/, and leave."""
    await visitor.page.wait_for_timeout(700)
    file = PICTURES / f"{name}.png"
    await visitor.page.screenshot(path=file)
    _made_smaller(file)
    await visitor.page.context.close()


def _made_smaller(file: Path) -> None:
    Image.open(file).convert("RGB").quantize(256).save(file, optimize=True)
    assert file.stat().st_size <= MOST, f"{file.name} is too large"


if __name__ == "__main__":
    asyncio.run(main())
