"""What members voted for, under announcements."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import Announcement, Vote
from solbot.db.upsert import insert_into


async def open_to(session: AsyncSession, announcement_id: int) -> Announcement | None:
    """An announcement whose vote cannot be closed before this transaction ends; votes beside it don't wait."""
    return await session.get(
        Announcement, announcement_id, with_for_update={"read": True}, populate_existing=True
    )


async def of_one(session: AsyncSession, announcement_id: int, member_id: int) -> int | None:
    """The option somebody voted for."""
    found = await session.get(Vote, (announcement_id, member_id), populate_existing=True)
    return found.option if found is not None else None


async def put(
    session: AsyncSession, announcement_id: int, member_id: int, option: int, now: datetime
) -> None:
    """Keep a vote; it takes the place of an earlier one."""
    row = {
        "announcement_id": announcement_id,
        "member_id": member_id,
        "option": option,
        "at": now,
    }
    await session.execute(
        insert_into(session, Vote)
        .values(row)
        .on_conflict_do_update(
            index_elements=["announcement_id", "member_id"], set_={"option": option, "at": now}
        )
    )


async def counts(session: AsyncSession, announcement_id: int) -> dict[int, int]:
    """How many voted for each option."""
    found = await session.execute(
        select(Vote.option, func.count())
        .where(Vote.announcement_id == announcement_id)
        .group_by(Vote.option)
    )
    return dict(found.all())


async def forget(session: AsyncSession, announcement_id: int) -> None:
    """Who voted for what is not kept any more."""
    await session.execute(delete(Vote).where(Vote.announcement_id == announcement_id))


async def of_member(session: AsyncSession, member_id: int) -> list[Vote]:
    """What a member voted for, where it is not closed, oldest first."""
    found = await session.scalars(
        select(Vote).where(Vote.member_id == member_id).order_by(Vote.at, Vote.announcement_id)
    )
    return list(found)
