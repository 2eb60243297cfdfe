"""The outbox: claim and settle letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.store.tables import Letter


async def put(session: AsyncSession, letters: Iterable[dict[str, Any]]) -> int:
    """Queue letters; one whose key is there already is left alone. Returns how many were new."""
    rows = [{"status": "queued", "priority": 1, **letter} for letter in letters]
    if not rows:
        return 0
    maker = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    found = await session.scalars(
        maker(Letter)
        .values(rows)
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(Letter.id)
    )
    return len(found.all())


async def claim(
    session: AsyncSession, now: datetime, lease: timedelta, limit: int
) -> Sequence[Letter]:
    """Take up to `limit` letters that are due, by priority and then by age, for as long as `lease`.

    Until the lease ends no other process takes them; one letter to a person at a time keeps their order.
    """
    busy = select(Letter.member_id).where(Letter.status == "sending")
    first = (
        select(func.min(Letter.id))
        .where(Letter.status == "queued", Letter.due_at <= now, Letter.member_id.not_in(busy))
        .group_by(Letter.member_id)
    )
    ids = await session.scalars(
        select(Letter.id)
        .where(Letter.id.in_(first), Letter.status == "queued")
        .order_by(Letter.priority, Letter.due_at, Letter.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    found = await session.scalars(
        update(Letter)
        .where(Letter.id.in_(ids.all()))
        .values(status="sending", claimed_until=now + lease, attempts=Letter.attempts + 1)
        .returning(Letter)
    )
    return sorted(found, key=lambda letter: (letter.priority, letter.due_at, letter.id))


async def expired(session: AsyncSession, now: datetime) -> Sequence[Letter]:
    """Letters whose process died while it had them: each may have been sent."""
    found = await session.scalars(
        select(Letter)
        .where(Letter.status == "sending", Letter.claimed_until < now)
        .with_for_update(skip_locked=True)
    )
    return found.all()


async def get(session: AsyncSession, letter_id: int) -> Letter | None:
    """One letter."""
    return await session.get(Letter, letter_id)


async def cancel(
    session: AsyncSession, member_id: int, now: datetime, reason: str, kinds: Sequence[str]
) -> None:
    """Call back a member's letters of these kinds that have not left."""
    await session.execute(
        update(Letter)
        .where(Letter.member_id == member_id, Letter.status == "queued", Letter.kind.in_(kinds))
        .values(status="cancelled", reason=reason, settled_at=now)
    )


async def counts(session: AsyncSession) -> dict[str, int]:
    """How many letters are in each status."""
    found = await session.execute(select(Letter.status, func.count()).group_by(Letter.status))
    return dict(found.all())


async def prune(session: AsyncSession, before: datetime) -> None:
    """Delete letters settled before that moment."""
    await session.execute(delete(Letter).where(Letter.settled_at < before))
