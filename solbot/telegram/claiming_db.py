"""Which letters may leave now: claimed, so that no two senders have the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import QUEUED
from solbot.telegram.outbox_db import CLAIMED, LETTERS

# Any number will do, so long as every solbot process uses the same one.
CLAIMING = 50_515_015
CHAT_GAP = timedelta(seconds=1)  # Telegram: about one message a second in one chat


async def claim(
    session: AsyncSession, now: datetime, until: datetime, by: int, priority: int, limit: int
) -> Sequence[Row[Any]]:
    """Take up to `limit` letters of a priority that are due, the longest due first, until the lease ends.

    Never two letters to one person at a time, nor one within a second of their last: so each
    person's letters keep their order. The letters stay queued: they have not left.
    """
    if session.get_bind().dialect.name == "postgresql":
        # Two claims at once could each take another letter of the same person.
        await session.execute(select(func.pg_advisory_xact_lock(CLAIMING)))
    connection = await session.connection()
    found = await connection.execute(
        _CLAIM,
        {
            "now": now,
            "recently": now - CHAT_GAP,
            "until": until,
            "by": by,
            "which": priority,
            "most": limit,
        },
    )
    return sorted(found, key=lambda row: (row.due_at, row.id))


async def claimable(session: AsyncSession, now: datetime) -> bool:
    """Whether there is a letter that may be claimed now."""
    connection = await session.connection()
    given = {"now": now, "recently": now - CHAT_GAP}
    return (await connection.execute(_CLAIMABLE, given)).first() is not None


def _unclaimed(letter: FromClause) -> ColumnElement[bool]:
    return or_(letter.c.claimed_until.is_(None), letter.c.claimed_until < bindparam("now"))


def _busy() -> ColumnElement[bool]:
    """The person has a letter on the wire, one in somebody's hands, or one that comes first."""
    other = LETTERS.alias("other")
    comes_first = and_(
        other.c.due_at <= bindparam("now"),
        tuple_(other.c.priority, other.c.due_at, other.c.id)
        < tuple_(LETTERS.c.priority, LETTERS.c.due_at, LETTERS.c.id),
    )
    return exists(
        select(literal_column("1")).where(
            # Spelled out, because only then do the databases see that the partial index will do.
            text("other.status IN ('queued', 'sending')"),
            other.c.member_id == LETTERS.c.member_id,
            other.c.id != LETTERS.c.id,
            or_(text("other.status = 'sending'"), ~_unclaimed(other), comes_first),
        )
    )


def _just_written_to() -> ColumnElement[bool]:
    other = LETTERS.alias("earlier")
    return exists(
        select(literal_column("1")).where(
            other.c.member_id == LETTERS.c.member_id,
            other.c.settled_at > bindparam("recently"),
            # Not by a clock that was ahead: nobody waits until it is right.
            other.c.settled_at <= bindparam("now"),
        )
    )


# Put together once: that takes longer than carrying it out.
_FREE = (
    QUEUED,
    LETTERS.c.due_at <= bindparam("now"),
    _unclaimed(LETTERS),
    ~_busy(),
    ~_just_written_to(),
)
_CLAIMABLE = select(LETTERS.c.id).where(*_FREE).limit(1)
_CHOSEN = (
    select(LETTERS.c.id)
    .where(*_FREE, LETTERS.c.priority == bindparam("which"))
    .order_by(LETTERS.c.due_at, LETTERS.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("chosen")
)
_CLAIM = (
    update(LETTERS)
    .where(LETTERS.c.id.in_(select(_CHOSEN.c.id)))
    .values(
        claimed_until=bindparam("until"),
        claimed_by=bindparam("by"),
        attempts=LETTERS.c.attempts + 1,
    )
    .returning(*(LETTERS.c[column.key] for column in CLAIMED))
)
