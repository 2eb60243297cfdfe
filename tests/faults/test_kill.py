"""No answer is lost and none is doubled, whatever is killed, and whenever."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from solbot.db.engine import Database
from solbot.fake_telegram.world import World
from solbot.telegram import inbox_db
from tests import rehearsal
from tests.dialogs.people import TOKEN, opened
from tests.faults.letters import more_sent
from tests.faults.process import Bot

PATIENCE = 120.0


def settle(world: World, person: int) -> None:
    """Consent, and skip the rest; blind to what the bot says, as it may be dead just then."""
    world.say(person, "/start")
    world.press(person, 1, "consent:yes")
    for step in ("zone", "rhythm", "vision"):
        world.press(person, 1, f"skip:{step}")


def answer(world: World, person: int, words: str) -> None:
    """Ask for a question, and answer it."""
    world.press(person, 1, "f:any")
    world.say(person, words)


async def until_done(world: World, people: list[int]) -> None:
    """Ask for copies, of people who have none yet, and wait for them."""
    for person in people:
        world.say(person, "/export")
    await until_exported(world, dict.fromkeys(people, 0))


def exported(world: World, person: int) -> list[str]:
    for message in reversed(world.messages(person)):
        if message.file_id and (message.file_name or "").endswith(".json"):
            copy = json.loads(world.file(message.file_id).content)
            assert copy["unplaced"] == []
            return [one["answer"] for one in copy["answers"]]
    raise AssertionError("no export")


@pytest.mark.parametrize(
    ("people", "each", "kills"),
    [
        (12, 6, 2),
        pytest.param(120, 20, 60, marks=pytest.mark.soak),
    ],
)
async def test_every_answer_is_there_once_and_in_order(
    database_url: str, tmp_path: Path, people: int, each: int, kills: int
) -> None:
    chance = random.Random(20261123)
    world = World()
    runner, port = await opened(world)
    messages = rehearsal.build(tmp_path / "messages")
    bot = Bot(tmp_path / "bot", port, TOKEN, database_url, messages)
    persons = [world.add_person(f"Person {n}").id for n in range(people)]
    wanted = {p: [f"answer {n} of {p}" for n in range(each)] for p in persons}
    try:
        await bot.start()
        for person in persons:
            settle(world, person)
        left = [(person, words) for person in persons for words in wanted[person]]
        left.sort(key=lambda pair: pair[1].split()[1].zfill(4))
        per_life = -(-len(left) // kills)
        for life in range(kills):
            for person, words in left[life * per_life : (life + 1) * per_life]:
                answer(world, person, words)
            await more_sent(world, len(world.sent))  # it is up, and at work
            await asyncio.sleep(chance.uniform(0.0, 1.0))
            await bot.end(signal.SIGKILL)
            await bot.start()
        await until_done(world, persons)
        assert {p: exported(world, p) for p in persons} == wanted
    finally:
        await bot.end(signal.SIGKILL)
        await runner.cleanup()


async def test_a_graceful_stop_takes_less_than_five_seconds(
    database_url: str, tmp_path: Path
) -> None:
    world = World()
    runner, port = await opened(world)
    messages = rehearsal.build(tmp_path / "messages")
    bot = Bot(tmp_path / "bot", port, TOKEN, database_url, messages)
    try:
        began = time.monotonic()
        await bot.start()
        while not world.profile.commands:
            await asyncio.sleep(0.05)
        starting = time.monotonic() - began
        ana = world.add_person("Ana").id
        settle(world, ana)
        answer(world, ana, "zebrafinch in the log")
        await asyncio.sleep(0.3)
        began = time.monotonic()
        assert await bot.end(signal.SIGTERM) == 0
        # Where a start takes longer than a few seconds, the machine is busy with something else, too.
        assert time.monotonic() - began < max(5.0, 2 * starting)
        await bot.start()
        await until_done(world, [ana])
        assert exported(world, ana) == ["zebrafinch in the log"]
        await bot.end(signal.SIGTERM)
        assert "zebrafinch" not in bot.log() and TOKEN not in bot.log()
        for file in (tmp_path / "bot").rglob("*"):
            assert file.is_dir() or b"zebrafinch" not in file.read_bytes(), file
    finally:
        await bot.end(signal.SIGKILL)
        await runner.cleanup()


def cut(person: int) -> dict[str, object]:
    """Words whose formatting begins in the middle of a letter."""
    return {"text": f"cut 🙂 of {person}", "entities": [{"type": "bold", "offset": 5, "length": 2}]}


def rich(person: int) -> dict[str, object]:
    """A rich message."""
    return {"rich_message": {"blocks": [{"type": "paragraph", "text": f"rich of {person}"}]}}


def bring(world: World, person: int, **content: object) -> None:
    """A message as it stands."""
    chat = {"id": person, "type": "private"}
    shown = {"message_id": 900, "date": 1, "chat": chat, "from": world.people[person].wire()}
    world.bring("message", {**shown, **content})


def block(world: World, person: int) -> None:
    """Leave, and come back."""
    world.block(person)
    world.unblock(person)


KINDS: dict[str, tuple[Callable[[World, int], object], Callable[[int], list[str]]]] = {
    "text": (lambda w, p: w.say(p, f"text of {p}"), lambda p: [f"text of {p}"]),
    "cut": (lambda w, p: bring(w, p, **cut(p)), lambda p: [f"cut 🙂 of {p}"]),
    "rich": (lambda w, p: bring(w, p, **rich(p)), lambda p: [f"rich of {p}"]),
    "voice": (lambda w, p: w.send_voice(p, b"x", caption=f"v {p}"), lambda p: [f"v {p}"]),
    "photo": (lambda w, p: w.send_photo(p, b"x", caption=f"p {p}"), lambda p: [f"p {p}"]),
    "document": (
        lambda w, p: w.send_document(p, b"x", file_name="a", caption=f"d {p}"),
        lambda p: [f"d {p}"],
    ),
    "edit": (
        lambda w, p: w.edit(p, w.say(p, "before").message_id, f"after {p}"),
        lambda p: [f"after {p}"],
    ),
    "tap": (lambda w, p: w.press(p, 1, "vnew"), lambda _: []),
    "command": (lambda w, p: w.say(p, f"/vision of {p}"), lambda _: []),
    "sticker": (lambda w, p: w.send_sticker(p, "🙂"), lambda _: []),
    "location": (lambda w, p: w.send_location(p, 1, 2), lambda _: []),
    "group": (lambda w, p: w.say_in_group(p, "/today", group_id=-5), lambda _: []),
    "pin": (lambda w, p: bring(w, p, pinned_message={"date": 0}), lambda _: []),
    "block": (block, lambda _: []),
    "unreadable": (lambda w, p: bring(w, p, chat=7), lambda _: []),
    "membership": (lambda w, p: w.bring("my_chat_member", {"from": {"id": p}}), lambda _: []),
}
"""What a person does, and the answers that are there of it then."""


async def test_a_kill_in_the_middle_of_each_kind(database_url: str, tmp_path: Path) -> None:
    world = World()
    runner, port = await opened(world)
    messages = rehearsal.build(tmp_path / "messages")
    bot = Bot(tmp_path / "bot", port, TOKEN, database_url, messages)
    try:
        await bot.start()
        for moment in ("taken", "answered"):
            persons = {name: world.add_person(f"{moment} {name}").id for name in KINDS}
            for person in persons.values():
                settle(world, person)
                world.press(person, 1, "f:any")
            await until_done(world, list(persons.values()))
            begun = len(world.sent)
            for name, person in persons.items():
                KINDS[name][0](world, person)
            while world.unconfirmed() or (moment == "answered" and len(world.sent) == begun):
                await asyncio.sleep(0.001)
            await bot.end(signal.SIGKILL)
            await bot.start()
            left = {person: len(world.messages(person)) for person in persons.values()}
            for person in persons.values():
                world.say(person, "/export")
            await until_exported(world, left)
            for name, person in persons.items():
                found = [spoken(one) for one in exported(world, person)]
                assert found == KINDS[name][1](person), (moment, name)
        await bot.end(signal.SIGTERM)
        assert "update failed" not in bot.log()
        database = Database(database_url)
        async with database.reading() as session:
            assert await inbox_db.count_aside(session) == 4
            assert await inbox_db.count_waiting(session) == 0
        await database.close()
    finally:
        await bot.end(signal.SIGKILL)
        await runner.cleanup()


def spoken(answer: object) -> object:
    """The words of an answer, of a caption too."""
    return answer["caption"] if isinstance(answer, dict) else answer


async def until_exported(world: World, after: dict[int, int]) -> None:
    """Wait until everybody has a copy that came after so many messages; as long as anybody gets theirs."""
    waiting, deadline = dict(after), time.monotonic() + PATIENCE
    while waiting:
        for person, seen in list(waiting.items()):
            if any((m.file_name or "").endswith(".json") for m in world.messages(person)[seen:]):
                del waiting[person]
                deadline = time.monotonic() + PATIENCE
        assert time.monotonic() < deadline, f"{len(waiting)} of {len(after)} have no copy"
        await asyncio.sleep(0.1)
