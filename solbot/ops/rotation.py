"""A new journal key, beside processes that run: everybody can open with it before anybody seals with it.

It is put last in the key file, where every process finds it within a second, and shows that it has. Then it is put
first, and everything that an older key sealed is sealed anew, a few rows at a time. An interruption at any moment
leaves all of it readable, and the next call goes on.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import structlog
from cryptography.fernet import Fernet
from sqlalchemy import (
    Connection,
    LargeBinary,
    Select,
    Table,
    bindparam,
    delete,
    func,
    literal,
    select,
    tuple_,
    type_coerce,
    update,
)

from solbot.db import keyring, presence, sealed
from solbot.db import migrate as migrations
from solbot.db.engine import Database
from solbot.db.keyring import Keyring
from solbot.db.presence import Presence
from solbot.db.sealed import CANARY
from solbot.errors import KeyringError, SolbotError
from solbot.ops import keys
from solbot.settings import Settings

log = structlog.get_logger(__name__)

CHUNK: Final = 100  # rows that others wait for at most
PAUSE: Final = 0.02  # seconds in which others write
PATIENCE: Final = 20.0  # seconds; a process that starts takes some
LOOK: Final = 0.2  # seconds
ROUNDS: Final = 5
ROTATING: Final = 1  # the mark of a process that changes the keys
BUSY: Final = "The keys are being changed already."
Key = tuple[Any, ...]
Values = dict[str, bytes | None]


@dataclass(frozen=True)
class Rotated:
    """Rows that were sealed anew; values that no key opens; rows with something of an older key still, and the
    processes that go on with that."""

    rows: int = 0
    broken: int = 0
    behind: int = 0
    sealing: Sequence[str] = ()


async def rotate(settings: Settings) -> Rotated:
    """Make a new key the first one and seal everything anew with it, also beside processes that run.

    One that was interrupted is gone on with. With SOLBOT_KEYS, the first of those is the new one.

    Raises KeyringError before anything is changed when the keys do not fit the data, or there is none yet; SolbotError
    where a process runs that can't open with the new key: then everything is as before.
    """
    database = Database(settings.database_url)
    try:
        runs = database.is_sqlite and await _somebody_runs(database)
        async with presence.shared(database) as here:
            with _one_at_a_time(settings):
                return await _rotated(settings, database, here, runs=runs)
    finally:
        await database.close()


async def _rotated(
    settings: Settings, database: Database, here: Presence, *, runs: bool
) -> Rotated:
    await here.show([ROTATING])
    others = await here.others()
    if any(ROTATING in one.marks for one in others):
        raise SolbotError(BUSY)
    if runs and not others:  # on SQLite one of before leaves no name
        raise SolbotError(presence.ALONE)
    await keys.tried(settings, database)
    ring = keys.load(settings)
    if ring is None:
        raise KeyringError("There is no journal key yet: the first start makes one.")
    if not await migrations.is_current(database):
        if others:
            raise SolbotError("The database is not up to date: run `solbot migrate` first.")
        await migrations.upgrade(database)
    ring = await _known_to_all(settings, database, here, ring)
    if settings.keys is None:
        keyring.write_keys(settings.key_file, ring.keys)
    sealing = await _lacking(here, keyring.seals_with(ring.keys[0]))
    rows, done = 0, Rotated()
    for _ in range(ROUNDS):
        done = await _pass(database, ring, pause=PAUSE if others else 0.0)
        rows += done.rows
        if not done.rows and not done.behind:
            break
    if done.rows or done.behind:
        done = await _pass(database, ring, pause=0.0, writes=False)
    if not done.behind:
        async with database.engine.begin() as connection:
            await connection.run_sync(_settle, ring)
    return Rotated(rows, done.broken, done.behind, tuple(sealing))


async def _known_to_all(
    settings: Settings, database: Database, here: Presence, ring: Keyring
) -> Keyring:
    """The new key and all others, once every process opens with it, and none begins that does not. Raises SolbotError
    where one does not; then everything is as before."""
    new = ring.keys[0] if settings.keys is not None else await _begun(database, ring)
    is_fresh = new is None
    if new is None:
        new = Fernet.generate_key().decode()
        keyring.write_keys(settings.key_file, [*ring.keys, new])
    coming = Keyring([new, *(key for key in ring.keys if key != new)])
    number = None
    try:
        await _wait_for_all(here, new)
        number = await _announced(database, coming)
        await _wait_for_all(here, new)  # also those that began before that was there
    except BaseException:
        if number is not None:
            async with database.engine.begin() as connection:
                await connection.execute(delete(CANARY).where(CANARY.c.id == number))
        if is_fresh:
            keyring.write_keys(settings.key_file, ring.keys)
        raise
    return coming


async def _begun(database: Database, ring: Keyring) -> str | None:
    """The key that an earlier call, which was interrupted, began to seal with; None where there was none."""
    async with database.snapshot.connect() as connection:
        word = await connection.scalar(
            select(type_coerce(CANARY.c.word, LargeBinary))
            .where(CANARY.c.id > 1)
            .order_by(CANARY.c.id.desc())
            .limit(1)
        )
    if word is None:
        return None
    return next((key for key in ring.keys if Keyring([key]).is_newest(bytes(word))), None)


async def _announced(database: Database, coming: Keyring) -> int | None:
    """Let nobody begin from here on who can't open with the new key; the number of that row."""
    async with database.engine.begin() as connection:
        await connection.run_sync(migrations.wait_for_turn)
        words = await connection.scalars(select(type_coerce(CANARY.c.word, LargeBinary)))
        if any(coming.is_newest(bytes(word)) for word in words):
            return None
        number = (await connection.scalar(select(func.max(CANARY.c.id))) or 1) + 1
        await connection.run_sync(keys.put_canary, coming, number)
    return number


async def _wait_for_all(here: Presence, new: str) -> None:
    if lacking := await _lacking(here, keyring.opens_with(new)):
        raise SolbotError(
            f"Nothing was changed, as not every process that runs has the new key ({'; '.join(lacking)}): "
            "let all of them read this key file, or stop those that do not."
        )


async def _lacking(here: Presence, mark: int) -> list[str]:
    """The names of those that do not show a mark, once they had time to."""
    deadline = time.monotonic() + PATIENCE
    while lacking := [one.name for one in await here.others() if mark not in one.marks]:
        if time.monotonic() > deadline:
            break
        await asyncio.sleep(LOOK)
    return sorted(lacking)


def _settle(connection: Connection, ring: Keyring) -> None:
    """All is sealed with the new key: the others are needed no more."""
    tried_at = connection.scalar(select(func.max(CANARY.c.tried_at)))
    connection.execute(delete(CANARY))
    keys.put_canary(connection, ring, 1)
    connection.execute(update(CANARY).values(tried_at=tried_at))


async def _pass(database: Database, ring: Keyring, *, pause: float, writes: bool = True) -> Rotated:
    """Go once through all that is sealed, and seal anew what an older key sealed; unless it `writes`, count that."""
    rows = broken = behind = 0
    for table in sealed.sealed_tables():
        if table is CANARY:  # the last of all: whoever can't open with both keys must not begin
            continue
        last, end = None, await _end(database, table)
        while end is not None and (chunk := await _chunk(database, table, last, end)):
            last = chunk[-1][0]
            older = {key: _older(ring, values) for key, values in chunk}
            wanted = [key for key, values in older.items() if any(values.values())]
            broken += sum(not fits for values in older.values() for fits in values.values())
            done = await _sealed_anew(database, table, ring, wanted) if writes and wanted else 0
            rows += done
            behind += len(wanted) - done
            await asyncio.sleep(pause if done else 0.0)
    return Rotated(rows, broken, behind)


async def _end(database: Database, table: Table) -> Key | None:
    """The last row at this moment: what comes after it is sealed with the newest key, however much that is."""
    newest = (column.desc() for column in table.primary_key)
    async with database.reading() as session:
        found = await session.execute(select(*table.primary_key).order_by(*newest).limit(1))
        row = found.first()
    return None if row is None else tuple(row)


async def _chunk(
    database: Database, table: Table, last: Key | None, end: Key
) -> list[tuple[Key, Values]]:
    """The next rows: the key of each, and what is sealed in it."""
    keyed = tuple_(*table.primary_key)
    async with database.reading() as session:
        chosen = _chosen(table).order_by(*table.primary_key).limit(CHUNK)
        chosen = chosen.where(keyed <= tuple_(*map(literal, end)))
        if last is not None:
            chosen = chosen.where(keyed > tuple_(*map(literal, last)))
        return _split(table, (await session.execute(chosen)).all())


async def _sealed_anew(
    database: Database, table: Table, ring: Keyring, wanted: Sequence[Key]
) -> int:
    """How many of these rows were. One that somebody writes at this moment is left to the next round: whoever waits
    for nobody stands in nobody's way."""
    keyed = list(table.primary_key)
    is_wanted = tuple_(*keyed).in_(wanted)
    change = (
        update(table)
        .where(*(column == bindparam(f"key_{column.name}") for column in keyed))
        .values({c: bindparam(f"new_{c.name}", type_=LargeBinary) for c in sealed.columns(table)})
    )
    async with database.transaction() as session:
        locked = _chosen(table).where(is_wanted).with_for_update(skip_locked=True)
        rows = _split(table, (await session.execute(locked)).all())
        anew = [
            {f"key_{c.name}": part for c, part in zip(keyed, key, strict=True)}
            | {f"new_{name}": _anew(ring, value) for name, value in values.items()}
            for key, values in rows
        ]
        if anew:
            await (await session.connection()).execute(change, anew)
    return len(anew)


def _chosen(table: Table) -> Select[Any]:
    raw = (type_coerce(c, LargeBinary).label(f"sealed_{c.name}") for c in sealed.columns(table))
    return select(*table.primary_key, *raw)


def _split(table: Table, rows: Sequence[Any]) -> list[tuple[Key, Values]]:
    width, names = len(table.primary_key), [str(c.name) for c in sealed.columns(table)]
    return [
        (tuple(row[:width]), dict(zip(names, row[width:], strict=True))) for row in map(tuple, rows)
    ]


def _older(ring: Keyring, values: Values) -> dict[str, bool]:
    """What the newest key did not seal, and whether another did."""
    older = {
        name: bytes(value)
        for name, value in values.items()
        if value is not None and not ring.is_newest(bytes(value))
    }
    return {
        name: opened is not None
        for name, opened in zip(older, ring.open_all(list(older.values())), strict=True)
    }


def _anew(ring: Keyring, value: bytes | None) -> bytes | None:
    """As it is where there is nothing, the newest key sealed it, or none of the keys opens it."""
    if value is None or ring.is_newest(bytes(value)):
        return value
    try:
        return ring.reseal(bytes(value))
    except KeyringError:
        return value


async def _somebody_runs(database: Database) -> bool:
    try:
        async with presence.alone(database):
            return False
    except SolbotError:
        return True


@contextmanager
def _one_at_a_time(settings: Settings) -> Iterator[None]:
    """Raises SolbotError while another process changes the keys of this file."""
    folder = settings.key_file.parent
    if settings.keys is not None or not folder.is_dir():
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SolbotError(BUSY) from None
        yield
    finally:
        os.close(descriptor)
