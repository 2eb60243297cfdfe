"""A backup's lines: a head, then a row each, table by table. Private columns are in it as they are stored: sealed.

What is read back was made by anybody: every name, type and size is checked, and nothing is taken on trust.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Protocol

import orjson
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    String,
    TableClause,
    Time,
    column,
    func,
    insert,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy.types import TypeEngine

from solbot.db.types import UTCDateTime

FORMAT = "solbot-backup-2"
BEFORE = "solbot-backup-1"
REVISION_BEFORE = "0009"
"""What a backup that does not name its revision was made at, at the latest."""

CHUNK = 500
AT_ONCE = 1000  # rows that are read at a time
HEAVY = 8 * 2**20  # bytes of lines that are put into the database at once
LONGEST = 32 * 2**20  # bytes of a line: a file that staff sent is the longest
TIMES = 200  # a backup unpacks to at most so many times its size …
ALWAYS = 64 * 2**20  # … or to so many bytes, if that is more
INT_64 = 2**63
LEFT_OUT = frozenset({"pace", "alerts", "alembic_version"})
"""The pace, and what is wrong, are about this minute: restored ones could only be wrong."""


class LineSource(Protocol):
    """What lines can be read from."""

    def readline(self, size: int, /) -> bytes:
        """The next line, or as much of it as `size`."""


class Unsound(ValueError):
    """This is no whole backup; the text says why."""


@dataclass(frozen=True)
class BackupHead:
    """What a backup says of itself; `rows` by table and `bot`, None where it does not say."""

    revision: str
    rows: Mapping[str, int] | None
    bot: int | None = None


def read_head(source: LineSource) -> BackupHead:
    """The first line. Raises Unsound."""
    if not (line := source.readline(LONGEST)):
        raise Unsound("it is damaged or cut off")
    found = _parsed(line)
    if found.get("format") == BEFORE:
        return BackupHead(REVISION_BEFORE, None)
    revision, rows = found.get("revision"), found.get("rows")
    if found.get("format") != FORMAT or not isinstance(revision, str) or not isinstance(rows, dict):
        raise Unsound("it does not begin as one")
    if not all(type(count) is int and count >= 0 for count in rows.values()):
        raise Unsound("it does not say how many rows it holds")
    bot = found.get("bot")
    return BackupHead(revision, rows, bot if type(bot) is int else None)


def load(connection: Connection, head: BackupHead, source: LineSource, size: int) -> int:
    """Put every row where it belongs; `size` is how large the packed file is. Returns how many.

    Raises Unsound; and what the database says of rows that do not fit together.
    """
    places: dict[str, Places] = {}
    counts: Counter[str] = Counter()
    for name, rows in _chunks(source, max(ALWAYS, TIMES * size)):
        if name in LEFT_OUT:
            continue
        place = places.get(name) or places.setdefault(name, Places.of(connection, name))
        counts[name] += len(rows)
        if head.rows is not None and counts[name] > head.rows.get(name, 0):
            raise Unsound(f"it holds more rows of {name} than it says")
        place.put(connection, rows, whole=head.rows is not None)
    if head.rows is not None and counts != Counter(head.rows):
        raise Unsound(f"it ends after {counts.total()} of {sum(head.rows.values())} rows")
    if connection.dialect.name == "postgresql":
        for place in places.values():
            place.advance(connection)
    return counts.total()


def is_empty(connection: Connection) -> bool:
    """Whether nothing is in the database but what every start puts there."""
    names = set(inspect(connection).get_table_names()) - LEFT_OUT - {"canary"}
    return not any(connection.scalar(select(1).select_from(table(name)).limit(1)) for name in names)


@dataclass(frozen=True)
class Places:
    """A table as it is in the database at this moment, whatever the code knows of it."""

    name: str
    types: Mapping[str, TypeEngine[Any]]
    key: Sequence[str]

    @classmethod
    def of(cls, connection: Connection, name: str) -> Places:
        """Look at a table. Raises Unsound when there is none of this name."""
        there = inspect(connection)
        if name not in there.get_table_names():
            raise Unsound(f"there is no table {name[:40]!r}")
        found = {
            one["name"]: _kind(one["type"], one["nullable"]) for one in there.get_columns(name)
        }
        return cls(name, found, there.get_pk_constraint(name)["constrained_columns"])

    def put(self, connection: Connection, rows: list[dict[str, Any]], *, whole: bool) -> None:
        """Insert rows that name the same columns; where they need not be `whole`, the rest is as for new rows."""
        names = list(rows[0])
        if rows[0].keys() - self.types.keys() or (whole and self.types.keys() - rows[0].keys()):
            raise Unsound(f"a row of {self.name} has other columns")
        given = {name: self._checked(name, [row[name] for row in rows]) for name in names}
        if connection.dialect.name == "sqlite":
            # A column at a time, and past SQLAlchemy: a fifth of the time, and a backup is tried each day.
            stored = [_as_stored(self.types[name], values) for name, values in given.items()]
            quoted = ", ".join(map(connection.dialect.identifier_preparer.quote, names))
            places = ", ".join("?" * len(names))
            into = connection.dialect.identifier_preparer.quote(self.name)
            connection.exec_driver_sql(
                f"INSERT INTO {into} ({quoted}) VALUES ({places})",  # noqa: S608
                list(zip(*stored, strict=True)),
            )
            return
        connection.execute(
            insert(self._clause(names)),
            [dict(zip(names, row, strict=True)) for row in zip(*given.values(), strict=True)],
        )

    def _checked(self, name: str, values: list[Any]) -> list[Any]:
        """The values of a column, read; raises Unsound for what can't be in it."""
        if values.count(None) == len(values):
            return values
        read = [_rich(value) if type(value) is dict else value for value in values]
        fits = _fits(self.types[name])
        if not all(map(fits, (value for value in read if value is not None))):
            raise Unsound(f"{self.name}.{name} holds something else than it should")
        return read

    def advance(self, connection: Connection) -> None:
        """Let PostgreSQL count on from the last row."""
        key = self.key[0]
        given = {"table": self.name, "column": key}
        sequence = connection.scalar(text("SELECT pg_get_serial_sequence(:table, :column)"), given)
        if sequence:
            top = connection.scalar(select(func.max(column(key))).select_from(table(self.name)))
            connection.execute(
                text("SELECT setval(:name, :top)"), {"name": sequence, "top": (top or 0) + 1}
            )

    def _clause(self, names: Collection[str]) -> TableClause:
        return table(self.name, *(column(name, self.types[name]) for name in names))


def _chunks(source: LineSource, most: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of one table that name the same columns, as many as fit a statement. Raises Unsound."""
    name, rows, size, began = "", list[dict[str, Any]](), 0, 0
    while line := source.readline(LONGEST + 1):
        size += len(line)
        if size > most:
            raise Unsound("it unpacks to far more than a backup would")
        found = _parsed(line)
        if not isinstance(found.get("table"), str) or not isinstance(found.get("row"), dict):
            raise Unsound("a line of it is no row")
        row = found["row"]
        full = len(rows) == CHUNK or size - began > HEAVY
        if rows and (found["table"] != name or full or row.keys() != rows[0].keys()):
            yield name, rows
            rows, began = [], size
        name = found["table"]
        rows.append(row)
    if rows:
        yield name, rows


def _parsed(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST:
        raise Unsound("a line of it is too long")
    try:
        found = orjson.loads(line)
    except ValueError:
        raise Unsound("a line of it can't be read") from None
    if not isinstance(found, dict):
        raise Unsound("a line of it is no row")
    return found


def _as_stored(kind: TypeEngine[Any], values: list[Any]) -> list[Any]:
    """What SQLAlchemy would have SQLite store."""
    if isinstance(kind, JSON):
        return [None if v is None and kind.none_as_null else json.dumps(v) for v in values]
    for stored, said in _STORED:
        if isinstance(kind, stored):
            return [None if value is None else said(value) for value in values]
    return values


_STORED: Sequence[tuple[type[Any], Callable[[Any], Any]]] = (
    (UTCDateTime, lambda value: value.astimezone(UTC).isoformat(" ", "microseconds")[:26]),
    (Date, lambda value: value.isoformat()),
    (Time, lambda value: value.isoformat("microseconds")),
    (Boolean, int),
)


def _rich(value: dict[str, object]) -> object:
    if len(value) != 1:
        raise Unsound("a line of it is no row")
    ((kind, inner),) = value.items()
    if kind == "json":
        return inner
    if kind not in _READ or not isinstance(inner, str):
        raise Unsound("a value of it is of no known kind")
    try:
        return _READ[kind](inner)
    except ValueError:
        raise Unsound(f"a {kind} of it can't be read") from None


_READ: Mapping[str, Callable[[str], object]] = {
    "bytes": base64.b64decode,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
}


def _kind(stored: TypeEngine[Any], nullable: bool) -> TypeEngine[Any]:
    """How the application reads and writes a column of this type."""
    if isinstance(stored, DateTime):
        return UTCDateTime()
    if isinstance(stored, JSON):
        return JSON(none_as_null=nullable)
    for kind in (Boolean, Date, Time, LargeBinary, Float, Integer, String):
        if isinstance(stored, kind):
            return BigInteger() if kind is Integer else kind()
    raise Unsound(f"the database has a column of the type {stored}")


def _fits(kind: TypeEngine[Any]) -> Callable[[Any], bool]:
    """What tells whether a value can be in a column of this type."""
    if isinstance(kind, JSON):
        return lambda _: True
    if isinstance(kind, UTCDateTime):
        return lambda value: isinstance(value, datetime) and value.tzinfo is not None
    if isinstance(kind, Date):
        return lambda value: type(value) is date
    if isinstance(kind, Time):
        return lambda value: isinstance(value, time) and value.tzinfo is None
    if isinstance(kind, Integer):
        return lambda value: type(value) is int and -INT_64 <= value < INT_64
    if isinstance(kind, Float):
        return lambda value: type(value) in (int, float)
    if isinstance(kind, String):
        return lambda value: isinstance(value, str) and "\0" not in value
    expected = kind.python_type
    return lambda value: isinstance(value, expected)
