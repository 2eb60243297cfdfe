"""The page as its checkers see it: axe-core, html-validate and Lighthouse; see install.sh."""

from __future__ import annotations

import asyncio
import json
import os
from asyncio.subprocess import PIPE
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from solbot.playground.page import STATIC
from solbot.playground.playground import Playground
from tests.browser.conftest import CHECKERS, CHROMIUM, PHONE, QUIET, Visit, Wire
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.skipif(
    not (CHECKERS / ".installed").exists(),
    reason="NO PAGE CHECKERS: tests/browser/install.sh says why",
)
SIZES = [(1440, 900), (768, 1024), PHONE]
NAMES = ["wide", "middle", "phone"]
PANELS = ("Time", "Weather", "Content", "Scenes", "Data")
RUN = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations.map((one) => `${one.impact} ${one.id}: ${one.nodes[0].html.slice(0, 200)}`);
}"""


async def _axe(visitor: Visitor) -> list[str]:
    """What axe-core finds, of any weight; contrast is in faults.js, in both schemes."""
    if not await visitor.page.evaluate("'axe' in window"):
        await visitor.page.evaluate((CHECKERS / "axe-core" / "axe.min.js").read_text())
    return [str(one) for one in await visitor.page.evaluate(RUN)]


async def _valid(*files: Path, config: str) -> None:
    """html-validate finds nothing in these."""
    told = await _ran(
        CHECKERS / "html-validate" / "bin" / "html-validate.mjs",
        "--config",
        str(CHECKERS.parent / config),
        *map(str, files),
    )
    assert told == ""


async def _ran(script: Path, *words: str) -> str:
    process = await asyncio.create_subprocess_exec(
        "node",
        str(script),
        *words,
        stdout=PIPE,
        stderr=PIPE,
        env={**os.environ, "CHROME_PATH": CHROMIUM or ""},
    )
    out, err = await process.communicate()
    return (out + err).decode().strip()


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
async def test_axe_finds_nothing_wherever_one_goes(
    visit: Visit, playground: Playground, tmp_path: Path, size: tuple[int, int]
) -> None:
    visitor = await visit(playground.address, size, reduced_motion="reduce")
    page, name = visitor.page, f"Axel at {size[0]}"
    await visitor.settles(name)
    await visitor.taps(name, "Begin now")
    await visitor.hears(name, "The reading of day-1")
    assert await _axe(visitor) == []
    seen = [tmp_path / "dialog.html"]
    for panel in PANELS:
        opened = await visitor.opens(panel)
        await expect(opened.get_by_role("heading", name=panel, exact=True)).to_be_visible()
        await page.wait_for_timeout(300)
        assert await _axe(visitor) == []
        seen.append(tmp_path / f"{panel}.html")
        seen[-1].write_text(await page.content())
    await page.keyboard.press("Escape")
    await visitor.chat(name).get_by_role("button", name="Commands").click()
    assert await _axe(visitor) == []
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Add a person").click()
    assert await _axe(visitor) == []
    seen[0].write_text(await page.content())
    await _valid(*seen, config="htmlvalidate-dom.json")


async def test_axe_finds_nothing_where_nobody_is_yet(visit: Visit, wire: Wire) -> None:
    visitor = await visit(wire.address)
    await expect(visitor.page.get_by_role("heading", name="Nobody is here yet")).to_be_visible()
    assert await _axe(visitor) == []


async def test_the_page_is_valid_html() -> None:
    await _valid(STATIC / "index.html", config="htmlvalidate.json")


@pytest.mark.parametrize("preset", ["desktop", "mobile"])
async def test_lighthouse_finds_nothing_serious(
    visit: Visit, playground: Playground, tmp_path: Path, preset: str
) -> None:
    await (await visit(playground.address)).settles(f"Lea on {preset}")
    report = tmp_path / "report.json"
    told = await _ran(
        CHECKERS / "lighthouse" / "cli" / "index.js",
        playground.address,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        "--only-categories=accessibility,best-practices",
        "--only-audits=cumulative-layout-shift",
        *(["--preset=desktop"] if preset == "desktop" else []),
        "--max-wait-for-load=10000",
        "--no-enable-error-reporting",
        f"--chrome-flags=--headless=new {' '.join(QUIET[:3])}",
    )
    assert report.exists(), told
    found: dict[str, Any] = json.loads(report.read_text())
    assert "runtimeError" not in found
    scores = {name: one["score"] for name, one in found["categories"].items()}
    assert scores == {"accessibility": 1, "best-practices": 1}, [
        one["title"] for one in found["audits"].values() if one["score"] not in (None, 1)
    ]
    assert found["audits"]["cumulative-layout-shift"]["numericValue"] < 0.1
