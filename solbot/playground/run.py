"""The playground as a command: told where it is, and stopped in order."""

from __future__ import annotations

import asyncio
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from sys import stderr

from solbot import stopping
from solbot.playground import folder as folders
from solbot.playground.playground import Options, Playground
from solbot.settings import Settings


async def serve(
    settings: Settings,
    say: Callable[[str], object],
    *,
    data: Path | None = None,
    keep: bool = False,
    options: Options | None = None,
) -> None:
    """Run until SIGTERM or SIGINT, with the data in that folder; see `folder.opened`.

    Raises:
        SolbotError: no port is free, or another playground uses the folder.
    """
    options = options or Options()
    asked_to_stop = asyncio.Event()
    stopping.in_order(asyncio.get_running_loop(), asked_to_stop.set)
    folder = folders.opened(data, keep=keep)
    playground = Playground(settings, folder, options)
    try:
        await playground.start()
        if options.port and playground.port != options.port:
            say(
                f"Port {options.port} is taken (by another playground?), so it is at the next free one; --port chooses."
            )
        say(f"The playground is open: {playground.address}")
        say(f"What is said there is {_fate(folder)}. Telegram is not contacted. Ctrl-C ends it.")
        if stderr.isatty():
            with suppress(webbrowser.Error):
                webbrowser.open(playground.address)
        await _first(asked_to_stop.wait(), playground.ended())
    finally:
        await playground.stop()


def _fate(folder: folders.Folder) -> str:
    return f"kept in {folder.path}" if folder.kept else "thrown away at the end"


async def _first(*waits: object) -> None:
    tasks = [asyncio.ensure_future(one) for one in waits]  # type: ignore[call-overload]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    for task in done:
        task.result()
