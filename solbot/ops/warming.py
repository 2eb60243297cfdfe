"""What a start does without is read a little later, before somebody needs it: a person would wait for it."""

from __future__ import annotations

import asyncio
from importlib import import_module

from solbot.settings import Role
from solbot.typed import places

AFTER = 10.0
"""Seconds from the start: there is what came in meanwhile to be answered, and this takes a second of the processor."""
LIBRARIES = ("icalendar", "markdown_it", "segno")


async def libraries(roles: frozenset[Role]) -> None:
    """Where people are heard, read these libraries and the cities."""
    if "intake" not in roles:
        return
    await asyncio.sleep(AFTER)
    for library in LIBRARIES:
        await asyncio.to_thread(import_module, library)
    await asyncio.to_thread(places.warm)
