"""Takes the pictures of the playground that README shows; `make pictures` puts them into docs/pictures/.

To be run in the root of the repository."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright, expect

from solbot.playground.folder import opened
from solbot.playground.playground import Options, Playground
from solbot.settings import Settings
from tests.browser.conftest import CHROMIUM, DESKTOP, PHONE, QUIET
from tests.browser.visitor import Visitor

ROOT = Path(__file__).parents[2]
LOWER = (1200, 680)
PICTURES = ROOT / "docs" / "pictures"
MOST = 150_000  # bytes of a picture that is worth its place


async def main() -> None:
    """Play two scenes, and look at them from four sides."""
    PICTURES.mkdir(exist_ok=True)
    settings = Settings(_env_file=None, messages=Path("messages"))  # type: ignore[call-arg]
    with tempfile.TemporaryDirectory() as folder:
        playground = Playground(settings, opened(Path(folder)), Options(port=0, pause=0.0))
        await playground.start()
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            await _play(browser, playground.address)
            await _taken(browser, playground.address)
            await browser.close()
        await playground.stop()


async def _play(browser: Browser, address: str) -> None:
    visitor = await _visit(browser, address, DESKTOP, "light")
    for scene in ("A month in", "The first day"):
        panel = await visitor.opens("Scenes")
        await panel.get_by_role("button", name=f"Start: {scene}").click()
        await expect(panel.get_by_role("progressbar")).to_be_visible()
        await expect(panel.get_by_role("progressbar")).to_be_hidden(timeout=180_000)
    await visitor.page.context.close()


async def _taken(browser: Browser, address: str) -> None:
    visitor = await _visit(browser, address, DESKTOP, "light")
    await visitor.opens("Time")
    await _keep(visitor, "playground")

    visitor = await _visit(browser, address, LOWER, "dark")
    await visitor.page.get_by_role("button", name="Words from en/replies/kept").last.click()
    await visitor.page.get_by_role("button", name="Show the file").click()
    await visitor.page.get_by_role("button", name="To the newest message").click()
    await _keep(visitor, "playground-words")

    visitor = await _visit(browser, address, PHONE, "light")
    await _keep(visitor, "playground-phone")

    visitor = await _visit(browser, address, PHONE, "dark")
    await visitor.opens("Weather")
    await _keep(visitor, "playground-weather")


async def _visit(browser: Browser, address: str, size: tuple[int, int], scheme: str) -> Visitor:
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = await context.new_page()
    await page.goto(address)
    await page.wait_for_timeout(500)
    return Visitor(page)


async def _keep(visitor: Visitor, name: str) -> None:
    await visitor.page.wait_for_timeout(700)
    file = PICTURES / f"{name}.png"
    await visitor.page.screenshot(path=file)
    assert file.stat().st_size <= MOST, f"{file.name} is too large"
    await visitor.page.context.close()


if __name__ == "__main__":
    asyncio.run(main())
