"""The durable inbox: updates from before they are acknowledged until they are done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import (
    ColumnElement,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.store.tables import Inbox

MOST_BEFORE = 100
INBOX = cast(Table, Inbox.__table__)


async def receive(
    session: AsyncSession, updates: Sequence[tuple[int, int | None, str]], now: datetime
) -> set[int]:
    """Store raw updates (id, person, body); returns the ids that were new."""
    if not updates:
        return set()
    maker = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    rows = [
        {"update_id": update_id, "person_id": person, "body": body, "received_at": now}
        for update_id, person, body in updates
    ]
    found = await session.scalars(
        maker(Inbox).values(rows).on_conflict_do_nothing().returning(Inbox.update_id)
    )
    return set(found)


async def waiting(
    session: AsyncSession, after: int, limit: int, received_by: datetime
) -> Sequence[tuple[int, str]]:
    """Updates not done and not put off, received by then and above `after`, in the order of their ids."""
    wanted = and_(Inbox.retry_at.is_(None), Inbox.received_at <= received_by)
    return await _open(session, wanted, after, limit)


async def before(session: AsyncSession, update_id: int) -> Sequence[tuple[int, str]]:
    """What the same person did before this update and is not done yet, oldest first."""
    person = select(Inbox.person_id).where(Inbox.update_id == update_id).scalar_subquery()
    wanted = and_(Inbox.person_id == person, Inbox.update_id < update_id, Inbox.retry_at.is_(None))
    return await _open(session, wanted, 0, MOST_BEFORE)


async def is_waiting(session: AsyncSession, update_id: int) -> bool:
    """Whether an update is still to be done."""
    found = await session.scalar(
        select(Inbox.update_id).where(Inbox.update_id == update_id, Inbox.done_at.is_(None))
    )
    return found is not None


async def put_off_until(
    session: AsyncSession, now: datetime, limit: int
) -> Sequence[tuple[int, str]]:
    """Updates that failed and are to be tried again by now; each is handed out once."""
    found = await _open(session, Inbox.retry_at <= now, 0, limit)
    await session.execute(
        update(Inbox)
        .where(Inbox.update_id.in_([update_id for update_id, _ in found]))
        .values(retry_at=None)
    )
    return found


async def _open(
    session: AsyncSession, which: ColumnElement[bool], after: int, limit: int
) -> Sequence[tuple[int, str]]:
    found = await session.execute(
        select(Inbox.update_id, Inbox.body)
        .where(Inbox.done_at.is_(None), Inbox.update_id > after, which)
        .order_by(Inbox.update_id)
        .limit(limit)
    )
    return [(update_id, body) for update_id, body in found.all() if body is not None]


async def finish(session: AsyncSession, update_id: int, now: datetime) -> bool:
    """Mark an update done and leave nothing of it but its id.

    False when it was done before, or when something the same person did earlier is not done yet.
    """
    connection = await session.connection()
    result = await connection.execute(_FINISH, {"id": update_id, "now": now})
    return result.rowcount == 1


async def count_failure(session: AsyncSession, update_id: int) -> int:
    """Note that an update could not be handled; returns how often that happened so far."""
    found = await session.scalar(
        update(Inbox)
        .where(Inbox.update_id == update_id, Inbox.done_at.is_(None))
        .values(failures=Inbox.failures + 1)
        .returning(Inbox.failures)
    )
    return found or 0


async def set_retry(session: AsyncSession, update_id: int, at: datetime) -> None:
    """Leave an update alone until then."""
    await session.execute(update(Inbox).where(Inbox.update_id == update_id).values(retry_at=at))


async def set_aside(session: AsyncSession, updates: Sequence[int], until: datetime) -> None:
    """Leave these updates alone until then; what their people do later does not wait for them."""
    await session.execute(update(Inbox).where(Inbox.update_id.in_(updates)).values(retry_at=until))


async def forget_person(session: AsyncSession, person_id: int) -> None:
    """Leave nothing of a person in the inbox but the bare update ids."""
    await session.execute(
        update(Inbox)
        .where(Inbox.person_id == person_id, Inbox.done_at.is_(None))
        .values(person_id=None, body=None)
    )


async def prune(session: AsyncSession, before: datetime) -> None:
    """Delete the ids of updates done before that moment; Telegram never repeats them so late."""
    await session.execute(delete(Inbox).where(Inbox.done_at < before))


async def next_retry(session: AsyncSession, after: datetime | None = None) -> datetime | None:
    """The earliest moment (later than `after`, if given) at which an update that failed is tried again, or None."""
    wanted = select(func.min(Inbox.retry_at)).where(Inbox.done_at.is_(None))
    if after is not None:
        wanted = wanted.where(Inbox.retry_at > after)
    return await session.scalar(wanted)


async def count_waiting(session: AsyncSession) -> int:
    """How many updates are not done."""
    return (
        await session.scalar(select(func.count()).select_from(Inbox).where(Inbox.done_at.is_(None)))
        or 0
    )


_EARLIER = INBOX.alias("earlier")
_FINISH = (
    update(INBOX)
    .where(
        INBOX.c.update_id == bindparam("id"),
        INBOX.c.done_at.is_(None),
        ~exists(
            select(literal_column("1"))
            .select_from(_EARLIER)
            .where(
                _EARLIER.c.person_id == INBOX.c.person_id,
                _EARLIER.c.update_id < bindparam("id"),
                _EARLIER.c.done_at.is_(None),
                _EARLIER.c.retry_at.is_(None),
            )
        ),
    )
    .values(done_at=bindparam("now"), body=None, person_id=None)
)
