"""Looking after the data: migrate, back up, restore, rotate keys; the same on both databases.

A backup is a gzip of JSON lines: a head, then a row each, table by table, read in one transaction.
Private columns go into it as they are stored: encrypted.
"""

from __future__ import annotations

import asyncio
import base64
import gzip
import json
import os
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, TextIO, cast

from cryptography.fernet import Fernet
from sqlalchemy import (
    Connection,
    LargeBinary,
    Table,
    bindparam,
    func,
    insert,
    select,
    text,
    type_coerce,
)
from sqlalchemy import update as sql_update

from solbot.errors import SolbotError
from solbot.settings import Settings
from solbot.store import keyring, migrations
from solbot.store import tables as store_tables
from solbot.store.database import Database
from solbot.store.types import Encrypted

FORMAT = "solbot-backup-1"
CHUNK = 500
# The pace is about this minute: a restored one could only be wrong.
TABLES: list[Table] = [
    table for table in store_tables.Table.metadata.sorted_tables if table.name != "pace"
]


async def migrate(settings: Settings) -> None:
    """Bring the database to its present shape."""
    database = Database(settings.database_url)
    try:
        await migrations.upgrade(database)
    finally:
        await database.close()


async def write(settings: Settings, file: Path) -> int:
    """Write every row to `file`, whole or not at all, readable by its owner only. Returns how many rows."""
    database = Database(settings.database_url)
    draft = file.with_name(file.name + ".part")
    try:
        if not await migrations.is_current(database):
            raise SolbotError("The database is not up to date: run `solbot migrate` first.")
        async with database.snapshot.begin() as connection:
            rows = await connection.run_sync(_dump, draft)
    finally:
        await database.close()
    await asyncio.to_thread(draft.replace, file)
    return rows


async def read(settings: Settings, file: Path) -> int:
    """Read a backup into an empty database. Raises SolbotError if it holds anything, or for another file."""
    database = Database(settings.database_url)
    try:
        await migrations.upgrade(database)
        async with database.engine.begin() as connection:
            return await connection.run_sync(_load, file)
    finally:
        await database.close()


async def rotate_keys(settings: Settings) -> int:
    """Put a new key first in the key file, then encrypt everything anew with it. Returns how many rows.

    The file is written before any data, so an interruption leaves everything readable; old keys stay in it.
    """
    if settings.keys is not None:
        raise SolbotError(
            "SOLBOT_KEYS is set: put a new key first in it, then run this with a key file."
        )
    keyring.load_or_create(settings.key_file)
    keys = [Fernet.generate_key().decode(), *keyring.read_keys(settings.key_file.read_text())]
    keyring.write_keys(settings.key_file, keys)
    ring = keyring.Keyring(keys)
    database = Database(settings.database_url)
    try:
        await migrations.upgrade(database)
        return sum([await _reseal(database, table, ring) for table in TABLES])
    finally:
        await database.close()


def _dump(connection: Connection, draft: Path) -> int:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    count = 0
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as raw, gzip.open(raw, "wt", encoding="utf-8") as out:
        head = {"format": FORMAT, "at": datetime.now(UTC).isoformat()}
        out.write(json.dumps(head) + "\n")
        for table in TABLES:
            for row in connection.execute(select(*_raw(table))).mappings():
                line = {"table": table.name, "row": {k: _plain(v) for k, v in row.items()}}
                out.write(json.dumps(line) + "\n")
                count += 1
    return count


def _load(connection: Connection, file: Path) -> int:
    for table in TABLES:
        if connection.scalar(select(func.count()).select_from(table)):
            raise SolbotError("The database holds data already; restore only into an empty one.")
    by_name = {table.name: table for table in TABLES}
    count = 0
    try:
        with gzip.open(file, "rt", encoding="utf-8") as source:
            for name, rows in _chunks(source):
                if name == "pace":
                    continue
                table = by_name[name]
                # A backup may be older than a column.
                whole = [
                    {column.name: row.get(column.name) for column in table.columns} for row in rows
                ]
                connection.execute(_raw_insert(table), whole)
                count += len(rows)
    except (OSError, EOFError, ValueError, KeyError, zlib.error) as error:
        raise SolbotError(f"{file} can't be read as a backup ({type(error).__name__}).") from None
    if connection.dialect.name == "postgresql":
        _advance_sequences(connection)
    return count


def _chunks(source: TextIO) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    if json.loads(source.readline()).get("format") != FORMAT:
        raise ValueError("another format")
    name, rows = "", list[dict[str, Any]]()
    for line in source:
        found = json.loads(line)
        if rows and (found["table"] != name or len(rows) == CHUNK):
            yield name, rows
            rows = []
        name = found["table"]
        rows.append({key: _rich(value) for key, value in found["row"].items()})
    if rows:
        yield name, rows


def _raw(table: Table) -> list[Any]:
    """The columns as they are stored: private ones stay sealed."""
    return [
        type_coerce(column, LargeBinary).label(column.name)
        if isinstance(column.type, Encrypted)
        else column
        for column in table.columns
    ]


def _raw_insert(table: Table) -> Any:
    return insert(table).values(
        {
            column.name: bindparam(
                column.name,
                type_=LargeBinary() if isinstance(column.type, Encrypted) else column.type,
            )
            for column in table.columns
        }
    )


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"bytes": base64.b64encode(bytes(value)).decode()}
    for kind in (datetime, date, time):
        if isinstance(value, kind):
            return {kind.__name__: value.isoformat()}
    return {"json": value} if isinstance(value, dict) else value


def _rich(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    (kind, inner) = next(iter(value.items()))
    if kind == "bytes":
        return base64.b64decode(inner)
    if kind == "json":
        return inner
    read: dict[str, Callable[[str], Any]] = {
        "datetime": datetime.fromisoformat,
        "date": date.fromisoformat,
        "time": time.fromisoformat,
    }
    return read[kind](inner)


def _advance_sequences(connection: Connection) -> None:
    for table in TABLES:
        key = next(iter(table.primary_key.columns))
        found = connection.scalar(
            text("SELECT pg_get_serial_sequence(:table, :column)"),
            {"table": table.name, "column": key.name},
        )
        if found:
            top = connection.scalar(select(func.max(key))) or 0
            connection.execute(text("SELECT setval(:name, :top)"), {"name": found, "top": top + 1})


async def _reseal(database: Database, table: Table, ring: keyring.Keyring) -> int:
    sealed = [column for column in table.columns if isinstance(column.type, Encrypted)]
    if not sealed:
        return 0
    key = next(iter(table.primary_key.columns))
    count, last = 0, None
    while True:
        async with database.transaction() as session:
            chosen = select(key, *(type_coerce(c, LargeBinary).label(c.name) for c in sealed))
            if last is not None:
                chosen = chosen.where(key > last)
            rows = (
                (await session.execute(chosen.order_by(key).limit(CHUNK).with_for_update()))
                .mappings()
                .all()
            )
            for row in rows:
                values = {
                    column: type_coerce(ring.reseal(cast(bytes, row[column.name])), LargeBinary)
                    for column in sealed
                    if row[column.name] is not None
                }
                if values:
                    await session.execute(
                        sql_update(table).where(key == row[key.name]).values(values)
                    )
                    count += 1
        if not rows:
            return count
        last = rows[-1][key.name]
