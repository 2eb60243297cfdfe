"""The content on the page: every text to be browsed, saved files shown at once, faults told and the old words kept."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from solbot.content import expected
from solbot.playground import folder
from solbot.playground.playground import Options, Playground
from solbot.playground.process import ENDED, RUNNING
from solbot.playground.showcase import Showcase
from solbot.settings import Settings
from tests.playground.running import Page, page_of, until

MESSAGES = Path(__file__).parents[2] / "messages"


@pytest_asyncio.fixture
async def shipped() -> AsyncIterator[Showcase]:
    """The shipped content in all its languages, without a bot."""
    showcase = Showcase(MESSAGES, "en")
    watching = asyncio.create_task(showcase.watch())
    yield showcase
    watching.cancel()


async def test_every_text_can_be_browsed_in_every_language_with_its_limit(
    shipped: Showcase,
) -> None:
    english = await shipped.items("en")
    codes = [one["code"] for one in shipped.view()["languages"]]
    assert codes == sorted(one.name for one in MESSAGES.iterdir() if one.is_dir())
    names = {(one["kind"], one["name"]) for one in english if one["kind"] != "program"}
    for code in codes:
        items = await shipped.items(code)
        _is_complete(items, code)
        assert names <= {(one["kind"], one["name"]) for one in items}, code
    for name in ("../pyproject.toml", "", "en"):
        with pytest.raises(LookupError):
            shipped.source(name)
    with pytest.raises(LookupError):
        await shipped.items("xx")


def _is_complete(items: list[dict[str, Any]], code: str) -> None:
    of = {(one["kind"], one["name"]): one for one in items}
    kinds = {"reply", "toast", "document", "reading", "question", "program", "button"}
    assert {kind for kind, _ in of} == kinds
    replies = {name for kind, name in of if kind in ("reply", "toast", "document")}
    assert replies == set(expected.shipped().replies)
    assert {name for kind, name in of if kind == "button"} == expected.shipped().buttons
    ready = of["reply", "ready"]
    assert ready["file"] == f"{code}/replies/ready.html.j2"
    assert ready["variables"] == ["name", "next", "reminders", "zone"]
    assert of["reply", "help"]["entities"] and 0 < ready["length"] < ready["limit"]
    for one in items:
        assert one["text"].strip() and (MESSAGES / one["file"]).is_file()
        assert one["limit"] is None or one["length"] <= one["limit"], one["name"]


async def test_the_page_shows_sources_of_the_content_alone(page: Page) -> None:
    assert (await page.get("/page/source?file=en/replies/ready.html.j2"))["text"].strip()
    assert (await page.get("/page/content/en"))["items"]
    for path in ("/page/content/xx", "/page/source?file=../data/journal.key", "/page/source"):
        with pytest.raises(AssertionError):
            await page.get(path)


async def test_a_saved_file_is_shown_at_once_and_a_broken_one_is_not(
    page: Page, messages: Path
) -> None:
    ana = await page.person()
    await page.settles(ana)
    await page.says(ana, "/help")
    assert page.heard(ana)[-1].files == ["en/replies/help.html.j2", "en/buttons.toml"]
    content = page.playground.content
    await until(lambda: content.version)
    version = content.version
    file = messages / "en" / "replies" / "help.html.j2"
    before = file.read_text()

    file.write_text("<b>Quite other words</b>")
    await until(lambda: content.version == version + 1)
    await page.playground.time.settle()
    await page.says(ana, "/help")
    assert page.heard(ana)[-1].text == "Quite other words"

    file.write_text("<b>Broken {{ words }}")
    await until(lambda: content.version == version + 2)
    told = (await page.get("/page/state"))["content"]
    assert told["kept"] and told["faults"][0]["file"] == "en/replies/help.html.j2"
    assert told["faults"][0]["line"] == 1
    items = (await page.get("/page/content/en"))["items"]
    assert ("reply", "help") not in [(one["kind"], one["name"]) for one in items]
    await page.says(ana, "/help")
    assert page.heard(ana)[-1].text == "Quite other words"

    file.write_text(before)
    await until(lambda: content.version == version + 3)
    await page.playground.time.settle()
    await page.says(ana, "/help")
    assert "What we can do together" in page.heard(ana)[-1].text
    assert not (await page.get("/page/state"))["content"]["kept"]


async def test_what_check_refuses_besides_is_told_while_the_bot_says_it(
    page: Page, messages: Path
) -> None:
    ana = await page.person()
    await page.settles(ana)
    content = page.playground.content
    await page.get("/page/content/en")
    await until(lambda: content.version)
    file = messages / "en" / "replies" / "help.html.j2"
    before, version = file.read_text(), content.version
    # A sentence of so many words is a fault of style alone.
    file.write_text("Words. " + "so " * 70 + "many.")
    try:
        await until(lambda: content.version > version)
        assert content.is_sound
        await until(lambda: content.view()["faults"])
        (fault,) = (await page.get("/page/state"))["content"]["faults"]
        assert fault["file"] == "en/replies/help.html.j2" and "words" in fault["text"]
        assert not content.view()["kept"]
        await page.playground.time.settle()
        await page.says(ana, "/help")
        assert page.heard(ana)[-1].text.startswith("Words. so so")
    finally:
        file.write_text(before)
    await until(lambda: content.version > version + 1 and not content.view()["faults"])


async def test_a_fault_at_the_start_is_seen_and_once_mended_the_bot_starts(
    messages: Path, tmp_path: Path
) -> None:
    messages = Path(shutil.copytree(messages, tmp_path / "messages"))
    name = "en/replies/help.html.j2"
    file = messages / name
    before = file.read_text()
    file.write_text("<b>Broken {{ words }}")
    settings = Settings(messages=messages, log="error")
    data = folder.opened(tmp_path / "data", keep=True)
    playground = Playground(settings, data, Options(port=0))
    await playground.start()
    try:
        async with page_of(playground) as page:
            await until(lambda: playground.bot.state == ENDED and not playground.content.is_sound)
            state = await page.get("/page/state")
            assert state["bot"]["reason"] == "There are faults in the content."
            assert {one["file"] for one in state["content"]["faults"]} == {name}
            file.write_text(before)
            await until(lambda: playground.bot.state == RUNNING)
    finally:
        await playground.stop()


async def test_a_message_names_the_reading_and_the_question_it_brings(page: Page) -> None:
    ana = await page.person()
    await page.settles(ana)
    await page.goes(next=True)
    template, reading, question, labels = page.heard(ana)[-1].files
    assert template == "en/replies/question.html.j2"
    assert reading.startswith("en/readings/") and question.startswith("en/questions/")
    assert labels == "en/buttons.toml"
    await page.says(ana, "/programs")
    message = page.heard(ana)[-1]
    data = next(b["callback_data"] for row in message.keyboard for b in row)
    await page.presses(ana, data)
    assert any("programs/" in file for file in page.heard(ana)[-1].files)
