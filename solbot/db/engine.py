"""One way to open a database and a transaction, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    create_async_engine,
)
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_state

from solbot.db import private
from solbot.db.inline import InlineConnection, opened

BUSY_MS = 15_000
CACHE_KB = 4_096  # of each connection; the system keeps the file's pages anyway
POOL = 8  # connections of each kind; PostgreSQL allows a hundred over all processes
POOL_WAIT = 60.0  # seconds
# How soon a PostgreSQL whose machine is gone without a word is missed: by the system's own measure it takes a quarter
# of an hour, and two hours where nothing was asked.
PEER = {
    "connect_timeout": 10,
    "tcp_user_timeout": 30_000,  # milliseconds
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}


class BrokenReference(ValueError):
    """A row hangs on another that is not there."""


class Rows(Session):
    """A session that holds on to what it read, so that nothing is read twice in one transaction."""


class RowsSession(AsyncSession):
    """The same, to be waited for; a row it holds it has at once, without a trip through SQLAlchemy's greenlet."""

    sync_session_class = Rows

    async def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        """The row of that primary key, or None."""
        if not options:
            row = self.sync_session.identity_map.get((entity, (ident,), None))
            if row is not None and not instance_state(row).expired:
                return row
        return await super().get(entity, ident, **options)


@event.listens_for(Rows, "loaded_as_persistent")
@event.listens_for(Rows, "pending_to_persistent")
def _hold(session: Session, row: object) -> None:
    session.info.setdefault("rows", []).append(row)


class Database:
    """An engine and the rule that every transaction is short, explicit and committed whole."""

    def __init__(self, url: str) -> None:
        """Prepare to open `url`; nothing is touched yet. A missing SQLite file is made by whoever connects first."""
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
        self.erased = asyncio.Event()  # something is deleted that is to be nowhere on disk

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database; None for one in memory, and for PostgreSQL."""
        return _file_of(self.url) if self.is_sqlite else None

    @property
    def is_there(self) -> bool:
        """Whether there can be anything in it: a SQLite file that is missing or empty holds nothing."""
        file = self.file
        return file is None or (file.exists() and file.stat().st_size > 0)

    @property
    def engine(self) -> AsyncEngine:
        """The engine, for whole-database work: migrations, backups, checks."""
        return self._engine

    @property
    def engines(self) -> set[AsyncEngine]:
        """Every engine: they differ in how sure a commit is."""
        return {self._engine, self._durable, self._quick}

    @asynccontextmanager
    async def transaction(self, *, durable: bool = True) -> AsyncIterator[AsyncSession]:
        """A session in one transaction: commits at the end, rolls back on any error.

        A commit that is not `durable` survives the end of this process, but a power cut may undo it, and
        whatever came after it, until the next durable one.
        """
        engine = self._durable if durable else self._quick
        async with (
            self._writer or nullcontext(),
            RowsSession(engine, expire_on_commit=False) as session,
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

    @property
    def first_look(self) -> AsyncEngine:
        """The engine for many small reads before there is anything else to do: none goes to a thread and back."""
        return self._durable.execution_options(reads_only=True)

    @asynccontextmanager
    async def reshaping(self) -> AsyncIterator[AsyncConnection]:
        """One transaction in which tables may be made anew: what hangs on their rows stays, and must fit at the end.

        SQLite takes a table that is dropped for so many rows deleted, and deletes what hangs on them, too.
        """
        if self.file is None:
            async with self._engine.begin() as connection:
                yield connection
            return
        engine = _sqlite(self.url, foreign_keys=False)
        try:
            async with engine.begin() as connection:
                yield connection
                broken = await connection.exec_driver_sql("PRAGMA foreign_key_check")
                if (first := broken.mappings().first()) is not None:
                    raise BrokenReference(
                        f"a row of {first['table']} needs one of {first['parent']} that is not there"
                    )
        finally:
            await engine.dispose()

    async def sweep(self) -> bool:
        """Leave nothing of what was deleted in the write-ahead log. False when somebody still needs what is in it.

        Whoever writes waits no longer than for what came in since a first, patient look.
        """
        if self.file is None or not self.is_there:
            return True
        await asyncio.to_thread(_checkpoint, self.file, "PASSIVE")
        async with self._writer or nullcontext():
            return await asyncio.to_thread(_checkpoint, self.file, "TRUNCATE")

    async def try_writing(self, now: datetime, patience: float = 1.0) -> bool:
        """Write a moment down, and be done; False when somebody else writes for longer than `patience` seconds.

        Nobody who writes waits for it: it has a connection of its own, outside the queue.

        Raises what SQLite says, or SQLAlchemyError, when nothing can be written.
        """
        if self.file is not None:
            return await asyncio.to_thread(_written, self.file, now, patience)
        async with self._quick.begin() as connection:
            await connection.execute(
                text("SELECT set_config('lock_timeout', :ms, true)"), {"ms": f"{patience:.0f}s"}
            )
            await connection.execute(text("UPDATE canary SET tried_at = :now"), {"now": now})
        return True

    async def ping(self) -> None:
        """Raise whatever the database says when it cannot answer."""
        async with self._engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Close every connection."""
        for engine in self.engines:
            await engine.dispose()


def _postgres(url: str, synchronous: str = "on") -> AsyncEngine:
    return create_async_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=POOL,
        max_overflow=0,
        pool_timeout=POOL_WAIT,
        connect_args={"options": f"-c synchronous_commit={synchronous}", **PEER},
    )


def _file_of(url: str) -> Path | None:
    name = make_url(url).database
    return Path(name) if name and name != ":memory:" and not name.startswith("file:") else None


def _sqlite(
    url: str, synchronous: str = "FULL", *, inline: bool = False, foreign_keys: bool = True
) -> AsyncEngine:
    file = _file_of(url)
    durable = synchronous == "FULL"
    more: dict[str, object] = {}
    if inline:
        more["async_creator"] = partial(_opened, file, durable=durable)
    engine = create_async_engine(url, hide_parameters=True, **more)

    @event.listens_for(engine.sync_engine, "do_connect")
    def prepare(*_: object) -> None:
        if file is not None:
            private.prepare(file)

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        # The driver's own BEGIN is deferred, and a deferred writer meets "database is locked".
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_MS}",
            "journal_mode=WAL",
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
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


async def _opened(file: Path | None, *, durable: bool) -> InlineConnection:
    if file is not None:
        private.prepare(file)
    return await opened(str(file or ":memory:"), durable=durable)


def _checkpoint(file: Path, how: str) -> bool:
    """Bring the write-ahead log into the database; a log that is truncated has its old pages no more.

    Who is in the way is told by a row, not an error.
    """
    with closing(sqlite3.connect(file, timeout=0)) as connection:
        try:
            connection.execute("PRAGMA synchronous=FULL")
            (busy, _, _) = connection.execute(f"PRAGMA wal_checkpoint({how})").fetchone()
        except sqlite3.Error:  # of a disk that is full or away, too: later
            return False
        return not busy


def _written(file: Path, now: datetime, patience: float) -> bool:
    with closing(sqlite3.connect(file, timeout=patience, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=NORMAL")
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname.startswith("SQLITE_BUSY"):
                return False
            raise
        moment = now.replace(tzinfo=None).isoformat(" ", "microseconds")
        connection.execute("UPDATE canary SET tried_at = ?", [moment])
        connection.execute("COMMIT")
        return True
