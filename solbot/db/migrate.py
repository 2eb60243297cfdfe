"""Bringing a database to the shape the tables have today."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from solbot import shipped
from solbot.db.engine import Database
from solbot.errors import SolbotError

if TYPE_CHECKING:
    from alembic.config import Config

# Alembic takes as long to come in as the bot needs to begin, and most starts have nothing to migrate: so it is imported
# where it is used.

# Any number will do, so long as every solbot process uses the same one.
LOCK = 50_515_014
HEAD = "head"
_NAMED = re.compile(r'^(revision|down_revision)\b[^=\n]*= "(\w+)"$', re.MULTILINE)


def config() -> Config:
    """Alembic's settings, as pyproject.toml has them for its command line."""
    from alembic.config import Config

    found = Config()
    found.set_main_option("script_location", str(shipped.folder("alembic")).replace("%", "%%"))
    return found


@cache
def known() -> tuple[str, ...]:
    """Every revision there is, oldest first."""
    follows: dict[str | None, str] = {}
    for file in (shipped.folder("alembic") / "versions").glob("*.py"):
        named = dict(_NAMED.findall(file.read_text(encoding="utf-8")))
        follows[named.get("down_revision")] = named["revision"]
    found: list[str] = []
    while (following := follows.get(found[-1] if found else None)) is not None:
        found.append(following)
    return tuple(found)


async def upgrade(database: Database, revision: str = HEAD) -> None:
    """Migrate up to `revision`; processes that start together wait for one another.

    Raises SolbotError for a database of a newer solbot, before anything is changed.
    """
    if database.is_there and revision == HEAD and await is_current(database):
        return
    async with database.reshaping() as connection:
        await connection.run_sync(upgrade_here, revision)


async def downgrade(database: Database, revision: str) -> None:
    """Migrate down to `revision`; used by the tests that walk up, down and up."""
    async with database.reshaping() as connection:
        await connection.run_sync(downgrade_here, revision)


async def is_current(database: Database) -> bool:
    """Whether the database has every migration there is. Raises SolbotError for one of a newer solbot."""
    async with database.first_look.connect() as connection:
        return await connection.run_sync(revision_of) == known()[-1]


def upgrade_here(connection: Connection, revision: str = HEAD) -> None:
    """Migrate up within this transaction; see `upgrade`."""
    wait_for_turn(connection)
    revision_of(connection)
    from alembic import command

    command.upgrade(_on(connection), revision)


def downgrade_here(connection: Connection, revision: str) -> None:
    """Migrate down within this transaction."""
    from alembic import command

    command.downgrade(_on(connection), revision)


def revision_of(connection: Connection) -> str | None:
    """The revision a database is at; None while there is nothing in it. Raises SolbotError for a newer one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if found is not None and found not in known():
        raise SolbotError(
            f"The database is that of a newer solbot (revision {found}): run that one, or bring this one up to date."
        )
    return found


def wait_for_turn(connection: Connection) -> None:
    """Let only one process at a time go on from here to the end of its transaction; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})


def _on(connection: Connection) -> Config:
    settings = config()
    settings.attributes["connection"] = connection
    return settings
