"""`solbot move`: rows a second from one kind of database to the other, every one compared, beside plain executemany."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from solbot.ops.move import move
from tests.bench.run import Run
from tests.bench.stores import add_journals, add_members, add_slots, kinds, works_on

MEMBERS = 50_000
LEAST = 20_000  # rows a second


async def moving(run: Run) -> None:
    """Report both ways between SQLite and PostgreSQL; without one, from file to file."""
    count = run.count(MEMBERS)
    for origin in kinds():
        others = [kind for kind in kinds() if kind != origin] or [origin]
        async with works_on(origin, run.folder) as first, works_on(others[0], run.folder) as second:
            await add_members(first, count)
            await add_slots(first, count, datetime(2027, 1, 1, tzinfo=UTC))
            await add_journals(first, count)
            began = time.perf_counter()
            rows = await move(first.database.url, second.database.url)
            speed = rows / (time.perf_counter() - began)
            sqlite = first if first.database.is_sqlite else second
            assert sqlite.database.file is not None
            plain = ("rows/s members copied, not compared", _copied(sqlite.database.file))
            what = f"{rows:,} rows from {origin} to {others[0]}"
            run.row(what, speed, "rows/s", plain, f">= {LEAST:,}", speed >= LEAST)


def _copied(file: Path) -> float:
    """What sqlite3 alone does with the members, into memory."""
    with closing(sqlite3.connect(file)) as origin, closing(sqlite3.connect(":memory:")) as target:
        (made,) = origin.execute("SELECT sql FROM sqlite_master WHERE name = 'members'").fetchone()
        target.execute(made)
        began = time.perf_counter()
        found = origin.execute("SELECT * FROM members")
        places = ", ".join("?" * len(found.description))
        count = target.executemany(f"INSERT INTO members VALUES ({places})", found).rowcount
        return count / (time.perf_counter() - began)
