"""An announcement sent from the chat, while the process is killed and its sender loses their role."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from solbot.content.catalog import Catalog
from solbot.db.engine import Database
from solbot.db.states import Role
from solbot.db.tables import Member, Staff
from solbot.fake_telegram.chats import ChatMessage
from solbot.fake_telegram.world import World
from solbot.staff import service as staff
from solbot.unit_of_work import UnitsOfWork, system_clock
from tests import announced, rehearsal
from tests.conftest import OWNER
from tests.dialogs.people import TOKEN, opened
from tests.faults.letters import copies, let_leases_run_out, letters, unsettled
from tests.faults.process import Bot

PATIENCE = 60.0
WORDS = "A new place to meet has opened."


@pytest.fixture
async def real(database_url: str, catalog: Catalog) -> AsyncIterator[UnitsOfWork]:
    """The database by the real clock, as the process under test sees it."""
    database = Database(database_url)
    yield UnitsOfWork(database, catalog, system_clock, owners=frozenset({OWNER}))
    await database.close()


async def crowd(works: UnitsOfWork, world: World, people: int, sender: int) -> None:
    """So many people who have settled in; `sender` is one of the staff."""
    now = datetime.now(UTC)
    for one in (OWNER, sender):
        world.add_person(f"Person {one}", person_id=one)
    for number in range(people):
        world.add_person(f"Person {number}")
    async with works.begin() as work:
        for person in world.people.values():
            person.started = True
            work.session.add(
                Member(
                    id=person.id,
                    state="active",
                    created_at=now,
                    consented_at=now,
                    onboarded_at=now,
                    zone="UTC",
                    announcement_hours="0-24",  # the bot goes by the machine's clock
                    journey_round=0,
                )
            )
        await work.session.flush()
        work.session.add(Staff(member_id=sender, role=Role.ANNOUNCEMENTS, since=now))
        await announced.without_pauses(work)


async def shows(world: World, person: int, words: str) -> ChatMessage:
    """Wait until a message of the bot to this person has these words."""
    deadline = time.monotonic() + PATIENCE
    while True:
        for message in reversed(world.messages(person)):
            if message.from_bot and words in message.text:
                return message
        assert time.monotonic() < deadline, f"no message with {words!r}"
        await asyncio.sleep(0.02)


async def presses(world: World, person: int, words: str, label: str) -> None:
    """Tap a button of the message with these words, once it is there."""
    deadline = time.monotonic() + PATIENCE
    while True:
        message = await shows(world, person, words)
        for row in message.keyboard or []:
            for button in row:
                if button["text"] == label:
                    world.press(person, message.message_id, button["callback_data"])
                    return
        assert time.monotonic() < deadline, f"no button {label!r}"
        await asyncio.sleep(0.02)


async def confirm(world: World, person: int) -> None:
    """Compose, try and confirm an announcement in the chat."""
    world.say(person, "/broadcast")
    await presses(world, person, "Announcements", "A new announcement")
    await shows(world, person, "Send me one message")
    world.say(person, WORDS)
    await presses(world, person, "Announcement no. 1, a draft", "Send it to me")
    await presses(world, person, "is on its way to you", "Go on to send")
    deadline = time.monotonic() + PATIENCE
    while copies(world, WORDS)[person] < 1:
        assert time.monotonic() < deadline, "the test did not arrive"
        await asyncio.sleep(0.02)
    while True:
        message = await shows(world, person, "Send announcement no. 1?")
        if any(b["text"] == "Send it" for row in message.keyboard or [] for b in row):
            break
        await presses(world, person, "Send announcement no. 1?", "Look again")
        await asyncio.sleep(0.2)
    await presses(world, person, "Send announcement no. 1?", "Send it")


async def some_have_it(world: World, least: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while sum(map(bool, copies(world, WORDS).values())) < least:
        assert time.monotonic() < deadline, "nobody gets it"
        await asyncio.sleep(0.005)


async def test_killed_twice_and_its_sender_demoted_everybody_has_it_once(
    real: UnitsOfWork, database_url: str, tmp_path: Path, journal_key: str
) -> None:
    chance, world, people, bea = random.Random(20261123), World(), 80, 8
    runner, port = await opened(world)
    messages = rehearsal.build(tmp_path / "messages")
    key_file = tmp_path / "journal.key"  # that of this test: what the bot keeps is read here, too
    key_file.write_text(journal_key)
    key_file.chmod(0o600)
    bot = Bot(tmp_path / "bot", port, TOKEN, database_url, messages, rate=60, key_file=key_file)
    await crowd(real, world, people, bea)
    try:
        await bot.start()
        await confirm(world, bea)
        for least in (10, 25):
            await some_have_it(world, least)
            await asyncio.sleep(chance.uniform(0.0, 0.1))
            await bot.end(signal.SIGKILL)
            await let_leases_run_out(real)
            await bot.start()
        await some_have_it(world, 35)
        async with real.begin() as work:
            assert await staff.change_role(work, OWNER, bea, Role.HELPER)
        await shows(world, OWNER, "has paused by itself")
        before = sum(copies(world, WORDS).values())
        await asyncio.sleep(0.5)
        assert sum(copies(world, WORDS).values()) == before < people
        await presses(world, OWNER, "has paused by itself", "How it goes")
        await presses(world, OWNER, "Paused.", "Go on")
        deadline = time.monotonic() + PATIENCE
        while await unsettled(real):
            assert time.monotonic() < deadline, "it did not get done"
            await asyncio.sleep(0.1)
        got = copies(world, WORDS)
        for letter in await letters(real):
            if letter.kind != "announcement":
                continue
            mine = got[letter.member_id] - (letter.member_id == bea)  # who had a test before
            assert mine <= 1, letter.key
            assert letter.status == "unsure" or mine == 1, (letter.key, letter.status)
        assert await bot.end(signal.SIGTERM) == 0
    finally:
        await bot.end(signal.SIGKILL)
        await runner.cleanup()
