"""Seats and waiting lists."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.in_ids import in_ids
from solbot.db.states import SeatStatus
from solbot.db.tables import Member, Seat

People = Select[int]
"""The ids of some people, as a statement."""


async def live(session: AsyncSession, program_id: str, member_id: int) -> Seat | None:
    """The member's seat in a program, or their place on its waiting list."""
    return await session.scalar(
        select(Seat).where(
            Seat.program_id == program_id,
            Seat.member_id == member_id,
            Seat.status != SeatStatus.ENDED,
        )
    )


async def get(session: AsyncSession, seat_id: int) -> Seat | None:
    """One seat, whatever became of it."""
    return await session.get(Seat, seat_id)


async def standings(
    session: AsyncSession, seat_ids: Collection[int]
) -> Sequence[tuple[int, SeatStatus, datetime | None]]:
    """How these seats stand, and until when those are held that are."""
    found = await session.execute(
        select(Seat.id, Seat.status, Seat.held_until).where(in_ids(session, Seat.id, seat_ids))
    )
    return [(seat_id, status, until) for seat_id, status, until in found]


async def of_member(session: AsyncSession, member_id: int) -> Sequence[Seat]:
    """A member's seats that have not ended, oldest first."""
    found = await session.scalars(
        select(Seat)
        .where(Seat.member_id == member_id, Seat.status != SeatStatus.ENDED)
        .order_by(Seat.id)
    )
    return found.all()


async def all_live(session: AsyncSession, program_id: str) -> Sequence[Seat]:
    """All seats of a program that have not ended, and all places on its list, as they are now."""
    found = await session.scalars(
        select(Seat)
        .where(Seat.program_id == program_id, Seat.status != SeatStatus.ENDED)
        .order_by(Seat.id)
        .execution_options(populate_existing=True)
    )
    return found.all()


async def ever_of(session: AsyncSession, member_id: int) -> Sequence[Seat]:
    """All seats of a member, ended ones too, oldest first."""
    found = await session.scalars(select(Seat).where(Seat.member_id == member_id).order_by(Seat.id))
    return found.all()


async def counts(session: AsyncSession, program_id: str) -> dict[SeatStatus, int]:
    """How many seats of a program there are, by status."""
    found = await session.execute(
        select(Seat.status, func.count()).where(Seat.program_id == program_id).group_by(Seat.status)
    )
    return dict(found.all())


async def to_see_to(session: AsyncSession, now: datetime, soon: datetime) -> tuple[int, int, int]:
    """How many seats are held, how many of them lapse before a moment, and how many people wait."""
    held = Seat.status == SeatStatus.HELD
    found = await session.execute(
        select(
            func.count(case((held, 1))),
            func.count(case((and_(held, Seat.held_until > now, Seat.held_until < soon), 1))),
            func.count(case((Seat.status == SeatStatus.WAITING, 1))),
        ).where(Seat.status.in_((SeatStatus.HELD, SeatStatus.WAITING)))
    )
    held_seats, lapsing, waits = found.one()
    return held_seats, lapsing, waits


async def taken(
    session: AsyncSession, program_id: str, who: People, since: datetime, until: datetime
) -> int:
    """How many of these people took a seat or a place on the waiting list within that time."""
    found = select(func.count(Seat.member_id.distinct())).where(
        Seat.program_id == program_id,
        Seat.created_at >= since,
        Seat.created_at <= until,
        Seat.member_id.in_(who),
    )
    return await session.scalar(found) or 0


async def ahead(session: AsyncSession, seat: Seat) -> int:
    """How many wait before this one."""
    found = await session.scalar(
        select(func.count())
        .select_from(Seat)
        .where(
            Seat.program_id == seat.program_id,
            Seat.status == SeatStatus.WAITING,
            Seat.id < seat.id,
        )
    )
    return found or 0


async def page(
    session: AsyncSession, program_id: str, status: SeatStatus, offset: int, limit: int | None
) -> Sequence[tuple[Seat, Member]]:
    """Seats of one status with their holders, who came first first; with no limit, all of them."""
    found = await session.execute(
        select(Seat, Member)
        .join(Member, Member.id == Seat.member_id)
        .where(Seat.program_id == program_id, Seat.status == status)
        .order_by(Seat.id)
        .offset(offset)
        .limit(limit)
    )
    return [(seat, member) for seat, member in found.all()]


async def rows(session: AsyncSession, program_id: str, status: SeatStatus) -> Sequence[Seat]:
    """All seats of one status, who came first first."""
    found = await session.scalars(
        select(Seat).where(Seat.program_id == program_id, Seat.status == status).order_by(Seat.id)
    )
    return found.all()


async def waiting(session: AsyncSession, program_id: str, limit: int) -> Sequence[Seat]:
    """The first on a waiting list."""
    found = await session.scalars(
        select(Seat)
        .where(Seat.program_id == program_id, Seat.status == SeatStatus.WAITING)
        .order_by(Seat.id)
        .limit(limit)
    )
    return found.all()


async def with_waiting(session: AsyncSession) -> Sequence[str]:
    """The programs somebody waits for."""
    found = await session.scalars(
        select(Seat.program_id).where(Seat.status == SeatStatus.WAITING).distinct()
    )
    return found.all()


async def held_beyond(session: AsyncSession, now: datetime) -> Sequence[Seat]:
    """Held seats whose time is up."""
    found = await session.scalars(
        select(Seat).where(Seat.status == SeatStatus.HELD, Seat.held_until <= now).order_by(Seat.id)
    )
    return found.all()


async def ending(session: AsyncSession, before: datetime) -> Sequence[Seat]:
    """Held seats that lapse before a moment, and whose holders were not reminded."""
    found = await session.scalars(
        select(Seat)
        .where(
            Seat.status == SeatStatus.HELD, Seat.held_until <= before, Seat.reminded_at.is_(None)
        )
        .with_for_update(skip_locked=True)
    )
    return found.all()


async def lapsing(session: AsyncSession, now: datetime, before: datetime) -> Sequence[Seat]:
    """Held seats that lapse between two moments."""
    found = await session.scalars(
        select(Seat)
        .where(Seat.status == SeatStatus.HELD, Seat.held_until > now, Seat.held_until <= before)
        .order_by(Seat.id)
    )
    return found.all()


async def held_until(session: AsyncSession) -> Sequence[tuple[datetime, datetime | None]]:
    """When each held seat lapses, and when its holder was reminded of that, if they were."""
    found = await session.execute(
        select(Seat.held_until, Seat.reminded_at).where(
            Seat.status == SeatStatus.HELD, Seat.held_until.is_not(None)
        )
    )
    return [(until, reminded) for until, reminded in found.all() if until is not None]


async def confirmed(session: AsyncSession, program_id: str) -> Sequence[tuple[int, str | None]]:
    """Who has a confirmed seat, each with their zone."""
    found = await session.execute(
        select(Seat.member_id, Member.zone)
        .join(Member, Member.id == Seat.member_id)
        .where(Seat.program_id == program_id, Seat.status == SeatStatus.CONFIRMED)
    )
    return [(member_id, zone) for member_id, zone in found.all()]


async def holders(session: AsyncSession, program_id: str) -> Sequence[int]:
    """Who has a seat, held or confirmed."""
    found = await session.scalars(
        select(Seat.member_id).where(
            Seat.program_id == program_id, Seat.status.in_((SeatStatus.HELD, SeatStatus.CONFIRMED))
        )
    )
    return found.all()


async def with_confirmed(session: AsyncSession) -> Sequence[str]:
    """The programs somebody has a confirmed seat in."""
    found = await session.scalars(
        select(Seat.program_id).where(Seat.status == SeatStatus.CONFIRMED).distinct()
    )
    return found.all()
