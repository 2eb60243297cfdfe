"""The journal keys that the settings name: tried on the data before anything is written, made only beside none."""

from __future__ import annotations

import json
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

CHUNK = 500
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
    keyring.use(ring)
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


async def rotate(settings: Settings) -> tuple[int, int]:
    """Put a new key first in the key file, then seal everything anew with it.

    The file is written before any data, so an interruption leaves everything readable; old keys stay in it. Returns
    how many rows were sealed anew, and how many values no key opens, which stay as they are.

    Raises KeyringError before anything is changed when the keys do not fit the data, or there is none yet.
    """
    if settings.keys is not None:
        raise SolbotError(
            "SOLBOT_KEYS is set: put a new key first in it, then run this with a key file."
        )
    database = Database(settings.database_url)
    try:
        async with presence.alone(database):
            await tried(settings, database)
            if keyring.load(settings.key_file) is None:
                raise KeyringError("There is no journal key yet: the first start makes one.")
            await migrations.upgrade(database)
            ring = _with_new_key(settings)
            done = [await _reseal(database, table, ring) for table in sealed.sealed_tables()]
        return sum(rows for rows, _ in done), sum(left for _, left in done)
    finally:
        await database.close()


def _with_new_key(settings: Settings) -> Keyring:
    keys = [Fernet.generate_key().decode(), *keyring.read_keys(settings.key_file.read_text())]
    keyring.write_keys(settings.key_file, keys)
    return Keyring(keys)


def _put_canary(connection: Connection, ring: Keyring) -> None:
    word = type_coerce(ring.seal(json.dumps(WORD)), LargeBinary)
    connection.execute(insert(CANARY).values(id=1, word=word))


async def _reseal(database: Database, table: Table, ring: Keyring) -> tuple[int, int]:
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


def _anew(ring: Keyring, value: bytes) -> bytes | None:
    try:
        return ring.reseal(bytes(value))
    except KeyringError:
        return None
