"""Runs migrations on the connection the application hands over, or on SOLBOT_DATABASE_URL."""

from __future__ import annotations

import asyncio

from alembic import context
from sqlalchemy import Connection

from solbot import settings
from solbot.db.engine import Database
from solbot.db.tables import Table


def run(connection: Connection) -> None:
    """Migrate within one transaction; batch mode lets SQLite change its tables."""
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def connect_and_run() -> None:
    """For `alembic` on the command line."""
    database = Database(settings.load().database_url)
    async with database.engine.begin() as connection:
        await connection.run_sync(run)
    await database.close()


given = context.config.attributes.get("connection")
if given is None:
    asyncio.run(connect_and_run())
else:
    run(given)
