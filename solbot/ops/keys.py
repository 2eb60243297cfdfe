"""The journal keys that the settings name: tried on the data before anything is written, made only beside none."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import cast

import structlog
from cryptography.fernet import Fernet
from sqlalchemy import Connection, LargeBinary, Table, insert, select, type_coerce
from sqlalchemy import update as sql_update

from solbot.db import keyring, presence, sealed
from solbot.db import migrate as migrations
from solbot.db.engine import Database
from solbot.db.keyring import Keyring
from solbot.db.sealed import CANARY, Trial
from solbot.errors import KeyringError, SolbotError
from solbot.settings import Settings

log = structlog.get_logger(__name__)

CHUNK = 100  # rows that others wait for at most
PATIENCE = 3 * keyring.TAKEN_UP
PAUSE = 0.02  # seconds in which others write
WORD = "canary"


def load(settings: Settings) -> Keyring | None:
    """The keys of the settings or of the key file; None when there is none yet. Raises KeyringError."""
    if settings.keys is not None:
        return Keyring(keyring.read_keys(settings.keys.get_secret_value()))
    return keyring.load(settings.key_file)


def place(settings: Settings) -> str:
    """Where the keys are."""
    return "SOLBOT_KEYS" if settings.keys is not None else str(settings.key_file)


async def tried(settings: Settings, database: Database) -> Trial:
    """Try the keys on what is in the database, of whatever revision; nothing is written.

    Raises KeyringError when they are not the keys of this database.
    """
    ring = load(settings)
    if not database.is_there:
        return Trial()
    async with database.snapshot.connect() as connection:
        trial = await connection.run_sync(sealed.try_on, ring)
    refuse(settings, ring, trial)
    return trial


def refuse(settings: Settings, ring: Keyring | None, trial: Trial) -> None:
    """Raise KeyringError unless this ring, or a new one where there is none, may be used beside such data."""
    if ring is None and trial.found:
        raise KeyringError(
            f"What people wrote is sealed, and there is no journal key in {place(settings)}: "
            "put the key back that it was sealed with."
        )
    if not trial.fits:
        raise KeyringError(
            f"The journal key in {place(settings)} does not open what people wrote: "
            "put the key back that it was sealed with."
        )


async def settle(settings: Settings, database: Database) -> None:
    """From here on this process seals and opens, with keys that were tried; the first one beside no data makes the key.

    Of several processes that start at once, on whatever machines, all use one key, or say that theirs is another.

    Raises KeyringError.
    """
    created = False
    async with database.engine.begin() as connection:
        await connection.run_sync(migrations.wait_for_turn)
        ring = load(settings)
        trial = await connection.run_sync(sealed.try_on, ring)
        refuse(settings, ring, trial)
        if ring is None:
            ring, created = keyring.load_or_create(settings.key_file)
        if trial.canary is None:
            await connection.run_sync(_put_canary, ring)
    keyring.use(ring, settings.key_file if settings.keys is None else None)
    if not trial.whole:
        log.error("some of the data open with none of the keys", **vars(trial))
    if settings.keys is None and settings.key_file.stat().st_mode & 0o077:
        log.warning(
            "others can read the key file: run chmod 600 on it", file=str(settings.key_file)
        )
    if created:
        log.warning(
            "a journal key was created: keep it apart from the data and its backups; "
            "without it nobody can read the journals",
            file=str(settings.key_file),
        )


async def rotate(settings: Settings, *, one_file: bool = False) -> tuple[int, int]:
    """Put a new key first in the key file, then seal everything anew with it, also beside a bot that runs.

    The file is written before any data, so an interruption leaves everything readable; old keys stay in it. Beside a
    bot the new key is first put last, and first only when all have taken it up. Returns how many rows were sealed anew,
    and how many values no key opens, which stay as they are.

    Raises KeyringError before anything is changed when the keys do not fit the data, or there is none yet; SolbotError
    where processes on other machines may run, unless `one_file` says that all read this very key file.
    """
    if settings.keys is not None:
        raise SolbotError(
            "SOLBOT_KEYS is set: put a new key first in it, then run this with a key file."
        )
    database = Database(settings.database_url)
    try:
        async with AsyncExitStack() as held:
            held.enter_context(_one_at_a_time(settings.key_file))
            beside = await _runs(held, database)
            if beside and not (database.is_sqlite or one_file):
                raise SolbotError(
                    f"{presence.ALONE} Or add --one-file, if all of them read this key file."
                )
            await tried(settings, database)
            if keyring.load(settings.key_file) is None:
                raise KeyringError("There is no journal key yet: the first start makes one.")
            await migrations.upgrade(database)
            ring = await _with_new_key(settings, patience=PATIENCE if beside else 0.0)
            pause = PAUSE if beside else 0.0
            done = [await _reseal(database, table, ring, pause) for table in sealed.sealed_tables()]
        return sum(rows for rows, _ in done), sum(left for _, left in done)
    finally:
        await database.close()


async def _runs(held: AsyncExitStack, database: Database) -> bool:
    """Whether a bot runs on the database; either way nobody can restore into it meanwhile."""
    try:
        await held.enter_async_context(presence.alone(database))
    except SolbotError:
        await held.enter_async_context(presence.shared(database))
        return True
    return False


async def _with_new_key(settings: Settings, patience: float) -> Keyring:
    """Everybody can open with the new key before anybody seals with it."""
    new, there = Fernet.generate_key().decode(), keyring.read_keys(settings.key_file.read_text())
    for keys in ([*there, new], [new, *there]):
        keyring.write_keys(settings.key_file, keys)
        await asyncio.sleep(patience)
    return Keyring([new, *there])


@contextmanager
def _one_at_a_time(key_file: Path) -> Iterator[None]:
    """Raises SolbotError while another process changes the keys of this file."""
    if not key_file.parent.is_dir():
        yield
        return
    descriptor = os.open(key_file.parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SolbotError("The keys are being changed already.") from None
        yield
    finally:
        os.close(descriptor)


def _put_canary(connection: Connection, ring: Keyring) -> None:
    word = type_coerce(ring.seal(json.dumps(WORD)), LargeBinary)
    connection.execute(insert(CANARY).values(id=1, word=word))


async def _reseal(database: Database, table: Table, ring: Keyring, pause: float) -> tuple[int, int]:
    columns = sealed.columns(table)
    key = next(iter(table.primary_key.columns))
    count, left, last = 0, 0, None
    while True:
        async with database.transaction() as session:
            chosen = select(key, *(type_coerce(c, LargeBinary).label(c.name) for c in columns))
            if last is not None:
                chosen = chosen.where(key > last)
            rows = (
                (await session.execute(chosen.order_by(key).limit(CHUNK).with_for_update()))
                .mappings()
                .all()
            )
            for row in rows:
                there = {c: cast(bytes, row[c.name]) for c in columns if row[c.name] is not None}
                anew = {c: _anew(ring, value) for c, value in there.items()}
                values = {c: type_coerce(v, LargeBinary) for c, v in anew.items() if v is not None}
                left += len(there) - len(values)
                if values:
                    await session.execute(
                        sql_update(table).where(key == row[key.name]).values(values)
                    )
                    count += 1
        if not rows:
            return count, left
        last = rows[-1][key.name]
        await asyncio.sleep(pause)


def _anew(ring: Keyring, value: bytes) -> bytes | None:
    try:
        return ring.reseal(bytes(value))
    except KeyringError:
        return None
