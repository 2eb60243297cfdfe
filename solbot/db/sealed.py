"""What is sealed in a database, and whether a ring of keys opens it. Looks only; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from sqlalchemy import (
    Column,
    Connection,
    LargeBinary,
    Select,
    Table,
    inspect,
    select,
    type_coerce,
)

from solbot.db import tables
from solbot.db.keyring import Keyring
from solbot.db.types import Encrypted
from solbot.errors import KeyringError

CANARY = cast(Table, tables.Canary.__table__)
VALUES = 3  # looked at in each column, from each end
ROWS = 1000  # looked through for them: in some columns most rows hold nothing


@dataclass(frozen=True)
class Trial:
    """What a ring opened of what was looked at."""

    found: int = 0
    opened: int = 0
    canary: bool | None = None  # whether it opened those; None: there is none

    @property
    def fits(self) -> bool:
        """Whether these are the keys of this database. One row that nothing opens makes no other key of it."""
        return self.found == 0 or (self.canary is not False and self.opened > 0)

    @property
    def whole(self) -> bool:
        """Whether everything that was looked at opened."""
        return self.found == self.opened


def columns(table: Table) -> list[Column[object]]:
    """The columns of a table that are sealed."""
    return [column for column in table.columns if isinstance(column.type, Encrypted)]


def sealed_tables() -> list[Table]:
    """The tables with such columns; the canary last, so that its key is that of all the others."""
    found = [one for one in tables.Table.metadata.sorted_tables if columns(one)]
    return [*(one for one in found if one is not CANARY), CANARY]


def try_on(connection: Connection, ring: Keyring | None) -> Trial:
    """Try a ring (None: no key at all) on the canary and on some of everything that is sealed."""
    there = inspect(connection)
    names = set(there.get_table_names())
    found = opened = 0
    canary: bool | None = None
    for table in sealed_tables():
        if table.name not in names:
            continue
        known = {column["name"] for column in there.get_columns(table.name)}
        for column in columns(table):
            if column.name not in known:
                continue
            for value in _some(connection, table, column):
                found += 1
                fits = ring is not None and _opens(ring, value)
                opened += fits
                canary = fits and canary is not False if table is CANARY else canary
    return Trial(found, opened, canary)


def _some(connection: Connection, table: Table, column: Column[object]) -> Iterator[bytes]:
    """The oldest and the newest few values of a column, as they are stored."""
    key = next(iter(table.primary_key.columns))
    seen: set[bytes] = set()
    for order in (key.asc(), key.desc()):
        few = select(type_coerce(column, LargeBinary).label("value")).order_by(order).limit(ROWS)
        seen |= {bytes(value) for value in connection.scalars(_filled(few))}
    yield from seen


def _filled(few: Select[bytes]) -> Select[bytes]:
    values = few.subquery().c.value
    return select(values).where(values.is_not(None)).limit(VALUES)


def _opens(ring: Keyring, value: bytes) -> bool:
    try:
        ring.open(value)
    except KeyringError:
        return False
    return True
