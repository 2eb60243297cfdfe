"""Cohorts, and who is in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import cast

from sqlalchemy import ColumnElement, Table, case, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.in_ids import in_ids
from solbot.db.many import put_new, take_out
from solbot.db.states import CohortState
from solbot.db.tables import Cohort, Member, Membership

MEMBERSHIPS = cast(Table, Membership.__table__)

Counted = tuple[Cohort, int]


async def get(session: AsyncSession, cohort_id: int) -> Counted | None:
    """A cohort with the number of its people, or None."""
    found = (await session.execute(_COUNTED.where(Cohort.id == cohort_id))).first()
    return (found[0], found[1]) if found else None


async def by_slug(session: AsyncSession, slug: str) -> Counted | None:
    """The cohort whose link ends so, or None."""
    found = (await session.execute(_COUNTED.where(Cohort.slug == slug))).first()
    return (found[0], found[1]) if found else None


async def locked(session: AsyncSession, cohort_id: int) -> Cohort | None:
    """A cohort, nobody else's to change until this transaction ends."""
    return await session.get(Cohort, cohort_id, with_for_update=True, populate_existing=True)


async def page(
    session: AsyncSession, program_id: str | None, state: CohortState | None, start: int, size: int
) -> Sequence[Counted]:
    """Cohorts from `start`, of one program or all, in one state or any: open ones first, the latest first."""
    wanted = (
        _COUNTED.where(*_chosen(program_id, state))
        .order_by(
            case((Cohort.state == CohortState.OPEN, 0), else_=1),
            Cohort.last_day.desc(),
            Cohort.id.desc(),
        )
        .offset(start)
        .limit(size)
    )
    return [(cohort, people) for cohort, people in (await session.execute(wanted)).all()]


async def count(session: AsyncSession, program_id: str | None, state: CohortState | None) -> int:
    """How many cohorts `page` goes through."""
    wanted = select(func.count()).select_from(Cohort).where(*_chosen(program_id, state))
    return await session.scalar(wanted) or 0


async def open_until(session: AsyncSession, day: date) -> Sequence[Cohort]:
    """Open cohorts whose last day is before this one, locked; those that another process has are left out."""
    found = await session.scalars(
        select(Cohort)
        .where(Cohort.state == CohortState.OPEN, Cohort.last_day < day)
        .order_by(Cohort.id)
        .with_for_update(skip_locked=True)
    )
    return found.all()


async def add(
    session: AsyncSession, cohort_id: int, people: Collection[int], now: datetime, by: int | None
) -> list[int]:
    """Put people in a cohort; returns who was not in it before."""
    return await put_new(
        session,
        MEMBERSHIPS,
        list(people),
        unique=("cohort_id", "member_id"),
        cohort_id=cohort_id,
        joined_at=now,
        added_by=by,
    )


async def remove(session: AsyncSession, cohort_id: int, member_id: int) -> bool:
    """Take a person out of a cohort. False if they were not in it."""
    done = await session.execute(
        delete(Membership)
        .where(Membership.cohort_id == cohort_id, Membership.member_id == member_id)
        .returning(Membership.member_id)
    )
    return done.first() is not None


async def remove_all(session: AsyncSession, cohort_id: int, people: Collection[int]) -> list[int]:
    """Take people out of a cohort; returns who was in it."""
    in_it = Membership.cohort_id == cohort_id
    return await take_out(session, Membership.member_id, list(people), in_it)


async def has(session: AsyncSession, cohort_id: int, member_id: int) -> bool:
    """Whether a person is in a cohort."""
    return await session.get(Membership, (cohort_id, member_id)) is not None


async def names(session: AsyncSession, cohort_ids: Collection[int]) -> dict[int, str]:
    """What these cohorts are called."""
    wanted = select(Cohort.id, Cohort.name).where(in_ids(session, Cohort.id, cohort_ids))
    found = await session.execute(wanted)
    return dict(found.all())


async def memberships(
    session: AsyncSession, cohort_ids: Collection[int], people: Collection[int]
) -> Sequence[tuple[int, int]]:
    """Who of these people is in which of these cohorts."""
    found = await session.execute(
        select(Membership.cohort_id, Membership.member_id).where(
            in_ids(session, Membership.cohort_id, cohort_ids),
            in_ids(session, Membership.member_id, people),
        )
    )
    return [(cohort_id, member_id) for cohort_id, member_id in found.all()]


async def people(session: AsyncSession, cohort_id: int) -> Sequence[int]:
    """Everyone in a cohort."""
    found = await session.scalars(
        select(Membership.member_id).where(Membership.cohort_id == cohort_id)
    )
    return found.all()


async def joined(session: AsyncSession, cohort_id: int) -> Sequence[tuple[int, datetime]]:
    """Everyone in a cohort with when they joined, who joined first coming first."""
    found = await session.execute(
        select(Membership.member_id, Membership.joined_at)
        .where(Membership.cohort_id == cohort_id)
        .order_by(Membership.joined_at, Membership.member_id)
    )
    return [(member_id, at) for member_id, at in found]


async def roster(
    session: AsyncSession, cohort_id: int, start: int, size: int
) -> Sequence[tuple[Member, datetime]]:
    """The people of a cohort from `start`, with when each joined, who joined first coming first."""
    found = await session.execute(
        select(Member, Membership.joined_at)
        .join(Membership, Membership.member_id == Member.id)
        .where(Membership.cohort_id == cohort_id)
        .order_by(Membership.joined_at, Membership.member_id)
        .offset(start)
        .limit(size)
    )
    return [(member, joined) for member, joined in found.all()]


async def of_member(session: AsyncSession, member_id: int) -> Sequence[tuple[Cohort, datetime]]:
    """A person's cohorts with when they joined, the latest first."""
    found = await session.execute(
        select(Cohort, Membership.joined_at)
        .join(Membership, Membership.cohort_id == Cohort.id)
        .where(Membership.member_id == member_id)
        .order_by(Cohort.last_day.desc(), Cohort.id.desc())
    )
    return [(cohort, joined) for cohort, joined in found.all()]


def _chosen(program_id: str | None, state: CohortState | None) -> list[ColumnElement[bool]]:
    of_program = [Cohort.program_id == program_id] if program_id is not None else []
    return [*of_program, Cohort.state == state if state else Cohort.state != CohortState.CALLED_OFF]


_COUNTED = select(
    Cohort,
    select(func.count())
    .select_from(Membership)
    .where(Membership.cohort_id == Cohort.id)
    .scalar_subquery(),
)
