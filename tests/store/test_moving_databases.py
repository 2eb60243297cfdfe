"""`solbot move`: every row from one database to another, compared, or nothing at all."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, text
from typer.testing import CliRunner

from solbot import cli
from solbot.content.catalog import Catalog
from solbot.db import migrate as migrations
from solbot.db import presence
from solbot.db.engine import Database
from solbot.db.tables import Table as Tables
from solbot.errors import SolbotError
from solbot.ops import dump_db, keys, move_db
from solbot.ops.move import move
from solbot.secret import Secret
from solbot.settings import Settings
from solbot.unit_of_work import UnitsOfWork
from tests.conftest import Clock
from tests.store.living import ANA, copy_of, live

ALL = [one for one in Tables.metadata.sorted_tables if one.name not in dump_db.LEFT_OUT]


async def lived(works: UnitsOfWork, key: str) -> None:
    await keys.settle(Settings(keys=Secret(key)), works.database)
    for person in range(ANA, ANA + 3):
        await live(works, person)


def stored(url: str) -> dict[str, list[Any]]:
    with move_db.opened(url, writes=False) as side:
        return {one.name: list(side.rows(one)) for one in ALL}


async def is_empty(url: str) -> bool:
    database = Database(url)
    if not database.is_there:
        return True
    async with database.snapshot.connect() as connection:
        found = await connection.run_sync(dump_db.is_empty)
    await database.close()
    return found


async def test_everything_is_on_the_other_side_and_goes_on_there(
    works: UnitsOfWork,
    database_url: str,
    empty_database_url: str,
    journal_key: str,
    catalog: Catalog,
    clock: Clock,
) -> None:
    await lived(works, journal_key)
    before = stored(database_url)
    rows = await move(database_url, empty_database_url)
    assert rows == sum(map(len, before.values())) > 20
    assert stored(empty_database_url) == before == stored(database_url)
    moved = UnitsOfWork(Database(empty_database_url), catalog, clock)
    assert await copy_of(moved) == await copy_of(works)
    await live(moved, ANA + 9)  # numbers go on from there
    trial = await keys.tried(
        Settings(database_url=empty_database_url, keys=Secret(journal_key)), moved.database
    )
    assert trial.whole and trial.canary
    await moved.database.close()


async def test_a_number_that_was_given_is_not_given_again(
    works: UnitsOfWork, database_url: str, empty_database_url: str
) -> None:
    async with works.begin() as work:
        is_sqlite = works.database.is_sqlite
        raise_to = (
            "INSERT INTO sqlite_sequence (name, seq) VALUES ('shared_entries', 41)"
            if is_sqlite
            else "SELECT setval('shared_entries_id_seq', 41)"
        )
        await work.session.execute(text(raise_to))
    await move(database_url, empty_database_url)
    shared = next(one for one in ALL if one.name == "shared_entries")
    with move_db.opened(empty_database_url, writes=False) as side:
        assert side.next_number(shared) == 42


async def test_what_is_not_as_it_should_be_is_one_sentence_and_changes_nothing(
    works: UnitsOfWork, database_url: str, empty_database_url: str, tmp_path: Path
) -> None:
    await live(works)
    for origin, target, words in (
        ("mysql://u:secret@h/x", empty_database_url, "FROM should begin with sqlite"),
        (database_url, "postgresql+psycopg://u:secret@h:99999/x", "TO has a port"),
        (database_url, database_url, "the same database"),
        (f"sqlite+aiosqlite:///{tmp_path}/none.db", empty_database_url, "no database at FROM"),
    ):
        with pytest.raises(SolbotError, match=words) as raised:
            await move(origin, target)
        assert "secret" not in str(raised.value)
    assert await is_empty(empty_database_url) and not (tmp_path / "none.db").exists()
    await move(database_url, empty_database_url)
    with pytest.raises(SolbotError, match="holds data already"):
        await move(database_url, empty_database_url)


async def test_while_a_bot_runs_on_either_nothing_is_moved(
    works: UnitsOfWork, database_url: str, empty_database_url: str
) -> None:
    await live(works)
    for url in (database_url, empty_database_url):
        running = Database(url)
        async with presence.shared(running):
            with pytest.raises(SolbotError, match="The bot runs on this database"):
                await move(database_url, empty_database_url)
        await running.close()
    assert await is_empty(empty_database_url)


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
async def test_whoever_has_just_hung_up_holds_nothing_up(
    works: UnitsOfWork, database_url: str, empty_database_url: str
) -> None:
    """PostgreSQL lets the locks of a connection go a moment after it was closed."""
    await live(works)
    running = Database(database_url)
    async with presence.shared(running):
        moving = asyncio.create_task(move(database_url, empty_database_url))
        await asyncio.sleep(presence.LOOK_AGAIN / 2)
        assert not moving.done()
        await running.close()
    assert await moving > 0


async def test_another_schema_is_refused(
    works: UnitsOfWork, database_url: str, empty_database_url: str
) -> None:
    await migrations.downgrade(works.database, migrations.known()[-2])
    with pytest.raises(SolbotError, match="not up to date: run `solbot migrate`"):
        await move(database_url, empty_database_url)
    async with works.database.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SolbotError, match="newer solbot"):
        await move(database_url, empty_database_url)
    assert await is_empty(empty_database_url)


async def test_a_row_that_is_another_on_the_other_side_undoes_all_of_it(
    works: UnitsOfWork,
    database_url: str,
    empty_database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await live(works)
    side = move_db.Sqlite if empty_database_url.startswith("sqlite") else move_db.Postgres
    put = side.put

    def forgetful(self: Any, one: Table, rows: Iterator[Any]) -> int:
        return put(self, one, iter(list(rows)[: 0 if one.name == "slots" else None]))

    monkeypatch.setattr(side, "put", forgetful)
    with pytest.raises(SolbotError, match="Nothing was moved: row 1 of slots is another"):
        await move(database_url, empty_database_url)
    assert await is_empty(empty_database_url)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_row_whose_other_is_gone_is_told(
    works: UnitsOfWork, database_url: str, empty_database_url: str
) -> None:
    await live(works)
    file = works.database.file
    assert file is not None
    with sqlite3.connect(file) as connection:
        connection.execute("DELETE FROM members")
    with pytest.raises(SolbotError, match="Nothing was moved"):
        await move(database_url, empty_database_url)
    assert await is_empty(empty_database_url)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_command_says_what_to_do_next(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(
        cli.command, ["move", database_url, f"sqlite+aiosqlite:///{tmp_path}/new.db"]
    )
    assert done.exit_code == 0, done.output
    assert "rows moved and compared. SOLBOT_DATABASE_URL" in done.output
    assert (tmp_path / "new.db").stat().st_mode & 0o777 == 0o600
