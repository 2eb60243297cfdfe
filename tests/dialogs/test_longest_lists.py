"""With every list long and every text as long as it can be, each command and each button that can be reached
answers with something that Telegram takes and shows."""

from __future__ import annotations

from collections import Counter, deque
from pathlib import Path

import pytest

from solbot.app import ROUTES
from solbot.coaching.rhythm import service as schedule
from solbot.content.catalog import Catalog
from solbot.fake_telegram.chats import ChatMessage, StoredFile
from solbot.limits import VISIONS
from solbot.members import service as members
from tests import crowded
from tests.dialogs.people import OWNER, Person, Stage

pytestmark = pytest.mark.both_databases

OFTEN = 2  # taps on buttons that do the same to other things
MOST = 700  # taps
LEFT_ALONE = ("bcgo", "swithdraw", "lang", "do:language", "xk:")
"""What goes out to everybody, another language, and what is answered by whoever makes a book, a moment later."""


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """The words as they ship."""
    return shipped


@pytest.fixture
def database_url(migrated_file: Path, tmp_path: Path) -> str:
    """One database is enough: what is said does not depend on where it is kept."""
    file = tmp_path / "solbot.db"
    file.write_bytes(migrated_file.read_bytes())
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture
async def crowd(stage: Stage) -> tuple[Person, Person]:
    """A person with very much of everything, and an owner of as many people and programs."""
    assert stage.works is not None
    owner = await stage.owner()
    ana = await stage.settled(crowded.NAME)
    stage.world.people[ana.id].username = crowded.USERNAME
    await ana.says("/start")
    async with stage.works.begin() as work:
        others = list(range(900_001, 900_121))
        for one in others:
            there = stage.world.add_person(crowded.NAME, person_id=one, crowd=True)
            there.started = True
            other = await members.arrive(work, one, "en")
            await members.consent(work, other, crowded.NAME, crowded.USERNAME)
            await members.set_zone(work, other, crowded.ZONE)
            await schedule.ensure(work, other)
        member = await members.find(work, ana.id)
        assert member is not None
        await crowded.fill(work, member, OWNER, others)
    stage.world._files[crowded.VOICE] = StoredFile(crowded.VOICE, "v.ogg", "audio/ogg", b"OggS")
    return ana, owner


def alike(data: str) -> str:
    """What a button does, whatever it does it to."""
    name, *args = data.split(":")
    if name == "do":
        return data
    return ":".join(
        [name, *("#" if any(map(str.isdigit, arg)) or len(arg) > 12 else arg for arg in args)]
    )


class Walk:
    """Taps whatever can be tapped, the newest things last."""

    def __init__(self, stage: Stage, person: Person) -> None:
        self.stage, self.person = stage, person
        self.often: Counter[str] = Counter()
        self.waiting: deque[tuple[int, str]] = deque()
        self.silent: list[str] = []
        self.shown: dict[int, object] = {}

    async def everything(self, commands: list[str]) -> None:
        for command in commands:
            await self._heard(command, self.person.says(command))
        while self.waiting and sum(self.often.values()) < MOST:
            message, data = self.waiting.popleft()
            await self._heard(data, self.person.taps(message, data))

    async def _heard(self, what: str, doing: object) -> None:
        toasts = len(self.person.toasts())
        await doing  # type: ignore[misc]
        assert self.stage.app is not None
        self.stage.app.floods.forget()
        new = [one for one in self.person.heard() if self.shown.get(one.message_id) != seen(one)]
        for one in new:
            self.shown[one.message_id] = seen(one)
            self._note(one)
        unchanged = self.stage.world.refused and "not modified" in self.stage.world.refused[-1]
        if not new and len(self.person.toasts()) == toasts and not unchanged:
            self.silent.append(what)

    def _note(self, message: ChatMessage) -> None:
        for button in (button for row in message.keyboard or [] for button in row):
            data = str(button.get("callback_data") or "")
            if data and not data.startswith(LEFT_ALONE) and self.often[alike(data)] < OFTEN:
                self.often[alike(data)] += 1
                self.waiting.append((message.message_id, data))


def seen(message: ChatMessage) -> object:
    return message.text, repr(message.keyboard)


async def test_whatever_a_person_can_reach_is_said(
    stage: Stage, crowd: tuple[Person, Person]
) -> None:
    ana = crowd[0]
    walk = Walk(stage, ana)
    await walk.everything(
        [*(f"/{one}" for one in ROUTES.commands if one != "forget"), "/journal choir"]
    )
    assert walk.silent == []
    assert refused(stage) == []
    assert sum(walk.often.values()) > 150


async def test_whatever_staff_can_reach_is_said(stage: Stage, crowd: tuple[Person, Person]) -> None:
    ana, owner = crowd
    walk = Walk(stage, owner)
    asked = [
        f"/people {ana.id}",
        f"/people {crowded.USERNAME}",
        "/desk choir",
        f"/start p-{crowded.program(1)}",
    ]
    await walk.everything([*(f"/{one}" for one in ROUTES.commands if one != "forget"), *asked])
    assert walk.silent == []
    assert refused(stage) == []
    assert sum(walk.often.values()) > 300


def refused(stage: Stage) -> list[str]:
    """What Telegram did not take or show, but for edits that change nothing."""
    assert stage.world.unseen == 0
    apologies = [
        one.text
        for person in stage.world.people
        for one in stage.world.messages(person)
        if one.from_bot and "Something went wrong" in one.text
    ]
    return [one for one in stage.world.refused if "not modified" not in one] + apologies


async def test_pages_turn_by_words_as_by_taps(crowd: tuple[Person, Person]) -> None:
    ana, owner = crowd
    assert VISIONS < 300
    await ana.says("/vision")
    ana.hears("page 1 of 31")
    await ana.says("Next page ›")
    ana.hears("page 2 of 31")
    await ana.says("next page")
    ana.hears("page 3 of 31")
    await ana.says("25")
    ana.sees("How close: 10 of 10")
    await owner.says("/invite")
    owner.hears("page 1 of")
    await owner.says("Next page ›")
    owner.hears("page 2 of")
