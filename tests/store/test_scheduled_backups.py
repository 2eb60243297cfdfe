"""A backup a day: sealed with a key of its own, restored and compared by the job itself, and let go when it is old."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text
from structlog.testing import capture_logs

from solbot.content.catalog import Catalog
from solbot.db.engine import Database
from solbot.errors import SolbotError
from solbot.ops import alerts, backup_rules, backup_worker, keys
from solbot.ops import backup as backups
from solbot.ops.scheduled_backups import ScheduledBackups
from solbot.ops.sealed_file import PIECE, Damaged, Opener, OtherKey, Sealer
from solbot.secret import Secret
from solbot.settings import Settings
from solbot.unit_of_work import UnitsOfWork
from tests.conftest import Clock
from tests.store.living import ANA, copy_of, live

SECRET = b"k" * 32
TOKEN = Secret("4711:secret")


@pytest.fixture
def settings(database_url: str, journal_key: str, tmp_path: Path) -> Settings:
    return Settings(
        token=TOKEN,
        database_url=database_url,
        keys=Secret(journal_key),
        backups=tmp_path / "backups",
        backups_kept=3,
        backup_key_file=tmp_path / "secrets" / "backup.key",
    )


@pytest.fixture
async def schedule(works: UnitsOfWork, settings: Settings) -> ScheduledBackups:
    await keys.settle(settings, works.database)
    await live(works)
    assert settings.backups is not None
    return ScheduledBackups(works, settings, settings.backups)


def there(settings: Settings) -> list[str]:
    assert settings.backups is not None
    return sorted(one.name for one in settings.backups.iterdir() if one.name != ".in-use")


async def test_there_is_one_of_every_day_and_the_old_ones_go(
    schedule: ScheduledBackups, settings: Settings, clock: Clock
) -> None:
    assert settings.backups is not None
    settings.backups.mkdir()
    for day in (19, 20, 21, 22):
        (settings.backups / f"solbot-2026-11-{day}.backup").write_bytes(b"an older one")
    (settings.backups / "notes.txt").write_text("not a backup")
    assert await schedule.look()
    clock.forward(hours=17)
    assert await schedule.look()
    days = [f"solbot-2026-11-{day}.backup" for day in (21, 22, 23)]
    assert there(settings) == ["notes.txt", *days]
    for file in (settings.backups / days[-1], settings.backup_key_file):
        assert file.stat().st_mode & 0o077 == 0
    clock.forward(hours=2)
    assert await schedule.look()
    assert there(settings) == ["notes.txt", *days[1:], "solbot-2026-11-24.backup"]


async def test_a_sealed_one_shows_nothing_and_is_restored_with_both_keys(
    schedule: ScheduledBackups,
    settings: Settings,
    works: UnitsOfWork,
    empty_database_url: str,
    catalog: Catalog,
    clock: Clock,
) -> None:
    await schedule.look()
    assert settings.backups is not None
    file = settings.backups / "solbot-2026-11-23.backup"
    content = file.read_bytes()
    assert content.startswith(b"solbot-sealed-1\n")
    assert b"members" not in content
    target = replace(settings, database_url=empty_database_url)
    await backups.read(target, file)
    database = Database(empty_database_url)
    assert await copy_of(UnitsOfWork(database, catalog, clock)) == await copy_of(works)
    await database.close()


def test_one_is_due_from_its_hour_on() -> None:
    at = time(3)
    assert backup_rules.wanted(datetime(2026, 3, 1, 2, 59, tzinfo=UTC), at) == date(2026, 2, 28)
    assert backup_rules.wanted(datetime(2026, 3, 1, 3, 0, tzinfo=UTC), at) == date(2026, 3, 1)


def test_what_a_wrong_clock_has_made_goes_with_what_is_old() -> None:
    days = [date(2026, 1, day) for day in range(1, 10)] + [date(2099, 1, 1)]
    gone = backup_rules.outdated(days, date(2026, 1, 9), 3)
    assert gone == [*days[:6], date(2099, 1, 1)]
    assert backup_rules.day_of("solbot-2026-13-01.backup") is None
    assert backup_rules.day_of("../solbot-2026-01-01.backup") is None


async def test_one_that_fails_leaves_no_file_and_the_old_ones(
    schedule: ScheduledBackups, settings: Settings, clock: Clock
) -> None:
    await schedule.look()
    clock.forward(days=9)
    settings.backup_key_file.write_text("no key")
    with capture_logs() as logs:
        assert not await schedule.look()
    assert [one["event"] for one in logs] == ["the backup failed"]
    assert "secret" not in json.dumps(logs)
    assert there(settings) == ["solbot-2026-11-23.backup"]


async def test_owners_are_told_when_it_fails_and_when_that_is_over(
    schedule: ScheduledBackups, settings: Settings, works: UnitsOfWork
) -> None:
    settings.backup_key_file.parent.mkdir()
    settings.backup_key_file.write_text("no key")
    assert not await schedule.look()
    async with works.begin() as work:
        assert await alerts.opened(work) == ["backups"]
    settings.backup_key_file.unlink()
    assert await schedule.look()
    async with works.begin() as work:
        assert await alerts.opened(work) == []


async def test_one_that_restores_to_something_else_is_refused(
    works: UnitsOfWork, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is whole, but not what was in the database."""
    read = backups.read

    async def reading(target: Settings, file: Path) -> int:
        rows = await read(target, file)
        database = Database(target.database_url)
        async with database.engine.begin() as connection:
            await connection.execute(text("UPDATE members SET language_hint = 'xx'"))
        await database.close()
        return rows

    monkeypatch.setattr(backups, "read", reading)
    await keys.settle(settings, works.database)
    await live(works)
    assert settings.backups is not None
    with pytest.raises(SolbotError, match="not what was backed up: members"):
        await backup_worker.made(settings, settings.backups / "solbot-2026-11-23.backup")
    assert there(settings) == []


async def test_two_processes_make_one_backup(
    schedule: ScheduledBackups, settings: Settings, works: UnitsOfWork
) -> None:
    assert settings.backups is not None
    another = ScheduledBackups(works, settings, settings.backups)
    assert all(await asyncio.gather(schedule.look(), another.look()))
    assert there(settings) == ["solbot-2026-11-23.backup"]


async def test_what_a_killed_one_left_is_cleared_away(
    schedule: ScheduledBackups, settings: Settings
) -> None:
    assert settings.backups is not None
    (settings.backups / "trial-abc").mkdir(parents=True)
    (settings.backups / "trial-abc" / "restored.db").write_bytes(b"half")
    (settings.backups / "solbot-2026-11-22.backup.untried.part").write_bytes(b"half")
    await schedule.look()
    assert there(settings) == ["solbot-2026-11-23.backup"]


@pytest.fixture(scope="session")
def whole(
    migrated_file: Path,
    journal_key: str,
    catalog: Catalog,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Settings, bytes]:
    """A sealed backup, to be copied and meddled with, and the settings of its bot."""
    folder = tmp_path_factory.mktemp("sealed")
    shutil.copy(migrated_file, folder / "solbot.db")
    settings = Settings(
        token=TOKEN,
        database_url=f"sqlite+aiosqlite:///{folder}/solbot.db",
        keys=Secret(journal_key),
        backup_key_file=folder / "backup.key",
    )
    asyncio.run(_made(settings, catalog, folder / "one.backup"))
    return settings, (folder / "one.backup").read_bytes()


async def _made(settings: Settings, catalog: Catalog, file: Path) -> None:
    database = Database(settings.database_url)
    await keys.settle(settings, database)
    for number in range(40):
        await live(UnitsOfWork(database, catalog, Clock()), ANA + number)
    await database.close()
    await backups.write(settings, file, backups.load_or_make_key(settings).secrets[0])


async def refusal(whole: tuple[Settings, bytes], content: bytes, folder: Path) -> str:
    """What is said of it; nothing is left of a database."""
    file, restored = folder / "one.backup", folder / "restored.db"
    file.write_bytes(content)
    settings = replace(whole[0], database_url=f"sqlite+aiosqlite:///{restored}")
    with pytest.raises(SolbotError) as refused:
        await backups.read(settings, file)
    assert not restored.exists()
    return str(refused.value)


@pytest.mark.parametrize("tenth", range(10))
async def test_one_that_is_cut_at_any_tenth_is_refused_in_one_sentence(
    whole: tuple[Settings, bytes], tmp_path: Path, tenth: int
) -> None:
    said = await refusal(whole, whole[1][: len(whole[1]) * tenth // 10], tmp_path)
    assert said.endswith(
        "one.backup is no whole backup: it is damaged or cut off. Nothing was changed."
    )


@pytest.mark.parametrize("at", [0, 20, 50, 70, 20_000, -1])
async def test_one_bit_that_was_turned_is_found(
    whole: tuple[Settings, bytes], tmp_path: Path, at: int
) -> None:
    content = bytearray(whole[1])
    content[at] ^= 1
    said = await refusal(whole, bytes(content), tmp_path)
    assert "no whole backup" in said or "backup key" in said


def test_pieces_that_changed_places_or_are_missing_are_found() -> None:
    out = BytesIO()
    sealer = Sealer(out, SECRET)
    sealer.write(os.urandom(2 * PIECE) + b"the end")
    sealer.finish()
    content, head, piece = out.getvalue(), 16 + 32 + 16, PIECE + 16
    one, two, rest = (
        content[head : head + piece],
        content[head + piece : head + 2 * piece],
        content[head + 2 * piece :],
    )
    for damaged in (two + one + rest, one + two, one + rest, one + one + two + rest):
        with pytest.raises(Damaged):
            Opener(BytesIO(content[:head] + damaged), [SECRET]).read()


async def test_one_of_another_bot_is_refused_in_one_sentence(
    whole: tuple[Settings, bytes], tmp_path: Path
) -> None:
    settings, content = whole
    other = Secret(Fernet.generate_key().decode())
    another = replace(settings, token=Secret("99:secret"))
    for changed, why in (
        (another, "backup of another bot (4711; this one is 99)"),
        (replace(settings, backup_keys=other), "backup key that is not in SOLBOT_BACKUP_KEYS"),
        (replace(settings, keys=other), "does not open what people wrote"),
    ):
        said = await refusal((changed, b""), content, tmp_path)
        assert why in said
        assert "\n" not in said
    ours = replace(another, database_url=f"sqlite+aiosqlite:///{tmp_path}/restored.db")
    assert await backups.read(ours, tmp_path / "one.backup", another_bot=True) > 0


def test_a_new_key_seals_and_the_old_one_still_opens() -> None:
    for size in (0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE):
        out = BytesIO()
        sealer = Sealer(out, b"old" * 11)
        sealer.write(b"x" * size)
        sealer.finish()
        content = out.getvalue()
        assert Opener(BytesIO(content), [b"new" * 11, b"old" * 11]).read() == b"x" * size
        with pytest.raises(OtherKey):
            Opener(BytesIO(content), [b"new" * 11])
