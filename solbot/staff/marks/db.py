"""Tags, who has them, and notes beside people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import StaffNote, Tag, Tagged


async def tags(session: AsyncSession) -> Sequence[Tag]:
    """All tags there are."""
    return (await session.scalars(select(Tag).order_by(Tag.id))).all()


async def tag(session: AsyncSession, tag_id: int) -> Tag | None:
    """One tag."""
    return await session.get(Tag, tag_id)


async def of_member(
    session: AsyncSession, member_id: int, now: datetime
) -> Sequence[tuple[Tag, Tagged]]:
    """A person's tags that are in force."""
    found = await session.execute(
        select(Tag, Tagged)
        .join(Tagged, Tagged.tag_id == Tag.id)
        .where(Tagged.member_id == member_id, Tagged.until > now)
        .order_by(Tag.id)
    )
    return [(one, tagged) for one, tagged in found]


async def tagged(session: AsyncSession, tag_id: int, member_id: int) -> Tagged | None:
    """Whether a person has a tag, also one that is out of date."""
    return await session.get(Tagged, (tag_id, member_id))


async def notes(session: AsyncSession, member_id: int, now: datetime) -> Sequence[StaffNote]:
    """The notes beside a person that are in force, the newest first."""
    found = await session.scalars(
        select(StaffNote)
        .where(StaffNote.member_id == member_id, StaffNote.until > now)
        .order_by(StaffNote.id.desc())
    )
    return found.all()


async def note(session: AsyncSession, note_id: int) -> StaffNote | None:
    """One note."""
    return await session.get(StaffNote, note_id)


async def expired(session: AsyncSession, now: datetime) -> bool:
    """Whether any of it is out of date."""
    for table in (Tagged, StaffNote):
        there = select(table.member_id).where(table.until <= now).limit(1)
        if await session.scalar(there) is not None:
            return True
    return False


async def expire(session: AsyncSession, now: datetime) -> None:
    """Erase what is out of date. Words are overwritten first, so that none stay where the database keeps what it
    deleted."""
    await session.execute(update(StaffNote).where(StaffNote.until <= now).values(words=""))
    for table in (Tagged, StaffNote):
        await session.execute(delete(table).where(table.until <= now))
