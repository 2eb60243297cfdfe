"""The updates people cause: queued, released at a pace, and fetched by long polling."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

MOST = 100  # updates in one answer, as Telegram has it
Reply = Callable[[bytes], None]


@dataclass
class Order:
    """Who writes what: `texts` texts of each person, all people's first texts first."""

    people: list[int]
    texts: int = 1
    template: str = "text {n}"  # {n} counts a person's texts from 1, {person} is their id
    first_update_id: int | None = None  # goes on counting without
    every: float = 0.0  # seconds between two updates; 0 releases all at once
    timed: bool = True  # whether it counts how long these people wait


class Feed:
    """The updates not confirmed yet, and the poll that waits for some, if any."""

    def __init__(self, released: Callable[[int], None]) -> None:
        """Call `released` with the person whenever an update can be fetched from now on."""
        self._released = released
        self._queue: deque[tuple[int, bytes]] = deque()
        self._next_id = 1
        self._poll: tuple[Reply, int, asyncio.TimerHandle] | None = None
        self._timers: list[asyncio.TimerHandle] = []

    def add(self, order: Order) -> None:
        """Release what is ordered, beginning now."""
        if order.first_update_id is not None:
            self._next_id = order.first_update_id
        loop = asyncio.get_running_loop()
        start = loop.time()
        for number, (person, text) in enumerate(_texts(order)):
            if order.every:
                moment = start + number * order.every
                self._timers.append(loop.call_at(moment, self._release, person, text, order.timed))
            else:
                self._push(person, text, order.timed)
        self._wake()

    def fetch(self, reply: Reply, offset: int, limit: int, timeout: float) -> None:
        """Confirm all below `offset`; answer with what is there, or as soon as something is."""
        while self._queue and self._queue[0][0] < offset:
            self._queue.popleft()
        self._end_poll()
        timer = asyncio.get_running_loop().call_later(timeout, self._end_poll)
        self._poll = (reply, limit, timer)
        self._wake()

    def clear(self) -> None:
        """Forget every update, released or not; a waiting poll goes on waiting."""
        self._queue.clear()
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    def _release(self, person: int, text: str, timed: bool) -> None:
        self._push(person, text, timed)
        self._wake()

    def _push(self, person: int, text: str, timed: bool) -> None:
        self._queue.append((self._next_id, update(self._next_id, person, text)))
        self._next_id += 1
        if timed:
            self._released(person)

    def _wake(self) -> None:
        if self._queue and self._poll:
            self._end_poll()

    def _end_poll(self) -> None:
        if self._poll:
            (reply, limit, timer), self._poll = self._poll, None
            timer.cancel()
            count = min(len(self._queue), limit, MOST)
            reply(b"[" + b",".join(self._queue[index][1] for index in range(count)) + b"]")


def _texts(order: Order) -> Iterator[tuple[int, str]]:
    for number in range(1, order.texts + 1):
        for person in order.people:
            yield person, order.template.format(n=number, person=person)


def update(update_id: int, person: int, text: str) -> bytes:
    """A text of a person, as Telegram brings it."""
    sender = {"id": person, "is_bot": False, "first_name": "Kim", "language_code": "en"}
    message: dict[str, Any] = {
        "message_id": update_id,
        "from": sender,
        "chat": {"id": person, "type": "private", "first_name": "Kim"},
        "date": int(time.time()),
        "text": text,
    }
    if text.startswith("/"):
        command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
        message["entities"] = [command]
    return json.dumps({"update_id": update_id, "message": message}).encode()
