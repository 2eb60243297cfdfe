"""Updates: stored before they are acknowledged, done exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import structlog

from solbot.errors import AlreadyDone, TooEarly
from solbot.services.work import Work
from solbot.store import inbox
from solbot.store.types import is_readable

log = structlog.get_logger(__name__)

KEEP = timedelta(days=14)
SET_ASIDE = timedelta(days=1)
"""After how long an update that no key opens is looked at again: the key may be back by then."""
RETRY = (60, 300, 1800, 7200, 21600)  # seconds until an update that failed is tried again


async def receive(work: Work, updates: Sequence[tuple[int, int | None, str]]) -> set[int]:
    """Store raw updates (id, person, body); returns the ids that were new."""
    return await inbox.receive(work.session, updates, work.now)


async def waiting(
    work: Work, after: int, limit: int, *, since: timedelta = timedelta()
) -> Sequence[tuple[int, str]]:
    """Updates that have waited `since` or longer to be handled, lowest id first, from above `after`."""
    rows = await inbox.waiting(work.session, after, limit, work.now - since)
    return await _readable(work, rows)


async def before(work: Work, update_id: int) -> Sequence[tuple[int, str]]:
    """What the same person did before this update and is not done yet, oldest first."""
    return await _readable(work, await inbox.before(work.session, update_id))


async def to_try_again(work: Work, limit: int = 100) -> Sequence[tuple[int, str]]:
    """Updates that failed before and whose time has come again."""
    return await _readable(work, await inbox.put_off_until(work.session, work.now, limit))


async def finish(work: Work, update_id: int) -> None:
    """Mark an update done in this very transaction.

    Raises AlreadyDone if it was, and TooEarly if something the same person did before is not done yet.
    """
    if await inbox.finish(work.session, update_id, work.now):
        return
    raise TooEarly if await inbox.is_waiting(work.session, update_id) else AlreadyDone


async def put_off(work: Work, update_id: int) -> int:
    """Keep an update that could not be handled for a later try; returns how often it failed."""
    failures = await inbox.count_failure(work.session, update_id)
    wait = RETRY[min(max(failures, 1), len(RETRY)) - 1]
    await inbox.set_retry(work.session, update_id, work.now + timedelta(seconds=wait))
    return failures


async def prune(work: Work) -> None:
    """Forget the ids of updates that were done long ago."""
    await inbox.prune(work.session, work.now - KEEP)


async def _readable(work: Work, rows: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Those that can be read. The others are set aside, so that they hold up nothing the same person does later."""
    sealed = [update_id for update_id, body in rows if not is_readable(body)]
    if sealed:
        log.error("updates that no key opens are set aside", updates=sealed)
        await inbox.set_aside(work.session, sealed, work.now + SET_ASIDE)
    return [row for row in rows if is_readable(row[1])]
