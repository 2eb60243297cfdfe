"""Visions with their revisions, and the snapshots of where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import Reality, Revision, Vision


async def get(session: AsyncSession, member_id: int, vision_id: int) -> Vision | None:
    """This member's vision; another's is as good as none."""
    return await session.scalar(
        select(Vision).where(Vision.id == vision_id, Vision.member_id == member_id)
    )


async def of_member(session: AsyncSession, member_id: int) -> Sequence[Vision]:
    """All visions of the member, released ones included, oldest first."""
    found = await session.scalars(
        select(Vision).where(Vision.member_id == member_id).order_by(Vision.id)
    )
    return found.all()


async def count_held(session: AsyncSession, member_id: int) -> int:
    """How many visions of the member were not let go."""
    wanted = select(func.count()).select_from(Vision)
    wanted = wanted.where(Vision.member_id == member_id, Vision.released_at.is_(None))
    return await session.scalar(wanted) or 0


async def count_revisions(session: AsyncSession, vision_id: int) -> int:
    """How many wordings a vision has had."""
    wanted = select(func.count()).select_from(Revision).where(Revision.vision_id == vision_id)
    return await session.scalar(wanted) or 0


async def revisions(session: AsyncSession, vision_id: int) -> Sequence[Revision]:
    """Every wording of a vision, oldest first."""
    found = await session.scalars(
        select(Revision).where(Revision.vision_id == vision_id).order_by(Revision.id)
    )
    return found.all()


async def revision_by_message(
    session: AsyncSession, member_id: int, message_id: int
) -> Revision | None:
    """The wording that came in this message of the member's."""
    return await session.scalar(
        select(Revision).where(Revision.member_id == member_id, Revision.message_id == message_id)
    )


async def realities(session: AsyncSession, vision_id: int) -> Sequence[Reality]:
    """Every snapshot of a vision, oldest first."""
    found = await session.scalars(
        select(Reality).where(Reality.vision_id == vision_id).order_by(Reality.id)
    )
    return found.all()


async def newest_words(session: AsyncSession, member_id: int) -> str | None:
    """The latest wording of the newest vision that was not released, or None."""
    return await session.scalar(
        select(Revision.words)
        .join(Vision, Vision.id == Revision.vision_id)
        .where(Vision.member_id == member_id, Vision.released_at.is_(None))
        .order_by(Vision.id.desc(), Revision.id.desc())
        .limit(1)
    )
