"""Weather, restart and kill of the bot's process: one sees what waits, and nothing is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from solbot.playground.process import ENDED, KILLED, RUNNING
from tests.playground.running import Page, opened, page_of, until


@pytest_asyncio.fixture(loop_scope="session")
async def either(database_url: str, messages: Path, tmp_path: Path) -> AsyncIterator[Page]:
    """The page of a playground on each kind of database."""
    async with (
        opened(tmp_path / "data", messages, database_url) as playground,
        page_of(playground) as page,
    ):
        yield page


async def settled(page: Page) -> int:
    ana = await page.person()
    await page.settles(ana)
    return ana


async def test_words_said_to_a_killed_bot_are_answered_by_the_next(either: Page) -> None:
    page = either
    ana = await settled(page)
    assert (await page.post("/page/bot", do="kill"))["state"] == KILLED
    await page.post(f"/page/people/{ana}/say", text="/today")
    await page.post(f"/page/people/{ana}/say", text="I was heard although nobody was there")
    state = await page.get("/page/state")
    assert state["bot"] == {"state": KILLED, "pid": None, "reason": None}
    assert state["queue"]["at_telegram"] == 2
    assert state["queue"]["as_of"] == "before it ended"
    before = len(page.heard(ana))
    await page.post("/page/bot", do="start")
    await until(lambda: len(page.heard(ana)) >= before + 2)
    await page.says(ana, "/journal")
    assert "although nobody was there" in page.heard(ana)[-1].text
    assert (await page.get("/page/state"))["queue"]["at_telegram"] == 0


async def test_a_nudge_due_while_telegram_is_down_waits_and_is_sent_once(either: Page) -> None:
    page = either
    ana = await settled(page)
    world, told = page.playground.world, len(page.heard(ana))
    due = await page.playground.time.next_moment(ana)
    assert due is not None
    await page.post("/page/weather", down=True)
    await page.goes(to=due.isoformat())
    await until(lambda: page.playground.bot.queue.queued == 1)
    assert len(page.heard(ana)) == told
    await page.post("/page/weather", down=False)
    await page.goes(forward=300)
    await until(lambda: page.playground.bot.queue.sent == 1)
    assert len(page.heard(ana)) == told + 1
    assert not world.updates


async def test_a_kill_amid_time_that_runs_loses_no_nudge(either: Page) -> None:
    page = either
    ana = await settled(page)
    await page.post("/page/clock", forward=10 * 86400)
    await until(lambda: len(page.heard(ana)) > 12)
    await page.post("/page/bot", do="kill")
    assert (await page.get("/page/state"))["clock"]["goal"] is None
    await page.post("/page/bot", do="start")
    await until(lambda: page.playground.bot.state == RUNNING)
    await page.goes(forward=3 * 86400)
    nudges = [one for one in page.heard(ana) if any("readings/" in file for file in one.files)]
    dates = [one.date // 86400 for one in nudges]
    assert len(dates) > 5
    # One that may have arrived as the process died is sent once more; none is missing.
    assert set(dates) == set(range(dates[0], dates[-1] + 1))
    assert len(dates) - len(set(dates)) <= 1


async def test_restart_keeps_everything(page: Page) -> None:
    ana = await settled(page)
    first = page.playground.bot.pid
    assert (await page.post("/page/bot", do="restart"))["state"] != ENDED
    await until(lambda: page.playground.bot.state == RUNNING)
    assert page.playground.bot.pid != first
    await page.says(ana, "/settings")
    assert "Madrid" in page.heard(ana)[-1].text


async def test_a_bot_that_dies_of_itself_is_seen_and_can_be_started(page: Page) -> None:
    pid = page.playground.bot.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    await until(lambda: page.playground.bot.state == ENDED)
    assert "It ended" in (await page.get("/page/state"))["bot"]["reason"]
    await page.post("/page/bot", do="start")
    await until(lambda: page.playground.bot.state == RUNNING)


async def test_each_kind_of_weather(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solbot.fake_telegram.weather.FLOOD", 4.0)  # seconds, all of which it waits
    ana = await settled(page)
    weather = await page.post("/page/weather", slow=True, dropping=True)
    assert weather == {"slow": True, "dropping": True, "flooding": False, "down": False}
    await page.post("/page/weather", slow=False, dropping=False)
    assert (await page.post("/page/weather", flooding=True))["flooding"]
    told = len(page.heard(ana))
    await page.post(f"/page/people/{ana}/say", text="/help")
    await until(lambda: page.playground.bot.queue.halted > 1)
    assert len(page.heard(ana)) == told
    await page.post("/page/weather", flooding=False)
    await until(lambda: len(page.heard(ana)) > told, seconds=25)
    for body in ({}, {"sunny": True}):
        assert "weather knows" in await page.post("/page/weather", status=400, **body)
    for what in ("dance", None):
        assert "kill" in await page.post("/page/bot", status=400, do=what)


async def test_somebody_who_blocks_the_bot_is_let_alone(page: Page) -> None:
    ana = await settled(page)
    told = len(page.heard(ana))
    await page.post(f"/page/people/{ana}/block")
    await page.goes(forward=3 * 86400)
    assert len(page.heard(ana)) == told
    await page.post(f"/page/people/{ana}/unblock")
    await page.goes(forward=86400)
    assert len(page.heard(ana)) > told
