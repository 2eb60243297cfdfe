"""Who has to wait for an announcement, counted by what makes them wait: one statement, however many they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, Subquery, and_, case, func, literal, select, text, true, union
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.announcements.send.rounds_db import answering, public
from solbot.db.states import LetterStatus, RoundKind
from solbot.db.tables import Letter, Member, Recipient


class Alike(NamedTuple):
    """Some who go by one clock, and have the same to wait for."""

    zone: str
    hours: str  # those they chose for announcements; "" for the usual ones
    quiet: str  # … in which nothing is to come; "" for none
    has_one: bool  # they got another one lately, the last at `last`
    one_is_coming: bool  # another one is in the outbox for them
    is_answering: bool  # they were asked something, the last at `asked`
    people: int
    last: datetime | None
    asked: datetime | None
    due: datetime | None  # the latest moment they are put off to


async def of_audience(
    session: AsyncSession,
    who: Select[Any],
    default_zone: str,
    lately: datetime,
    busy: datetime,
    now: datetime,
    *,
    private: bool,
) -> Sequence[Alike]:
    """Everyone of an audience; who got one after `lately`, or was asked after `busy` and has not answered.
    `private` ones count, or not."""
    due = literal(None, Recipient.due_at.type).label("due")
    ids = who.subquery()
    mine = select(ids.c.id, due).subquery()
    return await _counted(session, mine, None, default_zone, lately, busy, now, private)


async def of_round(
    session: AsyncSession,
    round_id: int,
    default_zone: str,
    lately: datetime,
    busy: datetime,
    now: datetime,
) -> Sequence[Alike]:
    """Everyone of a round who was put off beyond this moment."""
    recipients = select(Recipient.member_id.label("id"), Recipient.due_at.label("due")).where(
        text("waiting"), Recipient.round_id == round_id, Recipient.due_at > now
    )
    letters = select(Letter.member_id, Letter.due_at).where(
        Letter.round_id == round_id, Letter.status == LetterStatus.QUEUED, Letter.due_at > now
    )
    mine = union(recipients, letters).subquery()
    return await _counted(session, mine, round_id, default_zone, lately, busy, now, private=False)


async def _counted(
    session: AsyncSession,
    mine: Subquery,
    round_id: int | None,
    default_zone: str,
    lately: datetime,
    busy: datetime,
    now: datetime,
    private: bool,
) -> Sequence[Alike]:
    counts = true() if private else public(Letter.round_id)
    last = (
        select(Letter.member_id, func.max(Letter.settled_at).label("at"))
        .where(
            Letter.settled_at > lately,
            Letter.settled_at <= now,
            Letter.kind == RoundKind.SENDING,
            Letter.status.in_((LetterStatus.SENT, LetterStatus.UNSURE)),
            counts,
        )
        .group_by(Letter.member_id)
        .subquery()
    )
    other = true() if round_id is None else Letter.round_id != round_id
    on_the_way = and_(
        text("status IN ('queued', 'sending')"), Letter.kind == RoundKind.SENDING, other
    )
    coming = select(Letter.member_id).where(on_the_way, counts).distinct().subquery()
    asked = answering(busy, now).subquery()
    each = (
        select(
            func.coalesce(Member.zone, default_zone).label("zone"),
            func.coalesce(Member.announcement_hours, "").label("hours"),
            func.coalesce(Member.quiet_hours, "").label("quiet"),
            case((last.c.at.is_not(None), 1), else_=0).label("has_one"),
            case((coming.c.member_id.is_not(None), 1), else_=0).label("one_is_coming"),
            case((asked.c.since.is_not(None), 1), else_=0).label("is_answering"),
            last.c.at.label("last"),
            asked.c.since.label("asked"),
            mine.c.due,
        )
        .select_from(mine)
        .join(Member, Member.id == mine.c.id)
        .outerjoin(last, last.c.member_id == mine.c.id)
        .outerjoin(coming, coming.c.member_id == mine.c.id)
        .outerjoin(asked, asked.c.member_id == mine.c.id)
        .subquery()
    )
    alike = [each.c[name] for name in Alike._fields[:6]]
    latest = [func.max(each.c[name]) for name in ("last", "asked", "due")]
    found = await session.execute(select(*alike, func.count(), *latest).group_by(*alike))
    return [Alike._make(row) for row in found]
