"""Updates that wait, and those that can't be done: when they are tried again, and until when they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import structlog

from solbot.db.types import is_readable
from solbot.telegram import inbox_db
from solbot.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

KEEP = timedelta(days=14)
KEEP_ASIDE = timedelta(days=3)
SEALED = timedelta(days=1)
"""After how long an update that no key opens is looked at again: the key may be back by then."""
RETRY = (60, 300, 1800, 7200, 21600)  # seconds until an update that failed is tried again


async def of_person(
    work: UnitOfWork, person_id: int | None, limit: int
) -> Sequence[tuple[int, str]]:
    """A person's updates that wait to be handled, oldest first."""
    while True:
        rows = await inbox_db.of_person(work.session, person_id, limit)
        found = await _readable(work, rows)
        if len(found) == len(rows):
            return found


async def before(work: UnitOfWork, update_id: int) -> Sequence[tuple[int, str]]:
    """What the same person did before this update and is not done yet, oldest first."""
    return await _readable(work, await inbox_db.before(work.session, update_id))


async def put_off(work: UnitOfWork, update_id: int) -> int:
    """Keep an update that could not be handled for a later try; returns how often it failed.

    One that failed more often than there are tries is set aside: kept for three days, sealed, to find out why.
    """
    failures = await inbox_db.count_failure(work.session, update_id)
    if failures > len(RETRY):
        await inbox_db.set_aside(work.session, update_id, work.now)
    elif failures:
        wait = timedelta(seconds=RETRY[failures - 1])
        await inbox_db.set_retry(work.session, update_id, work.now + wait)
    return failures


def is_last_try(failures: int) -> bool:
    """Whether an update that failed so often is tried no more."""
    return failures > len(RETRY)


async def prune(work: UnitOfWork) -> None:
    """Forget the ids of updates that were done long ago, and what was set aside days ago."""
    await inbox_db.prune(work.session, work.now - KEEP, aside=work.now - KEEP_ASIDE)


async def _readable(work: UnitOfWork, rows: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Those that can be read. The others are left for later, and hold up nothing the same person does meanwhile."""
    sealed = [update_id for update_id, body in rows if not is_readable(body)]
    if sealed:
        log.error("updates that no key opens are left for later", updates=sealed)
        await inbox_db.leave(work.session, sealed, work.now + SEALED)
    return [row for row in rows if is_readable(row[1])]
