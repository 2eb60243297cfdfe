"""How much the stand-in for Telegram itself can take: what is measured on it says something only well below that."""

from __future__ import annotations

import asyncio
from typing import cast

from tests.bench.telegram import TOKEN, Telegram

CONNECTIONS = 32
FORM = b"chat_id=%d&text=Good+morning&parse_mode=HTML"
HEAD = b"POST /bot%s/sendMessage HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n%s"


class Knocker(asyncio.Protocol):
    """Sends one request after the other as fast as they are answered, without reading the answers."""

    def __init__(self, requests: int) -> None:
        """Send so many."""
        self._left = requests
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast(asyncio.Transport, transport)
        self._knock()

    def data_received(self, data: bytes) -> None:  # noqa: ARG002 - asyncio's signature
        """Go on: an answer of this size comes in one piece."""
        self._knock()

    def _knock(self) -> None:
        if not self._left:
            self._transport.close()
            self.done.set_result(None)
            return
        form = FORM % self._left
        self._left -= 1
        self._transport.write(HEAD % (TOKEN.encode(), len(form), form))


async def ceiling(telegram: Telegram, requests: int) -> float:
    """Sends per second of the server's CPU time, which is what one core can answer."""
    before = (await telegram.stats())["cpu_seconds"]
    loop, port = asyncio.get_running_loop(), int(telegram.url.rpartition(":")[2])
    share = requests // CONNECTIONS
    pairs = [
        await loop.create_connection(lambda: Knocker(share), "127.0.0.1", port)
        for _ in range(CONNECTIONS)
    ]
    await asyncio.gather(*(knocker.done for _, knocker in pairs))
    after = await telegram.stats()
    return share * CONNECTIONS / float(after["cpu_seconds"] - before)
