"""A fast stand-in for Telegram's Bot API in a process of its own, and the client which starts and steers it.

By hand: `python -m tests.bench.telegram`; it prints its port and ends with its standard input.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import aiohttp

from tests.bench.feed import Order
from tests.bench.methods import Methods
from tests.bench.tally import Tally
from tests.bench.wire import Connection

ROOT = Path(__file__).parents[2]
TOKEN = "1:token"
PAUSE = 0.02  # seconds between two looks at a count that is waited for


class Server:
    """The Bot API below /bot, and the steering beside it."""

    def __init__(self) -> None:
        self._methods = Methods()
        self._steering: dict[str, Callable[[dict[str, Any]], Any]] = {
            "/control": self._control,
            "/feed": self._feed,
            "/stats": lambda _: self._methods.tally.stats(),
            "/accepted": lambda _: self._methods.tally.accepted,
            "/replied": lambda _: len(self._methods.tally.latencies),
            "/reset": self._reset,
        }

    def handle(self, connection: Connection, path: str, body: bytes) -> None:
        """Answer one request."""
        if path.startswith("/bot"):
            address, _, query = path.partition("?")
            # As Telegram does, take parameters from the query, too: polls have theirs there.
            self._methods.call(connection, address.rpartition("/")[2], body or query.encode())
        else:
            self._steer(connection, path, body)

    def _steer(self, connection: Connection, path: str, body: bytes) -> None:
        try:
            result = self._steering[path](json.loads(body or b"{}"))
        except (KeyError, TypeError, ValueError) as error:
            connection.answer(400, json.dumps(f"{type(error).__name__}: {error}").encode())
        else:
            connection.answer(200, json.dumps(result).encode())

    def _control(self, given: dict[str, Any]) -> dict[str, Any]:
        tally = self._methods.tally
        tally.options = replace(tally.options, **given)
        return asdict(tally.options)

    def _feed(self, given: dict[str, Any]) -> None:
        self._methods.feed.add(Order(**given))

    def _reset(self, given: dict[str, Any]) -> None:  # noqa: ARG002 - as the others
        self._methods.tally = Tally()
        self._methods.feed.clear()


class Telegram:
    """A stand-in of its own, from `async with Telegram() as telegram` to its end."""

    def __init__(self) -> None:
        self.url = ""
        self._process: Process | None = None
        self._session: aiohttp.ClientSession | None = None

    @property
    def api(self) -> str:
        """What python-telegram-bot calls `base_url`."""
        return f"{self.url}/bot"

    async def __aenter__(self) -> Telegram:
        """Start the process; it listens when this returns."""
        command = (sys.executable, "-m", "tests.bench.telegram")
        # In a session of its own, Ctrl-C is for the caller alone; the end of the pipe stops it.
        self._process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, stdin=PIPE, stdout=PIPE, start_new_session=True
        )
        assert self._process.stdout is not None
        port = int(await self._process.stdout.readline())
        self.url = f"http://127.0.0.1:{port}"
        self._session = aiohttp.ClientSession(self.url)
        return self

    async def __aexit__(self, *exc: object) -> None:
        """Stop it."""
        await self.stop()

    async def control(self, **options: float) -> None:
        """Change `latency` (seconds), `rate` (sends within any second; 0: all) or `record` from now on."""
        await self._ask("/control", options)

    async def feed(self, order: Order) -> float:
        """Let people write; gives the moment (`time.monotonic`) just before the first update."""
        moment = time.monotonic()
        await self._ask("/feed", {k: v for k, v in asdict(order).items() if v is not None})
        return moment

    async def stats(self) -> dict[str, Any]:
        """All that was counted: see `Tally.stats`."""
        found: dict[str, Any] = await self._ask("/stats")
        return found

    async def until_accepted(self, count: int, patience: float) -> None:
        """Wait until so many sends were let through; TimeoutError after `patience` seconds."""
        async with asyncio.timeout(patience):
            while await self._ask("/accepted") < count:
                await asyncio.sleep(PAUSE)

    async def until_replied(self, count: int, patience: float) -> None:
        """Wait until so many texts have a reply; TimeoutError after `patience` seconds."""
        async with asyncio.timeout(patience):
            while await self._ask("/replied") < count:
                await asyncio.sleep(PAUSE)

    async def reset(self) -> None:
        """Forget counts, updates and options."""
        await self._ask("/reset", {})

    async def stop(self) -> None:
        """End the process; a second call changes nothing."""
        if self._session is not None and self._process is not None:
            await self._session.close()
            assert self._process.stdin is not None
            self._process.stdin.close()
            await self._process.wait()
            self._session = self._process = None

    async def _ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        assert self._session is not None, "not started"
        method = "GET" if body is None else "POST"
        async with self._session.request(method, path, json=body) as response:
            answer = await response.json()
            if response.status != 200:
                raise ValueError(f"{path}: {answer}")
            return answer


async def serve() -> None:
    """Listen on a free port of 127.0.0.1, print it, and stop when the standard input ends."""
    server = Server()
    listener = await asyncio.get_running_loop().create_server(
        lambda: Connection(server.handle), "127.0.0.1", 0, backlog=1024
    )
    print(listener.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve())
