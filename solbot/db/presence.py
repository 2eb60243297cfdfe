"""Who uses a database: any number of running bots together, or one command alone that changes all of it.

On SQLite it is a lock on a file beside the database, on PostgreSQL an advisory lock that every connection of a running
bot takes as it begins. Both end with the process, however that ends. In the same way each process has a number, and
shows marks to the others: which keys it knows. On SQLite those are in a file of its own, which it holds locked; on
PostgreSQL each is one more lock.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import secrets
import socket
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from solbot.db import private
from solbot.db.engine import Database
from solbot.errors import SolbotError

# Any numbers will do, so long as every solbot process uses the same ones.
LOCK = 50_515_016
NUMBERED = 50_515_017
TELLING = 50_515_018
LOOKS = 5
LOOK_AGAIN = 0.2  # seconds
ALONE = "The bot runs on this database: stop every process of it, then try again."
SHARED = "The database is just being restored or moved: start again when that is done."
EARLIER = "one of an earlier solbot"

_HELD = """
    SELECT held.pid, held.classid::bigint, held.objid::bigint, held.objsubid, who.application_name
    FROM pg_locks AS held LEFT JOIN pg_stat_activity AS who ON who.pid = held.pid
    WHERE held.locktype = 'advisory' AND held.granted
    AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@dataclass(frozen=True)
class Other:
    """Another process on the database: what it is called, and the marks it shows."""

    name: str
    marks: frozenset[int]


class Presence:
    """This process, among those on a database."""

    def __init__(self, database: Database, number: int, paper: int | None = None) -> None:
        """`paper` is the open file of its own, on SQLite."""
        self._database = database
        self._paper = paper
        self.number = number
        self.name = f"{socket.gethostname()[:40]}, process {os.getpid()}"
        self.marks: frozenset[int] = frozenset()
        self._write()

    async def show(self, marks: Collection[int]) -> None:
        """Show these marks, too, until the end: numbers of 31 bits."""
        new = frozenset(marks) - self.marks
        self.marks |= new
        self._write()
        if new and not self._database.is_sqlite:
            try:
                async with self._database.engine.connect() as connection:
                    for mark in new:
                        await connection.execute(
                            text("SELECT pg_advisory_lock_shared(:number, :mark)"),
                            {"number": self.number, "mark": mark},
                        )
                    await connection.commit()
            except BaseException:
                self.marks -= new
                raise

    async def others(self) -> list[Other]:
        """Every other process that uses the database at this moment, or is about to."""
        if self._database.is_sqlite:
            return _from_papers(self._database.file, self.number)
        async with self._database.engine.connect() as connection:
            held = [tuple(row) for row in await connection.execute(text(_HELD))]
        return _from_locks(held, self.number)

    def _write(self) -> None:
        if self._paper is None:
            return
        said = "\n".join([self.name, *map(str, sorted(self.marks))]) + "\n"
        with suppress(OSError):  # a disk that is full: then nobody takes it for granted
            os.ftruncate(self._paper, 0)
            os.pwrite(self._paper, said.encode(), 0)


@asynccontextmanager
async def shared(database: Database) -> AsyncIterator[Presence]:
    """Use a database beside other running bots; nothing may be done with it before.

    Raises SolbotError while a command has it alone.
    """
    number = secrets.randbelow(2**31 - 1) + 1
    if database.is_sqlite:
        with _file_lock(database.file, fcntl.LOCK_SH, SHARED), _paper(database.file, number) as own:
            yield Presence(database, number, own)
        return
    here = Presence(database, number)
    for engine in database.engines:
        _join(engine, here)
    try:
        await database.ping()
    except OperationalError as error:
        if SHARED in str(error.orig):
            raise SolbotError(SHARED) from None
        raise
    yield here


@asynccontextmanager
async def alone(database: Database) -> AsyncIterator[None]:
    """Use a database while no bot runs on it, nor begins to. Raises SolbotError when one does."""
    if database.is_sqlite:
        with _file_lock(database.file, fcntl.LOCK_EX, ALONE):
            yield
        return
    async with database.engine.connect() as connection:
        if not await _locked(connection):
            raise SolbotError(ALONE)
        await connection.commit()
        try:
            yield
        finally:
            await connection.invalidate()  # closed, and not back to the pool with the lock


async def _locked(connection: AsyncConnection) -> bool:
    """Whether nobody else uses the database. PostgreSQL hears a moment late of those who have hung up."""
    for _ in range(LOOKS):
        if await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": LOCK}):
            return True
        await asyncio.sleep(LOOK_AGAIN)
    return False


@asynccontextmanager
async def only(database: Database) -> AsyncIterator[bool]:
    """Whether this process is the only one, of all on the database, within such a block."""
    if database.is_sqlite:
        with _tried(database.file) as is_ours:
            yield is_ours
        return
    async with database.engine.connect() as connection:
        lock = {"key": TELLING}
        is_ours = bool(await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), lock))
        await connection.commit()
        try:
            yield is_ours
        finally:
            if is_ours:
                await connection.invalidate()  # closed, and not back to the pool with the lock


def _join(engine: AsyncEngine, here: Presence) -> None:
    """Let every new connection say that a bot uses it. While that can't be, the database is away."""
    refusal = engine.dialect.loaded_dbapi.OperationalError

    @event.listens_for(engine.sync_engine, "connect")
    def join(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SELECT pg_try_advisory_lock_shared({LOCK})")
        (joined,) = cursor.fetchone()
        if joined:
            cursor.execute("SELECT set_config('application_name', %s, false)", [here.name])
            for held in ((NUMBERED, here.number), *((here.number, mark) for mark in here.marks)):
                cursor.execute("SELECT pg_advisory_lock_shared(%s::int, %s::int)", held)
            connection.commit()
        cursor.close()
        connection.rollback()  # the locks are the session's, and stay
        if not joined:
            raise refusal(SHARED)


def _from_locks(held: Collection[tuple[Any, ...]], own: int) -> list[Other]:
    """What the locks on a PostgreSQL say of others; one that shows no number is of a solbot that had none."""
    numbers = {pid: second for pid, first, second, _, _ in held if first == NUMBERED}
    names = {numbers[pid]: name for pid, _, _, _, name in held if pid in numbers}
    found = {
        number: Other(
            name or f"process {number}",
            frozenset(mark for _, first, mark, kind, _ in held if first == number and kind == 2),
        )
        for number, name in names.items()
        if number != own
    }
    unknown = any(
        second == LOCK and kind == 1 and pid not in numbers for pid, _, second, kind, _ in held
    )
    return [*found.values(), *([Other(EARLIER, frozenset())] if unknown else [])]


def _from_papers(file: Path | None, own: int) -> list[Other]:
    """What the files beside a SQLite database say of others; those of processes that are no more go."""
    found = []
    for paper in private.papers(file) if file is not None else ():
        try:
            descriptor = os.open(paper, os.O_RDWR)
        except FileNotFoundError:
            continue
        try:
            if file is not None and paper == private.paper(file, own):
                continue
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                name, *marks = os.pread(descriptor, 2**16, 0).decode().splitlines() or ["process"]
                found.append(Other(name, frozenset(int(mark) for mark in marks)))
            else:
                paper.unlink(missing_ok=True)
        finally:
            os.close(descriptor)
    return found


@contextmanager
def _paper(file: Path | None, number: int) -> Iterator[int | None]:
    """A file of this process's own, held locked."""
    if file is None:
        yield None
        return
    _from_papers(file, number)  # clears away what was left by those that were killed
    paper = private.paper(file, number)
    while True:
        descriptor = os.open(paper, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:  # else cleared away before it was locked
            break
        os.close(descriptor)
    try:
        yield descriptor
    finally:
        paper.unlink(missing_ok=True)
        os.close(descriptor)


@contextmanager
def _tried(file: Path | None) -> Iterator[bool]:
    if file is None:
        yield True
        return
    descriptor = os.open(private.telling(file), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


@contextmanager
def _file_lock(file: Path | None, how: int, refusal: str) -> Iterator[None]:
    if file is None:  # in memory, and so nobody else's
        yield
        return
    private.make_folder(file.parent)
    descriptor = os.open(private.in_use(file), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SolbotError(refusal) from None
        yield
    finally:
        os.close(descriptor)
