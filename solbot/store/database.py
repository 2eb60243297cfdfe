"""One way to open a database and a transaction, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import Session

from solbot.errors import SolbotError
from solbot.store.inline import opened

BUSY_MS = 15_000
CACHE_KB = 16_384
POOL = 8  # connections of each kind; PostgreSQL allows a hundred over all processes
POOL_WAIT = 60.0  # seconds


class Rows(Session):
    """A session that holds on to what it read, so that nothing is read twice in one transaction."""


@event.listens_for(Rows, "loaded_as_persistent")
@event.listens_for(Rows, "pending_to_persistent")
def _hold(session: Session, row: object) -> None:
    session.info.setdefault("rows", []).append(row)


@contextmanager
def in_words() -> Iterator[None]:
    """A database that can't be reached or used at all is one sentence. Raises SolbotError."""
    try:
        yield
    except DatabaseError as error:
        if type(error) not in (DatabaseError, InterfaceError, OperationalError):
            raise
        said = str(error.orig).strip().splitlines() or [type(error.orig).__name__]
        raise SolbotError(
            f"The database can't be used ({said[0]}): see SOLBOT_DATABASE_URL."
        ) from None


class Database:
    """An engine and the rule that every transaction is short, explicit and committed whole."""

    def __init__(self, url: str) -> None:
        """Prepare to open `url`; a missing SQLite folder is created, nothing else is touched yet."""
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        # Parameters are private words: no error text may carry them.
        self._engine = _sqlite(url) if self.is_sqlite else _postgres(url)
        self._durable = _sqlite(url, inline=True) if self.is_sqlite else self._engine
        self._quick = (
            _sqlite(url, "NORMAL", inline=True) if self.is_sqlite else _postgres(url, "off")
        )
        # SQLite has one writer. Queueing here is fair; its own busy timeout is a lottery.
        self._writer = asyncio.Lock() if self.is_sqlite else None

    @property
    def engine(self) -> AsyncEngine:
        """The engine, for whole-database work: migrations, backups, checks."""
        return self._engine

    @asynccontextmanager
    async def transaction(self, *, durable: bool = True) -> AsyncIterator[AsyncSession]:
        """A session in one transaction: commits at the end, rolls back on any error.

        A commit that is not `durable` survives the end of this process, but a power cut may undo it, and
        whatever came after it, until the next durable one.
        """
        engine = self._durable if durable else self._quick
        async with (
            self._writer or nullcontext(),
            AsyncSession(engine, sync_session_class=Rows, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that only reads, all of it as of one moment, without holding up who writes."""
        async with AsyncSession(self.snapshot, expire_on_commit=False) as session, session.begin():
            yield session

    @property
    def snapshot(self) -> AsyncEngine:
        """The engine for reading everything as of one moment, without holding up who writes."""
        return self._engine.execution_options(reads_only=True)

    async def ping(self) -> None:
        """Raise whatever the database says when it cannot answer."""
        async with self._engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Close every connection."""
        for engine in (self._engine, self._durable, self._quick):
            await engine.dispose()


def _postgres(url: str, synchronous: str = "on") -> AsyncEngine:
    return create_async_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=POOL,
        max_overflow=0,
        pool_timeout=POOL_WAIT,
        connect_args={"options": f"-c synchronous_commit={synchronous}", "connect_timeout": 10},
    )


def _sqlite(url: str, synchronous: str = "FULL", *, inline: bool = False) -> AsyncEngine:
    file = make_url(url).database or ":memory:"
    if file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    durable = synchronous == "FULL"
    more: dict[str, Any] = (
        {"async_creator": partial(opened, file, durable=durable)} if inline else {}
    )
    engine = create_async_engine(url, hide_parameters=True, **more)

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        # The driver's own BEGIN is deferred, and a deferred writer meets "database is locked".
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_MS}",
            "journal_mode=WAL",
            "foreign_keys=ON",
            f"synchronous={synchronous}",
            "secure_delete=ON",
            f"cache_size=-{CACHE_KB}",
            "wal_autocheckpoint=4000",
            # An inline connection must never make the loop wait: it asks again instead.
            f"busy_timeout={0 if inline else BUSY_MS}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        reads = connection.get_execution_options().get("reads_only", False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine
