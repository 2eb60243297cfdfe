"""Scenes: ready stories, one TOML file each in `scenes/`, that are played on the page with a click.

A scene has a `title`, an `about`, `[[people]]` (key, name, language, zone, vision, words) and `[[steps]]`. A step has a
`tell` (what the page says meanwhile) and does one thing, by a person named in `who` where it needs one:

- `says = "…"` types it; `taps = "r:"` taps the newest button that sends what begins so, where `*` stands for anything
- `role = "helper"` makes it theirs, as on the page
- `opens = "c-"` opens the newest link that begins so, in the chat of the person named in `of`
- `settles = true` goes through settling in
- `replies = true` answers the question that was asked last, with all its parts
- `days = 30` lives through so many nudges, and answers a share of them (`answers`, from 0 to 1)
- `hours = 5` lets time pass
- `crowd = 500` lets so many people arrive and settle in
- `blocks = 0.02` lets that share of the crowd block the bot
"""

from __future__ import annotations

import asyncio
import random
import re
import tomllib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog

from solbot.fake_telegram.chats import ChatMessage
from solbot.fake_telegram.world import World
from solbot.playground.crowd import ARRIVAL, Crowd
from solbot.playground.habits import WORDS, Habits, Simulated
from solbot.playground.timekeeper import Timekeeper

log = structlog.get_logger(__name__)

FOLDER = Path(__file__).parent / "scenes"
PAUSE = 0.7  # real seconds between two steps, for those who watch
PATIENCE = 20.0  # … that a scene waits for the bot
MOST_STEPS = 12  # of settling in, or of one question

Give = Callable[[int, str], Awaitable[None]]
"""Makes a role somebody's. Raises ValueError where that can't be."""


@dataclass(frozen=True)
class Scene:
    """A story as it is written."""

    id: str
    title: str
    about: str
    people: list[dict[str, Any]]
    steps: list[dict[str, Any]]


def read_scenes(folder: Path = FOLDER) -> dict[str, Scene]:
    """Every scene by its id, in the order of the files."""
    scenes = {}
    for file in sorted(folder.glob("*.toml")):
        found = tomllib.loads(file.read_text())
        name = file.stem.partition("-")[2]
        scenes[name] = Scene(
            name, found["title"], found["about"], found.get("people", []), found["steps"]
        )
    return scenes


class SceneStuck(Exception):
    """The bot did not do what the scene waits for."""


class Stage:
    """Plays one scene at a time."""

    def __init__(
        self,
        world: World,
        time: Timekeeper,
        crowd: Crowd,
        give: Give,
        changed: Callable[[], object] = lambda: None,
        pause: float = PAUSE,
    ) -> None:
        """`changed` is called at every step; `pause` is for those who watch."""
        self._world = world
        self._time = time
        self._crowd = crowd
        self._give = give
        self._changed = changed
        self._pause = pause
        self._scenes = read_scenes()
        self._dice = random.Random(1)  # noqa: S311
        self._playing: asyncio.Task[None] | None = None
        self._running: dict[str, Any] | None = None
        self._people: dict[str, Simulated] = {}
        self._most: int | None = None  # people of a crowd

    def list(self) -> list[dict[str, str]]:
        """The scenes there are."""
        return [
            {"id": one.id, "title": one.title, "about": one.about} for one in self._scenes.values()
        ]

    def view(self) -> dict[str, Any] | None:
        """The scene that is being played, as the page shows it."""
        return self._running

    def play(self, name: str, most: int | None = None) -> dict[str, Any]:
        """Begin a scene, its crowd of `most` people at most.

        Raises ValueError while one is played, LookupError for one that is not there.
        """
        if name not in self._scenes:
            raise LookupError("There is no such scene.")
        if self._running is not None:
            raise ValueError("A scene is being played: let it end, or stop it.")
        scene = self._scenes[name]
        self._running = {"id": name, "title": scene.title, "step": "", "done": 0}
        self._running["of"] = len(scene.steps)
        self._playing = asyncio.create_task(self._play(scene, most))
        return self._running

    async def stop(self) -> None:
        """End the scene that is being played; what happened in it stays."""
        if self._playing is not None:
            self._playing.cancel()
            await asyncio.gather(self._playing, return_exceptions=True)
            self._time.stop()

    async def over(self) -> None:
        """Wait until nothing is being played."""
        if self._playing is not None:
            await asyncio.wait([self._playing])

    async def _play(self, scene: Scene, most: int | None) -> None:
        try:
            self._most = most
            people = {one["key"]: self._person(one) for one in scene.people}
            self._people = people
            for step in scene.steps:
                assert self._running is not None  # noqa: S101  (set by `play`)
                self._running["step"] = step.get("tell", self._running["step"])
                self._changed()
                await self._do(step, people.get(step.get("who", "")))
                self._running["done"] += 1
                await asyncio.sleep(self._pause)
        except (SceneStuck, ValueError) as error:
            log.warning("a scene got stuck", scene=scene.id, why=str(error))
        finally:
            self._running = self._playing = None
            self._changed()

    def _person(self, given: dict[str, Any]) -> Simulated:
        person = self._world.add_person(
            given["name"],
            language_code=given.get("language", "en"),
            zone=given.get("zone", "UTC"),
        )
        habits = Habits(
            zone=person.zone, vision=given.get("vision"), words=tuple(given.get("words", WORDS))
        )
        return Simulated(self._world, person.id, habits, self._dice)

    async def _do(self, step: dict[str, Any], who: Simulated | None) -> None:
        if "crowd" in step:
            await self._gather(min(step["crowd"], self._most or step["crowd"]))
        elif "blocks" in step:
            self._crowd.block(step["blocks"])
            await self._time.settle()
        elif "hours" in step:
            await self._pass(timedelta(hours=step["hours"]))
        elif who is None:
            raise SceneStuck("this step needs somebody")
        elif "settles" in step:
            await self._settle(who)
        elif "replies" in step:
            await self._reply(who)
        elif "days" in step:
            for _ in range(step["days"]):
                await self._day(who, step.get("answers", 1.0))
        elif "role" in step:
            await self._give(who.id, step["role"])
            await self._time.settle()
        elif "opens" in step:
            who.says(f"/start {self._link(step['opens'], self._people[step['of']])}")
            await self._time.settle()
        elif "taps" in step:
            if not who.taps(step["taps"]):
                raise SceneStuck(f"there is no button {step['taps']}")
            await self._time.settle()
        else:
            who.says(step["says"])
            await self._time.settle()

    def _link(self, beginning: str, of: Simulated) -> str:
        """What the newest link in somebody's chat that begins so gives to /start."""
        for message in reversed(self._world.messages(of.id)):
            found = re.search(rf"\?start=({re.escape(beginning)}[\w-]+)", message.text)
            if found:
                return found[1]
        raise SceneStuck(f"there is no link {beginning}")

    async def _settle(self, who: Simulated) -> None:
        for _ in range(MOST_STEPS):
            if not who.settles(await self._heard(who)):
                return
            await self._time.settle()
            await asyncio.sleep(self._pause)

    async def _day(self, who: Simulated, share: float) -> None:
        """To the person's next nudge, and mostly an answer to it."""
        due = await self._time.next_moment(who.id)
        if due is None:
            raise SceneStuck("nothing is due for them")
        self._time.go_to(due)
        await self._time.arrived()
        if self._dice.random() < share:
            await self._reply(who)

    async def _reply(self, who: Simulated) -> None:
        answered: int | None = None
        for _ in range(MOST_STEPS):
            asked = await self._heard(who)
            if asked.message_id == answered or not who.answers(asked):
                return
            answered = asked.message_id
            await self._time.settle()

    async def _gather(self, count: int) -> None:
        self._crowd.arrive(count)
        for _ in range(MOST_STEPS):
            await self._pass(ARRIVAL)
            if self._crowd.is_settled:
                return
        raise SceneStuck("not all have settled in")

    async def _pass(self, span: timedelta) -> None:
        self._time.go_to(self._time.now() + span)
        await self._time.arrived()

    async def _heard(self, who: Simulated) -> ChatMessage:
        """The newest message, once it is the bot's."""
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    messages = self._world.messages(who.id)
                    if messages and messages[-1].from_bot:
                        return messages[-1]
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise SceneStuck("the bot says nothing") from None
