"""Rounds: which there are, how far they are, and what became of their letters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    func,
    or_,
    select,
    text,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.in_ids import in_ids
from solbot.db.states import TO_BE_SENT, LetterStatus, RoundKind, RoundState
from solbot.db.tables import Announcement, Dialog, Letter, Recipient, Round


async def get(session: AsyncSession, round_id: int) -> Round | None:
    """One round, locked."""
    return await session.get(Round, round_id, with_for_update=True)


async def seen(session: AsyncSession, round_id: int) -> Round | None:
    """One round, to be looked at."""
    return await session.get(Round, round_id)


async def of_announcement(session: AsyncSession, announcement_id: int) -> Sequence[Round]:
    """The rounds of an announcement, newest first."""
    found = await session.scalars(
        select(Round).where(Round.announcement_id == announcement_id).order_by(Round.id.desc())
    )
    return found.all()


async def of_announcements(
    session: AsyncSession, announcements: Collection[int]
) -> Sequence[Round]:
    """The rounds of these announcements, oldest first."""
    found = await session.scalars(
        select(Round).where(Round.announcement_id.in_(sorted(announcements))).order_by(Round.id)
    )
    return found.all()


async def held(session: AsyncSession, announcement_id: int) -> Sequence[Round]:
    """The rounds of an announcement as they are now, oldest first, each locked: meanwhile none hands letters over."""
    found = await session.scalars(
        select(Round)
        .where(Round.announcement_id == announcement_id)
        .order_by(Round.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return found.all()


async def running(session: AsyncSession) -> Sequence[Round]:
    """Rounds under way, urgent ones first, then the oldest, each locked; one that somebody is at is left out."""
    found = await session.scalars(
        select(Round)
        .where(Round.state == RoundState.RUNNING)
        .order_by(Round.urgent.desc(), Round.id)
        .with_for_update(skip_locked=True)
    )
    return found.all()


async def running_ids(session: AsyncSession) -> Sequence[int]:
    """The numbers of rounds under way, urgent ones first, then the oldest; nobody waits for it, nor is any left out."""
    found = await session.scalars(
        select(Round.id)
        .where(Round.state == RoundState.RUNNING)
        .order_by(Round.urgent.desc(), Round.id)
    )
    return found.all()


async def next_due(
    session: AsyncSession, member_id: int | None, after: datetime | None = None
) -> datetime | None:
    """The earliest moment (later than `after`, if given) at which a running round has a letter to hand over.

    For anybody, or for one member.
    """
    running = select(Round.id).where(Round.state == RoundState.RUNNING)
    wanted = select(func.min(Recipient.due_at)).where(
        text("waiting"), Recipient.round_id.in_(running)
    )
    if member_id is not None:
        wanted = wanted.where(Recipient.member_id == member_id)
    if after is not None:
        wanted = wanted.where(Recipient.due_at > after)
    return await session.scalar(wanted)


def public(round_id: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Whether a letter or recipient is of no round to people who answered something: who those are, nobody may see."""
    private = (
        select(Round.id)
        .join(Announcement, Announcement.id == Round.announcement_id)
        .where(Announcement.private)
    )
    return or_(round_id.is_(None), round_id.not_in(private))


async def last_announced(
    session: AsyncSession,
    members: Collection[int],
    since: datetime,
    now: datetime,
    *,
    private: bool,
) -> dict[int, datetime]:
    """When these members last got an announcement, as far as that was after `since`, and not later than now;
    `private` ones count, or not."""
    found = await session.execute(
        select(Letter.member_id, func.max(Letter.settled_at))
        .where(
            in_ids(session, Letter.member_id, members),
            Letter.settled_at > since,
            Letter.settled_at <= now,
            Letter.kind == RoundKind.SENDING,
            Letter.status.in_((LetterStatus.SENT, LetterStatus.UNSURE)),
            true() if private else public(Letter.round_id),
        )
        .group_by(Letter.member_id)
    )
    return {member: at for member, at in found if at is not None}


async def with_one_coming(
    session: AsyncSession, members: Collection[int], *, private: bool
) -> set[int]:
    """Those of these members who have an announcement in the outbox; `private` ones count, or not."""
    found = await session.scalars(
        select(Letter.member_id).where(
            text("status IN ('queued', 'sending')"),
            in_ids(session, Letter.member_id, members),
            Letter.kind == RoundKind.SENDING,
            true() if private else public(Letter.round_id),
        )
    )
    return set(found)


async def busy_since(
    session: AsyncSession, members: Collection[int], since: datetime, now: datetime
) -> dict[int, datetime]:
    """Those of these members who are in the middle of answering, and since when they were last at it."""
    found = await session.execute(
        answering(since, now).where(in_ids(session, Dialog.member_id, members))
    )
    return dict(found.all())


def answering(since: datetime, now: datetime) -> Select[int, datetime]:
    """Who is in the middle of answering, and since when they were last at it."""
    return select(Dialog.member_id, Dialog.since).where(
        Dialog.awaits.is_not(None), Dialog.since > since, Dialog.since <= now
    )


async def letters(
    session: AsyncSession, round_id: int
) -> dict[tuple[LetterStatus, str | None], int]:
    """How many letters of a round are in each status, and for which reason where it did not go well."""
    mine = Letter.round_id == round_id
    by_status = await session.execute(
        select(Letter.status, func.count()).where(mine).group_by(Letter.status)
    )
    well = (*TO_BE_SENT, LetterStatus.SENT, LetterStatus.UNSURE)
    found: dict[tuple[LetterStatus, str | None], int] = {
        (status, None): count for status, count in by_status if status in well
    }
    # Few, and the index alone does not know their reasons.
    rest = await session.execute(
        select(Letter.status, Letter.reason, func.count())
        .where(
            mine,
            Letter.status.in_((LetterStatus.FAILED, LetterStatus.SKIPPED, LetterStatus.CANCELLED)),
        )
        .group_by(Letter.status, Letter.reason)
    )
    return found | {(status, reason): count for status, reason, count in rest}


async def is_over(session: AsyncSession, round_id: int) -> bool:
    """Whether nobody waits and no letter of the round is still to be sent."""
    wait = select(Recipient.member_id).where(text("waiting"), Recipient.round_id == round_id)
    open_ = select(Letter.id).where(Letter.round_id == round_id, Letter.status.in_(TO_BE_SENT))
    if await session.scalar(wait.limit(1)) is not None:
        return False
    return await session.scalar(open_.limit(1)) is None


async def shown(session: AsyncSession, round_id: int, before: datetime, now: datetime) -> bool:
    """Note that a round's report is brought up to date now, unless that was done after `before`. False then."""
    done = await session.execute(
        update(Round)
        .where(Round.id == round_id, or_(Round.shown_at.is_(None), Round.shown_at < before))
        .values(shown_at=now)
        .returning(Round.id)
        .execution_options(synchronize_session=False)
    )
    return done.first() is not None
