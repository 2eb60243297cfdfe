"""People as staff may see them: who is there, and what was sent to them. Nothing here reads a journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, LargeBinary, and_, func, or_, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.announcements.send.rounds_db import public
from solbot.db import types
from solbot.db.details import Ref
from solbot.db.in_ids import in_ids
from solbot.db.states import TO_BE_SENT, LetterStatus, MemberState
from solbot.db.tables import Letter, Member
from solbot.telegram.kinds import Kinds
from solbot.telegram.letters import ShownToStaff

IS_MEMBER = Member.consented_at.is_not(None)


class Sealed(NamedTuple):
    """A member's name and username as they are kept: encrypted."""

    id: int
    name: bytes | None
    username: bytes | None


class MemberName(NamedTuple):
    """A member's name and username."""

    id: int
    name: str
    username: str | None


class LetterBrief(NamedTuple):
    """A letter, as far as staff see it: what kind, when, and what became of it."""

    id: int
    kind: str
    ref: Ref
    status: LetterStatus
    due_at: datetime
    settled_at: datetime | None


async def sealed(session: AsyncSession, after: int, limit: int) -> Sequence[Sealed]:
    """Up to `limit` members with higher ids than this one, lowest first, nothing decrypted."""
    found = await session.execute(
        select(
            Member.id,
            type_coerce(Member.name, LargeBinary),
            type_coerce(Member.username, LargeBinary),
        )
        .where(Member.id > after, IS_MEMBER)
        .order_by(Member.id)
        .limit(limit)
    )
    return [Sealed(*row) for row in found]


async def sealed_of(session: AsyncSession, ids: Sequence[int]) -> Sequence[Sealed]:
    """These people, as far as they are there, nothing decrypted."""
    found = await session.execute(
        select(
            Member.id,
            type_coerce(Member.name, LargeBinary),
            type_coerce(Member.username, LargeBinary),
        ).where(in_ids(session, Member.id, ids))
    )
    return [Sealed(*row) for row in found]


def opened(rows: Sequence[Sealed]) -> list[MemberName]:
    """Decrypt. Takes some 15 microseconds for each: of many, not for the event loop."""
    return [
        MemberName(row.id, types.opened(row.name) or "", types.opened(row.username) or None)
        for row in rows
    ]


def usernames(rows: Sequence[Sealed]) -> Mapping[int, str]:
    """Decrypt no more than the usernames, of those who have one, by the member's id."""
    found = {row.id: types.opened(row.username) for row in rows}
    return {one: name for one, name in found.items() if name}


async def some(session: AsyncSession, ids: Sequence[int]) -> Mapping[int, Member]:
    """These members, by id, as far as they are there; nobody is locked."""
    found = await session.scalars(
        select(Member).where(in_ids(session, Member.id, ids), IS_MEMBER).order_by(Member.id)
    )
    return {member.id: member for member in found}


async def there(session: AsyncSession, ids: Sequence[int]) -> frozenset[int]:
    """Which of these are members."""
    found = await session.scalars(
        select(Member.id).where(in_ids(session, Member.id, ids), IS_MEMBER)
    )
    return frozenset(found)


async def counts(session: AsyncSession, now: datetime) -> Mapping[str, int]:
    """How many members there are, and how many of them are active, paused, and gone."""
    paused = is_paused(now)
    active = Member.state == MemberState.ACTIVE
    found = await session.execute(
        select(
            func.count(),
            func.count().filter(and_(active, ~paused)),
            func.count().filter(and_(active, paused)),
            func.count().filter(~active),
        ).where(IS_MEMBER)
    )
    return dict(zip(("members", "active", "paused", "left"), found.one(), strict=True))


def is_paused(now: datetime) -> ColumnElement[bool]:
    """Whether a pause of the member's is in force."""
    return and_(
        Member.paused_at.is_not(None),
        or_(Member.paused_until.is_(None), Member.paused_until > now),
    )


async def settled(
    session: AsyncSession, kinds: Kinds, member_id: int, before: int | None, size: int
) -> Sequence[LetterBrief]:
    """Letters to a person that are done with, older than this one (None: the newest), newest first.

    Coaching that was called off is left out: it may be so because the person answered.
    """
    wanted = _LETTERS.where(
        Letter.member_id == member_id,
        Letter.status.not_in(TO_BE_SENT),
        Letter.kind.in_(kinds.told(ShownToStaff.NAMED, ShownToStaff.COACHING)),
        or_(
            Letter.kind.not_in(kinds.told(ShownToStaff.COACHING)),
            Letter.status != LetterStatus.CANCELLED,
        ),
    )
    if before is not None:
        wanted = wanted.where(Letter.id < before)
    found = await session.execute(wanted.order_by(Letter.id.desc()).limit(size))
    return [LetterBrief(*row) for row in found]


async def why_unreached(session: AsyncSession, member_id: int) -> str | None:
    """What Telegram said of the last letter that did not reach a person for good; None where all did."""
    return await session.scalar(
        select(Letter.reason)
        .where(Letter.member_id == member_id, Letter.status == LetterStatus.FAILED)
        .order_by(Letter.id.desc())
        .limit(1)
    )


async def queued(
    session: AsyncSession, kinds: Kinds, member_id: int, size: int
) -> Sequence[LetterBrief]:
    """Letters to a person that are on their way, the next first; when coaching comes, their slots say."""
    found = await session.execute(
        _LETTERS.where(
            Letter.member_id == member_id,
            Letter.status.in_(TO_BE_SENT),
            Letter.kind.in_(kinds.told(ShownToStaff.NAMED)),
        )
        .order_by(Letter.due_at, Letter.id)
        .limit(size)
    )
    return [LetterBrief(*row) for row in found]


_LETTERS = select(
    Letter.id, Letter.kind, Letter.ref, Letter.status, Letter.due_at, Letter.settled_at
).where(public(Letter.round_id))
