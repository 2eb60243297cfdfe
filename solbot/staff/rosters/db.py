"""Lists of people that staff sent, as far as they were found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Table, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.in_ids import in_ids
from solbot.db.many import put_new, slices
from solbot.db.states import RosterState
from solbot.db.tables import Roster, RosterPerson

ROSTER_PEOPLE = cast(Table, RosterPerson.__table__)


async def put(session: AsyncSession, roster: Roster, people: Collection[int]) -> None:
    """Keep a list with its people."""
    session.add(roster)
    await session.flush()
    await put_new(
        session,
        ROSTER_PEOPLE,
        list(people),
        lambda _, at: {"position": at},
        unique=("roster_id", "member_id"),
        roster_id=roster.id,
        added=False,
    )


async def get(session: AsyncSession, roster_id: int) -> Roster | None:
    """A list, if it is there."""
    return await session.get(Roster, roster_id)


async def turn(
    session: AsyncSession, roster_id: int, before: RosterState, after: RosterState
) -> bool:
    """Let a list pass from one state to the next. False where it is in another by now."""
    found = await session.execute(
        update(Roster)
        .where(Roster.id == roster_id, Roster.state == before)
        .values(state=after)
        .returning(Roster.id)
    )
    return found.first() is not None


async def people(session: AsyncSession, roster_id: int) -> Sequence[int]:
    """Who is on a list, in its order."""
    found = await session.scalars(
        select(RosterPerson.member_id)
        .where(RosterPerson.roster_id == roster_id)
        .order_by(RosterPerson.position, RosterPerson.member_id)
    )
    return found.all()


async def added(session: AsyncSession, roster_id: int) -> dict[int, str | None]:
    """For whom it was new, and how it stood for them before."""
    found = await session.execute(
        select(RosterPerson.member_id, RosterPerson.was)
        .where(RosterPerson.roster_id == roster_id, RosterPerson.added)
        .order_by(RosterPerson.position, RosterPerson.member_id)
    )
    return dict(found.all())


async def count(session: AsyncSession, roster_id: int) -> int:
    """How many are on it."""
    wanted = select(func.count()).where(RosterPerson.roster_id == roster_id)
    return await session.scalar(wanted) or 0


async def note_added(session: AsyncSession, roster_id: int, ids: Collection[int]) -> None:
    """It was new for these."""
    await _note(session, roster_id, ids, added=True)


async def note_was(session: AsyncSession, roster_id: int, was: str, ids: Collection[int]) -> None:
    """So it stood for these before."""
    await _note(session, roster_id, ids, was=was)


async def _note(
    session: AsyncSession, roster_id: int, ids: Collection[int], **values: object
) -> None:
    async for some in slices(list(ids)):
        mine = in_ids(session, RosterPerson.member_id, some)
        await session.execute(
            update(RosterPerson)
            .where(RosterPerson.roster_id == roster_id, mine)
            .values(**values)
            .execution_options(synchronize_session=False)
        )


async def forget(session: AsyncSession, before: datetime) -> None:
    """Forget lists that were sent before a moment."""
    await session.execute(delete(Roster).where(Roster.made_at < before))
