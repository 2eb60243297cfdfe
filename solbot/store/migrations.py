"""Bringing a database to the shape the tables have today."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from solbot.store.database import Database

ROOT = Path(__file__).resolve().parents[2]
# Any number will do, so long as every solbot process uses the same one.
LOCK = 50_515_014


def config() -> Config:
    """Alembic's settings, from pyproject.toml."""
    return Config(toml_file=ROOT / "pyproject.toml")


async def upgrade(database: Database, revision: str = "head") -> None:
    """Migrate up to `revision`; processes that start together wait for one another."""

    def run(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)

    async with database.engine.begin() as connection:
        await connection.run_sync(run)


async def downgrade(database: Database, revision: str) -> None:
    """Migrate down to `revision`; used by the tests that walk up, down and up."""

    def run(connection: Connection) -> None:
        settings = config()
        settings.attributes["connection"] = connection
        command.downgrade(settings, revision)

    async with database.engine.begin() as connection:
        await connection.run_sync(run)


async def is_current(database: Database) -> bool:
    """Whether the database has every migration there is."""

    def heads(connection: Connection) -> tuple[str, ...]:
        return MigrationContext.configure(connection).get_current_heads()

    async with database.engine.connect() as connection:
        found = await connection.run_sync(heads)
    return set(found) == set(ScriptDirectory.from_config(config()).get_heads())
