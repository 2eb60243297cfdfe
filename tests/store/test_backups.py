"""Backups move everything, readable by nobody without the key; keys can be changed."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import LargeBinary, select, type_coerce

from solbot import backups
from solbot.content.catalog import Catalog
from solbot.errors import KeyringError, SolbotError
from solbot.services import answers, copies, members, path, prompts, requests, visions
from solbot.services.work import Works
from solbot.settings import Settings
from solbot.store import keyring
from solbot.store.database import Database
from solbot.store.tables import Answer
from tests.conftest import Clock

WORDS = "zebrafinch & <b>"


@pytest.fixture
def ring(tmp_path: Path) -> Iterator[keyring.Keyring]:
    """Keys in a file; afterwards the run's own key is in use again."""
    before = keyring.current()
    ring, _ = keyring.load_or_create(tmp_path / "journal.key")
    keyring.use(ring)
    yield ring
    keyring.use(before)


async def live(works: Works) -> None:
    """A member with something in every table that matters."""
    async with works.begin() as work:
        member = await members.arrive(work, 5_000_000_001, "en")
        await members.consent(work, member, "Zebrafinch")
        await members.finish_onboarding(work, member)
        vision = await visions.create(work, member, WORDS, 7)
        await visions.snapshot(work, member, vision, 3)
        asked = await path.for_today(work, member)
        await prompts.open_for(work, member, asked.id)
        await answers.give(work, member, asked.id, {"kind": "text", "text": WORDS}, 8)
        await answers.hold(work, member, {"kind": "text", "text": WORDS}, 9)
        await requests.ask(work, member, "foundations-for-leadership", "flyer")


async def copy_of(works: Works) -> copies.Copy:
    async with works.begin() as work:
        member = await members.find(work, 5_000_000_001)
        assert member is not None
        return await copies.of_member(work, member)


async def test_a_backup_holds_everything_and_no_plain_word(
    works: Works,
    database_url: str,
    empty_database_url: str,
    catalog: Catalog,
    clock: Clock,
    tmp_path: Path,
) -> None:
    await live(works)
    file = tmp_path / "copy.gz"
    rows = await backups.write(Settings(database_url=database_url), file)
    assert rows > 8 and file.stat().st_mode & 0o077 == 0
    assert b"zebrafinch" not in gzip.decompress(file.read_bytes()).lower()

    target = Settings(database_url=empty_database_url)
    assert await backups.read(target, file) == rows
    database = Database(empty_database_url)
    restored = Works(database, catalog, clock)
    assert await copy_of(restored) == await copy_of(works)
    async with restored.begin() as work:
        member = await members.find(work, 5_000_000_001)
        assert member is not None
        await answers.hold(work, member, {"kind": "text", "text": "goes on"}, 10)
    await database.close()
    with pytest.raises(SolbotError, match="holds data already"):
        await backups.read(target, file)


@pytest.mark.parametrize("damage", [b"", b"garbage", b"\x1f\x8b\x08\x00 broken"])
async def test_what_is_no_backup_is_refused_and_changes_nothing(
    empty_database_url: str, tmp_path: Path, damage: bytes
) -> None:
    file = tmp_path / "copy.gz"
    file.write_bytes(damage)
    with pytest.raises(SolbotError, match="can't be read as a backup"):
        await backups.read(Settings(database_url=empty_database_url), file)


async def test_a_cut_off_backup_is_refused_whole(
    works: Works, database_url: str, empty_database_url: str, tmp_path: Path
) -> None:
    await live(works)
    file = tmp_path / "copy.gz"
    await backups.write(Settings(database_url=database_url), file)
    file.write_bytes(file.read_bytes()[:-40])
    settings = Settings(database_url=empty_database_url)
    with pytest.raises(SolbotError, match="can't be read"):
        await backups.read(settings, file)
    database = Database(empty_database_url)
    async with database.transaction() as session:
        assert (await session.scalars(select(Answer))).all() == []
    await database.close()


async def test_new_keys_seal_everything_anew(
    works: Works, database_url: str, ring: keyring.Keyring, tmp_path: Path
) -> None:
    await live(works)
    before = await copy_of(works)
    settings = Settings(database_url=database_url, key_file=tmp_path / "journal.key")
    assert await backups.rotate_keys(settings) > 4
    async with works.begin() as work:
        stored = await work.session.scalar(select(type_coerce(Answer.body, LargeBinary)).limit(1))
    assert isinstance(stored, bytes | memoryview)
    with pytest.raises(KeyringError):
        ring.open(bytes(stored))
    renewed, created = keyring.load_or_create(tmp_path / "journal.key")
    assert not created and WORDS.split()[0] in renewed.open(bytes(stored))
    assert (tmp_path / "journal.key").stat().st_mode & 0o777 == 0o600
    keyring.use(renewed)
    assert await copy_of(works) == before


async def test_keys_of_the_environment_are_not_rotated(tmp_path: Path) -> None:
    with pytest.raises(SolbotError, match="SOLBOT_KEYS is set"):
        await backups.rotate_keys(Settings(keys=SecretStr("x"), key_file=tmp_path / "none"))
