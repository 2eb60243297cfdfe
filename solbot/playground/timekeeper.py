"""Time in the playground: it runs as it does, or faster, or jumps; and then every due moment is lived through in order.

The bot never meets time running fast, which would end leases and patience in the midst of a request: time halts at
each moment at which something is due, lets the bot and the people do it, and goes on when they are done.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

from solbot.fake_telegram.world import World
from solbot.playground.clock import OffsetClock
from solbot.playground.process import RUNNING, STARTING, STOPPING, BotProcess

SPEEDS = (1, 60, 3600)
FARTHEST = timedelta(days=3653)
SLICE = 0.1  # real seconds of time that runs fast
LONGEST_SLICE = 0.3  # what the bot was slower by is not made up for
LATE = 0.03  # … by which people may act late while it does
LATE_IN_JUMPS = 60  # seconds of their time
TOLD_EVERY = 0.2
LOOK = 1.0
SETTLING = 20.0  # real seconds
TAKING = 5.0  # real seconds that time waits for the bot to fetch what people did


class Actors(Protocol):
    """People who act by themselves at moments of their own."""

    def next_moment(self) -> datetime | None:
        """When somebody acts next."""

    def act(self, now: datetime) -> None:
        """Let everybody act whose moment has come."""


class Timekeeper:
    """Moves the clock of world and bot together."""

    def __init__(
        self,
        clock: OffsetClock,
        world: World,
        bot: BotProcess,
        actors: Actors,
        changed: Callable[[], object] = lambda: None,
    ) -> None:
        """`changed` is called when there is something new to be seen on the clock, a few times a second."""
        self._clock = clock
        self._world = world
        self._bot = bot
        self._actors = actors
        self._changed = changed
        self._moved = asyncio.Event()
        self._at_goal = asyncio.Event()
        self._told_at = 0.0
        self._was_fast = False
        self.speed = 1
        self.goal: datetime | None = None
        self.next: datetime | None = None
        self._aim(None)

    def view(self) -> dict[str, Any]:
        """As the page shows it."""
        return {
            "now": self._clock().isoformat(),
            "speed": self.speed,
            "goal": self.goal.isoformat() if self.goal else None,
            "next": self.next.isoformat() if self.next else None,
        }

    def run_at(self, speed: int) -> None:
        """Let time run so many times as fast as it does. Raises ValueError for another speed."""
        if speed not in SPEEDS:
            raise ValueError("Time runs at 1, 60 or 3600.")
        self.speed = speed
        self._aim(None)
        self._wake()

    def go_to(self, moment: datetime) -> None:
        """Live through all there is until that moment. Raises ValueError for a past or a very far one."""
        now = self._clock()
        if moment <= now:
            raise ValueError("Time goes forward only.")
        if moment - now > FARTHEST:
            raise ValueError("That is more than ten years ahead.")
        self.speed = 1
        self._aim(moment)
        self._wake()

    def stop(self) -> None:
        """Time runs as it does, from here."""
        self.run_at(1)

    async def next_moment(self, person_id: int | None = None) -> datetime | None:
        """When the bot has something to do next, for that person or for anybody."""
        return await self._bot.next_moment(person_id)

    def now(self) -> datetime:
        """The moment it is."""
        return self._clock()

    async def settle(self) -> None:
        """Wait until the bot has done with all that people did so far, as far as it can."""
        await self._bot.ready()
        await self._taken()
        fast = self.speed > 1 or self.goal is not None
        ahead = self._clock.ahead.total_seconds()
        await self._bot.step(ahead, fast=fast, patience=SETTLING)

    async def arrived(self) -> None:
        """Wait until no jump is under way."""
        await self._at_goal.wait()

    async def run(self) -> None:
        """Keep the time until cancelled."""
        last = time.monotonic()
        while True:
            now = time.monotonic()
            passed, last = min(now - last, LONGEST_SLICE), now
            if self.goal is not None:
                await self._live_to(self.goal)
                if self.goal is not None and self._clock() >= self.goal:
                    self._aim(None)
                self._tell()
            elif self.speed > 1:
                await self._live_to(self._clock() + timedelta(seconds=passed * self.speed))
                await self._pause(SLICE - (time.monotonic() - now))
            else:
                await self._as_it_does()

    async def _live_to(self, moment: datetime) -> None:
        """Halt wherever something is due on the way; ends early when somebody wants another speed."""
        self._moved.clear()
        self._was_fast = True
        due: datetime | None = self._clock()
        while True:
            arrived = due is None or due > moment
            self._clock.forward_to(moment if due is None else min(due, moment))
            await self._everything_due()
            if arrived or self._moved.is_set():
                return
            due = _first(self.next, self._acting())
            self._tell_sometimes()

    def _acting(self) -> datetime | None:
        """When time halts for the people: a little late, for several of them at once."""
        first = self._actors.next_moment()
        late = self.speed * LATE if self.goal is None else LATE_IN_JUMPS
        return first + timedelta(seconds=late) if first else None

    async def _everything_due(self) -> None:
        await self._ready()
        self._actors.act(self._clock())
        await self._taken()
        self.next = await self._bot.step(self._clock.ahead.total_seconds(), fast=True)

    async def _ready(self) -> None:
        """Time does not run away from a bot that is just starting."""
        while self._bot.state in (STARTING, STOPPING) and not self._moved.is_set():
            if self._world.weather.down:
                return
            await asyncio.sleep(0.02)

    async def _taken(self) -> None:
        """Let the bot fetch what people did, as far as it can."""
        deadline = time.monotonic() + TAKING
        while self._world.updates and self._bot.state == RUNNING and not self._world.weather.down:
            if time.monotonic() > deadline:
                return
            await asyncio.sleep(0.002)

    async def _as_it_does(self) -> None:
        """A while of real time: the bot's own tick does what is due."""
        if self._was_fast:
            self._was_fast = False
            await self._bot.step(self._clock.ahead.total_seconds(), fast=False)
        self._actors.act(self._clock())
        upcoming = await self._bot.next_moment()
        if upcoming != self.next:
            self.next = upcoming
            self._tell()
        acting, wait = self._actors.next_moment(), LOOK
        if acting is not None:
            wait = min(LOOK, max(0.01, (acting - self._clock()).total_seconds()))
        await self._pause(wait)

    async def _pause(self, seconds: float) -> None:
        if seconds > 0:
            try:
                async with asyncio.timeout(seconds):
                    await self._moved.wait()
            except TimeoutError:
                return
        self._moved.clear()

    def _aim(self, goal: datetime | None) -> None:
        self.goal = goal
        if goal is None:
            self._at_goal.set()
        else:
            self._at_goal.clear()

    def _wake(self) -> None:
        self._moved.set()
        self._tell()

    def _tell_sometimes(self) -> None:
        if time.monotonic() - self._told_at >= TOLD_EVERY:
            self._tell()

    def _tell(self) -> None:
        self._told_at = time.monotonic()
        self._changed()


def _first(*moments: datetime | None) -> datetime | None:
    return min((one for one in moments if one is not None), default=None)
