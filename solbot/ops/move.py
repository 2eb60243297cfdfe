"""From one database to another, SQLite or PostgreSQL, every row compared before it counts."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import islice, zip_longest

from sqlalchemy import Table
from sqlalchemy.engine import make_url

from solbot import setting_values
from solbot.db import faults, presence, sealed, tables
from solbot.db import migrate as migrations
from solbot.db.engine import Database
from solbot.errors import SolbotError
from solbot.ops import dump_db, move_db
from solbot.ops.backup import whole_or_not
from solbot.ops.move_db import AT_ONCE, Row


async def move(origin: str, target: str) -> int:
    """Bring every row from one database to another, an empty one, or none. Returns how many rows.

    While it lasts no bot runs on either. What was moved is read again from both sides and compared row by row; without
    that, or at any fault, the target stays as empty as it was. The origin stays as it is.

    Raises SolbotError: what is no address, the same on both sides, in use, not up to date, or not empty.
    """
    first, second = Database(_address(origin, "FROM")), Database(_address(target, "TO"))
    try:
        if _is_same(origin, target):
            raise SolbotError("FROM and TO are the same database.")
        if not first.is_there:
            raise SolbotError("There is no database at FROM.")
        async with presence.alone(first), presence.alone(second), whole_or_not(second):
            if not await migrations.is_current(first):
                raise SolbotError(
                    "The database at FROM is not up to date: run `solbot migrate` on it first."
                )
            async with second.reshaping() as connection:
                if not await connection.run_sync(dump_db.is_empty):
                    raise SolbotError("The database at TO holds data already: name an empty one.")
                await connection.run_sync(migrations.upgrade_here)
            await second.close()  # what is read of a file from here on is read by its driver alone
            return await asyncio.to_thread(_moved, first.url, second.url)
    finally:
        await first.close()
        await second.close()


def _address(url: str, name: str) -> str:
    try:
        return setting_values.database(url)
    except ValueError as error:
        raise SolbotError(f"{name} {error}.") from None


def _is_same(origin: str, target: str) -> bool:
    return _place(origin) == _place(target)


def _place(url: str) -> tuple[object, ...]:
    address = make_url(url)
    asked = (
        address.normalized_query
    )  # where hosts are named that take over from one another, or a socket
    hosts, ports = asked.get("host", ()), asked.get("port", ())
    return address.host or hosts, address.port or ports, address.database


def _moved(origin: str, target: str) -> int:
    kept = [one for one in tables.Table.metadata.sorted_tables if one.name not in dump_db.LEFT_OUT]
    count = 0
    try:
        with ExitStack() as stack:
            first = stack.enter_context(move_db.opened(origin, writes=False))
            second = stack.enter_context(move_db.opened(target, writes=True))
            # A start may have put one there, sealed with keys of its own.
            second.empty(sealed.CANARY)
            # Closed where one breaks off: PostgreSQL ends nothing while rows are still to be read.
            for one in kept:
                with closing(first.rows(one)) as rows:
                    count += second.put(one, rows)
            for one in kept:
                with closing(first.rows(one)) as rows, closing(second.rows(one)) as moved:
                    _compare(one, rows, moved)
                if (number := first.next_number(one)) is not None:
                    second.count_on(one, number)
    except (sqlite3.Error, ValueError) as error:
        raise SolbotError(f"Nothing was moved: {_why(error)}") from None
    except Exception as error:
        if not hasattr(error, "sqlstate"):  # as what psycopg raises has, which may not be there
            raise
        raise SolbotError(f"Nothing was moved: {_why(error)}") from None
    return count


def _compare(one: Table, rows: Iterator[Row], moved: Iterator[Row]) -> None:
    before = 0
    while True:
        some, there = list(islice(rows, AT_ONCE)), list(islice(moved, AT_ONCE))
        if some != there:  # all at once, as that takes a third of the time
            for number, (row, found) in enumerate(zip_longest(some, there), start=before + 1):
                if row != found and not _is_same_row(row, found):
                    raise ValueError(f"row {number} of {one.name} is another on the other side.")
        if not some:
            return
        before += len(some)


def _is_same_row(row: Row | None, found: Row | None) -> bool:
    """Once more, with care: a moment may be written down without its parts of a second."""
    if row is None or found is None:
        return False
    return all(a == b or _full(a) == _full(b) for a, b in zip(row, found, strict=True))


def _full(value: object) -> object:
    if isinstance(value, str) and len(value) in (8, 19) and value[-3] == ":":
        return f"{value}.000000"
    return value


def _why(error: BaseException) -> str:
    if isinstance(error, sqlite3.Error) or hasattr(error, "sqlstate"):
        return faults.of_database(error)
    return str(error)
