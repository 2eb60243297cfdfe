"""Rows from one database to another by their drivers alone: quickly, and as they are stored.

Whatever the database, a row is read as SQLite stores it: moments and times as text, yes and no as 1 and 0. Private
columns stay sealed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import JSON, Boolean, Date, DateTime, Float, Integer, LargeBinary, Table, Time
from sqlalchemy.engine import URL, make_url
from sqlalchemy.types import TypeDecorator, TypeEngine

Row = tuple[Any, ...]
AT_ONCE = 2_000  # rows; a file that staff sent may have megabytes
PATIENCE = 15.0  # seconds


class Side(Protocol):
    """One of the two databases, in a transaction."""

    def rows(self, one: Table) -> Generator[Row, None, None]:
        """Every row of a table in the order of its key."""

    def count(self, one: Table) -> int:
        """How many rows there are in a table."""

    def revision(self) -> str:
        """Which shape it has."""

    def put(self, one: Table, rows: Iterator[Row]) -> int:
        """Insert rows; how many there were."""

    def empty(self, one: Table) -> None:
        """Take out what is in a table."""

    def next_number(self, one: Table) -> int | None:
        """What the next row of a table is numbered, where the database counts."""

    def count_on(self, one: Table, number: int) -> None:
        """Number the next row so, or higher."""


@contextmanager
def opened(url: str, *, writes: bool) -> Iterator[Side]:
    """A database, all of it as of one moment. What is written is kept when the block ends well."""
    address = make_url(url)
    way = _sqlite if url.startswith("sqlite") else _postgres
    with way(address, writes=writes) as side:
        yield side


@contextmanager
def _sqlite(address: URL, *, writes: bool) -> Iterator[Side]:
    connection = sqlite3.connect(
        Path(address.database or ""), timeout=PATIENCE, isolation_level=None
    )
    try:
        connection.execute("PRAGMA foreign_keys=OFF")  # looked at as a whole, in the end
        connection.execute("PRAGMA cache_size=-65536")
        connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        yield Sqlite(connection)
        if writes and (broken := connection.execute("PRAGMA foreign_key_check").fetchone()):
            raise ValueError(f"a row of {broken[0]} needs one of {broken[2]} that is not there")
        connection.execute("COMMIT")
    finally:
        connection.close()  # undoes what was not committed


@contextmanager
def _postgres(address: URL, *, writes: bool) -> Iterator[Side]:
    import psycopg

    # As the engine reads it: of several servers named in one address, libpq reads another way.
    _, where = address.get_dialect()().create_connect_args(address)
    where["options"] = "-c timezone=UTC -c client_encoding=UTF8"
    with psycopg.connect(**where) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = not writes
        yield Postgres(connection)


class Sqlite:
    """A SQLite file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take a connection within a transaction."""
        self._connection = connection

    def rows(self, one: Table) -> Generator[Row, None, None]:
        """Every row of a table in the order of its key."""
        names, key = _names(one), ", ".join(_quoted(c.name) for c in one.primary_key)
        found = self._connection.execute(f"SELECT {names} FROM {_quoted(one.name)} ORDER BY {key}")  # noqa: S608
        while rows := found.fetchmany(AT_ONCE):
            yield from rows

    def count(self, one: Table) -> int:
        """How many rows there are in a table."""
        return _number(self._connection, one)

    def revision(self) -> str:
        """Which shape it has."""
        return _revision(self._connection)

    def put(self, one: Table, rows: Iterator[Row]) -> int:
        """Insert rows; how many there were."""
        places = ", ".join("?" * len(one.columns))
        into = f"INSERT INTO {_quoted(one.name)} ({_names(one)}) VALUES ({places})"  # noqa: S608
        return max(self._connection.executemany(into, rows).rowcount, 0)

    def empty(self, one: Table) -> None:
        """Take out what is in a table."""
        self._connection.execute(f"DELETE FROM {_quoted(one.name)}")  # noqa: S608

    def next_number(self, one: Table) -> int | None:
        """What the next row is numbered."""
        keys = list(one.primary_key)
        if len(keys) > 1 or not isinstance(kind_of(keys[0].type), Integer):
            return None
        top = f"SELECT max({_quoted(keys[0].name)}) FROM {_quoted(one.name)}"  # noqa: S608
        (found,) = self._connection.execute(top).fetchone()
        last = self._connection.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", [one.name]
        ).fetchone()
        return max(found or 0, last[0] if last else 0) + 1

    def count_on(self, one: Table, number: int) -> None:
        """Number the next row so, or higher, where numbers are never given twice."""
        if not one.dialect_options["sqlite"]["autoincrement"]:
            return
        given = (number - 1, one.name)
        if not self._connection.execute(
            "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", given
        ).rowcount:
            self._connection.execute("INSERT INTO sqlite_sequence (seq, name) VALUES (?, ?)", given)


class Postgres:
    """A PostgreSQL database."""

    def __init__(self, connection: Any) -> None:
        """Take a connection within a transaction."""
        self._connection = connection

    def rows(self, one: Table) -> Generator[Row, None, None]:
        """Every row of a table in the order of its key."""
        wanted = ", ".join(_as_sqlite(_quoted(c.name), kind_of(c.type)) for c in one.columns)
        key = ", ".join(_ordered(_quoted(c.name), kind_of(c.type)) for c in one.primary_key)
        query = f"SELECT {wanted} FROM {_quoted(one.name)} ORDER BY {key}"  # noqa: S608
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT BINARY)") as copy,
        ):
            copy.set_types([_read_as(kind_of(c.type)) for c in one.columns])
            yield from copy.rows()

    def count(self, one: Table) -> int:
        """How many rows there are in a table."""
        return _number(self._connection, one)

    def revision(self) -> str:
        """Which shape it has."""
        return _revision(self._connection)

    def put(self, one: Table, rows: Iterator[Row]) -> int:
        """Insert rows; how many there were."""
        count = 0
        into = f"COPY {_quoted(one.name)} ({_names(one)}) FROM STDIN"
        with self._connection.cursor() as cursor, cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(row)
                count += 1
        return count

    def empty(self, one: Table) -> None:
        """Take out what is in a table."""
        self._connection.execute(f"DELETE FROM {_quoted(one.name)}")  # noqa: S608

    def next_number(self, one: Table) -> int | None:
        """What the next row is numbered."""
        sequence = self._sequence(one)
        if sequence is None:
            return None
        last, used = self._connection.execute(
            f"SELECT last_value, is_called FROM {sequence}"  # noqa: S608
        ).fetchone()
        return int(last) + bool(used)

    def count_on(self, one: Table, number: int) -> None:
        """Number the next row so, or higher."""
        sequence = self._sequence(one)
        if sequence is not None:
            self._connection.execute(
                "SELECT setval(%s, greatest(%s, %s), false)",
                [sequence, number, self.next_number(one)],
            )

    def _sequence(self, one: Table) -> str | None:
        key = next(iter(one.primary_key)).name
        found = self._connection.execute(
            "SELECT pg_get_serial_sequence(%s, %s)", [one.name, key]
        ).fetchone()
        return found[0] if found else None


def _number(connection: Any, one: Table) -> int:
    query = f"SELECT count(*) FROM {_quoted(one.name)}"  # noqa: S608
    return int(connection.execute(query).fetchone()[0])


def _revision(connection: Any) -> str:
    return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def _names(one: Table) -> str:
    return ", ".join(_quoted(column.name) for column in one.columns)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def kind_of(stored: TypeEngine[Any]) -> TypeEngine[Any]:
    """The type that the database knows."""
    return stored.impl_instance if isinstance(stored, TypeDecorator) else stored


def _as_sqlite(name: str, kind: TypeEngine[Any]) -> str:
    """An expression that gives a column as SQLite stores it."""
    if isinstance(kind, Boolean):
        return f"{name}::int::bigint"
    if isinstance(kind, Integer):
        return f"{name}::bigint"
    if isinstance(kind, DateTime):
        return f"to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    if isinstance(kind, Date):
        return f"to_char({name}, 'YYYY-MM-DD')"
    if isinstance(kind, Time):
        return f"to_char({name}, 'HH24:MI:SS.US')"
    if isinstance(kind, Float | LargeBinary):
        return name
    return f"{name}::text"


def _read_as(kind: TypeEngine[Any]) -> str:
    if isinstance(kind, Boolean | Integer):
        return "int8"
    if isinstance(kind, Float):
        return "float8"
    return "bytea" if isinstance(kind, LargeBinary) else "text"


def _ordered(name: str, kind: TypeEngine[Any]) -> str:
    """In the order SQLite has: letters by their numbers, whatever the language of the database."""
    plain = isinstance(kind, Boolean | Integer | DateTime | Date | Time | JSON | LargeBinary)
    return name if plain else f'{name} COLLATE "C"'
