"""Who uses a database: any number of running bots together, or one command alone that changes all of it.

On SQLite it is a lock on a file beside the database, on PostgreSQL an advisory lock that every connection of a running
bot takes as it begins. Both end with the process, however that ends.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from solbot.db import private
from solbot.db.engine import Database
from solbot.errors import SolbotError

# Any number will do, so long as every solbot process uses the same one.
LOCK = 50_515_016
ALONE = "The bot runs on this database: stop every process of it, then try again."
SHARED = "The database is just being restored, or given new keys: start again when that is done."


@asynccontextmanager
async def shared(database: Database) -> AsyncIterator[None]:
    """Use a database beside other running bots; nothing may be done with it before.

    Raises SolbotError while a command has it alone.
    """
    if database.is_sqlite:
        with _file_lock(database.file, fcntl.LOCK_SH, SHARED):
            yield
        return
    for engine in database.engines:
        _join(engine)
    try:
        await database.ping()
    except OperationalError as error:
        if SHARED in str(error.orig):
            raise SolbotError(SHARED) from None
        raise
    yield


@asynccontextmanager
async def alone(database: Database) -> AsyncIterator[None]:
    """Use a database while no bot runs on it, nor begins to. Raises SolbotError when one does."""
    if database.is_sqlite:
        with _file_lock(database.file, fcntl.LOCK_EX, ALONE):
            yield
        return
    async with database.engine.connect() as connection:
        if not await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": LOCK}):
            raise SolbotError(ALONE)
        await connection.commit()
        try:
            yield
        finally:
            await connection.invalidate()  # closed, and not back to the pool with the lock


def _join(engine: AsyncEngine) -> None:
    """Let every new connection say that a bot uses it. While that can't be, the database is away."""
    refusal = engine.dialect.loaded_dbapi.OperationalError

    @event.listens_for(engine.sync_engine, "connect")
    def join(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SELECT pg_try_advisory_lock_shared({LOCK})")
        (joined,) = cursor.fetchone()
        cursor.close()
        connection.rollback()  # the lock is the session's, and stays
        if not joined:
            raise refusal(SHARED)


@contextmanager
def _file_lock(file: Path | None, how: int, refusal: str) -> Iterator[None]:
    if file is None:  # in memory, and so nobody else's
        yield
        return
    private.make_folder(file.parent)
    descriptor = os.open(private.in_use(file), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SolbotError(refusal) from None
        yield
    finally:
        os.close(descriptor)
