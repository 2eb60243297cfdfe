"""The journal keys that the settings name: tried on the data before anything is written, made only beside none."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import structlog
from sqlalchemy import Connection, LargeBinary, insert, type_coerce
from sqlalchemy.exc import SQLAlchemyError

from solbot.db import keyring, sealed
from solbot.db import migrate as migrations
from solbot.db.engine import Database
from solbot.db.keyring import Keyring
from solbot.db.presence import Presence
from solbot.db.sealed import CANARY, Trial
from solbot.errors import KeyringError
from solbot.settings import Settings

log = structlog.get_logger(__name__)

TAKEN_UP: Final = 1.0  # seconds between two looks at the key file
WORD: Final = "canary"


def load(settings: Settings) -> Keyring | None:
    """The keys of the settings or of the key file; None when there is none yet. Raises KeyringError."""
    if settings.keys is not None:
        return Keyring(keyring.read_keys(settings.keys.reveal()))
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
    async with database.first_look.connect() as connection:
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


async def settle(settings: Settings, database: Database, trial: Trial | None = None) -> None:
    """From here on this process seals and opens, with keys that are tried; the first one beside no data makes the key.

    Of several processes that start at once, on whatever machines, all use one key, or say that theirs is another.

    Raises KeyringError.
    """
    created, ring = False, load(settings)
    if ring is None or trial is None or not trial.canary:  # else they were tried, and are settled
        async with database.engine.begin() as connection:
            await connection.run_sync(migrations.wait_for_turn)
            ring = load(settings)
            trial = await connection.run_sync(sealed.try_on, ring)
            refuse(settings, ring, trial)
            if ring is None:
                ring, created = keyring.load_or_create(settings.key_file)
            if trial.canary is None:
                await connection.run_sync(put_canary, ring, 1)
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


@asynccontextmanager
async def followed(settings: Settings, here: Presence) -> AsyncIterator[None]:
    """While this lasts, the keys in use follow the key file, and the other processes are shown which those are."""
    await here.show(keyring.current().marks)
    following = asyncio.create_task(_follow(here)) if settings.keys is None else None
    try:
        yield
    finally:
        if following is not None:
            following.cancel()
            await asyncio.wait([following])


async def _follow(here: Presence) -> None:
    while True:
        await asyncio.sleep(TAKEN_UP)
        if keyring.look():
            log.info("the journal keys were taken up anew", keys=len(keyring.current().keys))
        if not keyring.current().marks <= here.marks:
            try:
                await here.show(keyring.current().marks)
            except (SQLAlchemyError, OSError) as error:  # once more in a second
                log.warning("the database is away", fault=type(error).__name__)


def put_canary(connection: Connection, ring: Keyring, number: int) -> None:
    """From here on, nobody begins here who can't open what this ring seals."""
    word = type_coerce(ring.seal(json.dumps(WORD)), LargeBinary)
    connection.execute(insert(CANARY).values(id=number, word=word))
