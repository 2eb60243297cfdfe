"""Members: read, add, erase."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.in_ids import in_ids
from solbot.db.members import Reader, get
from solbot.db.tables import Member

__all__ = ["Reader", "get"]

READER = tuple(getattr(Member, name) for name in Reader._fields)


async def readers(session: AsyncSession, ids: Collection[int]) -> Mapping[int, Reader]:
    """These members as readers, by id; nobody is locked."""
    found = await session.execute(select(*READER).where(in_ids(session, Member.id, ids)))
    return {row[0]: Reader(*row) for row in found}


async def names(session: AsyncSession, ids: Collection[int]) -> Mapping[int, str | None]:
    """What these members are called; nobody is locked."""
    found = await session.execute(
        select(Member.id, Member.name).where(in_ids(session, Member.id, ids))
    )
    return dict(found.all())


async def there(session: AsyncSession, ids: Collection[int]) -> set[int]:
    """Those of these ids that are members."""
    found = await session.scalars(select(Member.id).where(in_ids(session, Member.id, ids)))
    return set(found)


async def home_by(session: AsyncSession, now: datetime, limit: int) -> Sequence[int]:
    """The ids of members whose journey is over by now; nobody is locked."""
    found = await session.scalars(
        select(Member.id).where(Member.home_at <= now).order_by(Member.home_at).limit(limit)
    )
    return found.all()


async def next_home(
    session: AsyncSession, member_id: int | None, after: datetime | None = None
) -> datetime | None:
    """When the next journey is over (later than `after`, if given), of anybody or of one member."""
    wanted = select(func.min(Member.home_at))
    if member_id is not None:
        wanted = wanted.where(Member.id == member_id)
    if after is not None:
        wanted = wanted.where(Member.home_at > after)
    return await session.scalar(wanted)


async def erase(session: AsyncSession, member_id: int) -> None:
    """Delete the member and, by cascade, everything that hangs on them."""
    await session.execute(delete(Member).where(Member.id == member_id))


async def count(session: AsyncSession) -> int:
    """How many people ever pressed Start and were not erased."""
    return await session.scalar(select(func.count()).select_from(Member)) or 0


def put_away(session: AsyncSession, members: Collection[int]) -> None:
    """What was read of these members is as it was no more; what others do in the same transaction stays."""
    for one in list(session):
        whose = one.__dict__.get("id" if isinstance(one, Member) else "member_id")
        if whose in members:
            session.expunge(one)
