"""Sequences, their messages, for whom they are, and who has what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Sequence as Several
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.in_ids import in_ids
from solbot.db.states import SeatStatus, SequenceState
from solbot.db.tables import (
    Member,
    Membership,
    Seat,
    Sequence,
    SequenceDelivery,
    SequenceMessage,
)
from solbot.db.upsert import insert_into

AT_ONCE = 1000  # rows in one statement; SQLite takes some thirty thousand values


class Participant(NamedTuple):
    """Somebody a sequence is for. Who has a seat joined when it was confirmed."""

    member_id: int
    joined_at: datetime
    zone: str | None
    announcement_hours: str | None
    quiet_hours: str | None


_CLOCK = (Member.zone, Member.announcement_hours, Member.quiet_hours)


def _participants(
    row: Sequence,
) -> Select[int, datetime, str | None, str | None, str | None]:
    if row.cohort_id is not None:
        return (
            select(Membership.member_id, Membership.joined_at, *_CLOCK)
            .join(Member, Member.id == Membership.member_id)
            .where(Membership.cohort_id == row.cohort_id)
            .order_by(Membership.joined_at, Membership.member_id)
        )
    return (
        select(Seat.member_id, Seat.since, *_CLOCK)
        .join(Member, Member.id == Seat.member_id)
        .where(Seat.program_id == row.program_id, Seat.status == SeatStatus.CONFIRMED)
        .order_by(Seat.since, Seat.member_id)
    )


async def participants(
    session: AsyncSession, row: Sequence, joined_after: datetime | None = None
) -> list[Participant]:
    """Everybody a sequence is for, who joined first first; or only who joined after a moment."""
    wanted = _participants(row)
    if joined_after is not None:
        joined = Membership.joined_at if row.cohort_id is not None else Seat.since
        wanted = wanted.where(joined > joined_after)
    return [Participant._make(one) for one in await session.execute(wanted)]


async def participant(session: AsyncSession, row: Sequence, member_id: int) -> Participant | None:
    """One of them; None for somebody it is not for (any more)."""
    found = (await session.execute(_participants(row).where(Member.id == member_id))).first()
    return Participant._make(found) if found else None


async def locked(session: AsyncSession, sequence_id: int) -> Sequence | None:
    """A sequence, nobody else's to change until this transaction ends."""
    return await session.get(Sequence, sequence_id, with_for_update=True, populate_existing=True)


async def get(session: AsyncSession, sequence_id: int) -> Sequence | None:
    """A sequence, whatever became of it."""
    return await session.get(Sequence, sequence_id)


async def message(session: AsyncSession, message_id: int) -> SequenceMessage | None:
    """One message of one."""
    return await session.get(SequenceMessage, message_id)


async def messages(session: AsyncSession, sequences: Collection[int]) -> Several[SequenceMessage]:
    """The messages of these, oldest first."""
    found = await session.scalars(
        select(SequenceMessage)
        .where(in_ids(session, SequenceMessage.sequence_id, sequences))
        .order_by(SequenceMessage.id)
    )
    return found.all()


async def page(
    session: AsyncSession, start: int, size: int, cohort_id: int | None, program_id: str | None
) -> Several[Sequence]:
    """Sequences that have not ended, newest first: all of them, or of one cohort, or of a program and its cohorts."""
    found = await session.scalars(
        select(Sequence)
        .where(*_live(cohort_id, program_id))
        .order_by(Sequence.id.desc())
        .offset(start)
        .limit(size)
    )
    return found.all()


async def count(session: AsyncSession, cohort_id: int | None, program_id: str | None) -> int:
    """How many `page` goes through."""
    wanted = select(func.count()).select_from(Sequence).where(*_live(cohort_id, program_id))
    return await session.scalar(wanted) or 0


def _live(cohort_id: int | None, program_id: str | None) -> list[ColumnElement[bool]]:
    of = [Sequence.cohort_id == cohort_id] if cohort_id is not None else []
    of += [Sequence.program_id == program_id] if program_id is not None else []
    return [Sequence.state != SequenceState.ENDED, *of]


async def running(session: AsyncSession) -> Several[tuple[Sequence, SequenceMessage]]:
    """All messages of sequences that run."""
    found = await session.execute(
        select(Sequence, SequenceMessage)
        .join(SequenceMessage, SequenceMessage.sequence_id == Sequence.id)
        .where(Sequence.state == SequenceState.RUNNING)
        .order_by(SequenceMessage.id)
    )
    return [(row, one) for row, one in found.all()]


async def start_anew(session: AsyncSession, sequences: Collection[int], now: datetime) -> None:
    """What was due before now is not sent any more."""
    await session.execute(
        update(SequenceMessage)
        .where(in_ids(session, SequenceMessage.sequence_id, sequences))
        .values(since=now)
    )


async def delivered(session: AsyncSession, message_id: int) -> Mapping[int, SequenceDelivery]:
    """Who has a message, or has it on its way."""
    found = await session.scalars(
        select(SequenceDelivery).where(SequenceDelivery.message_id == message_id)
    )
    return {one.member_id: one for one in found}


async def take(
    session: AsyncSession, message_id: int, due: Mapping[int, datetime]
) -> Collection[int]:
    """Note that these get a message now. Returns those for whom nobody else noted it before."""
    rows = [
        {"message_id": message_id, "member_id": member, "due_at": at}
        for member, at in sorted(due.items())
    ]
    new: list[int] = []
    for start in range(0, len(rows), AT_ONCE):
        found = await session.scalars(
            insert_into(session, SequenceDelivery)
            .values(rows[start : start + AT_ONCE])
            .on_conflict_do_nothing(index_elements=["message_id", "member_id"])
            .returning(SequenceDelivery.member_id)
        )
        new += found.all()
    return new


async def release(session: AsyncSession, message_id: int, member_id: int) -> None:
    """A message did not leave: it comes at another moment."""
    await session.execute(
        delete(SequenceDelivery).where(
            SequenceDelivery.message_id == message_id,
            SequenceDelivery.member_id == member_id,
            SequenceDelivery.sent_at.is_(None),
        )
    )


async def arrived(
    session: AsyncSession, message_id: int, members: Collection[int], now: datetime
) -> None:
    """These have it."""
    await session.execute(
        update(SequenceDelivery)
        .where(
            SequenceDelivery.message_id == message_id,
            in_ids(session, SequenceDelivery.member_id, members),
        )
        .values(sent_at=now)
    )


async def remove(session: AsyncSession, message_id: int) -> None:
    """A message is not one of its sequence any more."""
    await session.execute(delete(SequenceMessage).where(SequenceMessage.id == message_id))
