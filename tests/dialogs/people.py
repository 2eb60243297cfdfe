"""People who talk with the real application, over real HTTP, on a Bot API server of this machine."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from aiohttp.web import AppRunner
from sqlalchemy import and_, bindparam, func, or_, select

from solbot.app import ROUTES, App
from solbot.bot.routes import Routes
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.silence import service as silence
from solbot.coaching.visions import page as vision_page
from solbot.coaching.visions import service as visions
from solbot.content.catalog import Catalog
from solbot.db.engine import Database
from solbot.db.states import FigureKind, Role
from solbot.db.tables import ExportErrand, Letter, Recipient, Round
from solbot.fake_telegram import server
from solbot.fake_telegram.chats import ChatMessage
from solbot.fake_telegram.world import World
from solbot.members import service as members
from solbot.secret import Secret
from solbot.settings import Settings
from solbot.staff import service as staff
from solbot.unit_of_work import UnitsOfWork
from tests.conftest import OWNER, Clock

__all__ = ["OWNER", "TOKEN", "Person", "Stage", "opened"]

T = TypeVar("T")
TOKEN = "1:token"
VISION = "A choir that sings without fear"
PATIENCE = 60.0  # seconds a test waits for an answer before it fails
MOMENT = 0.002  # seconds
MOMENTS = 10  # of nothing going out; then what is unsent waits for its second

OURS = re.compile(r"/solbot/(?!fake_telegram)|/(sqlalchemy|aiosqlite|psycopg)/")

_NOW = bindparam("now", type_=Letter.due_at.type)
_DUE = and_(Letter.status == "queued", Letter.due_at <= _NOW)
_WAITS = and_(Recipient.waiting, Recipient.due_at <= _NOW, Round.state == "running")
_LETTERS = select(func.count()).select_from(Letter).where(or_(Letter.status == "sending", _DUE))
_WAITING = select(func.count()).select_from(Recipient).join(Round, Round.id == Recipient.round_id)
UNSENT = select(_LETTERS.scalar_subquery() + _WAITING.where(_WAITS).scalar_subquery())


def at_work() -> list[str]:
    """What the bot, or what it keeps things with, is at beside all else in this process."""
    codes = [getattr(one.get_coro(), "cr_code", None) for one in asyncio.all_tasks()]
    ours = [one for one in codes if one is not None and OURS.search(one.co_filename)]
    return [f"{one.co_qualname} ({one.co_filename})" for one in ours]


@dataclass
class Stage:
    """The application, the server it talks to, and the clock both go by."""

    world: World
    clock: Clock
    database_url: str
    catalog: Catalog
    runner: AppRunner
    port: int
    events: asyncio.Queue[dict[str, Any]]
    toasts: list[tuple[int, str]] = field(default_factory=list)
    shown: dict[int, int] = field(default_factory=dict)  # by person: said or edited last
    stirred: asyncio.Event = field(default_factory=asyncio.Event)
    app: App | None = None
    works: UnitsOfWork | None = None
    routes: Routes = ROUTES

    def share(self, cases: Sequence[T]) -> Sequence[T]:
        """This database's half of many cases, where each is about words, and need be met on one of the two only."""
        return cases["postgres" in self.database_url :: 2]

    async def start(self) -> None:
        """Start the bot; after `stop`, on the same data."""
        await self.open_store()
        assert self.works is not None
        settings = Settings(
            token=Secret(TOKEN),
            api_url=f"http://127.0.0.1:{self.port}",
            rate=1000,
            paid_broadcasts=True,
        )
        self.app = App(settings, TOKEN, self.works, scheduled=False, routes=self.routes)
        await self.app.start()
        if self.app.resumption is not None:
            await self.app.resumption

    async def open_store(self) -> None:
        """Open the database, migrated, with the test's clock and content, in place of the one that was open."""
        if self.works is not None:
            await self.works.database.close()
        database = Database(self.database_url)
        self.works = UnitsOfWork(
            database, self.catalog, self.clock, owners=frozenset({OWNER}), rate=1000
        )

    async def stop(self) -> None:
        """Stop the bot, as SIGTERM does. Nothing of it goes on."""
        assert self.app is not None and self.works is not None
        await self.app.stop()
        left = at_work()
        await self.works.database.close()
        assert not left, left

    async def tick(self) -> None:
        """Do what the tick does, at the moment the clock shows, and let what is due be sent."""
        assert self.app is not None
        await self.app.tick.nudges()
        await self.app.tick.homecomings()
        await self.app.tick.evenings()
        await self.app.tick.facts()
        await self.app.tick.seats()
        await self.app.tick.desk()
        await self.app.tick.told()
        await self.app.tick.cohorts()
        await self.app.tick.announcements()
        await self.app.tick.of_features()
        await self.app.tick.retries()
        await self.send()
        await self.quiet()

    async def settle(self) -> None:
        """Let a few seconds pass, as long as it takes until everybody has all that is on its way."""
        calm = 0
        while calm < 2:
            await self.tick()
            calm = 0 if await self._on_the_way() else calm + 1
            self.clock.forward(seconds=2)

    async def _on_the_way(self) -> bool:
        """Whether anything is to be sent within seconds."""
        assert self.works is not None
        async with self.works.begin() as work:
            found = await work.session.scalar(
                select(Letter.id)
                .where(
                    Letter.status.in_(("queued", "sending")),
                    Letter.due_at <= work.now + timedelta(seconds=10),
                )
                .limit(1)
            )
            return found is not None

    async def send(self) -> None:
        """Let the application's sender send all that is due; a second passes between two letters to one person."""
        assert self.app is not None
        sender = self.app.sender
        deadline, unsent, still, looks = time.monotonic() + PATIENCE, 0, 0, 0
        while True:
            before, unsent = unsent, await self._unsent()
            if unsent < before:  # a busy machine is no fault, standing still is
                deadline = time.monotonic() + PATIENCE
            # One that is about to look would do so at a moment when a test has moved the clock.
            if not unsent and sender.is_idle and (sender.has_looked or looks > MOMENTS):
                return
            looks = 0 if unsent else looks + 1
            self.app.raise_if_ended()
            assert time.monotonic() < deadline, "the sender did not get done"
            still = still + 1 if sender.is_idle and unsent and unsent == before else 0
            if still and (sender.has_looked or still > MOMENTS):
                self.clock.forward(seconds=1)
            if unsent:
                sender.wake()
            with suppress(TimeoutError):
                await asyncio.wait_for(sender.at_rest(), 50 * MOMENT)
            if not sender.has_looked:  # it may not: Telegram, or its database, wants it to wait
                await asyncio.sleep(MOMENT)

    async def _unsent(self) -> int:
        """How many letters are due or in somebody's hands, or are to be handed over."""
        assert self.works is not None
        async with self.works.begin(durable=False) as work:
            return await work.session.scalar(UNSENT, {"now": work.now}) or 0

    async def exported(self) -> None:
        """Wait until every book and ZIP that was asked for is made or called off, and everybody heard of it."""
        assert self.app is not None and self.works is not None
        deadline = time.monotonic() + PATIENCE
        wanted = True
        while wanted or not self.app.exports.is_idle:
            assert time.monotonic() < deadline, "the export did not end"
            await asyncio.sleep(0.02)
            async with self.works.begin() as work:
                wanted = bool(
                    await work.session.scalar(select(func.count()).select_from(ExportErrand))
                )
        await self.quiet()

    async def quiet(self) -> None:
        """Wait until everything anybody sent is handled and answered."""
        assert self.app is not None
        self.world.stirred = self.stirred.set
        async with asyncio.timeout(PATIENCE):
            # The bot confirms no update before its line has it.
            while self.world.unconfirmed() or not self.app.queues.is_idle:
                self.stirred.clear()
                if self.world.unconfirmed():
                    await self.stirred.wait()
                await self.app.queues.idle()
        while not self.events.empty():
            event = self.events.get_nowait()
            if event["type"] == "callback_answer":
                self.toasts.append((event["person_id"], event["text"]))
            elif event["type"] in ("message", "edited") and event["message"]["from_bot"]:
                self.shown[event["person_id"]] = event["message"]["message_id"]

    async def days(self, count: int, hour: int = 7) -> None:
        """Let days pass, each with its nudge at `hour` UTC."""
        for _ in range(count):
            day = self.clock.at.date() + timedelta(days=1)
            self.clock.set(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))
            await self.tick()

    def person(
        self, name: str = "Ana", language: str = "en", username: str | None = None
    ) -> Person:
        """A new person, in Telegram's eyes."""
        there = self.world.add_person(name, language_code=language, username=username)
        return Person(self, there.id)

    async def owner(self) -> Person:
        """The owner that the settings name, settled in."""
        self.world.add_person("Olga", person_id=OWNER)
        return await self.settled("Olga", person=Person(self, OWNER))

    async def staff(self, name: str, role: str) -> Person:
        """Somebody settled in whom the owner made staff."""
        assert self.works is not None
        person = await self.settled(name)
        async with self.works.begin() as work:
            secret, _ = await staff.invite(work, OWNER, Role(role))
        await person.says(f"/start i-{secret}")
        return person

    async def settled(
        self,
        name: str = "Ana",
        zone: str = "Europe/Madrid",
        person: Person | None = None,
        *,
        keeps_pace: bool = True,
    ) -> Person:
        """A person who has settled in and says hello: daily at eight, with a vision that is at 4.

        What the chat would call is called at once; `settles_in` takes the whole way there. Only who does not keep
        their pace hears less when they are silent.
        """
        assert self.works is not None
        person = person or self.person(name)
        known = self.world.people[person.id]
        async with self.works.begin() as work:
            member = await members.arrive(work, person.id, known.language_code)
            await members.consent(work, member, known.first_name, known.username)
            if len(self.catalog.complete) > 1:
                await members.set_language(work, member, self.catalog.default.code)
            await members.set_zone(work, member, zone)
            await schedule.set_rhythm(work, member, schedule.EVERY_DAY, [schedule.DEFAULT_TIME])
            vision = await visions.create(work, member, VISION, None)
            await vision_page.note_figure(work, member, vision, FigureKind.CLOSENESS, 4)
            await members.finish_onboarding(work, member)
            await silence.keep_pace(work, member, wanted=keeps_pace)
        await person.says("/start")
        return person

    async def settles_in(self, name: str = "Ana", zone: str = "Europe/Madrid") -> Person:
        """A person who has settled in as people do, tap by tap."""
        person = self.person(name)
        await person.says("/start")
        await person.presses("Yes, let us begin")
        if len(self.catalog.complete) > 1:
            await person.presses(self.catalog.default.name)
        await person.says(zone)
        await person.presses("Every day, 08:00")
        await person.says(VISION)
        await person.presses("4")
        return person


@dataclass
class Person:
    """Somebody with a phone."""

    stage: Stage
    id: int

    async def says(self, text: str, reply_to: int | None = None) -> ChatMessage:
        """Type something, and wait for what comes of it."""
        sent = self.stage.world.say(self.id, text, reply_to=reply_to)
        await self.stage.quiet()
        return sent

    async def presses(self, label: str) -> None:
        """Tap the newest button whose label is this, or begins with it and a colon."""
        message, data = self.button(label)
        await self.taps(message.message_id, data)

    async def taps(self, message_id: int, data: str) -> None:
        """Send a tap, even one that no button offers any more."""
        self.stage.world.press(self.id, message_id, data)
        await self.stage.quiet()

    async def edits(self, message: ChatMessage, text: str) -> None:
        """Edit a message of one's own."""
        self.stage.world.edit(self.id, message.message_id, text)
        await self.stage.quiet()

    def button(self, label: str) -> tuple[ChatMessage, str]:
        """Where the newest button of this label is, or of one that begins with it and a colon; and what a tap sends."""
        for message in reversed(self.heard()):
            for row in message.keyboard or []:
                for button in row:
                    if button["text"] == label or button["text"].startswith(f"{label}: "):
                        return message, str(button["callback_data"])
        labels = [b["text"] for row in (self.heard()[-1].keyboard or []) for b in row]
        raise AssertionError(f"no button {label!r}; the last message offers {labels}")

    def labels(self) -> list[str]:
        """What the last message with buttons offers."""
        for message in reversed(self.heard()):
            if message.keyboard:
                return [button["text"] for row in message.keyboard for button in row]
        return []

    async def sends_voice(self, caption: str | None = None) -> ChatMessage:
        """Record something."""
        sent = self.stage.world.send_voice(self.id, b"OggS-sound", caption=caption)
        await self.stage.quiet()
        return sent

    async def sends_photo(self, caption: str | None = None) -> ChatMessage:
        """Take a picture."""
        sent = self.stage.world.send_photo(self.id, b"\xff\xd8-picture", caption=caption)
        await self.stage.quiet()
        return sent

    async def sends_file(
        self, name: str, content: bytes, caption: str | None = None
    ) -> ChatMessage:
        """Send a document."""
        sent = self.stage.world.send_document(
            self.id, content, file_name=name, caption=caption, mime_type="application/pdf"
        )
        await self.stage.quiet()
        return sent

    async def export(self) -> dict[str, Any]:
        """Ask for a copy of everything, and read the JSON."""
        await self.says("/export")
        found: dict[str, Any] = json.loads(self.file(".json"))
        return found

    def toasts(self) -> list[str]:
        """The words that appeared over tapped buttons, oldest first."""
        return [text for person, text in self.stage.toasts if person == self.id and text]

    def heard(self) -> list[ChatMessage]:
        """Everything the bot said, oldest first."""
        return [m for m in self.stage.world.messages(self.id) if m.from_bot and not m.deleted]

    def last(self) -> str:
        """What the bot said last."""
        return self.heard()[-1].text

    def sees(self, words: str) -> None:
        """The message that the bot sent or edited last has these words in it."""
        shown = self.shown()
        assert words in shown, shown

    def shown(self) -> str:
        """The message that the bot sent or edited last."""
        message = self.stage.world.find(self.id, self.stage.shown[self.id])
        assert message is not None
        return message.text

    def hears(self, words: str) -> None:
        """The last message has these words in it."""
        assert words in self.last(), self.last()

    def heard_of(self, words: str) -> int:
        """In how many of the bot's messages these words are."""
        return sum(words in message.text for message in self.heard())

    def file(self, ending: str) -> bytes:
        """The newest file the bot sent whose name ends so."""
        for message in reversed(self.heard()):
            if message.file_id and (message.file_name or "").endswith(ending):
                return self.stage.world.file(message.file_id).content
        raise AssertionError(f"no file *{ending}")


async def opened(world: World) -> tuple[AppRunner, int]:
    """A Bot API server on a free port."""
    return await server.serve(server.application(world, token=TOKEN))
