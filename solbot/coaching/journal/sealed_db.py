"""Sealed files: photos and voice of the journal that Telegram has not (yet)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import SealedFile, SealedPart


async def get(session: AsyncSession, member_id: int, file_id: str) -> SealedFile | None:
    """This member's file; another's is as good as none."""
    return await session.scalar(
        select(SealedFile).where(SealedFile.id == file_id, SealedFile.member_id == member_id)
    )


async def parts(session: AsyncSession, file_id: str) -> Sequence[bytes]:
    """The pieces of a file, in order."""
    found = await session.scalars(
        select(SealedPart.content).where(SealedPart.file_id == file_id).order_by(SealedPart.number)
    )
    return found.all()


async def add_part(session: AsyncSession, file_id: str, number: int, content: bytes) -> None:
    """Keep one piece."""
    await session.execute(
        insert(SealedPart).values(file_id=file_id, number=number, content=content)
    )


async def belong(session: AsyncSession, files: Sequence[str], answer_id: int) -> None:
    """These files are whole, and go with this entry from now on."""
    await session.execute(
        update(SealedFile).where(SealedFile.id.in_(files)).values(answer_id=answer_id)
    )


async def belong_to_vision(session: AsyncSession, file_id: str, vision_id: int) -> None:
    """This file is whole, and goes with this vision from now on, in the place of an earlier one."""
    await drop_drawing(session, vision_id)
    await session.execute(
        update(SealedFile).where(SealedFile.id == file_id).values(vision_id=vision_id)
    )


async def drop_drawing(session: AsyncSession, vision_id: int) -> None:
    """What went with this vision is no more."""
    await session.execute(delete(SealedFile).where(SealedFile.vision_id == vision_id))


async def size_of_all(session: AsyncSession, member_id: int) -> int:
    """How many bytes there are of a member's."""
    wanted = select(func.coalesce(func.sum(SealedFile.size), 0))
    return int(await session.scalar(wanted.where(SealedFile.member_id == member_id)) or 0)


async def drop_unfinished(session: AsyncSession, before: datetime) -> None:
    """Files that were begun by then and belong to nothing are none."""
    await session.execute(
        delete(SealedFile).where(
            SealedFile.answer_id.is_(None),
            SealedFile.vision_id.is_(None),
            SealedFile.created_at <= before,
        )
    )


async def drop_loose_parts(session: AsyncSession, limit: int) -> int:
    """Delete pieces whose file is gone; returns how many."""
    there = select(SealedFile.id).where(SealedFile.id == SealedPart.file_id)
    found = await session.execute(
        select(SealedPart.file_id, SealedPart.number).where(~there.exists()).limit(limit)
    )
    loose = [tuple(one) for one in found.all()]
    if loose:
        await session.execute(
            delete(SealedPart).where(tuple_(SealedPart.file_id, SealedPart.number).in_(loose))
        )
    return len(loose)
