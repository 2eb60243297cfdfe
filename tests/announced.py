"""An announcement without the chat around it: for tests of what happens to its letters."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.announcements.draft import service as drafts
from solbot.announcements.draft import settings_db, settings_service
from solbot.announcements.rules import Content
from solbot.announcements.send import rounds
from solbot.announcements.send import service as sending
from solbot.announcements.timing import Timing
from solbot.unit_of_work import UnitOfWork

EVERYTHING = 1_000_000


async def drafted(work: UnitOfWork, by: int, texts: Mapping[str, str]) -> int:
    """Keep an announcement's words by language; gives its number."""
    row = await drafts.create(work, by)
    await drafts.set_timing(work, row.id, Timing(hold=False))  # benchmarks run at any hour
    for code, html in texts.items():
        await drafts.put_content(work, row.id, code, Content(html))
    return row.id


async def confirmed(work: UnitOfWork, by: int, number: int) -> int:
    """Fix who gets it; gives how many."""
    row = await drafts.editable(work, number)
    return (await sending.start(work, row, by)).total


async def handed_over(work: UnitOfWork) -> int:
    """Put every letter that is due in the outbox, as senders do bit by bit."""
    return await rounds.feed(work, EVERYTHING)


async def without_pauses(work: UnitOfWork) -> None:
    """People get announcements however close together, and whatever they are in the middle of."""
    await settings_db.put(work.session, settings_service.GAP, 0)
    await settings_db.put(work.session, settings_service.QUIET, 0)
