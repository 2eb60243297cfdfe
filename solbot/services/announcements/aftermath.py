"""After an announcement: what was tapped under it."""

from __future__ import annotations

from solbot.services.work import Work
from solbot.store import taps as rows


async def taps(work: Work, announcement_id: int) -> dict[int, int]:
    """How often each button was tapped, by its number."""
    return await rows.counts(work.session, announcement_id)
