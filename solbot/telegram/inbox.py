"""Updates: stored before they are acknowledged, done exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import structlog

from solbot.db.types import is_readable
from solbot.errors import AlreadyDone, TooEarly
from solbot.telegram import inbox_db
from solbot.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

KEEP = timedelta(days=14)
KEEP_ASIDE = timedelta(days=3)
SEALED = timedelta(days=1)
"""After how long an update that no key opens is looked at again: the key may be back by then."""
RETRY = (60, 300, 1800, 7200, 21600)  # seconds until an update that failed is tried again


async def receive(work: UnitOfWork, updates: Sequence[tuple[int, int | None, str]]) -> set[int]:
    """Store raw updates (id, person, body); returns the ids that were new."""
    return await inbox_db.receive(work.session, updates, work.now)


async def who_waits(work: UnitOfWork, *, since: timedelta = timedelta()) -> Sequence[int | None]:
    """Whose updates have waited `since` or longer to be handled, the longest waiting first."""
    return await inbox_db.who_waits(work.session, work.now - since)


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


async def try_again(work: UnitOfWork) -> Sequence[int | None]:
    """Let what failed before, and whose time has come, wait to be handled again; returns whose updates those are."""
    return await inbox_db.release(work.session, work.now)


async def finish(work: UnitOfWork, update_id: int) -> None:
    """Mark an update done in this very transaction.

    Raises AlreadyDone if it was, and TooEarly if something the same person did before is not done yet.
    """
    if await inbox_db.finish(work.session, update_id, work.now):
        return
    raise TooEarly if await inbox_db.is_waiting(work.session, update_id) else AlreadyDone


async def finish_all(work: UnitOfWork, updates: Sequence[int]) -> None:
    """Mark updates of different people done in this very transaction. Raises TooEarly where one of them can't be."""
    if not await inbox_db.finish_all(work.session, updates, work.now):
        raise TooEarly


async def put_off(work: UnitOfWork, update_id: int) -> int:
    """Keep an update that could not be handled for a later try; returns how often it failed.

    One that failed more often than there are tries is set aside.
    """
    failures = await inbox_db.count_failure(work.session, update_id)
    if failures > len(RETRY):
        await set_aside(work, update_id)
    elif failures:
        wait = timedelta(seconds=RETRY[failures - 1])
        await inbox_db.set_retry(work.session, update_id, work.now + wait)
    return failures


def is_last_try(failures: int) -> bool:
    """Whether an update that failed so often is tried no more."""
    return failures > len(RETRY)


async def set_aside(work: UnitOfWork, update_id: int) -> bool:
    """Be done with an update that can't be handled; False when it was done before.

    It is kept for three days, sealed, to find out why.
    """
    return await inbox_db.set_aside(work.session, update_id, work.now)


async def count_aside(work: UnitOfWork) -> int:
    """How many updates were set aside in the last two weeks."""
    return await inbox_db.count_aside(work.session)


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
