"""What a backup's lines are made of: rows as their driver gives them, a column at a time.

An object of Python's for each moment, and SQLAlchemy in between, take five times as long. See ops/dump_db.py for how it
is read.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final, Protocol

import orjson
from sqlalchemy import JSON, Boolean, Date, DateTime, Integer, LargeBinary, Table, Time
from sqlalchemy.types import TypeEngine

from solbot.db import tables
from solbot.ops.dump_db import FORMAT, LEFT_OUT
from solbot.ops.move_db import Side, kind_of

AT_ONCE: Final = 1000  # rows
_PARTS: Final = ".000000"
"""Of a second; a moment may be stored without them."""


class Sink(Protocol):
    """What lines can be written to."""

    def write(self, more: bytes, /) -> object:
        """Take them."""


@dataclass(frozen=True)
class Written:
    """How many rows there are by table, and a digest of each table's, whatever their order."""

    rows: Mapping[str, int]
    digests: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(self.rows.values())


def write(side: Side, bot: int | None, out: Sink) -> Written:
    """Write everything there is in a database that is up to date, as of one moment."""
    kept = [one for one in tables.Table.metadata.sorted_tables if one.name not in LEFT_OUT]
    counts = {str(one.name): side.count(one) for one in kept}
    at = datetime.now(UTC).isoformat()
    head = {"format": FORMAT, "at": at, "revision": side.revision(), "bot": bot, "rows": counts}
    out.write(orjson.dumps(head) + b"\n")
    return Written(counts, {str(one.name): _write_table(side, one, out) for one in kept})


def _write_table(side: Side, one: Table, out: Sink) -> int:
    """Its digest: the sum of its lines', which is the same in whatever order they come."""
    said = [_said(kind_of(column.type)) for column in one.columns]
    names = ",".join(f"{json.dumps(str(column.name))}:%s" for column in one.columns)
    line = f'{{"table":{json.dumps(str(one.name))},"row":{{{names}}}}}\n'
    digest = 0
    with closing(side.rows(one)) as rows:
        while some := list(islice(rows, AT_ONCE)):
            parts = zip(*some, strict=True)
            columns = [_column(say, values) for say, values in zip(said, parts, strict=True)]
            lines = [(line % row).encode() for row in zip(*columns, strict=True)]
            out.write(b"".join(lines))
            for each in lines:
                digest += int.from_bytes(hashlib.blake2b(each, digest_size=16).digest())
    return digest % 2**128


def _column(say: Callable[[Any], str], values: Sequence[Any]) -> Sequence[str]:
    if values.count(None) == len(values):
        return ("null",) * len(values)
    return ["null" if value is None else say(value) for value in values]


def _said(kind: TypeEngine[Any]) -> Callable[[Any], str]:
    """How a value of such a column is written, which is as SQLite stores it."""
    if isinstance(kind, Boolean):
        return lambda value: "true" if value else "false"
    if isinstance(kind, Integer):
        return str
    if isinstance(kind, LargeBinary):
        return lambda value: f'{{"bytes":"{base64.b64encode(value).decode()}"}}'
    if isinstance(kind, DateTime):
        return lambda value: f'{{"datetime":"{value}{_PARTS[len(value) - 19 :]}+00:00"}}'
    if isinstance(kind, Date):
        return lambda value: f'{{"date":"{value}"}}'
    if isinstance(kind, Time):
        return lambda value: f'{{"time":"{value}{_PARTS[len(value) - 8 :]}"}}'
    if isinstance(kind, JSON):
        return _json
    return _plain


def _plain(value: object) -> str:
    return orjson.dumps(value).decode()


def _json(value: str) -> str:
    found = orjson.loads(value)
    return _plain({"json": found} if isinstance(found, dict) else found)
