"""A backup a day, made beside everything else by a process of its own; those that are old go."""

from __future__ import annotations

import asyncio
import contextlib
import json
import pickle
import sys
import time
from datetime import date
from pathlib import Path
from typing import Final

import structlog

from solbot.errors import SolbotError, StoreAway, fault_of
from solbot.ops import alerts, backup_rules
from solbot.ops.alerts import AlertKind
from solbot.settings import Settings
from solbot.unit_of_work import UnitsOfWork

log = structlog.get_logger(__name__)

LOOK: Final = 30.0  # seconds between two looks at whether one is due
AGAIN: Final = 3600.0  # seconds after which one that failed is tried again
LONGEST: Final = 6 * 3600.0  # seconds that one may take


class ScheduledBackups:
    """Sees to it that the folder of the settings has the backup of every day."""

    def __init__(self, works: UnitsOfWork, settings: Settings, folder: Path) -> None:
        """Nothing happens until `run`."""
        self._works = works
        self._settings = settings
        self._folder = folder.absolute()

    async def run(self) -> None:
        """Make them until cancelled."""
        while True:
            well = await self.look()
            await asyncio.sleep(LOOK if well else AGAIN)

    async def look(self) -> bool:
        """Make the one that is due, if any is. False when that failed, which is in the log."""
        if not self._works.steadiness.holds():
            return True
        local = self._works.clock().astimezone(self._works.default_clock)
        day = backup_rules.wanted(local, self._settings.backups_at)
        file = self._folder / backup_rules.name_of(day)
        try:
            if await asyncio.to_thread(file.exists):
                return True
            await self._make(file)
            await asyncio.to_thread(self._let_go, day)
        except (SolbotError, OSError) as error:
            log.error("the backup failed", why=str(error), **fault_of(error))
            await self._tell(well=False)
            return False
        await self._tell(well=True)
        return True

    async def _tell(self, *, well: bool) -> None:
        """Owners, once when it begins to fail and once when it is over."""
        tell = alerts.end if well else alerts.begin
        try:
            async with self._works.begin(durable=False) as work:
                await tell(work, AlertKind.BACKUPS)
        except StoreAway as error:
            log.error("the database is away", fault=str(error))

    async def _make(self, file: Path) -> None:
        began = time.monotonic()
        said = await self._said_by_worker(file)
        if "fault" in said:
            raise SolbotError(str(said["fault"]))
        if not said.get("busy"):
            took = round(time.monotonic() - began, 1)
            log.info("a backup was made, restored and compared", file=file.name, seconds=took, **said)  # fmt: skip

    async def _said_by_worker(self, file: Path) -> dict[str, object]:
        worker = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "solbot.ops.backup_worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        given = pickle.dumps((self._settings, file))
        try:
            async with asyncio.timeout(LONGEST):
                out, _ = await worker.communicate(given)
        except TimeoutError:
            raise SolbotError("The backup took too long, and was given up.") from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                worker.kill()
            await worker.wait()
        try:
            found = json.loads(out)
        except ValueError:
            raise SolbotError("The process that makes the backup ended before it was done.") from None  # fmt: skip
        return dict(found)

    def _let_go(self, day: date) -> None:
        """Of what is old."""
        there = {
            found: file
            for file in self._folder.iterdir()
            if (found := backup_rules.day_of(file.name)) is not None
        }
        for old in backup_rules.outdated(there, day, self._settings.backups_kept):
            there[old].unlink(missing_ok=True)
            log.info("an old backup was deleted", file=there[old].name)
