"""Moments that lie further ahead than they can, as a clock that was wrong for a while leaves them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, delete, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.details import Ref
from solbot.db.states import AnnouncementState, LetterStatus, RoundState, SeatStatus
from solbot.db.tables import OPEN, QUEUED, Announcement, Inbox, Letter, Member, Recipient, Round
from solbot.db.tables import Seat as SeatRow

_QUIETLY = {"synchronize_session": False}


class Ahead(NamedTuple):
    """A queued letter that is due only in days."""

    id: int
    kind: str
    ref: Ref
    due_at: datetime
    zone: str | None


async def letters(session: AsyncSession, after: datetime) -> Sequence[Ahead]:
    """Letters queued for later than a moment."""
    found = await session.execute(
        select(Letter.id, Letter.kind, Letter.ref, Letter.due_at, Member.zone)
        .join(Member, Member.id == Letter.member_id)
        .where(QUEUED, Letter.due_at > after)
    )
    return [Ahead(*row) for row in found]


async def drop(session: AsyncSession, ids: Collection[int]) -> None:
    """Delete letters that have not left, and with them their keys."""
    await session.execute(
        delete(Letter)
        .where(Letter.id.in_(ids), Letter.status == LetterStatus.QUEUED)
        .execution_options(**_QUIETLY)
    )


async def set_due(session: AsyncSession, letter_id: int, due_at: datetime) -> None:
    """Make a letter that has not left due at another moment."""
    await session.execute(
        update(Letter)
        .where(Letter.id == letter_id, Letter.status == LetterStatus.QUEUED)
        .values(due_at=due_at)
        .execution_options(**_QUIETLY)
    )


async def settled_later(session: AsyncSession, now: datetime, than: datetime) -> Sequence[int]:
    """Letters let go as too late at a moment later than one that is still to come, though now they are in time."""
    found = await session.scalars(
        select(Letter.id).where(
            Letter.status == LetterStatus.SKIPPED,
            Letter.reason == "too late",
            Letter.settled_at > than,
            Letter.not_after > now,
        )
    )
    return found.all()


async def queue_again(session: AsyncSession, ids: Collection[int]) -> None:
    """Let letters that were let go wait for their moment again."""
    await session.execute(
        update(Letter)
        .where(Letter.id.in_(ids), Letter.status == LetterStatus.SKIPPED)
        .values(
            status=LetterStatus.QUEUED,
            reason=None,
            settled_at=None,
            claimed_by=None,
            claimed_until=None,
        )
        .execution_options(**_QUIETLY)
    )


async def end_leases(session: AsyncSession, after: datetime, until: datetime) -> int:
    """Leases that end later than `after` end at once, or `until` then where a letter may be on the wire."""
    far = Letter.claimed_until > after
    held = await session.execute(
        update(Letter)
        .where(QUEUED, far)
        .values(claimed_until=None, claimed_by=None)
        .execution_options(**_QUIETLY)
    )
    sending = await session.execute(
        update(Letter)
        .where(OPEN, Letter.status == LetterStatus.SENDING, far)
        .values(claimed_until=until)
        .execution_options(**_QUIETLY)
    )
    return _count(held) + _count(sending)


async def take_up(session: AsyncSession, now: datetime, received: datetime, retry: datetime) -> int:
    """Updates received later than one moment, or put off beyond another, wait as from now."""
    waiting = text("done_at IS NULL")
    new = await session.execute(
        update(Inbox)
        .where(waiting, Inbox.received_at > received)
        .values(received_at=now)
        .execution_options(**_QUIETLY)
    )
    put_off = await session.execute(
        update(Inbox)
        .where(waiting, Inbox.retry_at > retry)
        .values(retry_at=now)
        .execution_options(**_QUIETLY)
    )
    return _count(new) + _count(put_off)


async def holds(session: AsyncSession, now: datetime, longest: datetime) -> Sequence[SeatRow]:
    """Seats held since a moment that is still to come, or for longer than any can be, locked."""
    found = await session.scalars(
        select(SeatRow)
        .where(
            SeatRow.status == SeatStatus.HELD,
            or_(SeatRow.since > now, SeatRow.held_until > longest),
        )
        .with_for_update(skip_locked=True)
    )
    return found.all()


async def reminders(session: AsyncSession, after: datetime) -> int:
    """Nobody is reminded later than that."""
    moved = await session.execute(
        update(Member)
        .where(Member.remind_at > after)
        .values(remind_at=None, remind_of=None)
        .execution_options(**_QUIETLY)
    )
    return _count(moved)


async def series(session: AsyncSession) -> Sequence[Announcement]:
    """Repeating announcements, locked."""
    found = await session.scalars(
        select(Announcement)
        .where(Announcement.state == AnnouncementState.SERIES, Announcement.next_at.is_not(None))
        .with_for_update(skip_locked=True)
    )
    return found.all()


async def recipients(session: AsyncSession, now: datetime, after: datetime) -> int:
    """Recipients of rounds under way who would wait for longer than until `after` are looked at now."""
    begun = select(Round.id).where(and_(Round.state == RoundState.RUNNING, Round.started_at <= now))
    done = await session.execute(
        update(Recipient)
        .where(text("waiting"), Recipient.round_id.in_(begun), Recipient.due_at > after)
        .values(due_at=now)
        .execution_options(**_QUIETLY)
    )
    return _count(done)


def _count(result: Any) -> int:
    return int(result.rowcount)
