"""Alumni: who took part in which program."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.many import put_new, take_out
from solbot.db.tables import Alumnus, Member

ALUMNI = cast(Table, Alumnus.__table__)


async def mark(
    session: AsyncSession, program_id: str, people: Collection[int], now: datetime, by: int | None
) -> list[int]:
    """Make people alumni of a program; returns who was none before."""
    return await put_new(
        session,
        ALUMNI,
        list(people),
        unique=("program_id", "member_id"),
        program_id=program_id,
        since=now,
        marked_by=by,
    )


async def unmark(session: AsyncSession, program_id: str, people: Collection[int]) -> list[int]:
    """People are no alumni of a program any more; returns who was."""
    of_it = Alumnus.program_id == program_id
    return await take_out(session, Alumnus.member_id, list(people), of_it)


async def get(session: AsyncSession, program_id: str, member_id: int) -> Alumnus | None:
    """A person's standing as one of a program's alumni, or None."""
    return await session.get(Alumnus, (program_id, member_id))


async def of_member(session: AsyncSession, member_id: int) -> Sequence[Alumnus]:
    """Of which programs a person is one of the alumni, the earliest first."""
    found = await session.scalars(
        select(Alumnus)
        .where(Alumnus.member_id == member_id)
        .order_by(Alumnus.since, Alumnus.program_id)
    )
    return found.all()


async def any_of(session: AsyncSession, member_id: int) -> bool:
    """Whether a person took part in any program."""
    wanted = select(Alumnus.member_id).where(Alumnus.member_id == member_id).limit(1)
    return await session.scalar(wanted) is not None


async def latest(session: AsyncSession, most: int) -> Sequence[int]:
    """People who are alumni of any program, those of whom it is known since lately first."""
    found = await session.scalars(
        select(Alumnus.member_id)
        .group_by(Alumnus.member_id)
        .order_by(func.max(Alumnus.since).desc(), Alumnus.member_id)
        .limit(most)
    )
    return found.all()


async def count(session: AsyncSession, program_id: str | None = None) -> int:
    """How many people are alumni, of one program or of any."""
    wanted = select(func.count(Alumnus.member_id.distinct()))
    if program_id is not None:
        wanted = wanted.where(Alumnus.program_id == program_id)
    return await session.scalar(wanted) or 0


async def people(session: AsyncSession, program_id: str) -> Sequence[int]:
    """Everyone who took part in a program."""
    found = await session.scalars(select(Alumnus.member_id).where(Alumnus.program_id == program_id))
    return found.all()


async def since(session: AsyncSession, program_id: str) -> Sequence[tuple[int, datetime]]:
    """Everyone who took part in a program with since when that is known, the latest first."""
    found = await session.execute(
        select(Alumnus.member_id, Alumnus.since)
        .where(Alumnus.program_id == program_id)
        .order_by(Alumnus.since.desc(), Alumnus.member_id)
    )
    return [(member_id, at) for member_id, at in found]


async def page(
    session: AsyncSession, program_id: str, start: int, size: int
) -> Sequence[tuple[Member, datetime]]:
    """A program's alumni from `start`, with since when, the latest first."""
    found = await session.execute(
        select(Member, Alumnus.since)
        .join(Alumnus, Alumnus.member_id == Member.id)
        .where(Alumnus.program_id == program_id)
        .order_by(Alumnus.since.desc(), Alumnus.member_id)
        .offset(start)
        .limit(size)
    )
    return [(member, since) for member, since in found.all()]
