"""What staff are writing to people, and for whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.in_ids import in_ids
from solbot.db.states import InquiryState
from solbot.db.tables import Inquiry, Member, Remark, StaffMessage, StaffMessagePerson
from solbot.desk.db import SAID


async def locked(session: AsyncSession, message_id: int) -> StaffMessage | None:
    """A message, nobody else's to change until this transaction ends."""
    return await session.get(StaffMessage, message_id, with_for_update=True, populate_existing=True)


async def drop_old(session: AsyncSession, author_id: int, before: datetime) -> None:
    """Forget what one of the staff began to write, and left, before that moment."""
    mine = StaffMessage.author_id == author_id
    await session.execute(delete(StaffMessage).where(mine, StaffMessage.created_at < before))


async def people(session: AsyncSession, message_id: int) -> list[int]:
    """For whom it is."""
    mine = StaffMessagePerson.message_id == message_id
    found = await session.scalars(
        select(StaffMessagePerson.member_id).where(mine).order_by(StaffMessagePerson.member_id)
    )
    return list(found)


async def members(session: AsyncSession, ids: Collection[int]) -> Sequence[Member]:
    """Those of these who are members, nobody else's to write to until this transaction ends."""
    found = await session.scalars(
        select(Member)
        .where(in_ids(session, Member.id, ids), Member.consented_at.is_not(None))
        .order_by(Member.id)
        .with_for_update(key_share=True)
    )
    return found.all()


async def last_said(session: AsyncSession, ids: Collection[int]) -> int:
    """The latest remark by or to any of these people; 0 where there is none."""
    wanted = select(func.max(Remark.id)).where(
        in_ids(session, Remark.member_id, ids), Remark.kind.in_(SAID)
    )
    return await session.scalar(wanted) or 0


async def latest(session: AsyncSession, ids: Collection[int]) -> Mapping[int, Remark]:
    """What was said last by or to each of these people."""
    newest = (
        select(func.max(Remark.id))
        .where(in_ids(session, Remark.member_id, ids), Remark.kind.in_(SAID))
        .group_by(Remark.member_id)
    )
    found = await session.scalars(select(Remark).where(Remark.id.in_(newest)))
    return {one.member_id: one for one in found}


async def waiting(session: AsyncSession, ids: Collection[int]) -> Mapping[int, int]:
    """The number of the question that waits longest for an answer, of each of these people who has one."""
    found = await session.execute(
        select(Inquiry.member_id, func.min(Inquiry.id))
        .where(
            in_ids(session, Inquiry.member_id, ids),
            Inquiry.state == InquiryState.OPEN,
            Inquiry.waiting_since.is_not(None),
        )
        .group_by(Inquiry.member_id)
    )
    return dict(found.all())


async def written_since(
    session: AsyncSession, ids: Collection[int], moment: datetime
) -> Mapping[int, int]:
    """How often staff wrote first to each of these people since a moment."""
    found = await session.execute(
        select(Inquiry.member_id, func.count())
        .where(
            in_ids(session, Inquiry.member_id, ids),
            Inquiry.by_society,
            Inquiry.asked_at > moment,
        )
        .group_by(Inquiry.member_id)
    )
    return dict(found.all())


async def add_person(session: AsyncSession, message_id: int, member_id: int) -> None:
    """It is for this person, too."""
    await session.merge(StaffMessagePerson(message_id=message_id, member_id=member_id))


async def remove_person(session: AsyncSession, message_id: int, member_id: int) -> None:
    """It is not for this person."""
    await session.execute(
        delete(StaffMessagePerson).where(
            StaffMessagePerson.message_id == message_id, StaffMessagePerson.member_id == member_id
        )
    )
