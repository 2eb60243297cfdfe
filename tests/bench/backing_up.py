"""A backup of everybody: how long it takes with its proof, and how long others wait meanwhile."""

from __future__ import annotations

import asyncio
import gzip
import shutil
import sqlite3
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

from solbot.ops.scheduled_backups import ScheduledBackups
from solbot.secret import Secret
from solbot.settings import Settings
from solbot.unit_of_work import system_clock
from tests.bench.importing import IDLE, Watch
from tests.bench.run import Run
from tests.bench.stores import (
    FIRST,
    KEY,
    KINDS,
    add_journals,
    add_members,
    add_slots,
    kinds,
    works_on,
)

MEMBERS = 100_000
LONGEST = 20.0  # seconds
MOST = 1.2


async def backing_up(run: Run) -> None:
    """Report a sealed backup of 100,000 members, a tenth of them with a journal, restored and compared, beside a copy
    that proves nothing."""
    count = run.steady(MEMBERS, 20)
    for kind in kinds():
        async with works_on(kind, run.folder) as works:
            await add_members(works, count, FIRST)
            await add_slots(works, count, system_clock())
            entries = await add_journals(works, count)
            settings = Settings(
                database_url=works.database.url,
                keys=Secret(KEY),
                backup_keys=Secret(KEY),
                backups=run.folder / f"backups-{kind}",
            )
            assert settings.backups is not None
            schedule = ScheduledBackups(works, settings, settings.backups)
            idle, busy = Watch(works), Watch(works)
            await idle.during(lambda: asyncio.sleep(run.seconds(IDLE)))
            took = await busy.during(partial(_make, schedule))
            baseline = None
            if kind == KINDS[0] and works.database.file is not None:
                baseline = (
                    "s sqlite3's own copy, zipped",
                    _copied(works.database.file, run.folder),
                )
        what = f"{kind}: {count:,} members, {entries:,} entries; proved"
        run.row(what, took, "s", baseline, f"<= {LONGEST:g}", took <= LONGEST)
        ratio = median(busy.waited) / median(idle.waited)
        what = f"{kind}: others' replies meanwhile, the median"
        run.row(what, ratio, "x idle", None, f"<= {MOST:g}", ratio <= MOST)
        held = max(busy.held)
        run.row(
            f"{kind}: the loop held meanwhile, at most", held, "ms", ("ms idle", max(idle.held))
        )
        (made,) = settings.backups.glob("*.backup")
        run.row(f"{kind}: its size", made.stat().st_size / 2**20, "MB")


async def _make(schedule: ScheduledBackups) -> None:
    assert await schedule.look()


def _copied(file: Path, folder: Path) -> float:
    began = time.perf_counter()
    plain, packed = folder / "copied.db", folder / "copied.gz"
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(plain)) as target:
        source.backup(target)
    with plain.open("rb") as copied, gzip.open(packed, "wb", compresslevel=3) as out:
        shutil.copyfileobj(copied, out)
    return time.perf_counter() - began
