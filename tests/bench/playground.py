"""How soon the playground's page is there, and how smoothly time runs with 500 simulated people."""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import aiohttp

from solbot.playground import folder
from solbot.playground.playground import Options, Playground
from solbot.settings import Settings
from tests.bench.processes import ended
from tests.bench.run import Run
from tests.bench.telegram import ROOT
from tests.playground.running import since_morning
from tests.ports import free_port

PEOPLE = 500
SPEED = 3600
WATCHED = 20.0  # seconds
LONGEST = 600.0  # seconds that a jump may take
# The least that could be: a page of aiohttp's, and nothing behind it.
BARE = """
import sys
from aiohttp import web
port = int(sys.argv[1])
async def page(request): return web.Response(text="here")
app = web.Application(); app.router.add_get("/", page)
web.run_app(app, host="127.0.0.1", port=port, print=lambda _: print(f"http://127.0.0.1:{port}/", flush=True))
"""


async def playground(run: Run) -> None:
    """Report the time until the page is there, and the pace and calm of fast time."""
    bare = await _ready("-c", BARE, str(free_port()), at=run.folder)
    page = await _ready(
        str(ROOT / "bot.py"), "playground", "--port", str(free_port()), at=run.folder
    )
    baseline = ("s bare aiohttp page", bare)
    run.row("start to page", page, "s", baseline, "<= 1", page <= 1)
    data = folder.opened(run.folder / "playground")
    settings = Settings(messages=ROOT / "messages", log="error")
    here = Playground(settings, data, Options(port=0, pause=0.0, ahead=since_morning()))
    await here.start()
    try:
        await _crowded(run, here)
    finally:
        await here.stop()


async def _crowded(run: Run, here: Playground) -> None:
    await _a_month(run, here)
    idle = await _answers(here, run.seconds(3.0))
    people, watched = run.count(PEOPLE), run.seconds(WATCHED)
    here.crowd.arrive(people)
    here.time.go_to(here.time.now() + timedelta(hours=24))
    began = time.monotonic()
    await _arrived(here)
    run.row(f"a day of {people} who settle in first", time.monotonic() - began, "s")
    here.time.run_at(SPEED)
    began, start = time.monotonic(), here.time.now()
    watching = asyncio.create_task(_longest_silence(here, watched))
    busy = await _answers(here, watched)
    reached = (here.time.now() - start) / timedelta(seconds=time.monotonic() - began)
    here.time.stop()
    share = reached / SPEED
    what = f"speed reached with {people} people"
    run.row(what, reached, "x", (f"asked for ({SPEED})", SPEED), ">= 0.9x", share >= 0.9)
    run.row("page's answer meanwhile, 95 %", busy, "ms", ("ms idle", idle), "<= 50 ms", busy <= 50)
    silence = await watching
    run.row("longest the clock showed nothing new", silence, "s", None, "<= 1", silence <= 1)
    queue = here.bot.queue
    lost = queue.unsure + queue.failed + queue.skipped
    run.row("nudges lost, late or in doubt", lost, f"of {queue.sent}", None, "0", lost == 0)


async def _a_month(run: Run, here: Playground) -> None:
    """One simulated person, from their first day on."""
    here.crowd.arrive(1)
    began = time.monotonic()
    here.time.go_to(here.time.now() + timedelta(days=run.steady(30, 2)))
    await _arrived(here)
    took = time.monotonic() - began
    run.row("a month of coaching lived through", took, "s", None, "<= 60", took <= 60)


async def _arrived(here: Playground) -> None:
    """Wait until the jump is over. Raises what ended the playground, or says how it stands still."""
    ends = [asyncio.create_task(one) for one in (here.time.arrived(), here.ended())]
    try:
        done, _ = await asyncio.wait(ends, timeout=LONGEST, return_when=asyncio.FIRST_COMPLETED)
        if not done:
            raise RuntimeError(
                f"it stands still: {here.time.view()} {here.bot.view()} {here.view('queue')}"
            )
        for one in done:
            one.result()
    finally:
        for one in ends:
            one.cancel()


async def _ready(*words: str, at: Path) -> float:
    """Seconds from the start of a process to the first answer of its page."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOLBOT_")}
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *words,
        cwd=at,
        env={**kept, "PYTHONPATH": str(ROOT), "SOLBOT_MESSAGES": str(ROOT / "messages")},
        stdout=PIPE,
        stderr=DEVNULL,
    )
    try:
        async with aiohttp.ClientSession() as session, session.get(await _told(process)) as page:
            await page.read()
            return time.monotonic() - began
    finally:
        await ended(process)


async def _told(process: Process) -> str:
    assert process.stdout is not None
    while line := await process.stdout.readline():
        if found := re.search(rb"http://127\.0\.0\.1:\d+", line):
            return found.group().decode()
    raise RuntimeError("it did not say where the page is")


async def _answers(here: Playground, seconds: float) -> float:
    """How many milliseconds the page waits for a chat, in 95 of 100 cases."""
    person = next(iter(here.world.people), None) or here.world.add_person("Ana").id
    address = f"{here.address}/page/people/{person}/messages"
    waits, end = [], time.monotonic() + seconds
    async with aiohttp.ClientSession() as session:
        while time.monotonic() < end:
            began = time.monotonic()
            async with session.get(address) as answer:
                await answer.read()
            waits.append(1000 * (time.monotonic() - began))
            await asyncio.sleep(0.05)
    return statistics.quantiles(waits, n=20)[-1]


async def _longest_silence(here: Playground, seconds: float) -> float:
    """The longest time between two tellings of the clock, or without one."""
    events, longest, last = here.world.subscribe(), 0.0, time.monotonic()
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while True:
                if (await events.get())["type"] == "clock":
                    longest, last = max(longest, time.monotonic() - last), time.monotonic()
    here.world.onlookers.unsubscribe(events)
    return max(longest, time.monotonic() - last)
