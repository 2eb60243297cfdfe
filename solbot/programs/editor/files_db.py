"""Files that staff sent."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import File


async def get(session: AsyncSession, number: int) -> File | None:
    """A file, locked so that only one process takes in its content; without the content itself."""
    return await session.get(File, number, with_for_update=True, populate_existing=True)


async def content(session: AsyncSession, number: int) -> bytes | None:
    """What is in a file; None while that was not fetched, or when there is no such file."""
    return await session.scalar(select(File.content).where(File.id == number))


async def called(session: AsyncSession, name: str, size: int) -> Sequence[int]:
    """The files of this name and size, oldest first."""
    found = await session.scalars(
        select(File.id).where(File.name == name, File.size == size).order_by(File.id)
    )
    return found.all()


async def unfetched(session: AsyncSession) -> Sequence[int]:
    """The files somebody waits for whose content is not here yet, oldest first."""
    found = await session.scalars(
        select(File.id).where(File.content.is_(None), File.purpose.is_not(None)).order_by(File.id)
    )
    return found.all()
