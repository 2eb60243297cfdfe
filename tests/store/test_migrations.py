"""Migrations walk up, down and up again, and end at the tables the code knows."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from solbot.store import migrations
from solbot.store.database import Database
from solbot.store.tables import Table


async def test_up_down_up_leaves_the_tables_the_code_knows(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    await migrations.upgrade(database)
    await migrations.downgrade(database, "base")
    async with database.engine.connect() as connection:
        left = await connection.run_sync(lambda c: inspect(c).get_table_names())
    assert set(left) <= {"alembic_version"}
    assert not await migrations.is_current(database)

    await migrations.upgrade(database)
    assert await migrations.is_current(database)
    async with database.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []
    await database.close()


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": False})
    return list(compare_metadata(context, Table.metadata))
