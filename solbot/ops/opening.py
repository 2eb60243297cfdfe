"""What every service needs before it begins: keys that fit, content without a fault, and a migrated database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from solbot.content.cache import CatalogCache
from solbot.db import keyring, presence, private
from solbot.db import migrate as migrations
from solbot.db.engine import Database
from solbot.ops import keys
from solbot.settings import Settings
from solbot.unit_of_work import Clock, UnitsOfWork, system_clock

CACHE = "content.cache"
"""The file in the bot's own folder that has the content as an earlier start read it."""


@asynccontextmanager
async def opened(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[UnitsOfWork]:
    """Keys, content and a migrated database, ready to work with; closed afterwards."""
    database = Database(settings.database_url)
    try:
        async with presence.shared(database) as here:
            trial = await keys.tried(settings, database)
            cache = _cache(settings, database)
            ring = keys.load(settings)
            catalog = cache.load(ring.secrets[0] if ring else None)
            await migrations.upgrade(database)
            await keys.settle(settings, database, trial)
            cache.keep(keyring.current().secrets[0])
            async with keys.followed(settings, here):
                yield UnitsOfWork(
                    database,
                    catalog,
                    clock,
                    settings.default_zone,
                    settings.owners,
                    settings.rate,
                    settings.backups_kept if settings.backups is not None else None,
                    settings.away_years,
                    settings.short_links,
                )
    finally:
        await database.close()


def _cache(settings: Settings, database: Database) -> CatalogCache:
    """Beside the database, or where it would be."""
    folder = database.file.parent if database.file is not None else Path(private.OWN_FOLDER)
    with suppress(OSError):  # then nothing is kept
        private.make_folder(folder)
    return CatalogCache(folder / CACHE, settings.messages, settings.default_language)
