"""A name that runs to the left, inside words that run to the right, as a browser lays it out."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.async_api import Browser

from solbot.content import telegram_html
from solbot.content.catalog import Catalog

NAMES = ["שרה (7)", "فاطمة 12", "\u202egnirts", "\u2067x", "Ana"]
ROUNDED = 0.5  # pixels
SPREAD = """text => {
    const row = document.querySelector("p"), at = row.firstChild.data.indexOf(text);
    const range = document.createRange();
    range.setStart(row.firstChild, at);
    range.setEnd(row.firstChild, at + text.length);
    const found = range.getBoundingClientRect();
    return [found.left, found.right];
}"""


async def test_the_words_around_a_name_stay_where_they_are(
    browser: Browser, catalog: Catalog
) -> None:
    moment = datetime(2026, 11, 24, 8, tzinfo=UTC)
    page = await browser.new_page(viewport={"width": 1600, "height": 400})
    for name in NAMES:
        html = catalog.default.reply("home", name=name, next=moment)
        first = telegram_html.plain(html).split("\n")[0]
        assert first.startswith("Good to see you, ") and first.endswith(".")
        await page.set_content('<p dir="auto" style="white-space: pre"></p>')
        await page.evaluate("text => document.querySelector('p').append(text)", first)
        before = await page.evaluate(SPREAD, "Good to see you,")
        stop = await page.evaluate(SPREAD, first[-1])
        shown = await page.evaluate(SPREAD, first.removeprefix("Good to see you, ")[:-1])
        # Browsers lay glyphs out in 64ths of a pixel, and round each by itself.
        there = (name, before, shown, stop)
        assert before[1] <= shown[0] + ROUNDED < shown[1] <= stop[0] + ROUNDED, there
    await page.close()
