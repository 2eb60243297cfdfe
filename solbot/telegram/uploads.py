"""Files that are sent to many: uploaded once, and sent by their id from then on."""

from __future__ import annotations

from solbot.telegram import uploads_db as uploads
from solbot.unit_of_work import Work


async def file_id(work: Work, digest: str) -> str | None:
    """How Telegram calls the file with this digest, or None when it has not got it."""
    return await uploads.file_id(work.session, digest)


async def remember(work: Work, digest: str, file_id: str) -> None:
    """Telegram has this file now."""
    await uploads.remember(work.session, digest, file_id, work.now)


async def forget(work: Work, digest: str) -> None:
    """Telegram does not know this file any more."""
    await uploads.forget(work.session, digest)
