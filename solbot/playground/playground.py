"""The whole playground: the world, its Bot API and page on this machine, the bot's process, and the time of both."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from aiohttp.web import AppRunner

from solbot.errors import SolbotError
from solbot.fake_telegram import server
from solbot.fake_telegram.chats import Account, ChatMessage
from solbot.fake_telegram.weather import FLOOD
from solbot.fake_telegram.world import World
from solbot.playground.clock import OffsetClock
from solbot.playground.crowd import Crowd
from solbot.playground.diary import Diary
from solbot.playground.folder import Folder
from solbot.playground.page import add_page
from solbot.playground.panels import MEMBER, Panels
from solbot.playground.process import ENDED, KILLED, BotProcess
from solbot.playground.showcase import Showcase
from solbot.playground.stage import PAUSE, Stage
from solbot.playground.timekeeper import Timekeeper
from solbot.setting_values import MOST_PORT
from solbot.settings import Settings

log = structlog.get_logger(__name__)

HOST, PORT = "127.0.0.1", 8090
NEXT_PORTS = 20
QUEUE_EVERY = 0.25  # seconds between two tellings of the queue


@dataclass(frozen=True)
class Options:
    """What whoever starts it decides. Without a database, one in the folder."""

    database_url: str | None = None
    port: int = PORT
    pause: float = PAUSE  # seconds between the steps of a scene
    ahead: timedelta = timedelta()  # that time begins ahead of real time, where nothing was kept


class Playground:
    """Everything of it, from `start` to `stop`."""

    PARTS = ("clock", "weather", "bot", "queue", "content", "scene", "crowd", "data")

    def __init__(self, settings: Settings, folder: Folder, options: Options | None = None) -> None:
        """Nothing runs yet. What was kept in the folder is read."""
        self._settings = settings
        self._folder = folder
        self._options = options or Options()
        self._token = f"1:{secrets.token_urlsafe(24)}"
        self._runner: AppRunner | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._errands: set[asyncio.Task[None]] = set()
        self._queue_told: asyncio.TimerHandle | None = None
        self.port = 0
        self.clock = OffsetClock()
        self.world = World(clock=self.clock, state=folder.chats if folder.kept else None)
        kept = self.world.found.get("ahead")
        self.clock.ahead = self._options.ahead if kept is None else timedelta(seconds=kept)
        self.world.also = lambda: {"ahead": self.clock.ahead.total_seconds()}
        self.diary = Diary()
        self.crowd = Crowd(self.world, self.clock, self.diary)
        self.bot = BotProcess(self._given, self._bot_changed)
        self.time = Timekeeper(self.clock, self.world, self.bot, self.diary, self._teller("clock"))
        self.content = Showcase(
            settings.messages,
            settings.default_language,
            saved=lambda: self._send(self.bot.reload()),
            read=self._content_read,
            checked=self._teller("content"),
        )
        self.stage = Stage(
            self.world,
            self.time,
            self.crowd,
            lambda person, role: self.give_role(self.world.people[person], role),
            self._teller("scene"),
            self._options.pause,
        )
        self.world.polled = self.bot.polled
        self.world.stirred = lambda: self._bot_changed("queue")
        self.world.heard = self._heard

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.port}"

    async def start(self) -> None:
        """Listen, on the wanted port or the next free one, and start the bot. Raises SolbotError when none is free."""
        site = server.application(self.world, token=self._token)
        add_page(site, self.world, Panels(self))
        self._runner, self.port = await self._listening(site)
        await self.bot.start()
        self._tasks = [
            asyncio.create_task(self.time.run()),
            asyncio.create_task(self._watch_content()),
        ]

    async def ended(self) -> None:
        """Return when a part has ended of itself, which none should; raises what ended it."""
        done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def stop(self) -> None:
        """Stop the bot, then everything else; within five seconds. What is not kept is gone."""
        await self.stage.stop()
        tasks = [*self._tasks, *self._errands]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.bot.stop()
        self.world.save()
        if self._runner is not None:
            await self._runner.cleanup()
        self._folder.close()

    def view(self, part: str) -> Any:
        """A part as the page shows it."""
        views: dict[str, Callable[[], Any]] = {
            "clock": self.time.view,
            "weather": self.world.weather.view,
            "bot": self.bot.view,
            "queue": self._queue,
            "content": self.content.view,
            "scene": self.stage.view,
            "crowd": self.crowd.view,
            "data": lambda: {"folder": str(self._folder.path), "kept": self._folder.kept},
        }
        return views[part]()

    def tell(self, part: str) -> None:
        """Tell the pages how a part is now."""
        self.world.onlookers.tell({"type": part, part: self.view(part)})

    def switch_weather(self, **wanted: bool) -> None:
        """Switch kinds of weather, by the names of `Weather.view`."""
        self.world.weather.switch(**wanted)
        self.tell("weather")
        if wanted.get("flooding"):
            loop = asyncio.get_running_loop()
            loop.call_later(FLOOD + 0.1, self._teller("weather"))

    def keep(self, keep: bool) -> None:
        """Decide whether the data stay when it ends."""
        self._folder.keep(keep)
        self.world.keep(self._folder.chats if keep else None)
        self.tell("data")

    async def throw_away(self) -> None:
        """Erase everything now, and begin with nobody. Raises ValueError where the database is not its own."""
        if self._options.database_url is not None:
            raise ValueError("These data are in a database of their own: empty that one yourself.")
        await self.stage.stop()
        self.time.stop()
        await self.bot.stop()
        self.diary.clear()
        self.crowd.clear()
        self._folder.empty()
        self._folder.make_key()
        self.clock.ahead = self._options.ahead
        self.world.clear()
        await self.bot.start()

    async def give_role(self, person: Account, role: str) -> None:
        """Make it the person's role, by an invitation that they open at once if they have none yet.

        Whoever is to be one of the alumni is so when they have settled in.

        Raises ValueError while the bot does not run, and where that can't be their role.
        """
        person.promised = ""
        if role == person.role:
            return
        given = await self.bot.give_role(person.id, role)
        if given.payload is not None:
            self.world.say(person.id, f"/start {given.payload}")
        elif given.later:
            person.promised = role
            if not person.started:
                self.world.say(person.id, "/start")

    async def _watch_content(self) -> None:
        # Bot and page read the same files: the one that answers people comes first.
        await self.bot.ready()
        await self.content.watch()

    async def _keep_promise(self, person: Account) -> None:
        # It is tried again when the bot says something more.
        with contextlib.suppress(ValueError):
            if not (await self.bot.give_role(person.id, person.promised)).later:
                person.promised = ""

    async def _listening(self, site: Any) -> tuple[AppRunner, int]:
        wanted = self._options.port
        last = min(wanted + NEXT_PORTS - 1, MOST_PORT)
        why = ""
        for port in range(wanted, last + 1) if wanted else (0,):
            try:
                return await server.serve(site, host=HOST, port=port)
            except OSError as error:
                why = os.strerror(error.errno or 0).lower()
        raise SolbotError(
            f"None of the ports from {wanted} to {last} can be had ({why}): "
            "name another one, as in `.venv/bin/solbot playground --port 9090`."
        )

    def _given(self) -> dict[str, Any]:
        """What the bot's process is told first. The real token and database are never among it."""
        settings = self._settings
        return {
            "ahead": self.clock.ahead.total_seconds(),
            "settings": {
                "token": self._token,
                "api_url": self.address,
                "database_url": self._options.database_url or self._folder.database_url,
                "key_file": str(self._folder.key_file),
                "messages": str(settings.messages),
                "default_language": settings.default_language,
                "default_zone": settings.default_zone,
                "log": settings.log,
            },
        }

    def _heard(self, message: ChatMessage) -> None:
        self.crowd.hear(message)
        person = self.world.people[message.person_id]
        if person.promised:
            self._send(self._keep_promise(person))

    def _queue(self) -> dict[str, Any]:
        self.bot.queue.at_telegram = len(self.world.updates)
        return self.bot.queue_view()

    def _bot_changed(self, what: str) -> None:
        if what == "bot":
            self.tell("bot")
            if self.bot.state in (KILLED, ENDED):
                self.time.stop()  # else time would run away from it
        elif what == "roles":
            self._roles_changed()
        elif self._queue_told is None:
            loop = asyncio.get_running_loop()
            self._queue_told = loop.call_later(QUEUE_EVERY, self._tell_queue)

    def _roles_changed(self) -> None:
        for person in self.world.people.values():
            role = self.bot.roles.get(person.id, MEMBER)
            if role != person.role:
                person.role = role
                self.world.announce_person(person)

    def _tell_queue(self) -> None:
        self._queue_told = None
        self.tell("queue")
        self.tell("crowd")

    def _content_read(self) -> None:
        self.tell("content")
        if self.bot.state == ENDED and self.content.is_sound and self.content.version > 1:
            self._send(self.bot.start())

    def _send(self, errand: Coroutine[Any, Any, None]) -> None:
        """Let something be done, and go on."""
        task = asyncio.create_task(errand)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    def _teller(self, part: str) -> Callable[[], None]:
        return lambda: self.tell(part)
