"""The restore drill of docs/operations.md: a backup into an empty database, and the bot goes on from there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from solbot.db import presence
from solbot.db.engine import Database
from solbot.ops import backup as backups
from solbot.ops import keys
from solbot.ops.scheduled_backups import ScheduledBackups
from solbot.secret import Secret
from solbot.settings import Settings
from tests.dialogs.people import TOKEN, Stage

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
CAME = "The reading of"


@pytest.fixture
def settings(stage: Stage, journal_key: str, tmp_path: Path) -> Settings:
    return Settings(
        token=Secret(TOKEN),
        database_url=stage.database_url,
        keys=Secret(journal_key),
        backups=tmp_path / "backups",
        backup_key_file=tmp_path / "backup.key",
    )


async def backed_up(stage: Stage, settings: Settings) -> Path:
    """The bot makes the backup of the day by itself."""
    assert stage.works is not None and settings.backups is not None
    await keys.settle(settings, stage.works.database)
    assert await ScheduledBackups(stage.works, settings, settings.backups).look()
    (file,) = settings.backups.glob("*.backup")
    return file


async def restored(stage: Stage, settings: Settings, file: Path, url: str) -> None:
    """Stop, name an empty database, read the backup in, start."""
    await stage.stop()
    await backups.read(replace(settings, database_url=url), file)
    stage.database_url = url
    database = Database(url)
    async with presence.shared(database):
        await keys.tried(replace(settings, database_url=url), database)
    await database.close()
    await stage.start()


async def test_a_restored_bot_sends_the_next_due_nudge_once(
    stage: Stage, settings: Settings, empty_database_url: str
) -> None:
    ana = await stage.settled("Ana")
    await stage.days(1)
    await ana.says("The tenors hummed along")
    assert ana.heard_of(CAME) == 1
    file = await backed_up(stage, settings)
    await ana.says("/reflect")  # is lost with the old database
    await restored(stage, settings, file, empty_database_url)
    await stage.tick()
    assert ana.heard_of(CAME) == 1
    stage.clock.set(datetime(2026, 11, 25, 7, 1, tzinfo=UTC))
    for _ in range(3):
        await stage.tick()
    ana.hears("The reading of day-2")
    assert ana.heard_of(CAME) == 2
    await ana.says("/journal")
    ana.hears("The tenors hummed along")


async def test_what_was_due_while_it_was_down_is_skipped_and_told_rightly(
    stage: Stage, settings: Settings, empty_database_url: str
) -> None:
    ana = await stage.settled("Ana")
    file = await backed_up(stage, settings)
    stage.clock.set(datetime(2026, 11, 24, 20, 0, tzinfo=UTC))
    await restored(stage, settings, file, empty_database_url)
    await stage.tick()
    assert ana.heard_of(CAME) == 0
    stage.clock.set(datetime(2026, 11, 25, 7, 0, tzinfo=UTC))
    await stage.tick()
    await stage.tick()
    assert ana.heard_of(CAME) == 1
