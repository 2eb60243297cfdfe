"""Staff and their invitations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import Invitation, Member, Staff


async def get(session: AsyncSession, member_id: int) -> Staff | None:
    """The person's place among the staff, or None."""
    return await session.get(Staff, member_id)


async def everyone(session: AsyncSession) -> Sequence[Staff]:
    """All staff that are kept here, longest first."""
    found = await session.scalars(select(Staff).order_by(Staff.since, Staff.member_id))
    return found.all()


async def members(session: AsyncSession, ids: Sequence[int]) -> Sequence[Member]:
    """These people, as far as they are there; nobody is locked."""
    found = await session.scalars(select(Member).where(Member.id.in_(ids)))
    return found.all()


async def invitations(session: AsyncSession, now: datetime) -> Sequence[Invitation]:
    """The invitations that can still be accepted, oldest first."""
    found = await session.scalars(
        select(Invitation)
        .where(Invitation.ended_at.is_(None), Invitation.expires_at > now)
        .order_by(Invitation.id)
    )
    return found.all()


async def invitation(session: AsyncSession, digest: str) -> Invitation | None:
    """The invitation with this digest, open or not."""
    return await session.scalar(select(Invitation).where(Invitation.digest == digest))


async def end(session: AsyncSession, invitation_id: int, now: datetime) -> bool:
    """End an invitation. False if somebody was faster: it ends once."""
    done = await session.execute(
        update(Invitation)
        .where(Invitation.id == invitation_id, Invitation.ended_at.is_(None))
        .values(ended_at=now)
        .returning(Invitation.id)
    )
    return done.first() is not None
