"""Whatever Telegram may send: whoever would expect an answer gets one, and whatever is broken stops nobody else."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from solbot.bot import pieces
from solbot.content import lengths
from solbot.telegram import inbox_db, service_messages
from solbot.telegram.incoming import Incoming, UpdateKind, read
from solbot.telegram.updates import raw
from tests.dialogs.generated import CONTENTS, KINDS, SERVICE, TYPES, Maker
from tests.dialogs.people import Person, Stage

pytestmark = pytest.mark.both_databases

PEOPLE = 24


def test_the_list_of_service_messages_is_whole() -> None:
    assert set(SERVICE) <= service_messages.FIELDS
    assert set(TYPES["Message"]) >= service_messages.FIELDS


class Crowd:
    """People in every state, and the updates that come from them."""

    def __init__(self, stage: Stage, people: list[Person], maker: Maker) -> None:
        self.stage = stage
        self.people = people
        self.maker = maker
        sent = [one for one in CONTENTS if one not in service_messages.FIELDS]
        self._before: dict[int, Incoming | None] = {}
        self._contents = cycle([*CONTENTS, *sent * 4])
        self._kinds = cycle((*KINDS, *["message"] * 20, *["callback_query"] * 4, "edited_message"))

    def next(self, person: Person) -> tuple[str, dict[str, Any], bool]:
        """An update of one person's: its kind, what it brings, and whether they expect an answer."""
        kind = next(self._kinds)
        if TYPES["Update"][kind] == "Message":
            content = next(self._contents)
            made = self.maker.message(content, self._envelope(person))
            private = made["chat"]["id"] == person.id and kind == "message"
            expects = private and not service_messages.FIELDS & made.keys()
            return kind, made, expects and not self._goes_on(person, made)
        if kind == "callback_query":
            return kind, self._tap(person), True
        given = {"from": self._user(person), "chat": self._chat(person)}
        of = TYPES["Update"][kind]
        made = self.maker.object(of, 1, **{k: v for k, v in given.items() if k in TYPES[of]})
        return kind, made, False

    def _goes_on(self, person: Person, made: dict[str, Any]) -> bool:
        """Whether it is a piece of the message before, which was answered for both: of an album, or of a text that the
        app cut."""
        found = raw({"update_id": 1, "message": made})
        now = read(found) if found else None
        before, self._before[person.id] = self._before.get(person.id), now
        if now is None or before is None:
            return False
        in_album = now.group is not None and now.group == before.group
        return in_album or (
            now.kind is UpdateKind.TEXT and lengths.units(before.text) >= pieces.CUT
        )

    def words(self, person: Person, words: str) -> dict[str, Any]:
        """A message of a person's with nothing odd in it."""
        known = self.stage.world.people[person.id].wire()
        chat = {"id": person.id, "type": "private"}
        return {"message_id": 9, "date": 9, "chat": chat, "from": known, "text": words}

    def _envelope(self, person: Person) -> dict[str, Any]:
        chance = self.maker.chance
        group = {"id": -100500, "type": "supergroup", "title": "A group"}
        chat = group if chance.random() < 0.1 else self._chat(person)
        return {
            "message_id": chance.randrange(1, 10**6),
            "date": self.stage.world.now(),
            "chat": chat,
            "from": self._user(person),
        }

    def _tap(self, person: Person) -> dict[str, Any]:
        chance, world = self.maker.chance, self.stage.world
        tap_id = f"tap-{chance.random()}"
        world.taps[tap_id] = (person.id, time.monotonic())
        offered = [
            str(button.get("callback_data"))
            for row in person.heard()[-1].keyboard or []
            for button in row
        ]
        given: dict[str, Any] = {
            "id": tap_id,
            "from": self._user(person),
            "data": chance.choice([*offered, *offered, "v:1", "nonsense", ""]),
        }
        match chance.randrange(4):
            case 0:
                given["message"] = {"chat": self._chat(person), "message_id": 1, "date": 0}
            case 1:
                return self.maker.object("CallbackQuery", 3, **given, message=None) | {
                    "message": {}
                }
            case _:
                given["message"] = world.wire(person.heard()[-1])
        return self.maker.object("CallbackQuery", 3, **given)

    def _chat(self, person: Person) -> dict[str, Any]:
        return self.maker.object("Chat", 3, id=person.id, type="private")

    def _user(self, person: Person) -> dict[str, Any]:
        known = self.stage.world.people[person.id].wire()
        return {**self.maker.object("User", 3), **known, "is_bot": False}


async def a_crowd(stage: Stage, maker: Maker) -> Crowd:
    """Some settled in, some asked for their consent, some who never wrote."""
    people = [await stage.settled(f"Person {number}") for number in range(PEOPLE // 2)]
    for number in range(PEOPLE // 4):
        people.append(stage.person(f"Asked {number}"))
        await people[-1].says("/start")
    people += [stage.person(f"New {number}") for number in range(PEOPLE // 4)]
    for person in people:
        stage.world.people[person.id].started = True
        if not person.heard():
            await person.says("hello")
    return Crowd(stage, people, maker)


def answers(stage: Stage, person: Person) -> int:
    """How much a person was answered so far."""
    return sum(one.chat_id == person.id for one in stage.world.sent)


def memory() -> float:
    """What this process holds, in MB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


def rounds(crowd: Crowd, many: int) -> Iterator[list[tuple[Person, str, dict[str, Any], bool]]]:
    """So many updates, one of each person at a time."""
    for _ in range(many // len(crowd.people)):
        yield [(person, *crowd.next(person)) for person in crowd.people]


async def let_in(stage: Stage, brought: list[tuple[str, Any]]) -> None:
    """Let updates in, all in one batch, and wait for what comes of them."""
    assert stage.app is not None
    for kind, content in brought:
        stage.world.bring(kind, content)
    await stage.quiet()
    stage.app.floods.forget()


@pytest.mark.parametrize("many", [1_200, pytest.param(50_000, marks=pytest.mark.soak)])
async def test_whoever_expects_an_answer_gets_one(
    stage: Stage, many: int, capsys: pytest.CaptureFixture[str]
) -> None:
    crowd = await a_crowd(stage, Maker(random.Random(stage.database_url.startswith("sqlite"))))
    assert stage.works is not None
    expected, held = 0, 0.0
    for number, turn in enumerate(rounds(crowd, many), 1):
        stage.world.sent.clear()
        await let_in(stage, [(kind, content) for _, kind, content, _ in turn])
        for person, kind, content, expects in turn:
            if expects and kind == "message":
                assert answers(stage, person), content
            expected += expects
        assert not stage.world.taps, "every tap is answered"
        if number == many // PEOPLE // 3:
            held = memory()
    assert expected > many / 4
    assert memory() - held < 60 + many / 100, "the bot, and all that was said to everybody"
    async with stage.works.begin() as work:
        assert await inbox_db.count_aside(work.session) == 0
        assert await inbox_db.who_waits(work.session, work.now) == []
    logged = "".join(capsys.readouterr())
    assert "update failed" not in logged and "not built" not in logged, logged[-3000:]


async def test_what_is_broken_stops_nobody_else(stage: Stage) -> None:
    crowd = await a_crowd(stage, Maker(random.Random(7)))
    assert stage.app is not None and stage.works is not None
    for turn in rounds(crowd, 20 * PEOPLE):
        half = len(turn) // 2
        brought: list[tuple[str, Any]] = []
        for (_, kind, content, _), (neighbour, *_) in zip(turn[:half], turn[half:], strict=True):
            broken = crowd.maker.broken({kind: content})
            brought += [*broken.items(), ("message", crowd.words(neighbour, "/help"))]
        crowd.people = [*crowd.people[half:], *crowd.people[:half]]
        stage.world.sent.clear()
        await let_in(stage, brought)
        for neighbour, *_ in turn[half:]:
            assert answers(stage, neighbour), "a neighbour waits"
    stage.world.sent.clear()
    stage.world.taps.clear()
    await let_in(stage, [("message", crowd.words(person, "/help")) for person in crowd.people])
    assert all(answers(stage, person) for person in crowd.people), "somebody is locked out"
    async with stage.works.begin() as work:
        assert await inbox_db.count_aside(work.session) > 20
        assert await inbox_db.who_waits(work.session, work.now) == []
