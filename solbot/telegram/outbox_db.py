"""The outbox: put letters in, put them on the wire, settle them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    Table,
    Text,
    bindparam,
    delete,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    text,
    update,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.details import Ref
from solbot.db.in_ids import in_ids
from solbot.db.many import put_new
from solbot.db.states import TO_BE_SENT, LetterStatus
from solbot.db.tables import OPEN, QUEUED, Letter
from solbot.db.upsert import insert_into
from solbot.telegram.letters import Priority

CLAIMED = (
    Letter.id,
    Letter.member_id,
    Letter.kind,
    Letter.ref,
    Letter.round_id,
    Letter.priority,
    Letter.due_at,
    Letter.not_after,
    Letter.attempts,
    Letter.unsure,
    Letter.claimed_by,
)
LETTERS = cast(
    Table, Letter.__table__
)  # rows rather than objects: most of this is done by the hundred


class LetterOutcome(NamedTuple):
    """What became of a letter that was claimed under the number `by`."""

    letter_id: int
    by: int
    status: LetterStatus
    due_at: datetime
    unsure: int
    reason: str | None = None
    settled_at: datetime | None = None


class SentLetter(NamedTuple):
    """A letter that was claimed under the number `by` and is a message now; `also` are others it is, too."""

    letter_id: int
    by: int
    message: int
    also: tuple[int, ...] = ()


async def put(session: AsyncSession, letters: Iterable[Mapping[str, object]]) -> None:
    """Queue letters; one whose key is there already is left alone."""
    rows = [
        {"status": LetterStatus.QUEUED, "priority": Priority.NUDGE.value, **letter}
        for letter in letters
    ]
    if not rows:
        return
    connection = await session.connection()
    await connection.execute(
        insert_into(session, LETTERS).on_conflict_do_nothing(index_elements=["key"]), rows
    )


async def put_to_all(
    session: AsyncSession, people: Sequence[int], key: str, **letter: object
) -> None:
    """Queue the same letter to each of these people, its key being this one with their id; one whose key is there
    already is left alone."""
    await put_new(
        session,
        LETTERS,
        people,
        lambda one, _: {"key": literal(key, Text) + sql_cast(one, Text)},
        unique=("key",),
        status=LetterStatus.QUEUED,
        **letter,
    )


async def depart(
    session: AsyncSession, by: int, ids: Sequence[int], now: datetime, until: datetime
) -> set[int]:
    """From here on these letters may be on the wire; returns those that are still ours to send."""
    found = await session.scalars(
        update(LETTERS)
        .where(
            in_ids(session, LETTERS.c.id, ids),
            QUEUED,
            LETTERS.c.claimed_by == by,
            LETTERS.c.claimed_until > now,
        )
        .values(status=LetterStatus.SENDING, claimed_until=until)
        .returning(LETTERS.c.id)
    )
    return set(found)


async def settle(session: AsyncSession, outcomes: Sequence[LetterOutcome]) -> None:
    """Write down what became of letters; one that somebody else took meanwhile is left alone."""
    if not outcomes:
        return
    connection = await session.connection()
    await connection.execute(_SETTLE, [outcome._asdict() for outcome in outcomes])


async def settle_sent(session: AsyncSession, now: datetime, sent: Sequence[SentLetter]) -> None:
    """Write down which message each letter became."""
    if not sent:
        return
    connection = await session.connection()
    await connection.execute(
        _SENT,
        [
            {"letter_id": one.letter_id, "by": one.by, "message": one.message, "now": now}
            for one in sent
        ],
    )
    several = [
        {"letter_id": one.letter_id, "by": one.by, "also": list(one.also)}
        for one in sent
        if one.also
    ]
    if several:
        await connection.execute(_ALSO, several)


async def defer(session: AsyncSession, held: Iterable[tuple[int, int, datetime]]) -> None:
    """Put letters (id, claimed_by, when) back that surely did not leave, to be due at a later moment."""
    rows = [{"letter_id": letter_id, "by": by, "at": at} for letter_id, by, at in held]
    if rows:
        connection = await session.connection()
        await connection.execute(_DEFER, rows)


async def give_back(session: AsyncSession, held: Iterable[tuple[int, int]]) -> None:
    """Put letters (id, claimed_by) that surely did not leave back as if they had never been claimed."""
    rows = [{"letter_id": letter_id, "by": by} for letter_id, by in held]
    if rows:
        connection = await session.connection()
        await connection.execute(_GIVE_BACK, rows)


async def expired(
    session: AsyncSession, now: datetime, limit: int
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Letters on the wire whose process died or lost the database: each may have been sent."""
    found = await session.execute(
        select(*CLAIMED)
        .where(OPEN, Letter.status == LetterStatus.SENDING, Letter.claimed_until < now)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return found.all()


async def set_ref(session: AsyncSession, letter_id: int, ref: Ref) -> None:
    """Say anew what a letter refers to."""
    await session.execute(update(LETTERS).where(LETTERS.c.id == letter_id).values(ref=ref))


async def cancel(
    session: AsyncSession, member_id: int, now: datetime, reason: str, kinds: Sequence[str]
) -> None:
    """Call back a member's letters of these kinds that have not left."""
    await session.execute(
        update(LETTERS)
        .where(LETTERS.c.member_id == member_id, QUEUED, LETTERS.c.kind.in_(kinds))
        .values(status=LetterStatus.CANCELLED, reason=reason, settled_at=now, claimed_until=None)
    )


async def count_waiting(session: AsyncSession, member_id: int, begins: str) -> int:
    """How many letters to a member are still to be sent whose key begins so."""
    wanted = select(func.count()).select_from(Letter)
    wanted = wanted.where(
        Letter.member_id == member_id,
        Letter.status == LetterStatus.QUEUED,
        Letter.key.startswith(begins),
    )
    return await session.scalar(wanted) or 0


async def counts(session: AsyncSession) -> dict[LetterStatus, int]:
    """How many letters are in each status."""
    wanted = select(Letter.status, func.count()).group_by(Letter.status)
    found = await session.execute(wanted)
    return dict(found.all())


async def counts_by_kind(session: AsyncSession) -> dict[tuple[LetterStatus, str], int]:
    """How many letters are in each status, by kind."""
    wanted = select(Letter.status, Letter.kind, func.count()).group_by(Letter.status, Letter.kind)
    return {(status, kind): n for status, kind, n in (await session.execute(wanted)).all()}


async def next_due(
    session: AsyncSession, member_id: int | None, after: datetime | None = None
) -> datetime | None:
    """The earliest moment (later than `after`, if given) at which a letter is due, to anybody or to one member.

    A letter left on the wire by a process that is gone is due when its lease ends.
    """
    found = []
    for moment, status in (
        (Letter.due_at, LetterStatus.QUEUED),
        (Letter.claimed_until, LetterStatus.SENDING),
    ):
        wanted = select(func.min(moment)).where(OPEN, Letter.status == status)
        if member_id is not None:
            wanted = wanted.where(Letter.member_id == member_id)
        if after is not None:
            wanted = wanted.where(moment > after)
        found.append(await session.scalar(wanted))
    return min((one for one in found if one is not None), default=None)


async def oldest_due(session: AsyncSession, now: datetime) -> datetime | None:
    """Since when the letter has been due that has waited longest for a sender to take it; None where none waits."""
    wanted = select(func.min(Letter.due_at)).where(
        QUEUED,
        Letter.due_at <= now,
        or_(Letter.claimed_until.is_(None), Letter.claimed_until < now),
    )
    return await session.scalar(wanted)


async def originals(
    session: AsyncSession, keys: Sequence[str]
) -> dict[int, tuple[LetterStatus, int | None, Sequence[int], datetime | None]]:
    """Of the letters with these keys, by member: the status, the messages it became, and when it was settled."""
    found = await session.execute(
        select(
            Letter.member_id, Letter.status, Letter.message_id, Letter.also, Letter.settled_at
        ).where(Letter.key.in_(keys))
    )
    return {
        member: (status, message, also or (), at) for member, status, message, also, at in found
    }


async def open_with(session: AsyncSession, keys: Sequence[str]) -> set[str]:
    """Those of these keys whose letters are still to be sent."""
    found = await session.scalars(
        select(Letter.key).where(Letter.key.in_(keys), Letter.status.in_(TO_BE_SENT))
    )
    return set(found)


async def has_open(session: AsyncSession, member_id: int, kind: str) -> bool:
    """Whether a letter of this kind is due to the member, or on its way."""
    found = await session.scalar(
        select(Letter.id)
        .where(
            Letter.member_id == member_id,
            Letter.kind == kind,
            Letter.status.in_(TO_BE_SENT),
        )
        .limit(1)
    )
    return found is not None


async def prune(session: AsyncSession, before: datetime) -> None:
    """Delete letters settled before that moment."""
    await session.execute(delete(LETTERS).where(LETTERS.c.settled_at < before))


_MINE = (
    LETTERS.c.id == bindparam("letter_id"),
    LETTERS.c.claimed_by == bindparam("by"),
)
# A lease may have run out while the database was away: what we know is still the truth.
_UNSETTLED = text("status IN ('sending', 'queued', 'unsure')")
_SETTLE = (
    update(LETTERS)
    .where(*_MINE, _UNSETTLED)
    .values(
        {
            column: bindparam(column)
            for column in ("status", "due_at", "unsure", "reason", "settled_at")
        }
        | {"claimed_until": None}
    )
)
_SENT = (
    update(LETTERS)
    .where(*_MINE, _UNSETTLED)
    .values(
        status=literal_column("'sent'"),
        message_id=bindparam("message"),
        settled_at=bindparam("now"),
        claimed_until=null(),
    )
)
_ALSO = update(LETTERS).where(*_MINE).values(also=bindparam("also"))
_DEFER = (
    update(LETTERS)
    .where(*_MINE, OPEN)
    .values(
        status=LetterStatus.QUEUED,
        due_at=bindparam("at"),
        claimed_until=None,
        claimed_by=None,
        attempts=LETTERS.c.attempts - 1,
    )
)
_GIVE_BACK = (
    update(LETTERS)
    .where(*_MINE, OPEN)
    .values(
        status=LetterStatus.QUEUED,
        claimed_until=None,
        claimed_by=None,
        attempts=LETTERS.c.attempts - 1,
    )
)
