"""Backups: everything in one file, the same for both databases, readable by nobody without the key.

A backup is a gzip of JSON lines (ops/dump_db.py). One that is made on schedule is sealed as a whole besides
(ops/sealed_file.py), with a key of its own; reading one takes either.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import os
import sqlite3
import threading
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from gzip import BadGzipFile
from io import BufferedReader
from pathlib import Path
from typing import IO, Final

from sqlalchemy import Connection, delete, inspect
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError

from solbot.db import faults, keyring, presence, sealed
from solbot.db import migrate as migrations
from solbot.db.engine import BrokenReference, Database
from solbot.db.keyring import Keyring
from solbot.errors import KeyringError, SolbotError
from solbot.ops import dump_db, dump_rows, keys, move_db
from solbot.ops.dump_db import Unsound
from solbot.ops.dump_rows import Sink, Written
from solbot.ops.sealed_file import WORD, Opener, OtherKey, Sealer, is_sealed
from solbot.settings import Settings

PACKED: Final = 1  # of nine: more takes far longer, for what is sealed already


async def migrate(settings: Settings) -> None:
    """Bring the database to its present shape. Raises SolbotError, before anything is changed."""
    database = Database(settings.database_url)
    try:
        async with presence.shared(database):
            await keys.tried(settings, database)
            await migrations.upgrade(database)
    finally:
        await database.close()


async def write(settings: Settings, file: Path, secret: bytes | None = None) -> Written:
    """Write every row to `file`, whole or not at all, readable by its owner only, and sealed where there is a secret.

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
        written = await _dumped_beside(database.url, draft, settings.bot_id, secret)
        await asyncio.to_thread(draft.replace, file)
    finally:
        await database.close()
        with contextlib.suppress(OSError):  # where nothing can be written, nothing is left either
            draft.unlink(missing_ok=True)
    return written


async def read(settings: Settings, file: Path, *, another_bot: bool = False) -> int:
    """Read a backup into an empty database, whole or not at all, with the keys that it was sealed with.

    It is read at the revision it was written at, and then migrated. Returns how many rows.

    Raises SolbotError: the database holds something or a bot runs on it; it is no whole backup, that of a newer solbot,
    that of another bot (unless it may be), or sealed with other keys.
    """
    ring = keys.load(settings)
    database = Database(settings.database_url)
    try:
        async with (
            presence.alone(database),
            whole_or_not(database),
            database.reshaping() as connection,
        ):
            return await connection.run_sync(_restore, settings, ring, file, another_bot)
    except OtherKey:
        raise KeyringError(
            f"{file} is sealed with a backup key that is not in {_place(settings)}: put that key there."
        ) from None
    except (StatementError, ValueError, OverflowError, EOFError, zlib.error, BadGzipFile) as error:
        if isinstance(error, DBAPIError) and not isinstance(error, IntegrityError | DataError):
            raise
        raise SolbotError(
            f"{file} is no whole backup: {_why(error)}. Nothing was changed."
        ) from None
    finally:
        await database.close()


def load_or_make_key(settings: Settings) -> Keyring:
    """As `load_key`; where the key is in a file, the first one is made. Raises KeyringError."""
    if settings.backup_keys is None:
        return keyring.load_or_create(settings.backup_key_file)[0]
    return Keyring(keyring.read_keys(settings.backup_keys.reveal()))


def load_key(settings: Settings) -> Keyring | None:
    """The keys that backups are sealed with, newest first; None while there is none. Raises KeyringError."""
    if settings.backup_keys is not None:
        return Keyring(keyring.read_keys(settings.backup_keys.reveal()))
    return keyring.load(settings.backup_key_file)


def _place(settings: Settings) -> str:
    keys_are_given = settings.backup_keys is not None
    return "SOLBOT_BACKUP_KEYS" if keys_are_given else str(settings.backup_key_file)


def _why(error: Exception) -> str:
    if isinstance(error, Unsound | BrokenReference):
        return str(error)
    if isinstance(error, StatementError):
        return "its rows do not fit together"
    return "it is damaged or cut off"


@asynccontextmanager
async def whole_or_not(database: Database) -> AsyncIterator[None]:
    """A file that was not there before is not left behind with nothing in it."""
    file = database.file
    fresh = file is not None and not database.is_there
    try:
        yield
    except BaseException:
        if fresh and file is not None:
            file.unlink(missing_ok=True)
        raise


async def _dumped_beside(url: str, draft: Path, bot: int | None, secret: bytes | None) -> Written:
    """In a thread, which ends with whoever waits for it. Raises SolbotError for what the database says."""
    given_up = threading.Event()
    try:
        return await asyncio.to_thread(_dump, url, draft, bot, secret, given_up)
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise SolbotError(faults.of_database(error)) from None
    except Exception as error:
        if not hasattr(error, "sqlstate"):  # as what psycopg raises has, which may not be there
            raise
        raise SolbotError(faults.of_database(error)) from None
    finally:
        given_up.set()


class _Whole:
    """Passes on what is written, until nobody waits for it any more."""

    def __init__(self, out: Sink, given_up: threading.Event) -> None:
        self._out = out
        self._given_up = given_up

    def write(self, more: bytes, /) -> object:
        if self._given_up.is_set():
            raise SolbotError("Stopped before it was done.")
        return self._out.write(more)


def _dump(
    url: str, draft: Path, bot: int | None, secret: bytes | None, given_up: threading.Event
) -> Written:
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as raw:
        sealer = Sealer(raw, secret) if secret is not None else None
        with gzip.open(sealer or raw, "wb", compresslevel=PACKED) as out:
            written = dumped(url, bot, _Whole(out, given_up))
        if sealer is not None:
            sealer.finish()
        raw.flush()
        os.fsync(raw.fileno())
    return written


def dumped(url: str, bot: int | None, out: Sink) -> Written:
    """Write everything there is in a database that is up to date, as of one moment."""
    with move_db.opened(url, writes=False) as side:
        return dump_rows.write(side, bot, out)


def _restore(
    connection: Connection,
    settings: Settings,
    ring: Keyring | None,
    file: Path,
    another_bot: bool,
) -> int:
    migrations.wait_for_turn(connection)
    with file.open("rb") as raw, gzip.open(_opened(raw, settings)) as source:
        head = dump_db.read_head(source)
        if head.revision not in migrations.known():
            raise SolbotError(
                f"{file} was written by a newer solbot (revision {head.revision[:20]}): "
                "use that one, or bring this one up to date."
            )
        if not another_bot and None not in (head.bot, settings.bot_id):
            _same_bot(file, head.bot, settings.bot_id)
        _make_room(connection, head.revision)
        rows = dump_db.load(connection, head, source, file.stat().st_size)
    keys.refuse(settings, ring, sealed.try_on(connection, ring))
    migrations.upgrade_here(connection)
    return rows


def _opened(raw: BufferedReader, settings: Settings) -> IO[bytes]:
    if not is_sealed(raw.peek(len(WORD))):
        return raw
    ring = load_key(settings)
    return BufferedReader(Opener(raw, ring.secrets if ring is not None else ()))


def _same_bot(file: Path, theirs: int | None, ours: int | None) -> None:
    if theirs != ours:
        raise SolbotError(
            f"{file} is a backup of another bot ({theirs}; this one is {ours}), which nobody here has started: "
            "name that bot's token, or add --another-bot."
        )


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
