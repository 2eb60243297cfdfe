"""As much of HTTP/1.1 as bots speak, straight on asyncio: a web framework would be slower than the bots measured."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import cast

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
PHRASES = {200: b"OK", 400: b"Bad Request", 429: b"Too Many Requests", 501: b"Not Implemented"}

Handle = Callable[["Connection", str, bytes], None]


class Connection(asyncio.Protocol):
    """One kept-alive connection: gives every request's path and body to `handle`, which answers when it likes.

    Requests sent before the last one is answered are answered in any order; bots send none such.
    """

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._held = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Let answers that are still to come go nowhere."""
        self._transport = None

    def data_received(self, data: bytes) -> None:
        """Handle every request that is complete."""
        self._held += data
        while request := self._next():
            self._handle(self, *request)

    def answer(self, status: int, body: bytes) -> None:
        """Send an answer of JSON; nothing happens when the caller has gone."""
        if self._transport is not None:
            self._transport.write(
                b"HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                % (status, PHRASES[status], len(body), body)
            )

    def _next(self) -> tuple[str, bytes] | None:
        end = self._held.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = bytes(self._held[:end])
        stop = end + 4 + self._length(head)
        if len(self._held) < stop:
            return None
        body = bytes(self._held[end + 4 : stop])
        del self._held[:stop]
        return head.split(b" ", 2)[1].decode(), body

    def _length(self, head: bytes) -> int:
        if found := LENGTH.search(head):
            return int(found[1])
        if b"chunked" in head.lower():
            self.answer(501, b'{"ok":false,"error_code":501,"description":"send a length"}')
            raise ValueError("a body in chunks")
        return 0
