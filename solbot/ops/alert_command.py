"""The command that is given an alert where the chat can't carry it."""

from __future__ import annotations

import asyncio
import os
import shlex
from contextlib import suppress

import structlog

from solbot.settings import PREFIX

log = structlog.get_logger(__name__)

LONGEST = 30.0  # seconds


async def run(command: str, line: str) -> bool:
    """Run it with one line on its standard input. False where it failed, which is logged.

    It runs without a shell, and gets none of the bot's settings, as secrets are among them.
    """
    environment = {name: value for name, value in os.environ.items() if not _is_ours(name)}
    try:
        process = await asyncio.create_subprocess_exec(
            *shlex.split(command),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            env=environment,
        )
    except OSError as error:
        log.error("the alert command can't be run", why=error.strerror)
        return False
    try:
        async with asyncio.timeout(LONGEST):
            await process.communicate(line.encode() + b"\n")
    except TimeoutError:
        log.error("the alert command did not end", seconds=LONGEST)
        return False
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode:
        log.error("the alert command failed", code=process.returncode)
    return not process.returncode


def _is_ours(name: str) -> bool:
    return name.upper().startswith(PREFIX)
