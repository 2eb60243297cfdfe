"""Announcements: what staff say to many."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from solbot.db.forms import KeptButton, KeptContent, KeptSubject, KeptTiming, KeptVote
from solbot.db.states import AnnouncementState, LetterStatus, RoundKind, RoundState
from solbot.db.tables import Announcement, Letter, Member, Recipient, Round


class RoundContent(NamedTuple):
    """What has to be known of a round to put its letters into words."""

    round_id: int
    kind: RoundKind
    state: RoundState
    announcement_id: int
    content: Mapping[str, KeptContent]
    subject: KeptSubject | None
    buttons: Sequence[KeptButton]
    timing: KeptTiming
    vote: KeptVote | None
    second: Mapping[str, KeptContent] | None
    source: int  # the round that sent it


_SENT = aliased(Round)
_SAID = (
    Round.id,
    Round.kind,
    Round.state,
    Announcement.id,
    Announcement.content,
    Announcement.subject,
    Announcement.buttons,
    Announcement.timing,
    Announcement.vote,
    Announcement.second,
    select(func.min(_SENT.id))
    .where(_SENT.announcement_id == Announcement.id, _SENT.kind == RoundKind.SENDING)
    .correlate(Announcement)
    .scalar_subquery(),
)


async def get(session: AsyncSession, announcement_id: int) -> Announcement | None:
    """One announcement, locked until the transaction ends, so that two staff change it one after the other."""
    return await session.get(Announcement, announcement_id, with_for_update=True)


async def seen(session: AsyncSession, announcement_id: int) -> Announcement | None:
    """One announcement, to be looked at."""
    return await session.get(Announcement, announcement_id)


async def private(session: AsyncSession, announcements: Collection[int]) -> set[int]:
    """Those of these announcements that are for people who answered something."""
    found = await session.scalars(
        select(Announcement.id).where(
            Announcement.id.in_(sorted(announcements)), Announcement.private
        )
    )
    return set(found)


async def of_rounds(session: AsyncSession, rounds: Collection[int]) -> Mapping[int, RoundContent]:
    """What these rounds say, by the round."""
    found = await session.execute(
        select(*_SAID).join(Announcement).where(Round.id.in_(sorted(rounds)))
    )
    return {row[0]: RoundContent(*row) for row in found}


async def count_begun(session: AsyncSession, author_id: int) -> int:
    """How many drafts of somebody's there are."""
    wanted = select(func.count()).select_from(Announcement)
    wanted = wanted.where(
        Announcement.author_id == author_id, Announcement.state == AnnouncementState.DRAFT
    )
    return await session.scalar(wanted) or 0


async def count_drafts(session: AsyncSession) -> int:
    """How many drafts there are."""
    wanted = (
        select(func.count())
        .select_from(Announcement)
        .where(Announcement.state == AnnouncementState.DRAFT)
    )
    return await session.scalar(wanted) or 0


async def page(
    session: AsyncSession, states: Sequence[AnnouncementState], before: int | None, size: int
) -> Sequence[Announcement]:
    """Announcements in these states, newest first, older than `before`."""
    wanted = (
        select(Announcement)
        .where(Announcement.state.in_(states))
        .order_by(Announcement.id.desc())
        .limit(size)
    )
    if before is not None:
        wanted = wanted.where(Announcement.id < before)
    return (await session.scalars(wanted)).all()


async def has_begun(session: AsyncSession, announcement_id: int, now: datetime) -> bool:
    """Whether an announcement may have reached anybody by now."""
    begun = select(Round.id).where(
        Round.announcement_id == announcement_id, Round.started_at <= now
    )
    return await session.scalar(begun.limit(1)) is not None


async def due_series(session: AsyncSession, now: datetime) -> Sequence[Announcement]:
    """Repeating announcements whose next run is due, locked."""
    found = await session.scalars(
        select(Announcement)
        .where(Announcement.next_at <= now, Announcement.state == AnnouncementState.SERIES)
        .with_for_update(skip_locked=True)
    )
    return found.all()


async def next_run(session: AsyncSession, after: datetime | None = None) -> datetime | None:
    """When a repeating announcement runs next (later than `after`, if given); None when none does."""
    wanted = select(func.min(Announcement.next_at)).where(
        Announcement.state == AnnouncementState.SERIES
    )
    if after is not None:
        wanted = wanted.where(Announcement.next_at > after)
    return await session.scalar(wanted)


async def nameless(session: AsyncSession, who: Select[Any]) -> int:
    """How many of these people have no name."""
    found = who.where(Member.name.is_(None)).subquery()
    return await session.scalar(select(func.count()).select_from(found)) or 0


def with_copy(announcement_id: int) -> Select[int]:
    """The ids of those who have a copy of an announcement, or are still to get it."""
    sending = select(Round.id).where(
        Round.announcement_id == announcement_id, Round.kind == RoundKind.SENDING
    )
    return select(Member.id).where(
        Member.id.in_(select(Recipient.member_id).where(Recipient.round_id.in_(sending)))
    )


async def tests(
    session: AsyncSession, keys: Sequence[str]
) -> list[tuple[str, LetterStatus, str | None]]:
    """Key, status and reason of these letters."""
    found = await session.execute(
        select(Letter.key, Letter.status, Letter.reason).where(Letter.key.in_(keys))
    )
    return [(key, status, reason) for key, status, reason in found]
