"""Backups move everything, readable by nobody without the key; what is no whole backup changes nothing."""

from __future__ import annotations

import asyncio
import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import inspect, text

from solbot.content.catalog import Catalog
from solbot.db import migrate as migrations
from solbot.db import presence
from solbot.db.engine import Database
from solbot.errors import KeyringError, SolbotError
from solbot.members import service as members
from solbot.ops import backup as backups
from solbot.ops import dump_db, keys
from solbot.secret import Secret
from solbot.settings import Settings
from solbot.unit_of_work import UnitsOfWork
from tests.conftest import Clock
from tests.store.living import ANA, WORDS, copy_of, live

OLD = Path(__file__).with_name("backup-1.jsonl")
OLD_KEY = "QlVUX05PQk9EWV9XUk9URV9USElTX0FUX0FMTC4uLi4="
Line = dict[str, Any]


def of(url: str, key: str) -> Settings:
    return Settings(database_url=url, keys=Secret(key))


async def made(url: str, key: str, catalog: Catalog, file: Path) -> Path:
    """A backup of somebody's data."""
    database = Database(url)
    await keys.settle(of(url, key), database)
    await live(UnitsOfWork(database, catalog, Clock()))
    await database.close()
    await backups.write(of(url, key), file)
    return file


@pytest.fixture(scope="session")
def packed(
    migrated_file: Path,
    journal_key: str,
    catalog: Catalog,
    tmp_path_factory: pytest.TempPathFactory,
) -> bytes:
    """A backup, to be copied and meddled with."""
    folder = tmp_path_factory.mktemp("packed")
    shutil.copy(migrated_file, folder / "solbot.db")
    url = f"sqlite+aiosqlite:///{folder}/solbot.db"
    return asyncio.run(made(url, journal_key, catalog, folder / "copy.gz")).read_bytes()


@pytest.fixture
def backup(packed: bytes, tmp_path: Path) -> Path:
    (tmp_path / "copy.gz").write_bytes(packed)
    return tmp_path / "copy.gz"


def lines_of(backup: Path) -> list[Line]:
    return [json.loads(line) for line in gzip.decompress(backup.read_bytes()).splitlines()]


def pack(backup: Path, lines: list[Line] | None = None, more: bytes = b"", cut: int = 0) -> None:
    """Write a backup anew, with something more at its end, or cut off."""
    if lines is not None:
        plain = "".join(json.dumps(line) + "\n" for line in lines).encode()
        backup.write_bytes(gzip.compress(plain + more))
    if cut:
        backup.write_bytes(backup.read_bytes()[:-cut])


def mode(file: Path) -> int:
    return file.stat().st_mode & 0o777


async def what_is_there(url: str) -> set[str]:
    """The tables of a database that have rows."""
    database = Database(url)
    if not database.is_there:
        return set()
    async with database.snapshot.connect() as connection:
        names = await connection.run_sync(lambda c: inspect(c).get_table_names())
        found = {
            name
            for name in names
            if await connection.scalar(text(f'SELECT 1 FROM "{name}" LIMIT 1')) is not None
        }
    await database.close()
    return found


async def test_a_backup_holds_everything_and_no_plain_word(
    works: UnitsOfWork,
    database_url: str,
    empty_database_url: str,
    journal_key: str,
    catalog: Catalog,
    clock: Clock,
    tmp_path: Path,
) -> None:
    backup = await made(database_url, journal_key, catalog, tmp_path / "copy.gz")
    lines = lines_of(backup)
    assert mode(backup) == 0o600
    assert "zebrafinch" not in json.dumps(lines).lower()
    assert lines[0]["revision"] == migrations.known()[-1]
    assert sum(lines[0]["rows"].values()) == len(lines) - 1 > 9

    target = of(empty_database_url, journal_key)
    assert await backups.read(target, backup) == len(lines) - 1
    database = Database(empty_database_url)
    restored = UnitsOfWork(database, catalog, clock)
    assert await copy_of(restored) == await copy_of(works)
    # Numbers go on from there.
    await live(restored, ANA + 1)
    await database.close()
    with pytest.raises(SolbotError, match="holds data already"):
        await backups.read(target, backup)


async def test_a_database_that_was_started_and_stayed_empty_takes_a_backup(
    backup: Path, empty_database_url: str, journal_key: str
) -> None:
    database = Database(empty_database_url)
    await migrations.upgrade(database)
    await keys.settle(of(empty_database_url, Fernet.generate_key().decode()), database)
    await database.close()
    await backups.read(of(empty_database_url, journal_key), backup)
    database = Database(empty_database_url)
    assert (await keys.tried(of(empty_database_url, journal_key), database)).whole
    await database.close()


async def test_a_backup_without_a_revision_is_read_at_that_of_its_time(
    empty_database_url: str, catalog: Catalog, clock: Clock, tmp_path: Path
) -> None:
    file = tmp_path / "old.gz"
    file.write_bytes(gzip.compress(OLD.read_bytes()))
    await backups.read(of(empty_database_url, OLD_KEY), file)
    database = Database(empty_database_url)
    assert await migrations.is_current(database)
    await keys.settle(of(empty_database_url, OLD_KEY), database)
    found = await copy_of(UnitsOfWork(database, catalog, clock))
    await database.close()
    assert found.answers[0].words == WORDS
    assert found.visions[0].words == WORDS


async def test_a_backup_sealed_with_another_key_is_refused(
    backup: Path, empty_database_url: str, tmp_path: Path
) -> None:
    other = of(empty_database_url, Fernet.generate_key().decode())
    with pytest.raises(KeyringError, match="does not open"):
        await backups.read(other, backup)
    missing = Settings(database_url=empty_database_url, key_file=tmp_path / "none.key")
    with pytest.raises(KeyringError, match=r"no journal key in .*none\.key"):
        await backups.read(missing, backup)
    assert not (tmp_path / "none.key").exists()
    assert await what_is_there(empty_database_url) == set()


async def test_a_bot_that_runs_is_not_restored_into(
    backup: Path, empty_database_url: str, journal_key: str
) -> None:
    settings = of(empty_database_url, journal_key)
    running = Database(empty_database_url)
    async with presence.shared(running):
        with pytest.raises(SolbotError, match="The bot runs on this database"):
            await backups.read(settings, backup)
    await running.close()
    await backups.read(settings, backup)


@pytest.mark.parametrize("damage", [b"", b"garbage", b"\x1f\x8b\x08\x00 broken"])
async def test_what_is_no_backup_is_refused_and_changes_nothing(
    empty_database_url: str, journal_key: str, tmp_path: Path, damage: bytes
) -> None:
    file = tmp_path / "copy.gz"
    file.write_bytes(damage)
    with pytest.raises(SolbotError, match="is no whole backup"):
        await backups.read(of(empty_database_url, journal_key), file)
    assert await what_is_there(empty_database_url) == set()


def _edit(table: str, /, **values: Any) -> Callable[[list[Line]], None]:
    def edit(lines: list[Line]) -> None:
        row = next(line["row"] for line in lines[1:] if line["table"] == table)
        row.update(values)

    return edit


def _add(line: Line) -> Callable[[list[Line]], None]:
    return lambda lines: lines.append(line)


def _head(**values: Any) -> Callable[[list[Line]], None]:
    return lambda lines: lines[0].update(values)


def _drop(lines: list[Line]) -> None:
    del lines[-1]


def _orphan(lines: list[Line]) -> None:
    lines[:] = [line for line in lines if line.get("table") != "members"]
    lines[0]["rows"]["members"] = 0


def _twice(lines: list[Line]) -> None:
    lines.append(next(line for line in lines[1:] if line["table"] == "members"))
    lines[0]["rows"]["members"] += 1


HOSTILE = [
    (_drop, "it ends after"),
    (_twice, "do not fit together"),
    (_orphan, "is not there|do not fit together"),
    (_head(revision=5), "does not begin"),
    (_head(rows={"members": -1}), "how many rows"),
    (_head(rows=[]), "does not begin"),
    (_add({"table": "members; DROP TABLE members", "row": {"id": 1}}), "no table"),
    (_add({"table": "sqlite_master", "row": {"name": "x"}}), "no table"),
    (_add({"table": ["members"], "row": {}}), "no row"),
    (_add({"table": "members", "row": []}), "no row"),
    (_edit("members", **{"id) VALUES (1); --": 1}), "other columns"),
    (_edit("members", id="five"), "something else"),
    (_edit("members", id=2**70), "something else"),
    (_edit("members", id=True), "something else"),
    (_edit("members", state=None), "do not fit together"),
    (_edit("members", state="nul\0"), "something else"),
    (_edit("members", state="\ud800"), "can't be read"),
    (_edit("members", created_at={"datetime": "yesterday"}), "can't be read"),
    (_edit("members", created_at={"datetime": "2026-11-23T09:00:00"}), "something else"),
    (_edit("members", created_at={"datetime": "0001-01-01T00:00:00+14:00"}), "damaged|do not fit"),
    (_edit("members", name={"json": ["list"]}), "something else"),
    (_edit("members", name={"no such": "kind"}), "no known kind"),
    (_edit("slots", at={"time": "08:00:00+02:00"}), "something else"),
]


@pytest.mark.parametrize(("damage", "why"), HOSTILE)
async def test_a_backup_that_somebody_meddled_with_is_refused_whole(
    backup: Path,
    empty_database_url: str,
    journal_key: str,
    damage: Callable[[list[Line]], None],
    why: str,
) -> None:
    lines = lines_of(backup)
    damage(lines)
    pack(backup, lines)
    with pytest.raises(SolbotError, match=why) as refused:
        await backups.read(of(empty_database_url, journal_key), backup)
    assert "\n" not in str(refused.value)
    assert await what_is_there(empty_database_url) == set()


async def test_a_backup_of_a_newer_solbot_is_refused(
    backup: Path, empty_database_url: str, journal_key: str
) -> None:
    lines = lines_of(backup)
    lines[0]["revision"] = "9999"
    pack(backup, lines)
    with pytest.raises(SolbotError, match="newer solbot"):
        await backups.read(of(empty_database_url, journal_key), backup)
    assert await what_is_there(empty_database_url) == set()


async def test_a_cut_off_backup_is_refused_whole(
    backup: Path, empty_database_url: str, journal_key: str
) -> None:
    pack(backup, cut=40)
    with pytest.raises(SolbotError, match="cut off"):
        await backups.read(of(empty_database_url, journal_key), backup)
    assert await what_is_there(empty_database_url) == set()


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (
            b'{"table": "members", "row": ' + b"[" * 200_000 + b"]" * 200_000 + b"}\n",
            "can't be read",
        ),
        (b'{"table": "members", "row": {"id": ' + b"9" * 50_000 + b"}}\n", "can't be read"),
        (b" " * (dump_db.LONGEST + 5) + b"\n", "too long"),
        (b"{}" + b" " * 10_000_000 + b"\n", "no row"),
        ((b'{"table": "pace", "row": {}}' + b" " * 10**6 + b"\n") * 70, "far more than"),
        (b"\xff\xfe\n", "can't be read"),
    ],
    ids=["deep", "digits", "long", "blank", "bomb", "bytes"],
)
async def test_an_oversized_backup_is_refused_before_it_fills_anything(
    backup: Path, empty_database_url: str, journal_key: str, more: bytes, why: str
) -> None:
    pack(backup, lines_of(backup), more)
    with pytest.raises(SolbotError, match=why):
        await backups.read(of(empty_database_url, journal_key), backup)
    assert await what_is_there(empty_database_url) == set()


async def test_a_backup_is_whole_or_not_there(
    works: UnitsOfWork, database_url: str, journal_key: str, tmp_path: Path
) -> None:
    await live(works)
    settings = of(database_url, journal_key)
    with pytest.raises(FileNotFoundError):
        await backups.write(settings, tmp_path / "nowhere" / "copy.gz")
    (tmp_path / "folder").mkdir()
    with pytest.raises(SolbotError, match="is a folder"):
        await backups.write(settings, tmp_path / "folder")
    file = tmp_path / "copy.gz"
    leftover = tmp_path / "copy.gz.part"
    leftover.write_bytes(b"of one that was killed")
    leftover.chmod(0o644)
    await backups.write(settings, file)
    assert not leftover.exists()
    assert mode(file) == 0o600


async def test_somebody_erased_meanwhile_is_in_a_backup_whole_or_not_at_all(
    works: UnitsOfWork, database_url: str, journal_key: str, empty_database_url: str, tmp_path: Path
) -> None:
    for number in range(5):
        await live(works, ANA + number)

    async def forget() -> None:
        for number in range(5):
            async with works.begin() as work:
                member = await members.find(work, ANA + number)
                assert member is not None
                await members.forget(work, member)
            await asyncio.sleep(0)

    forgetting = asyncio.create_task(forget())
    for number in range(3):
        await asyncio.sleep(0.01)
        await backups.write(of(database_url, journal_key), tmp_path / f"{number}.gz")
    await forgetting
    await backups.read(of(empty_database_url, journal_key), tmp_path / "0.gz")
