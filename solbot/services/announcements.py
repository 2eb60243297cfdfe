"""Announcements: one thing said to many, each once."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.domain.letters import Priority
from solbot.services.work import Work
from solbot.store import announcements, outbox
from solbot.store.tables import Announcement


async def draft(work: Work, author_id: int, texts: Mapping[str, str]) -> int:
    """Keep an announcement's words, by language, in Telegram's HTML; nobody gets it yet. Returns its id."""
    if not texts:
        raise ValueError("an announcement needs words")
    row = Announcement(author_id=author_id, texts=dict(texts), created_at=work.now)
    work.session.add(row)
    await work.session.flush()
    return row.id


async def confirm(work: Work, announcement_id: int) -> int:
    """Fix who gets it: every active member of this moment, once. Returns how many; a second call changes nothing.

    Raises LookupError when there is no such announcement.
    """
    row = await announcements.get(work.session, announcement_id)
    if row is None:
        raise LookupError("there is no such announcement")
    if row.confirmed_at is None:
        row.confirmed_at = work.now
        await announcements.fix_recipients(
            work.session, announcement_id, Priority.ANNOUNCEMENT, work.now
        )
    return sum((await outbox.counts(work.session, announcement_id)).values())
