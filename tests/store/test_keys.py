"""Keys are tried on the data before anything is written, and made only beside none."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import LargeBinary, delete, insert, select, type_coerce, update
from structlog.testing import capture_logs

from solbot.db import keyring
from solbot.db import migrate as migrations
from solbot.db.engine import Database
from solbot.db.sealed import CANARY, Trial
from solbot.db.tables import Answer, Member
from solbot.errors import KeyringError
from solbot.ops import keys, rotation
from solbot.secret import Secret
from solbot.settings import Settings
from solbot.unit_of_work import UnitsOfWork
from tests.store.living import ANA, WORDS, copy_of, live


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(database_url=database_url, key_file=tmp_path / "secrets" / "journal.key")


async def lived(works: UnitsOfWork, settings: Settings) -> None:
    """The first start has made the key, and somebody has written something."""
    await keys.settle(settings, works.database)
    await live(works)


def other_key(settings: Settings) -> None:
    keyring.write_keys(settings.key_file, [Fernet.generate_key().decode()])


async def test_the_first_start_makes_the_key_and_the_next_ones_use_it(
    works: UnitsOfWork, settings: Settings
) -> None:
    assert await keys.tried(settings, works.database) == Trial()
    assert not settings.key_file.exists()
    await keys.settle(settings, works.database)
    made = settings.key_file.read_text()
    await keys.settle(settings, works.database)
    assert settings.key_file.read_text() == made
    assert await keys.tried(settings, works.database) == Trial(1, 1, True)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_key_file_that_others_can_read_is_named_at_the_start(
    works: UnitsOfWork, settings: Settings
) -> None:
    with capture_logs() as said:
        await keys.settle(settings, works.database)
    assert not any("others can read" in line["event"] for line in said)
    settings.key_file.chmod(0o644)
    with capture_logs() as said:
        await keys.settle(settings, works.database)
    (line,) = (line for line in said if "others can read the key file" in line["event"])
    assert line["file"] == str(settings.key_file) and "chmod 600" in line["event"]


async def test_a_missing_key_is_named_and_none_is_made(
    works: UnitsOfWork, settings: Settings
) -> None:
    await lived(works, settings)
    settings.key_file.unlink()
    for attempt in (keys.tried, keys.settle):
        with pytest.raises(KeyringError, match=r"no journal key in .*journal\.key"):
            await attempt(settings, works.database)
    with pytest.raises(KeyringError, match="no journal key"):
        await rotation.rotate(settings)
    assert not settings.key_file.exists()


async def test_another_key_is_refused_before_anything_is_written(
    works: UnitsOfWork, settings: Settings
) -> None:
    await lived(works, settings)
    other_key(settings)
    there = settings.key_file.read_text()
    for attempt in (keys.tried, keys.settle):
        with pytest.raises(KeyringError, match="does not open what people wrote"):
            await attempt(settings, works.database)
    with pytest.raises(KeyringError, match="does not open"):
        await rotation.rotate(settings)
    assert settings.key_file.read_text() == there
    with pytest.raises(KeyringError, match="SOLBOT_KEYS"):
        await keys.tried(
            Settings(
                database_url=settings.database_url, keys=Secret(Fernet.generate_key().decode())
            ),
            works.database,
        )


async def test_data_of_an_earlier_version_have_no_canary_and_are_tried_all_the_same(
    works: UnitsOfWork, settings: Settings
) -> None:
    await lived(works, settings)
    await migrations.downgrade(works.database, "0009")
    assert (await keys.tried(settings, works.database)).canary is None
    mine = settings.key_file.read_text()
    other_key(settings)
    with pytest.raises(KeyringError, match="does not open"):
        await keys.tried(settings, works.database)
    settings.key_file.write_text(mine)
    await migrations.upgrade(works.database)
    await keys.settle(settings, works.database)
    assert (await keys.tried(settings, works.database)).canary


async def test_a_key_of_another_machine_is_found_out_before_anybody_has_written(
    works: UnitsOfWork, settings: Settings, tmp_path: Path
) -> None:
    """Two machines start at once on one empty database, each with a place of its own for the key."""
    there = Settings(database_url=settings.database_url, key_file=tmp_path / "other.key")
    second = Database(settings.database_url)
    found = await asyncio.gather(
        keys.settle(settings, works.database),
        keys.settle(there, second),
        return_exceptions=True,
    )
    await second.close()
    refused = [one for one in found if isinstance(one, KeyringError)]
    assert len(refused) == 1 and "no journal key" in str(refused[0])
    assert settings.key_file.exists() != there.key_file.exists()


async def test_processes_that_share_a_key_file_all_start(
    works: UnitsOfWork, settings: Settings
) -> None:
    stores = [Database(settings.database_url) for _ in range(4)]
    await asyncio.gather(*(keys.settle(settings, one) for one in stores))
    assert await keys.tried(settings, works.database) == Trial(1, 1, True)
    for one in stores:
        await one.close()


async def test_one_row_that_nothing_opens_keeps_nobody_from_starting(
    works: UnitsOfWork, settings: Settings
) -> None:
    await lived(works, settings)
    async with works.begin() as work:
        await work.session.execute(update(Member).values(name=type_coerce(b"broken", LargeBinary)))
    trial = await keys.tried(settings, works.database)
    assert trial.fits and not trial.whole
    await keys.settle(settings, works.database)


async def test_a_value_past_many_empty_ones_is_found(
    works: UnitsOfWork, settings: Settings
) -> None:
    """Most members have no name yet, and most updates are done: what is sealed may be far from either end."""
    await lived(works, settings)
    async with works.begin() as work:
        await work.session.execute(delete(CANARY))
        await work.session.execute(
            insert(Member),
            [
                {"id": number, "state": "asked", "created_at": work.now, "journey_round": 0}
                for number in range(ANA + 1, ANA + 1500)
            ],
        )
    settings.key_file.unlink()
    with pytest.raises(KeyringError, match="no journal key"):
        await keys.settle(settings, works.database)


async def test_new_keys_seal_everything_anew(works: UnitsOfWork, settings: Settings) -> None:
    await lived(works, settings)
    before = await copy_of(works)
    old = keyring.load(settings.key_file)
    assert (done := await rotation.rotate(settings)).rows > 5
    assert done == rotation.Rotated(done.rows)
    async with works.begin() as work:
        stored = await work.session.scalar(select(type_coerce(Answer.body, LargeBinary)).limit(1))
    assert old is not None and isinstance(stored, bytes | memoryview)
    with pytest.raises(KeyringError):
        old.open(bytes(stored))
    renewed = keyring.load(settings.key_file)
    assert renewed is not None and WORDS.split()[0] in renewed.open(bytes(stored))
    assert settings.key_file.stat().st_mode & 0o777 == 0o600
    keyring.use(renewed)
    assert await copy_of(works) == before
    keyring.write_keys(settings.key_file, keyring.read_keys(settings.key_file.read_text())[:1])
    assert (await keys.tried(settings, works.database)).whole


async def test_what_no_key_opens_stays_as_it_is_and_is_told(
    works: UnitsOfWork, settings: Settings
) -> None:
    await lived(works, settings)
    async with works.begin() as work:
        await work.session.execute(update(Member).values(name=type_coerce(b"broken", LargeBinary)))
    assert (done := await rotation.rotate(settings)).rows > 5
    assert done == rotation.Rotated(done.rows, broken=1)
