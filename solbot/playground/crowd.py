"""Many people at once, who read, answer and block the bot each at their own speed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from solbot.fake_telegram.chats import ChatMessage
from solbot.fake_telegram.world import World
from solbot.playground.clock import OffsetClock
from solbot.playground.diary import Diary
from solbot.playground.habits import NO_NEWS, Habits, Simulated, is_home, is_news

MOST = 2_000
ARRIVAL = timedelta(minutes=10)  # over which they all press Start
GRAIN = 30  # seconds: who acts within the same one acts at once, so that time halts less often
ZONES = (
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Madrid",
    "Asia/Shanghai",
    "Pacific/Auckland",
)
RHYTHMS = ("1234567:0800", "12345:0800", "1234567:1230", "12345:2000")
TYPICAL, WIDELY = (
    40.0,
    1.1,
)  # minutes until a message is read: the median, and how much people differ
REPLY = 5  # seconds of their time: what comes so soon after something they did is a reply
BLOCKS = 0.002  # the share of messages after which somebody blocks the bot
BLOCKS_NEWS = 0.02  # … of announcements: not everybody asked for them
TURNS_OFF = 0.04  # … after which somebody wants no more of them


@dataclass(frozen=True)
class _Temper:
    person: Simulated
    dice: random.Random  # their own, so that what they do does not hang on who else was sooner
    minutes: float  # until a message is read, usually
    answers: float  # the share of questions answered


class Crowd:
    """The people of it, and what they did."""

    def __init__(self, world: World, clock: OffsetClock, diary: Diary, seed: int = 1) -> None:
        """Nobody is there yet; the same seed makes the same crowd."""
        self._seed = seed
        self._world = world
        self._clock = clock
        self._diary = diary
        self._dice = random.Random(seed)  # noqa: S311
        self._people: dict[int, _Temper] = {}
        self._settling: set[int] = set()
        self._done = dict.fromkeys(("read", "answered", "tapped", "off", "blocked"), 0)

    @property
    def is_settled(self) -> bool:
        """Whether all of them have settled in."""
        return not self._settling

    def view(self) -> dict[str, Any]:
        """As the page shows it."""
        return {
            "people": len(self._people),
            "settled": len(self._people) - len(self._settling),
            **self._done,
        }

    def clear(self) -> None:
        """Nobody is there any more."""
        self._people.clear()
        self._settling.clear()
        self._done = dict.fromkeys(self._done, 0)

    def arrive(self, count: int) -> None:
        """So many press Start within ten minutes. Raises ValueError for more than there is room for."""
        if not 0 < count <= MOST - len(self._people):
            raise ValueError(f"A crowd has up to {MOST} people.")
        for number in range(len(self._people) + 1, len(self._people) + count + 1):
            person = self._world.add_person(f"Person {number}", zone=self._any(ZONES), crowd=True)
            habits = Habits(zone=person.zone, rhythm=self._any(RHYTHMS))
            dice = random.Random(f"{self._seed}:{number}")  # noqa: S311
            simulated = Simulated(self._world, person.id, habits, dice)
            minutes = dice.lognormvariate(0, WIDELY) * TYPICAL
            self._people[person.id] = _Temper(simulated, dice, minutes, dice.betavariate(2, 2))
            self._settling.add(person.id)
            self._later(dice.random() * ARRIVAL, lambda who=simulated: who.says("/start"))

    def block(self, share: float) -> None:
        """So many of those who have settled in block the bot at once, at least one. Raises ValueError without any."""
        there = [
            one for one in self._people if one not in self._settling and not self._is_lost(one)
        ]
        if not there:
            raise ValueError("There is nobody who could block the bot.")
        for person in self._dice.sample(there, min(len(there), max(1, round(share * len(there))))):
            self._block(person)

    def hear(self, message: ChatMessage) -> None:
        """The bot said something to somebody: they see it, some sooner, some later."""
        temper = self._people.get(message.person_id)
        if temper is None:
            return
        if is_home(message):
            self._settling.discard(message.person_id)
        elif message.person_id in self._settling:
            self._later(
                timedelta(seconds=temper.dice.uniform(2, 60)), lambda: self._settle(message)
            )
        elif self._is_unasked(message):
            minutes = temper.minutes * temper.dice.lognormvariate(0, 0.5)
            self._later(timedelta(minutes=minutes), lambda: self._read(temper, message))

    def _is_unasked(self, message: ChatMessage) -> bool:
        """Whether the bot came of itself, rather than replied to what the person just did."""
        chat = self._world.messages(message.person_id)
        mine = next((one.date for one in reversed(chat) if not one.from_bot), 0)
        return message.date - mine > REPLY

    def _settle(self, message: ChatMessage) -> None:
        self._people[message.person_id].person.settles(message)

    def _read(self, temper: _Temper, message: ChatMessage) -> None:
        if self._is_lost(temper.person.id):
            return
        self._done["read"] += 1
        drawn, news = temper.dice.random(), is_news(message)
        if drawn < (BLOCKS_NEWS if news else BLOCKS):
            self._block(temper.person.id)
        elif news:
            self._take(temper, message, off=drawn < BLOCKS_NEWS + TURNS_OFF)
        elif drawn < temper.answers and temper.person.answers(message):
            self._done["answered"] += 1

    def _take(self, temper: _Temper, message: ChatMessage, *, off: bool) -> None:
        """An announcement: enough of them, or a tap on what is under it, as often as they answer; or neither."""
        if off and temper.person.taps(NO_NEWS):
            self._done["off"] += 1
        elif not off and temper.dice.random() < temper.answers and temper.person.takes(message):
            self._done["tapped"] += 1

    def _block(self, person_id: int) -> None:
        self._done["blocked"] += 1
        self._world.block(person_id)

    def _is_lost(self, person_id: int) -> bool:
        return self._world.people[person_id].blocked

    def _later(self, after: timedelta, deed: Any) -> None:
        seconds = (self._clock() + after).timestamp()
        moment = datetime.fromtimestamp((seconds // GRAIN + 1) * GRAIN, self._clock().tzinfo)
        self._diary.plan(moment, deed)

    def _any(self, of: tuple[str, ...]) -> str:
        return self._dice.choice(of)
