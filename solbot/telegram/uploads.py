"""Files that are sent to many: uploaded once, and sent by their id from then on."""

from __future__ import annotations

from solbot.telegram import uploads_db
from solbot.unit_of_work import UnitOfWork


async def file_id(work: UnitOfWork, digest: str) -> str | None:
    """How Telegram calls the file with this digest, or None when it has not got it."""
    return await uploads_db.file_id(work.session, digest)


async def remember(work: UnitOfWork, digest: str, file_id: str) -> None:
    """Telegram has this file now."""
    await uploads_db.remember(work.session, digest, file_id, work.now)


async def forget(work: UnitOfWork, digest: str) -> None:
    """Telegram does not know this file any more."""
    await uploads_db.forget(work.session, digest)
