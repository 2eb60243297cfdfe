"""Who watches the world, and what they are told."""

from __future__ import annotations

import asyncio
from typing import Any

MOST_WAITING = 2_000  # events an onlooker may lag behind
CROWD_EVERY = 0.25  # seconds; what happens in a crowd is told as counts, not one by one

LOST: dict[str, Any] = {"type": "lost"}
"""The last event of an onlooker who lagged too far behind: they have to look at everything anew."""


class Onlookers:
    """Passes events on."""

    def __init__(self) -> None:
        """Nobody watches yet."""
        self._queues: list[asyncio.Queue[dict[str, Any]]] = []
        self._crowd: dict[int, int] = {}
        self._telling: asyncio.TimerHandle | None = None

    def __bool__(self) -> bool:
        """Whether anybody watches."""
        return bool(self._queues)

    def subscribe(self) -> asyncio.Queue[dict[str, Any]]:
        """Events from here on; one who lags too far behind gets `LOST` as the last."""
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._queues.append(queue)
        return queue

    def unsubscribe(self, queue: asyncio.Queue[dict[str, Any]]) -> None:
        """No more events."""
        if queue in self._queues:
            self._queues.remove(queue)

    def tell(self, event: dict[str, Any]) -> None:
        """Tell everybody."""
        for queue in list(self._queues):
            if queue.qsize() < MOST_WAITING:
                queue.put_nowait(event)
            else:
                self.unsubscribe(queue)
                queue.put_nowait(LOST)

    def tell_of_crowd(self, person_id: int, count: int) -> None:
        """Somebody in the crowd has so many messages now; told with all the others, a few times a second."""
        if not self._queues:
            return
        self._crowd[person_id] = count
        if self._telling is None:
            loop = asyncio.get_running_loop()
            self._telling = loop.call_later(CROWD_EVERY, self._tell_crowd)

    def _tell_crowd(self) -> None:
        changed, self._crowd, self._telling = self._crowd, {}, None
        self.tell({"type": "counts", "changed": [[one, count] for one, count in changed.items()]})
