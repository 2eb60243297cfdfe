"""Has a file read in a process of its own, and hands on what that says, as it says it."""

from __future__ import annotations

import asyncio
import json
import os
import struct
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final
from weakref import WeakKeyDictionary

from solbot.coaching.imports.rules import Bringer, ImportRefusal, ReadingErrand, RefusedFile

PATIENCE: Final = 180.0  # seconds for one frame
MOST_FRAME: Final = 64 * 1024 * 1024
BUFFER: Final = 256 * 1024
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()
"""One file at a time: two at once would be twice the memory."""


@dataclass(frozen=True)
class Frame:
    """One thing that is in a file: its app, some entries, what stands on pages, a drawing, or what is left out."""

    sign: str
    content: Any
    photos: list[bytes] = field(default_factory=list)


@asynccontextmanager
async def read(
    name: str, content: bytes | bytearray, bringer: Bringer, *, whole: bool
) -> AsyncIterator[AsyncIterator[Frame]]:
    """What is in a file; `whole`: with words and photos, and not only what there is to count.

    Raises RefusedFile, also while it goes on.
    """
    asked: ReadingErrand = {
        "name": name,
        "zone": bringer.zone.key,
        "now": bringer.now.isoformat(),
        "moods": list(bringer.moods),
        "whole": whole,
    }
    async with _turns.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "solbot.coaching.imports.child"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # what went wrong there may quote private words
            limit=BUFFER,
            env=_bare(),
        )
        giving = asyncio.create_task(_give(process, asked, content))
        try:
            yield _frames(process, whole=whole)
        finally:
            giving.cancel()
            with suppress(ProcessLookupError):
                process.kill()
            await asyncio.gather(giving, process.wait(), return_exceptions=True)


def _bare() -> dict[str, str]:
    """Where the program is, and nothing of the settings."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }


async def _give(
    process: asyncio.subprocess.Process, asked: ReadingErrand, content: bytes | bytearray
) -> None:
    head, out = json.dumps(asked).encode(), process.stdin
    assert out is not None  # noqa: S101  (it was asked for)
    with suppress(BrokenPipeError, ConnectionResetError):
        out.write(struct.pack(">I", len(head)) + head)
        for start in range(0, len(content), BUFFER):
            out.write(content[start : start + BUFFER])
            await out.drain()
        out.close()


def _photos(sign: str, said: Any) -> int:
    """How many photos follow a frame."""
    if sign == "d":
        return 1
    return int(said[-1]["photos"]) if sign == "e" else 0


async def _frames(process: asyncio.subprocess.Process, *, whole: bool) -> AsyncIterator[Frame]:
    while True:
        sign, content = await _frame(process)
        said = json.loads(content)
        if sign == "x":
            raise RefusedFile(ImportRefusal(said))
        photos = []
        for _ in range(_photos(sign, said) if whole else 0):
            photos.append((await _frame(process))[1])
        yield Frame(sign, said, photos)
        if sign == "l":
            return


async def _frame(process: asyncio.subprocess.Process) -> tuple[str, bytes]:
    source = process.stdout
    assert source is not None  # noqa: S101  (it was asked for)
    try:
        async with asyncio.timeout(PATIENCE):
            head = await source.readexactly(5)
            (size,) = struct.unpack(">I", head[1:])
            if size > MOST_FRAME:
                raise RefusedFile(ImportRefusal.UNPACKS)
            return head[:1].decode("ascii", "replace"), await source.readexactly(size)
    except (asyncio.IncompleteReadError, TimeoutError):
        # It ran out of memory or time, whatever the file is.
        raise RefusedFile(ImportRefusal.UNPACKS) from None
