"""The durable inbox: updates, stored before they are acknowledged, until they are done, exactly once."""

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
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import Inbox
from solbot.db.upsert import insert_into
from solbot.errors import AlreadyDone, TooEarly

MOST_BEFORE = 100
INBOX = cast(Table, Inbox.__table__)
_WAITING = and_(Inbox.done_at.is_(None), Inbox.retry_at.is_(None))


async def receive(
    session: AsyncSession, updates: Sequence[tuple[int, int | None, str]], now: datetime
) -> set[int]:
    """Store raw updates (id, person, body); returns the ids that were new."""
    if not updates:
        return set()
    rows = [
        {"update_id": update_id, "person_id": person, "body": body, "received_at": now}
        for update_id, person, body in updates
    ]
    # The rows beside the statement, not in it: that is compiled once, and three times as fast.
    statement = insert_into(session, INBOX).on_conflict_do_nothing().returning(INBOX.c.update_id)
    found = await session.scalars(statement, rows)
    return set(found)


async def who_waits(session: AsyncSession, received_by: datetime) -> Sequence[int | None]:
    """Whose updates, received by then, are not done and not put off; the longest waiting first."""
    found = await session.scalars(
        select(Inbox.person_id)
        .where(_WAITING, Inbox.received_at <= received_by)
        .group_by(Inbox.person_id)
        .order_by(func.min(Inbox.update_id))
    )
    return found.all()


async def of_person(
    session: AsyncSession, person_id: int | None, limit: int
) -> Sequence[tuple[int, str]]:
    """A person's updates that are not done and not put off, oldest first."""
    mine = Inbox.person_id == person_id if person_id is not None else Inbox.person_id.is_(None)
    return await _open(session, mine, limit)


async def before(session: AsyncSession, update_id: int) -> Sequence[tuple[int, str]]:
    """What the same person did before this update and is not done yet, oldest first."""
    person = select(Inbox.person_id).where(Inbox.update_id == update_id).scalar_subquery()
    earlier = and_(Inbox.person_id == person, Inbox.update_id < update_id)
    return await _open(session, earlier, MOST_BEFORE)


async def release(session: AsyncSession, now: datetime) -> Sequence[int | None]:
    """Let updates that were put off until now wait to be handled again; returns whose they are."""
    found = await session.scalars(
        update(Inbox)
        .where(Inbox.done_at.is_(None), Inbox.retry_at <= now)
        .values(retry_at=None)
        .returning(Inbox.person_id)
    )
    return list(set(found))


async def _open(
    session: AsyncSession, which: ColumnElement[bool], limit: int
) -> Sequence[tuple[int, str]]:
    found = await session.execute(
        select(Inbox.update_id, Inbox.body)
        .where(_WAITING, which)
        .order_by(Inbox.update_id)
        .limit(limit)
    )
    return [(update_id, body) for update_id, body in found.all() if body is not None]


async def finish(session: AsyncSession, update_id: int, now: datetime) -> None:
    """Mark an update done, in this very transaction, and leave nothing of it but its id.

    Raises AlreadyDone if it was, and TooEarly if something the same person did before is not done yet.
    """
    connection = await session.connection()
    result = await connection.execute(_FINISH, {"id": update_id, "now": now})
    if result.rowcount != 1:
        waits = select(Inbox.update_id).where(Inbox.update_id == update_id, Inbox.done_at.is_(None))
        raise AlreadyDone if await session.scalar(waits) is None else TooEarly


async def finish_all(session: AsyncSession, updates: Sequence[int], now: datetime) -> None:
    """Mark updates of different people done, as `finish` does. Raises TooEarly where one of them can't be."""
    if not updates:
        return
    connection = await session.connection()
    rows = [{"id": update_id, "now": now} for update_id in updates]
    result = await connection.execute(_FINISH, rows)
    if result.rowcount != len(rows):
        raise TooEarly


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


async def leave(session: AsyncSession, updates: Sequence[int], until: datetime) -> None:
    """Leave these updates alone until then; what their people do later does not wait for them."""
    await session.execute(update(Inbox).where(Inbox.update_id.in_(updates)).values(retry_at=until))


async def set_aside(session: AsyncSession, update_id: int, now: datetime) -> bool:
    """Be done with an update, and keep what it says and whose it is for a while. False when it was done before."""
    found = await session.scalar(
        update(Inbox)
        .where(Inbox.update_id == update_id, Inbox.done_at.is_(None))
        .values(done_at=now, aside_at=now, retry_at=None)
        .returning(Inbox.update_id)
    )
    return found is not None


async def count_aside(session: AsyncSession) -> int:
    """How many updates that were set aside are remembered."""
    aside = select(func.count()).select_from(Inbox).where(Inbox.aside_at.is_not(None))
    return await session.scalar(aside) or 0


async def forget_person(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Leave only the ids of a person's updates that failed. Those that wait in line are handled, and then emptied."""
    failed = or_(
        and_(Inbox.done_at.is_(None), Inbox.retry_at.is_not(None)), Inbox.aside_at.is_not(None)
    )
    await session.execute(
        update(Inbox)
        .where(Inbox.person_id == person_id, failed)
        .values(person_id=None, body=None, done_at=func.coalesce(Inbox.done_at, now))
    )


async def prune(session: AsyncSession, before: datetime, *, aside: datetime) -> None:
    """Delete the ids of updates done before that moment; Telegram never repeats them so late.

    Of what was set aside before the other moment only the id stays.
    """
    await session.execute(delete(Inbox).where(Inbox.done_at < before))
    await session.execute(
        update(Inbox).where(Inbox.aside_at < aside).values(person_id=None, body=None)
    )


async def next_retry(session: AsyncSession, after: datetime | None = None) -> datetime | None:
    """The earliest moment (later than `after`, if given) at which an update that failed is tried again, or None."""
    wanted = select(func.min(Inbox.retry_at)).where(Inbox.done_at.is_(None))
    if after is not None:
        wanted = wanted.where(Inbox.retry_at > after)
    return await session.scalar(wanted)


async def oldest_waiting(session: AsyncSession) -> datetime | None:
    """When the update came that has waited longest, not counting those that failed and are tried again later."""
    waiting = Inbox.done_at.is_(None) & Inbox.retry_at.is_(None)
    return await session.scalar(select(func.min(Inbox.received_at)).where(waiting))


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
