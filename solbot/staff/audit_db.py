"""The audit: what staff did. It can be added to and read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import distinct, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import Trace


async def page(
    session: AsyncSession,
    before: int | None,
    size: int,
    *,
    who: int | None = None,
    actions: Collection[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
) -> Sequence[Trace]:
    """Up to `size` traces older than this one (None: the newest), newest first; of or about one person, of these
    actions, between two moments, as far as these are given."""
    wanted = select(Trace).order_by(Trace.id.desc()).limit(size)
    if before is not None:
        wanted = wanted.where(Trace.id < before)
    if who is not None:
        wanted = wanted.where(or_(Trace.actor_id == who, Trace.about_id == who))
    if actions:
        wanted = wanted.where(Trace.action.in_(sorted(actions)))
    if since is not None:
        wanted = wanted.where(Trace.at >= since)
    if until is not None:
        wanted = wanted.where(Trace.at < until)
    return (await session.scalars(wanted)).all()


async def last_of(session: AsyncSession, actor_id: int, action: str) -> Trace | None:
    """When somebody did this last."""
    wanted = select(Trace).where(Trace.actor_id == actor_id, Trace.action == action)
    return await session.scalar(wanted.order_by(Trace.id.desc()).limit(1))


async def most_people(session: AsyncSession, since: datetime, actions: Sequence[str]) -> int:
    """At how many people the one who did most of this since then did it."""
    people = func.count(distinct(Trace.about_id))
    wanted = (
        select(people)
        .where(Trace.at > since, Trace.action.in_(actions))
        .group_by(Trace.actor_id)
        .order_by(people.desc())
        .limit(1)
    )
    return await session.scalar(wanted) or 0


async def newest(session: AsyncSession, most: int) -> Sequence[Trace]:
    """The newest traces, as many as there may be."""
    return (await session.scalars(select(Trace).order_by(Trace.id.desc()).limit(most))).all()


async def forget_person(session: AsyncSession, person_id: int) -> None:
    """Take a person's number out of what was done about them."""
    await session.execute(update(Trace).where(Trace.about_id == person_id).values(about_id=None))
