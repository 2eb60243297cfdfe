"""What the playground and the bot's process tell each other: JSON, a line each, through the process's pipes.

To the bot: first its settings, then requests, each with an `id`. From the bot: an answer to each, under its `id`,
and reports without one.
"""

from __future__ import annotations

import json
from asyncio import StreamReader
from typing import Any

MOST = 1024 * 1024  # bytes of a line


def written(told: dict[str, Any]) -> bytes:
    """One line."""
    return json.dumps(told).encode() + b"\n"


async def read(stream: StreamReader) -> dict[str, Any] | None:
    """The next line; None when the other side is gone."""
    line = await stream.readline()
    if not line.endswith(b"\n"):
        return None
    found: dict[str, Any] = json.loads(line)
    return found
