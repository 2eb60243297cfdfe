"""The whole first day of a newcomer, in a real browser with the real bot."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import time
from pathlib import Path

import pytest
from playwright.async_api import expect

from solbot.playground.playground import Playground
from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.visitor import Visitor

ROOT = Path(__file__).parents[2]
THREE_MINUTES = 180.0


@pytest.mark.parametrize(("name", "size"), [("Ana", DESKTOP), ("Bea", PHONE)])
async def test_from_start_to_the_first_answer(
    visit: Visit, playground: Playground, name: str, size: tuple[int, int]
) -> None:
    visitor = await visit(playground.address, size)
    await visitor.settles(name)
    await expect(visitor.log(name)).to_contain_text(re.compile(r"at 08:00 \(Madrid\)"))
    await visitor.taps(name, "Begin now")
    await visitor.hears(name, "The reading of day-1")
    await visitor.says(name, "I notice that I rush")
    await visitor.hears(name, "Kept in your journal")
    await visitor.taps(name, "See it in the journal")
    await expect(visitor.log(name).get_by_role("listitem").last).to_contain_text(
        "I notice that I rush"
    )
    assert not await visitor.overflows()


async def test_the_command_alone_leads_to_a_first_answer_in_time(
    visit: Visit, tmp_path: Path
) -> None:
    """What a newcomer runs, with nothing prepared: the process, the page, the first answer."""
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, ROOT / "bot.py", "playground"),
        cwd=tmp_path,
        env={
            **_bare(),
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            "SOLBOT_MESSAGES": str(ROOT / "messages"),
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        address = await asyncio.wait_for(_address(process), 30)
        visitor = await visit(address)
        await expect(visitor.page.get_by_role("heading", name="Nobody is here yet")).to_be_visible()
        ready = time.monotonic() - began
        await visitor.page.get_by_role("button", name="Add the first person").click()
        await visitor.page.get_by_label("Name").fill("Noor")
        await visitor.page.get_by_role("button", name="Add", exact=True).click()
        await visitor.begins("Noor")
        await visitor.taps("Noor", "Begin now")
        await _answers(visitor, "Noor")
        whole = time.monotonic() - began
    finally:
        process.terminate()
        await asyncio.wait_for(process.communicate(), 10)
    assert ready < 15
    assert whole < THREE_MINUTES
    assert not (tmp_path / "secrets").exists()


async def _answers(visitor: Visitor, name: str) -> None:
    """Answer the question there is, be it of one part or of several."""
    await expect(visitor.log(name).get_by_role("button", name="Not today")).to_be_visible()
    messages = visitor.log(name).get_by_role("listitem")
    for part in range(1, 6):
        there = await messages.count()
        await visitor.says(name, f"I notice that I rush, thought {part}")
        await expect(messages).to_have_count(there + 2)
        if "Kept in your journal" in (await messages.last.text_content() or ""):
            return
    raise AssertionError("the question has no end")


def _bare() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith("SOLBOT_")}


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    async for line in process.stdout:
        found = re.search(r"http://127\.0\.0\.1:\d+", line.decode())
        if found:
            return found.group()
    raise AssertionError("the playground ended without saying where it is")
