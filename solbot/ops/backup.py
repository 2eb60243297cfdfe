"""Backups: everything in one file, the same for both databases, readable by nobody without the key.

A backup is a gzip of JSON lines; see ops/dump_db.py.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import os
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from gzip import BadGzipFile
from pathlib import Path

from sqlalchemy import Connection, delete, inspect, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError

from solbot.db import migrate as migrations
from solbot.db import presence, sealed
from solbot.db.engine import BrokenReference, Database
from solbot.db.keyring import Keyring
from solbot.errors import SolbotError
from solbot.ops import dump_db, keys
from solbot.ops.dump_db import Unsound
from solbot.settings import Settings


async def migrate(settings: Settings) -> None:
    """Bring the database to its present shape. Raises SolbotError, before anything is changed."""
    database = Database(settings.database_url)
    try:
        async with presence.shared(database):
            await keys.tried(settings, database)
            await migrations.upgrade(database)
    finally:
        await database.close()


async def write(settings: Settings, file: Path) -> int:
    """Write every row to `file`, whole or not at all, readable by its owner only. Returns how many rows.

    Raises SolbotError, and OSError where the file can't be written.
    """
    database = Database(settings.database_url)
    draft = file.with_name(file.name + ".part")
    try:
        if file.is_dir():  # noqa: ASYNC240  (nobody waits)
            raise SolbotError(f"{file} is a folder: name a file in it.")
        if not database.is_there:
            raise SolbotError("There is no database yet: the first start makes it.")
        if not await migrations.is_current(database):
            raise SolbotError("The database is not up to date: run `solbot migrate` first.")
        async with database.snapshot.begin() as connection:
            rows = await connection.run_sync(_dump, draft)
        await asyncio.to_thread(draft.replace, file)
    finally:
        await database.close()
        with contextlib.suppress(OSError):  # where nothing can be written, nothing is left either
            draft.unlink(missing_ok=True)
    return rows


async def read(settings: Settings, file: Path) -> int:
    """Read a backup into an empty database, whole or not at all, with the keys that it was sealed with.

    It is read at the revision it was written at, and then migrated. Returns how many rows.

    Raises SolbotError: the database holds something or a bot runs on it; it is no whole backup, that of a newer solbot,
    or sealed with other keys.
    """
    ring = keys.load(settings)
    database = Database(settings.database_url)
    try:
        async with (
            presence.alone(database),
            _whole_or_not(database),
            database.reshaping() as connection,
        ):
            return await connection.run_sync(_restore, settings, ring, file)
    except (StatementError, ValueError, OverflowError, EOFError, zlib.error, BadGzipFile) as error:
        if isinstance(error, DBAPIError) and not isinstance(error, IntegrityError | DataError):
            raise
        raise SolbotError(
            f"{file} is no whole backup: {_why(error)}. Nothing was changed."
        ) from None
    finally:
        await database.close()


def _why(error: Exception) -> str:
    if isinstance(error, Unsound | BrokenReference):
        return str(error)
    if isinstance(error, StatementError):
        return "its rows do not fit together"
    return "it is damaged or cut off"


@asynccontextmanager
async def _whole_or_not(database: Database) -> AsyncIterator[None]:
    """A file that was not there before is not left behind with nothing in it."""
    file = database.file
    fresh = file is not None and not database.is_there
    try:
        yield
    except BaseException:
        if fresh and file is not None:
            file.unlink(missing_ok=True)
        raise


def _dump(connection: Connection, draft: Path) -> int:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    revision = migrations.revision_of(connection)
    assert revision is not None  # noqa: S101  (it is up to date)
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as raw:
        with gzip.open(raw, "wt", encoding="utf-8") as out:
            count = dump_db.write(connection, revision, out)
        raw.flush()
        os.fsync(raw.fileno())
    return count


def _restore(connection: Connection, settings: Settings, ring: Keyring | None, file: Path) -> int:
    migrations.wait_for_turn(connection)
    with file.open("rb") as raw, gzip.open(raw) as source:
        head = dump_db.read_head(source)
        if head.revision not in migrations.known():
            raise SolbotError(
                f"{file} was written by a newer solbot (revision {head.revision[:20]}): "
                "use that one, or bring this one up to date."
            )
        _make_room(connection, head.revision)
        rows = dump_db.load(connection, head, source, file.stat().st_size)
    keys.refuse(settings, ring, sealed.try_on(connection, ring))
    migrations.upgrade_here(connection)
    return rows


def _make_room(connection: Connection, revision: str) -> None:
    """Empty tables, as they were at a revision. Raises SolbotError when there is something in them."""
    there = migrations.revision_of(connection)
    if not dump_db.is_empty(connection):
        raise SolbotError("The database holds data already; restore only into an empty one.")
    if there is None:
        migrations.upgrade_here(connection, revision)
        return
    known = migrations.known()
    if inspect(connection).has_table(sealed.CANARY.name):
        # The backup brings its own, or the next start makes one.
        connection.execute(delete(sealed.CANARY))
    if known.index(there) > known.index(revision):
        migrations.downgrade_here(connection, revision)
    else:
        migrations.upgrade_here(connection, revision)
