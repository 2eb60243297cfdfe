"""A journal of another app: looked at and taken in, how long the loop is held meanwhile, how long others wait, and how
much memory it takes."""

from __future__ import annotations

import asyncio
import io
import json
import time
import zipfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import insert

from solbot.app import ROUTES
from solbot.bot import router
from solbot.bot.context import Context
from solbot.coaching.imports import looking, running, service
from solbot.coaching.imports.rules import JournalApp
from solbot.coaching.imports.service import SourceFile
from solbot.content.bodies import text_body
from solbot.db.states import ImportState
from solbot.db.tables import Answer
from solbot.members import service as members
from solbot.telegram.incoming import Incoming, UpdateKind
from solbot.unit_of_work import UnitsOfWork
from tests import brought
from tests.bench.run import Run
from tests.bench.stores import FIRST, add_members, works_on

ENTRIES, PHOTOS, THERE = 5_000, 100, 3_650
EVERY = 0.02  # seconds between two replies to somebody else
IDLE = 3.0  # seconds of them with nothing else to do
OTHER = FIRST + 1


class Watch:
    """What somebody else waits for their replies, and how long the loop is held, in milliseconds."""

    def __init__(self, works: UnitsOfWork) -> None:
        self.waited: list[float] = []
        self.held: list[float] = []
        self.reader = 0.0  # megabytes that the process took which reads
        self._works = works

    async def during(self, act: Callable[[], Awaitable[object]]) -> float:
        """Watch while this is done; how many seconds it took."""
        tasks = (self._replies(), self._gaps(), self._reader())
        watching = [asyncio.create_task(one) for one in tasks]
        await asyncio.sleep(0)
        began = time.perf_counter()
        await act()
        took = time.perf_counter() - began
        for one in watching:
            one.cancel()
        await asyncio.gather(*watching, return_exceptions=True)
        return took

    async def _replies(self) -> None:
        incoming = Incoming(1, UpdateKind.COMMAND, OTHER, OTHER, command="help")
        while True:
            began = time.perf_counter()
            async with self._works.begin(durable=False) as work:
                member = await members.find(work, OTHER)
                await router.handle(
                    Context(work, incoming, member, work.language_of(member), ROUTES)
                )
            self.waited.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(EVERY)

    async def _reader(self) -> None:
        while True:
            self.reader = max(self.reader, *_memory_of_readers())
            await asyncio.sleep(EVERY)

    async def _gaps(self) -> None:
        before = time.perf_counter()
        while True:
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            self.held.append((now - before) * 1000 - 1)
            before = now


async def importing(run: Run) -> None:
    """Report an import of 5,000 entries with 100 photos into a journal of ten years."""
    count = run.steady(ENTRIES, 60)
    content = brought.many(count, photos=run.steady(PHOTOS, 2))
    plain = _timed(lambda: _read(content))
    async with works_on("SQLite", run.folder) as works:
        await add_members(works, 2)
        await _write(works, run.steady(THERE, 20))
        idle = Watch(works)
        await idle.during(lambda: asyncio.sleep(run.seconds(IDLE)))
        before, busy = _memory(), Watch(works)
        looked = await busy.during(lambda: _look(works, content))
        taken = await busy.during(lambda: _take(works, content))
        more = _memory() - before + busy.reader
    took, held = looked + taken, max(busy.held)
    ratio = median(busy.waited) / median(idle.waited)
    baseline = ("s zipfile + json.loads", plain)
    run.row(f"{count:,} entries, looked at and taken in", took, "s", baseline, "<= 10", took <= 10)
    run.row("of that, looked at", looked, "s")
    run.row("the loop held meanwhile, at most", held, "ms", None, "<= 50", held <= 50)
    run.row("others' replies meanwhile, the median", ratio, "x idle", None, "<= 1.3", ratio <= 1.3)
    run.row("memory, more, with the process that reads", more, "MB", None, "<= 60", more <= 60)


async def _look(works: UnitsOfWork, content: bytes) -> None:
    source = SourceFile("", "Export.zip", len(content))
    preview, _ = await looking.look(works, FIRST, source, content)
    assert preview.new == preview.photos or preview.new > 20


async def _take(works: UnitsOfWork, content: bytes) -> None:
    async with works.begin() as work:
        member = await members.find(work, FIRST)
        assert member is not None
        number = await service.note(work, member, "Export.zip", len(content), "")
        await service.looked_at(work, number, JournalApp.DAY_ONE, 1)
        assert await service.take(work, member, number)
        assert await service.claim(work, number, "bench", ImportState.TAKING)
    await running.Taking(works, number, "bench", FIRST).all_of("Export.zip", bytearray(content))


async def _write(works: UnitsOfWork, count: int) -> None:
    """A journal of so many days."""
    async with works.begin() as work:
        rows = [
            {
                "member_id": FIRST,
                "body": text_body(f"Day {number}: " + "words of an ordinary day " * 20),
                "state": "kept",
                "for_date": (work.now - timedelta(days=number)).date(),
                "answered_at": work.now - timedelta(days=number),
            }
            for number in range(count)
        ]
        await work.session.execute(insert(Answer), rows)


def _read(content: bytes) -> None:
    """The least there is of its kind."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        json.loads(archive.read("Journal.json"))
        for name in archive.namelist():
            archive.read(name)


def _timed(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _memory_of_readers() -> list[float]:
    found = [0.0, 0.0]
    for one in Path("/proc/self/task").glob("*/children"):
        for pid in one.read_text().split():
            with suppress(OSError, StopIteration):
                if b"imports.child" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    found.append(_memory(pid))
    return found


def _memory(pid: str = "self") -> float:
    """The most megabytes that a process had so far."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
