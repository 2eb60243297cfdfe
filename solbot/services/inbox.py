"""Updates: stored before they are acknowledged, done exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from solbot.errors import AlreadyDone
from solbot.services.work import Work
from solbot.store import inbox

KEEP = timedelta(days=14)
RETRY = (60, 300, 1800, 7200, 21600)  # seconds until an update that failed is tried again


async def receive(work: Work, updates: Sequence[tuple[int, int | None, str]]) -> set[int]:
    """Store raw updates (id, person, body); returns the ids that were new."""
    return await inbox.receive(work.session, updates, work.now)


async def waiting(work: Work, after: int, limit: int) -> Sequence[tuple[int, str]]:
    """Updates that still have to be handled, lowest id first, from above `after`."""
    return await inbox.waiting(work.session, after, limit)


async def to_try_again(work: Work, limit: int = 100) -> Sequence[tuple[int, str]]:
    """Updates that failed before and whose time has come again."""
    return await inbox.put_off_until(work.session, work.now, limit)


async def finish(work: Work, update_id: int) -> None:
    """Mark an update done in this very transaction. Raises AlreadyDone if it was."""
    if not await inbox.finish(work.session, update_id, work.now):
        raise AlreadyDone


async def put_off(work: Work, update_id: int) -> int:
    """Keep an update that could not be handled for a later try; returns how often it failed."""
    failures = await inbox.count_failure(work.session, update_id)
    wait = RETRY[min(max(failures, 1), len(RETRY)) - 1]
    await inbox.set_retry(work.session, update_id, work.now + timedelta(seconds=wait))
    return failures


async def prune(work: Work) -> None:
    """Forget the ids of updates that were done long ago."""
    await inbox.prune(work.session, work.now - KEEP)
