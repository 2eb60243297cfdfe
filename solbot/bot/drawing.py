"""Has a picture drawn in a process of its own, by whatever function draws it.

The libraries that draw, and what they worked in, stay with a process that goes on, 28 MB, and 57 after a chart: a bot
would keep it for a few pictures a day. Nor does drawing hold up who else wants an answer.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from weakref import WeakKeyDictionary

import structlog

import solbot
from solbot.telegram.messages import Document

log = structlog.get_logger(__name__)

AT_ONCE = 2
PATIENCE = 60.0  # seconds for a picture
WORKER = "solbot.pictures.worker"
KEPT = ("HOME", "MPLCONFIGDIR", "PATH", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
"""Of what is around: where matplotlib keeps which fonts there are. Nothing of the settings."""

_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


class NotDrawn(RuntimeError):
    """There is no picture; why is not said, as it may speak of somebody's words."""


async def document(name: str, draw: Callable[..., bytes], *given: object) -> Document | None:
    """The picture as a PNG to go with words that say the same; None where there is none, and they go alone."""
    try:
        return Document(name, await drawn(draw, *given), picture=True)
    except NotDrawn:
        log.error("a picture was not drawn", name=name)
        return None


async def drawn(draw: Callable[..., bytes], *given: object) -> bytes:
    """What this function, one of a module of ours, makes of these.

    Raises NotDrawn.
    """
    order = pickle.dumps((draw, given))
    async with _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE)):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-S", "-m", WORKER),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=_bare(),
        )
        try:
            async with asyncio.timeout(PATIENCE):
                picture, _ = await process.communicate(order)
        except TimeoutError:
            raise NotDrawn from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    if process.returncode != 0 or not picture:
        raise NotDrawn
    return picture


def _bare() -> dict[str, str]:
    """Where everything is that this process has, and that no zones are kept by the machine (zone_files.py). It need
    not look for either again (hence `-S`, too), which saves a fifth."""
    path = (str(Path(solbot.__file__).parents[1]), *filter(None, sys.path))
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(path), "PYTHONTZPATH": ""}
