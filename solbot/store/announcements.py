"""Announcements: what staff say to many, and the letters it becomes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import BigInteger, Integer, String, cast, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import JSON

from solbot.store.tables import Announcement, Letter, Member


async def get(session: AsyncSession, announcement_id: int) -> Announcement | None:
    """One announcement, locked until the transaction ends, so that it is confirmed once."""
    return await session.get(Announcement, announcement_id, with_for_update=True)


async def texts(session: AsyncSession, ids: Collection[int]) -> Mapping[int, Mapping[str, str]]:
    """The words of these announcements, by language."""
    found = await session.execute(
        select(Announcement.id, Announcement.texts).where(Announcement.id.in_(ids))
    )
    return dict(found.all())


async def fix_recipients(
    session: AsyncSession, announcement_id: int, priority: int, now: datetime
) -> None:
    """Put a letter in the outbox for every active member, in one statement."""
    maker = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    columns = {
        "key": literal(f"announcement:{announcement_id}:") + cast(Member.id, String),
        "member_id": Member.id,
        "kind": literal("announcement"),
        "ref": literal({}, JSON),
        "announcement_id": literal(announcement_id, BigInteger),
        "priority": literal(priority, Integer),
        "status": literal("queued"),
        "due_at": literal(now, Letter.due_at.type),
    }
    who = select(*columns.values()).where(Member.state == "active").order_by(Member.id)
    await session.execute(
        maker(Letter).from_select(list(columns), who).on_conflict_do_nothing(index_elements=["key"])
    )
