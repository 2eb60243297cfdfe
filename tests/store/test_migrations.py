"""Migrations walk up, down and up again, and end at the tables the code knows."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Connection, String, inspect, text

from solbot.db import migrate as migrations
from solbot.db.engine import BrokenReference, Database
from solbot.db.tables import Table
from solbot.unit_of_work import UnitsOfWork
from tests.store.living import copy_of, live


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


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_hangs_on_a_table_that_is_made_anew_stays(works: UnitsOfWork) -> None:
    await live(works)
    before = await copy_of(works)
    async with works.database.reshaping() as connection:
        await connection.run_sync(_make_members_anew)
    assert await copy_of(works) == before
    with pytest.raises(BrokenReference, match="needs one of members"):
        async with works.database.reshaping() as connection:
            await connection.execute(text("DELETE FROM members"))
    assert await copy_of(works) == before


def _make_members_anew(connection: Connection) -> None:
    operations = Operations(MigrationContext.configure(connection))
    with operations.batch_alter_table("members", recreate="always") as table:
        table.add_column(Column("more", String))
