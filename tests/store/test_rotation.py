"""New keys beside processes that run: all can open with one before any seals with it, wherever that breaks off."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import LargeBinary, func, select, type_coerce

from solbot.db import keyring, presence, sealed
from solbot.db.engine import Database
from solbot.db.keyring import Keyring
from solbot.db.presence import Presence
from solbot.db.sealed import CANARY
from solbot.db.tables import BookingAnswer, BookingQuestion
from solbot.errors import KeyringError, SolbotError
from solbot.members import service as members
from solbot.ops import keys, rotation
from solbot.secret import Secret
from solbot.settings import Settings
from solbot.unit_of_work import UnitsOfWork
from tests.store.living import ANA, WORDS, copy_of, live

LONGEST = 60.0  # seconds after which a test gives up


@pytest.fixture
async def settings(works: UnitsOfWork, tmp_path: Path) -> Settings:
    """The first start has made the key, and somebody has written something."""
    found = Settings(database_url=works.database.url, key_file=tmp_path / "secrets" / "journal.key")
    await keys.settle(found, works.database)
    await live(works)
    return found


@pytest.fixture
async def running(settings: Settings) -> AsyncIterator[Presence]:
    """A process that uses the database, and has not said yet which keys it knows."""
    database = Database(settings.database_url)
    async with presence.shared(database) as here:
        yield here
    await database.close()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "TAKEN_UP", 0.05)
    monkeypatch.setattr(rotation, "PATIENCE", 0.5)
    monkeypatch.setattr(rotation, "LOOK", 0.02)


def in_file(settings: Settings) -> list[str]:
    return keyring.read_keys(settings.key_file.read_text())


def given(settings: Settings, *held: str) -> Settings:
    """A process elsewhere, with keys of its own in its environment."""
    return Settings(database_url=settings.database_url, keys=Secret(",".join(held)))


async def sealed_by(works: UnitsOfWork, key: str) -> tuple[int, int]:
    """How many values this key seals, and how many there are."""
    ring, found = Keyring([key]), list[bytes]()
    async with works.database.snapshot.connect() as connection:
        for table in sealed.sealed_tables():
            for column in sealed.columns(table):
                values = await connection.scalars(select(type_coerce(column, LargeBinary)))
                found += [bytes(value) for value in values if value is not None]
    return sum(map(ring.is_newest, found)), len(found)


async def canaries(works: UnitsOfWork) -> int:
    async with works.database.snapshot.connect() as connection:
        return await connection.scalar(select(func.count()).select_from(CANARY)) or 0


@pytest.mark.usefixtures("hurried")
async def test_people_write_while_everything_is_sealed_anew(
    works: UnitsOfWork, settings: Settings, running: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "CHUNK", 5)
    (old,) = in_file(settings)
    people = [ANA]
    async with asyncio.timeout(LONGEST), keys.followed(settings, running):
        rotating = asyncio.create_task(rotation.rotate(settings))
        while not rotating.done():
            people.append(people[-1] + 1)
            await live(works, people[-1])
            await asyncio.sleep(0.2)  # both are on one loop
        done = await rotating
    assert done == rotation.Rotated(done.rows) and done.rows > 5 and len(people) > 2
    new, kept = in_file(settings)
    assert kept == old and keyring.current().keys == [new, old]
    ours, all_of_them = await sealed_by(works, new)
    assert ours == all_of_them and await canaries(works) == 1
    for person in people:
        assert (await copy_of(works, person)).answers[0].words == WORDS


@pytest.mark.usefixtures("hurried")
async def test_beside_a_process_that_has_not_the_new_key_nothing_is_changed(
    works: UnitsOfWork, settings: Settings, running: Presence
) -> None:
    before = settings.key_file.read_text()
    await running.show(keyring.current().marks)  # as one with a copy of the file elsewhere
    async with asyncio.timeout(LONGEST):
        with pytest.raises(SolbotError, match=r"not every process .* has the new key .*process \d"):
            await rotation.rotate(settings)
    assert settings.key_file.read_text() == before and await canaries(works) == 1
    ours, all_of_them = await sealed_by(works, in_file(settings)[0])
    assert ours == all_of_them


@pytest.mark.usefixtures("hurried")
async def test_wherever_it_breaks_off_all_is_readable_and_the_next_goes_on(
    works: UnitsOfWork, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "CHUNK", 1)
    (old,) = in_file(settings)
    whole, left = rotation._sealed_anew, [3]

    async def dies(*given: object) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise RuntimeError
        return await whole(*given)  # type: ignore[arg-type]

    async with asyncio.timeout(LONGEST):
        with monkeypatch.context() as dying, pytest.raises(RuntimeError):
            dying.setattr(rotation, "_sealed_anew", dies)
            await rotation.rotate(settings)
        new, kept = in_file(settings)
        ours, all_of_them = await sealed_by(works, new)
        assert kept == old and 0 < ours < all_of_them
        assert (await copy_of(works)).answers[0].words == WORDS, "looked up in the file by now"
        for lacking in (given(settings, old), given(settings, new)):
            with pytest.raises(KeyringError, match="does not open"):
                await keys.tried(lacking, works.database)
        await keys.settle(settings, works.database)
        await rotation.rotate(settings)
    assert in_file(settings) == [new, old]
    ours, all_of_them = await sealed_by(works, new)
    assert ours == all_of_them and await canaries(works) == 1
    await keys.tried(given(settings, new), works.database)


@pytest.mark.usefixtures("hurried")
async def test_keys_of_the_environment_become_the_first_of_them(
    works: UnitsOfWork, settings: Settings, running: Presence
) -> None:
    (old,), new = in_file(settings), Fernet.generate_key().decode()
    ours = given(settings, new, old)
    async with asyncio.timeout(LONGEST):
        await running.show(Keyring([old]).marks)
        with pytest.raises(SolbotError, match="has the new key"):
            await rotation.rotate(ours)
        assert await canaries(works) == 1
        await running.show(Keyring([old, new]).marks)
        done = await rotation.rotate(ours)
    assert done.rows > 5 and not done.behind and done.sealing == (running.name,)
    sealed_now, all_of_them = await sealed_by(works, new)
    assert sealed_now == all_of_them and in_file(settings) == [old]


async def test_each_answer_to_one_question_stays_that_of_who_gave_it(
    works: UnitsOfWork, settings: Settings
) -> None:
    people = [ANA, ANA + 1, ANA + 2]
    async with works.begin() as work:
        for person in people[1:]:
            await members.arrive(work, person, "en")
        question = BookingQuestion(
            program_id="p", wording={}, required=True, created_by=ANA, created_at=work.now
        )
        work.session.add(question)
        await work.session.flush()
        work.session.add_all(
            BookingAnswer(question_id=question.id, member_id=one, words=f"from {one}", at=work.now)
            for one in people
        )
    await rotation.rotate(settings)
    keyring.use(Keyring(in_file(settings)[:1]))
    async with works.begin() as work:
        found = await work.session.scalars(select(BookingAnswer))
        assert {one.member_id: one.words for one in found} == {one: f"from {one}" for one in people}


async def test_one_at_a_time_changes_them(settings: Settings, running: Presence) -> None:
    await running.show([rotation.ROTATING])
    with pytest.raises(SolbotError, match="already"):
        await rotation.rotate(settings)
    with rotation._one_at_a_time(settings), pytest.raises(SolbotError, match="already"):
        await rotation.rotate(settings)
    assert len(in_file(settings)) == 1


async def test_what_happens_to_the_file_takes_nothing_from_who_runs(
    works: UnitsOfWork, settings: Settings
) -> None:
    before, text = keyring.current().keys, settings.key_file.read_text()
    for broken in ("half a k", "", Fernet.generate_key().decode()):
        settings.key_file.write_text(broken)
        assert not keyring.look() and keyring.current().keys == before
    settings.key_file.unlink()
    assert not keyring.look() and keyring.current().keys == before
    new = Fernet.generate_key().decode()
    settings.key_file.write_text(text + new)
    assert keyring.look() and keyring.current().keys == [*before, new]
    assert not keyring.look()
    settings.key_file.write_text(f"{new}\n{text}")
    assert keyring.look() and keyring.current().keys == [new, *before]
    assert (await copy_of(works)).answers[0].words == WORDS


async def test_each_process_is_seen_by_the_others_as_long_as_it_is_there(
    settings: Settings, running: Presence
) -> None:
    await running.show([5, 7])
    async with AsyncExitStack() as held:
        second = Database(settings.database_url)
        held.push_async_callback(second.close)
        here = await held.enter_async_context(presence.shared(second))
        assert await here.others() == [presence.Other(running.name, frozenset({5, 7}))]
        await here.show([9])
        (other,) = await running.others()
        assert other.marks == {9}
    await asyncio.sleep(0)
    async with asyncio.timeout(LONGEST):
        while await running.others():
            await asyncio.sleep(0.01)


async def test_a_bot_does_not_begin_beside_a_command_that_has_the_database_alone(
    works: UnitsOfWork, settings: Settings
) -> None:
    beginning = Database(settings.database_url)
    async with presence.alone(works.database):
        with pytest.raises(SolbotError, match="being restored"):
            async with presence.shared(beginning):
                pass
    await beginning.close()
