"""Whether the bot is well: the database takes writing, Telegram answers, what is due is done.

Nobody who writes ever waits for these looks, and whoever asks has an answer within two seconds, also of a database that
gives none.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NotRequired, TypedDict, TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError

from solbot.db import faults
from solbot.errors import StoreAway
from solbot.settings import Role
from solbot.staff import figures
from solbot.staff.figures import Waits
from solbot.unit_of_work import UnitsOfWork

log = structlog.get_logger(__name__)

ANSWER = 1.5  # seconds
POLLED = 90.0  # seconds without an answer to a poll, each of which takes 25 at most
BUSY = 30.0  # seconds for which somebody else may write
WAITED = timedelta(minutes=5)
CLOSE = 0.5  # seconds
SENT = 60.0  # seconds; while letters leave, a long queue is only that
LEAST_FREE = (
    256 * 2**20
)  # bytes of the disk with the database, or where a bot of a PostgreSQL works

Since = Callable[[], float]
T = TypeVar("T")


class Part(TypedDict):
    """How a part of the bot is, and what was found of it."""

    ok: bool
    why: NotRequired[str]
    wrote: NotRequired[bool]
    seconds_ago: NotRequired[float]
    waited_seconds: NotRequired[float]
    halted_seconds: NotRequired[float]
    frozen: NotRequired[bool]
    free_mb: NotRequired[int]


class Health:
    """Looks, one look at a time however many ask."""

    def __init__(
        self,
        works: UnitsOfWork,
        roles: frozenset[Role],
        *,
        polled: Since | None,
        sent: Since | None,
    ) -> None:
        """`polled` and `sent` say when (monotonic seconds) Telegram last answered a poll, and a letter last left;
        None where this process does not do that."""
        self._works = works
        self._roles = roles
        self._polled = polled
        self._sent = sent
        self._wrote_at = time.monotonic()
        self._looks: dict[str, asyncio.Task[Any]] = {}
        self.refused = ""  # what is to be said of a token that Telegram does not know

    async def parts(self) -> dict[str, Part]:
        """What was looked at, each with `ok` and what was found."""
        written, waits = await asyncio.gather(
            self._within("database", self._write), self._within("waits", self._wait)
        )
        found: dict[str, Part] = {
            "database": _away(written) if isinstance(written, str) else written
        }
        if self.refused:
            found["token"] = _away(self.refused)
        elif self._polled is not None:
            ago = time.monotonic() - self._polled()
            found["poll"] = {"ok": ago <= POLLED, "seconds_ago": round(ago, 1)}
        found["disk"] = await asyncio.to_thread(_of_disk, self._works.database.file)
        if not isinstance(waits, Waits):
            found["database"] = _away(waits)
            return found
        if "intake" in self._roles:
            found["updates"] = _waited(waits.update)
        if "sender" in self._roles:
            found["letters"] = self._of_letters(waits)
        if "tick" in self._roles:
            found["tick"] = _waited(waits.slot)
        return found

    async def close(self) -> None:
        """Look no more."""
        for look in self._looks.values():
            look.cancel()
        if self._looks:
            await asyncio.wait(self._looks.values(), timeout=CLOSE)

    async def _within(self, name: str, look: Callable[[], Awaitable[T]]) -> T | str:
        """What a look found, or why nothing. One that takes too long goes on, and whoever asks next waits for it."""
        under_way = self._looks.get(name)
        if under_way is None or under_way.done():
            under_way = self._looks[name] = asyncio.ensure_future(look())
        await asyncio.wait([under_way], timeout=ANSWER)
        if not under_way.done():
            return "The database does not answer."
        if (fault := under_way.exception()) is not None:
            log.error("a look at the health failed", look=name, fault=type(fault).__name__)
            return f"The look failed ({type(fault).__name__})."
        found: T = under_way.result()
        return found

    async def _write(self) -> Part | str:
        try:
            wrote = await self._works.database.try_writing(self._works.clock())
        except (SQLAlchemyError, OSError) as error:
            return faults.sentence(error)
        except sqlite3.Error as error:
            return faults.of_database(error)
        now = time.monotonic()
        if wrote:
            self._wrote_at = now
        return {"ok": now - self._wrote_at <= BUSY, "wrote": wrote}

    async def _wait(self) -> Waits | str:
        try:
            async with self._works.reading() as work:
                return await figures.waits(work)
        except StoreAway:
            return "The database is away."

    def _of_letters(self, waits: Waits) -> Part:
        moving = (
            time.monotonic() - self._sent() <= SENT if self._sent is not None else waits.sending
        )
        well = waits.letter <= WAITED or moving or bool(waits.halt)
        return {
            "ok": well and not waits.frozen,
            "waited_seconds": round(waits.letter.total_seconds(), 1),
            "halted_seconds": round(waits.halt.total_seconds(), 1),
            "frozen": waits.frozen,
        }


def _waited(span: timedelta) -> Part:
    return {"ok": span <= WAITED, "waited_seconds": round(span.total_seconds(), 1)}


def _of_disk(file: Path | None) -> Part:
    free = free_space(file.parent if file is not None else Path.cwd())
    return {"ok": free >= LEAST_FREE, "free_mb": free // 2**20}


def free_space(folder: Path) -> int:
    """How many bytes can still be written there."""
    return shutil.disk_usage(folder).free


def _away(why: str) -> Part:
    return {"ok": False, "why": why}
