"""Whatever people and staff do, in any order, while the bot is started anew and its clock jumps: what was promised
holds. Each doing is drawn by chance; the same seed draws the same. What is killed in the middle: tests/faults."""

from __future__ import annotations

import json
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from tests import announced
from tests.dialogs.people import OWNER, Person, Stage

pytestmark = pytest.mark.both_databases

COMMANDS = (
    "/start", "/help", "/today", "/next", "/reflect", "/vision", "/journal", "/library", "/programs", "/news",
    "/settings", "/pause 3 days", "/resume", "/language", "/export", "/import", "/privacy", "/cancel", "/stop",
)  # fmt: skip
STAFFS = ("/staff", "/broadcast", "/desk", "/people", "/stats", "/program", "/invite", "/audit")
BARE = (
    "7",
    "yes",
    "no",
    "tomorrow at 8",
    "Tokyo",
    "later",
    "0",
    "🙂",
    "<b>half",
    "stop",
    "last week",
)
ZONES = ("Tokyo", "Madrid", "Kathmandu", "Honolulu", "UTC")
MARK = "zebrafinch"  # in what people write, and in nothing else
LET_GO = "Deleted. For ten minutes"
OPENS = "nw1:"  # an announcement, once more: the person wants to read it
# What erases what somebody wrote, once it is confirmed.
ERASES = frozenset({"nx", "nxx", "jewx", "jx", "jxe", "jdx", "oqxx", "vfxx", "vtxx", "vdxx"})


class Life:
    """Some people, the staff, and what they do next."""

    def __init__(self, stage: Stage, chance: random.Random, people: list[Person]) -> None:
        """People who have settled in; the last is the owner."""
        self.stage = stage
        self.chance = chance
        self.people = people
        self.members = people[:-1]
        self.wrote: dict[int, list[str]] = {person.id: [] for person in people}
        self.forgot: set[str] = set()
        self.said: list[str] = []
        self.opened: dict[int, set[int]] = {person.id: set() for person in people}
        self.history: list[str] = []
        self._number = count(1)
        self._doings: dict[str, tuple[float, Callable[[Person], Awaitable[None]]]] = {
            "answers": (6, self.answers),
            "says something": (4, self.says),
            "sends something": (2, self.sends),
            "says a command": (4, self.commands),
            "says a word": (4, self.bare),
            "taps": (12, self.taps),
            "taps twice": (2, self.taps_twice),
            "edits": (2, self.edits),
            "tries staff": (1, self.tries_staff),
            "travels": (1, self.travels),
            "forgets": (0.3, self.forgets),
            "announcement": (0.7, self.announces),
            "time passes": (6, self.time_passes),
            "the clock is wrong": (0.5, self.wrong_clock),
            "starts anew": (1, self.restarts),
        }

    async def goes_on(self) -> None:
        """The next doing, and a look at what must hold after each."""
        names = list(self._doings)
        weights = [weight for weight, _ in self._doings.values()]
        (name,) = self.chance.choices(names, weights)
        person = self.chance.choice(self.people if name.startswith("taps") else self.members)
        self.history.append(f"{person.id} {name}")
        await self._doings[name][1](person)
        assert self.stage.app is not None
        self.stage.app.floods.forget()

    def token(self, person: Person) -> str:
        """Words that nobody else writes, and that no message of the bot's has."""
        return f"{MARK}{next(self._number)}of{person.id}"

    async def answered(self, doing: Awaitable[object]) -> None:
        """Something is done that an answer follows."""
        before = len(self.stage.world.sent) + len(self.stage.toasts)
        await doing
        assert len(self.stage.world.sent) + len(self.stage.toasts) > before, "no answer"

    async def free(self, person: Person) -> None:
        """Nothing is awaited but an answer."""
        await self.answered(person.says("/start"))
        await self.answered(person.says("/cancel"))

    async def answers(self, person: Person) -> None:
        await self.free(person)
        await person.taps(person.heard()[-1].message_id, "f:any")
        await self.writes(person)

    async def says(self, person: Person) -> None:
        await self.free(person)
        await self.writes(person)

    async def writes(self, person: Person) -> None:
        words = self.token(person)
        await self.answered(person.says(f"I see {words} today"))
        self.wrote[person.id].append(words)

    async def sends(self, person: Person) -> None:
        await self.free(person)
        words = self.token(person)
        send = self.chance.choice((person.sends_voice, person.sends_photo))
        await self.answered(send(words))
        self.wrote[person.id].append(words)

    async def commands(self, person: Person) -> None:
        command = self.chance.choice(COMMANDS)
        await self.answered(person.says(command))
        if command == "/cancel" and LET_GO in person.last():
            copy = await kept(person)
            gone = [words for words in self.wrote[person.id] if words not in copy]
            assert len(gone) <= 1, "one message is let go, and no more"
            self.wrote[person.id] = [one for one in self.wrote[person.id] if one not in gone]

    async def bare(self, person: Person) -> None:
        await self.answered(person.says(self.chance.choice(BARE)))

    async def taps(self, person: Person, times: int = 1) -> None:
        offered = [
            (message.message_id, str(button["callback_data"]))
            for message in person.heard()[-12:]
            for row in message.keyboard or []
            for button in row
            if "callback_data" in button
        ]
        offered = [one for one in offered if one[1].partition(":")[0] not in ERASES]
        if offered:
            message_id, data = self.chance.choice(offered)
            self.history[-1] += f" {data}"
            for _ in range(times):
                before = {m.message_id for m in person.heard()}
                await person.taps(message_id, data)
                if data.startswith(OPENS):
                    new = {m.message_id for m in person.heard()} - before
                    assert len(new) <= 1, "it is opened once"
                    self.opened[person.id] |= new
            assert not self.stage.world.taps, "every tap is answered"

    async def taps_twice(self, person: Person) -> None:
        await self.taps(person, 2)

    async def edits(self, person: Person) -> None:
        mine = [m for m in self.stage.world.messages(person.id) if not m.from_bot and m.text]
        message = self.chance.choice(mine[-8:])
        # What took the place of other words need not be a thing that is kept.
        self.wrote[person.id] = [one for one in self.wrote[person.id] if one not in message.text]
        await person.edits(message, f"Rather {self.token(person)}")

    async def tries_staff(self, person: Person) -> None:
        command = self.chance.choice(STAFFS)
        await self.answered(person.says(f"{command} {self.chance.choice(('', '1', 'Ana'))}"))
        (help_,) = {m.text for m in [person.heard()[-1]]}
        assert not any(name in help_ for name in ("Olga", "invitation")), help_

    async def travels(self, person: Person) -> None:
        await self.free(person)
        await person.says("/settings")
        await person.taps(person.heard()[-1].message_id, "zone")
        await self.answered(person.says(self.chance.choice(ZONES)))

    async def forgets(self, person: Person) -> None:
        await self.free(person)
        await person.says("/forget")
        await self.answered(person.says("forget me"))
        self.forgot.update(self.wrote[person.id])
        self.wrote[person.id] = []
        await self.stage.settled("Ana", person=person)

    async def announces(self, _: Person) -> None:
        words = f"News number {next(self._number)}."
        assert self.stage.works is not None
        async with self.stage.works.begin() as work:
            await announced.confirmed(
                work, OWNER, await announced.drafted(work, OWNER, {"en": words})
            )
        self.said.append(words)
        await self.stage.tick()

    async def time_passes(self, _: Person) -> None:
        for _hop in range(self.chance.randrange(1, 4)):
            hours = self.chance.choice((0.01, 0.5, 3, 8, 24, 70))
            self.stage.clock.forward(hours=hours)
            await self.stage.tick()

    async def wrong_clock(self, _: Person) -> None:
        true = self.stage.clock.at
        self.stage.clock.set(true + timedelta(hours=self.chance.choice((-30, -1, 5, 24 * 40))))
        await self.stage.tick()
        self.stage.clock.set(true + timedelta(seconds=10))
        assert self.stage.app is not None
        await self.stage.app.tick.clock()
        await self.stage.tick()

    async def restarts(self, _: Person) -> None:
        await self.stage.stop()
        await self.stage.start()


async def kept(person: Person) -> str:
    """Everything a person's copy holds."""
    return json.dumps(await person.export())


def told(stage: Stage, person: Person) -> str:
    """Everything somebody was told."""
    return "\n".join(m.text for m in stage.world.messages(person.id) if m.from_bot)


def around(stage: Stage, person: Person, words: str) -> str:
    """What was said before and after somebody wrote these words."""
    talk = [f"{'bot' if m.from_bot else '>>>'} {m.text}" for m in stage.world.messages(person.id)]
    at = next(n for n, one in enumerate(talk) if words in one)
    return "\n".join(talk[max(0, at - 6) : at + 10])


async def check(life: Life, logged: str) -> None:
    """What was promised, over all that was done."""
    stage = life.stage
    for person in life.people:
        await life.free(person)
        copy = await kept(person)
        for words in life.wrote[person.id]:
            assert words in copy, f"{words} is lost: {around(stage, person, words)}"
        answers = [str(one["answer"]) for one in json.loads(copy)["answers"]]
        for words in life.wrote[person.id]:
            assert sum(words in one for one in answers) <= 1, f"{words} is kept twice"
        for other in life.people:
            if other is not person:
                assert f"of{person.id}" not in told(stage, other), "somebody else's words"
        assert not [one for one in life.forgot if one in copy], "what was to be forgotten is there"
        for words in life.said:
            came = {m.message_id for m in person.heard() if m.text.startswith(words)}
            assert len(came - life.opened[person.id]) <= 1, f"{words} came twice"
    assert MARK not in logged and "update failed" not in logged, logged[-3000:]
    if stage.database_url.startswith("sqlite"):
        for file in Path(stage.database_url.partition("///")[2]).parent.iterdir():
            assert MARK.encode() not in file.read_bytes(), "private words lie open in the database"


@pytest.mark.parametrize(
    ("seed", "many"),
    [(1, 60), *(pytest.param(seed, 1500, marks=pytest.mark.soak) for seed in range(2, 8))],
)
async def test_whatever_is_done_the_promises_hold(
    stage: Stage, seed: int, many: int, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(seed)
    people = [
        await stage.settled(name, zone) for name, zone in (("Ana", "Europe/Madrid"), ("Ben", "UTC"))
    ]
    people += [await stage.settled("Chu", "Asia/Kathmandu"), await stage.owner()]
    life = Life(stage, chance, people)
    try:
        for _ in range(many):
            await life.goes_on()
        await check(life, "".join(capsys.readouterr()))
    except BaseException:
        print("\n".join(life.history[-40:]))
        raise
