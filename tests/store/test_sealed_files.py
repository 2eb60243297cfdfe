"""Photos that came in: sealed, in every backup, under every new key, and gone with their entry."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from solbot.coaching.answers import db as answers_db
from solbot.coaching.answers import erasing
from solbot.coaching.journal import sealed_db, sealed_files
from solbot.content.catalog import Catalog
from solbot.db import keyring
from solbot.db.engine import Database
from solbot.db.tables import SealedFile, SealedPart
from solbot.members import service as members
from solbot.ops import backup as backups
from solbot.ops import keys, rotation
from solbot.settings import Settings
from solbot.unit_of_work import UnitsOfWork
from tests.conftest import Clock
from tests.store.living import ANA, copy_of, live

PHOTO = random.Random(7).randbytes(600_000)  # three pieces


async def kept(works: UnitsOfWork) -> str:
    """Somebody with a photo that belongs to their first entry; its name."""
    await live(works)
    entry = await first_entry(works)
    sealed = sealed_files.seal(PHOTO)
    async with works.begin() as work:
        await sealed_files.begin(work, ANA, sealed)
        for number, part in enumerate(sealed.parts):
            await sealed_db.add_part(work.session, sealed.id, number, part)
        await sealed_db.belong(work.session, [sealed.id], entry)
    return sealed.id


async def first_entry(works: UnitsOfWork) -> int:
    return (await copy_of(works)).answers[0].id


async def read(works: UnitsOfWork, name: str, person: int = ANA) -> bytes | None:
    async with works.begin() as work:
        return await sealed_files.read(work, person, name)


async def left(works: UnitsOfWork) -> tuple[int, int]:
    """How many files and pieces there are, once all is swept."""
    async with works.begin() as work:
        while await sealed_files.sweep(work):
            pass
        files = await work.session.scalar(select(func.count()).select_from(SealedFile))
        parts = await work.session.scalar(select(func.count()).select_from(SealedPart))
        return files or 0, parts or 0


async def test_it_is_its_members_alone_and_nothing_of_it_is_plain(works: UnitsOfWork) -> None:
    name = await kept(works)
    assert await read(works, name) == PHOTO
    await live(works, ANA + 1)
    assert await read(works, name, ANA + 1) is None
    assert await read(works, "no such file") is None
    async with works.begin() as work:
        parts = await sealed_db.parts(work.session, name)
        assert len(parts) == 3 and PHOTO[:64] not in b"".join(map(bytes, parts))
        assert await sealed_db.size_of_all(work.session, ANA) == len(PHOTO)
        await work.session.execute(update(SealedPart).values(content=b"meddled with " * 20))
    assert await read(works, name) is None


async def test_it_goes_with_its_entry(works: UnitsOfWork) -> None:
    name = await kept(works)
    assert await left(works) == (1, 3)
    entry = await first_entry(works)
    async with works.begin() as work:
        member = await members.find(work, ANA)
        assert member is not None
        row = await answers_db.get(work.session, member.id, entry)
        assert row is not None
        await erasing.erase(work, [row])
    assert await read(works, name) is None
    assert await left(works) == (0, 0)


async def test_it_goes_with_its_member(works: UnitsOfWork) -> None:
    await kept(works)
    async with works.begin() as work:
        member = await members.find(work, ANA)
        assert member is not None
        await members.forget(work, member)
        assert await work.session.scalar(select(func.count()).select_from(SealedFile)) == 0
    assert await left(works) == (0, 0)


async def test_what_was_never_finished_is_swept_after_an_hour(
    works: UnitsOfWork, clock: Clock
) -> None:
    await live(works)
    sealed = sealed_files.seal(PHOTO)
    async with works.begin() as work:
        await sealed_files.begin(work, ANA, sealed)
        await sealed_db.add_part(work.session, sealed.id, 0, sealed.parts[0])
    assert await left(works) == (1, 1)
    clock.at += timedelta(hours=1)
    assert await left(works) == (0, 0)


async def test_under_a_new_key_it_is_what_it_was(works: UnitsOfWork, tmp_path: Path) -> None:
    settings = Settings(
        database_url=works.database.url, key_file=tmp_path / "secrets" / "journal.key"
    )
    await keys.settle(settings, works.database)
    name = await kept(works)
    await rotation.rotate(settings)
    newest = keyring.read_keys(settings.key_file.read_text())[:1]
    keyring.use(keyring.Keyring(newest))
    assert await read(works, name) == PHOTO


async def test_a_backup_has_it(
    works: UnitsOfWork, tmp_path: Path, catalog: Catalog, clock: Clock
) -> None:
    key_file = tmp_path / "secrets" / "journal.key"
    settings = Settings(database_url=works.database.url, key_file=key_file)
    await keys.settle(settings, works.database)
    name = await kept(works)
    await backups.write(settings, tmp_path / "copy.gz")
    other = Settings(
        database_url=f"sqlite+aiosqlite:///{tmp_path}/other/solbot.db", key_file=key_file
    )
    await backups.read(other, tmp_path / "copy.gz")
    restored = UnitsOfWork(Database(other.database_url), catalog, clock)
    assert await read(restored, name) == PHOTO
    await restored.database.close()
