"""Files that Telegram has already, by a digest of their content."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import Upload


async def file_id(session: AsyncSession, digest: str) -> str | None:
    """How Telegram calls this file, or None when it has not got it."""
    return await session.scalar(select(Upload.file_id).where(Upload.digest == digest))


async def remember(session: AsyncSession, digest: str, file_id: str, now: datetime) -> None:
    """Telegram has this file from now on; the newest id counts."""
    await session.merge(Upload(digest=digest, file_id=file_id, at=now))
