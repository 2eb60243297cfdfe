"""Requests: what members asked to be told when it is known."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import Member, Request


async def of_member(session: AsyncSession, member_id: int) -> Sequence[Request]:
    """A member's requests, oldest first."""
    found = await session.scalars(
        select(Request).where(Request.member_id == member_id).order_by(Request.id)
    )
    return found.all()


async def get(session: AsyncSession, member_id: int, program: str, fact: str) -> Request | None:
    """The member's request for this fact of a program, or None."""
    return await session.scalar(
        select(Request).where(
            Request.member_id == member_id, Request.program == program, Request.fact == fact
        )
    )


async def by_id(session: AsyncSession, request_id: int) -> Request | None:
    """One request."""
    return await session.get(Request, request_id)


async def untold(session: AsyncSession) -> Sequence[tuple[str, str, str | None, str | None, int]]:
    """The programs and facts that somebody still waits to hear of, with the language they chose, the one of their app,
    and how many they are."""
    what = (Request.program, Request.fact, Member.language, Member.language_hint)
    found = await session.execute(
        select(*what, func.count())
        .join(Member, Member.id == Request.member_id)
        .where(Request.told_at.is_(None))
        .group_by(*what)
    )
    return [(program, fact, chosen, hint, n) for program, fact, chosen, hint, n in found.all()]


async def counts(session: AsyncSession, program: str) -> dict[str, int]:
    """How many wait to hear of each fact of a program."""
    found = await session.execute(
        select(Request.fact, func.count())
        .where(Request.program == program, Request.told_at.is_(None))
        .group_by(Request.fact)
    )
    return {row.fact: int(row[1]) for row in found}


async def waiting_for(
    session: AsyncSession, program: str, fact: str
) -> Sequence[tuple[Request, str | None, str | None]]:
    """Everyone's requests for this fact that were not answered yet, each with the language they chose, and the one of
    their app."""
    found = await session.execute(
        select(Request, Member.language, Member.language_hint)
        .join(Member, Member.id == Request.member_id)
        .where(Request.program == program, Request.fact == fact, Request.told_at.is_(None))
        .order_by(Request.id)
        .with_for_update(of=Request, skip_locked=True)
    )
    return [(request, chosen, hint) for request, chosen, hint in found.all()]
