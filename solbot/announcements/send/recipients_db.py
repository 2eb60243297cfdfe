"""Who a round goes to, fixed by one statement, and how their letters get into the outbox bit by bit.

A hundred thousand letters in the outbox at once would take seconds to write, and as long to call back. So a round
fixes its recipients in a slim table, and senders take the next few when they run out of letters.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from typing import cast as cast_table

from sqlalchemy import (
    BigInteger,
    Boolean,
    Integer,
    Select,
    String,
    Table,
    and_,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import JSON

from solbot.db.in_ids import in_ids
from solbot.db.states import LetterStatus, RoundKind
from solbot.db.tables import Letter, Recipient, Round
from solbot.db.upsert import insert_into

COLUMNS = ["member_id", "round_id", "due_at", "waiting"]
RECIPIENTS = cast_table(Table, Recipient.__table__)
_PUT_OFF = (
    update(RECIPIENTS)
    .where(
        RECIPIENTS.c.round_id == bindparam("round"), RECIPIENTS.c.member_id == bindparam("member")
    )
    .values(due_at=bindparam("at"))
)


async def fix(session: AsyncSession, round_id: int, who: Select[Any], due_at: datetime) -> int:
    """Fix a round's recipients, in one statement; all are due at one moment. Returns how many."""
    ids = who.subquery()
    wanted = select(
        ids.c.id,
        literal(round_id, BigInteger),
        literal(due_at, Recipient.due_at.type),
        literal(True, Boolean),
    ).order_by(ids.c.id)
    return await _fixed(session, wanted)


async def fix_copies(session: AsyncSession, round_id: int, sent: int, now: datetime) -> int:
    """Fix who has a copy from the round `sent`, or may have one in a moment. Returns how many."""
    # A letter in a sender's hands may be in its old words already.
    has = or_(
        Letter.status.in_((LetterStatus.SENT, LetterStatus.SENDING)),
        Letter.claimed_until.is_not(None),
    )
    columns = [
        Letter.member_id,
        literal(round_id, BigInteger),
        literal(now, Recipient.due_at.type),
        literal(True, Boolean),
    ]
    wanted = select(*columns).where(Letter.round_id == sent, has).order_by(Letter.member_id)
    return await _fixed(session, wanted)


def delivered(round_id: int, *, second: bool | None = None) -> Select[int]:
    """The ids of those who got a round's letter; with `second`, in that wording alone."""
    wanted = select(Letter.member_id).where(
        Letter.round_id == round_id, Letter.status == LetterStatus.SENT
    )
    if second is None:
        return wanted
    drawn = and_(Recipient.round_id == Letter.round_id, Recipient.member_id == Letter.member_id)
    return wanted.join(Recipient, drawn).where(Recipient.second.is_(second))


async def draw_second(session: AsyncSession, round_id: int, count: int) -> None:
    """Draw who gets the second wording: so many of a round's recipients, each as likely as any other."""
    drawn = (
        select(Recipient.member_id)
        .where(Recipient.round_id == round_id)
        .order_by(func.random())
        .limit(count)
    )
    await session.execute(
        update(Recipient)
        .where(Recipient.round_id == round_id, Recipient.member_id.in_(drawn))
        .values(second=True)
        .execution_options(synchronize_session=False)
    )


async def with_second(
    session: AsyncSession, rounds: Collection[int], members: Collection[int]
) -> frozenset[tuple[int, int]]:
    """Which of these members got, or get, the second wording in one of these rounds."""
    found = await session.execute(
        select(Recipient.round_id, Recipient.member_id).where(
            Recipient.round_id.in_(sorted(rounds)),
            in_ids(session, Recipient.member_id, members),
            Recipient.second,
        )
    )
    return frozenset((number, member) for number, member in found)


async def wording_of(session: AsyncSession, announcement_id: int, member_id: int) -> bool | None:
    """Whether a member gets the second wording of an announcement; None for whom it was not sent to."""
    return await session.scalar(
        select(Recipient.second)
        .join(Round, Round.id == Recipient.round_id)
        .where(
            Recipient.member_id == member_id,
            Round.announcement_id == announcement_id,
            Round.kind == RoundKind.SENDING,
        )
        .order_by(Round.id)
        .limit(1)
    )


async def count_delivered(session: AsyncSession, round_id: int, *, second: bool) -> int:
    """How many got a round's letter in one of its wordings."""
    mine = delivered(round_id, second=second).subquery()
    return await session.scalar(select(func.count()).select_from(mine)) or 0


async def copies(session: AsyncSession, announcement_id: int, since: datetime | None = None) -> int:
    """How many copies of an announcement there are; those not older than `since`, if that is named."""
    sent = select(Round.id).where(
        Round.announcement_id == announcement_id, Round.kind == RoundKind.SENDING
    )
    wanted = (
        select(func.count())
        .select_from(Letter)
        .where(Letter.round_id.in_(sent), Letter.status == LetterStatus.SENT)
    )
    if since is not None:
        wanted = wanted.where(Letter.settled_at > since)
    return await session.scalar(wanted) or 0


async def _fixed(session: AsyncSession, wanted: Select[Any]) -> int:
    connection = await session.connection()
    done = await connection.execute(
        insert(RECIPIENTS).from_select(COLUMNS, wanted),
        execution_options={"preserve_rowcount": True},
    )
    return done.rowcount


async def next_few(
    session: AsyncSession, round_id: int, now: datetime, limit: int
) -> Sequence[int]:
    """Recipients who are due, the longest due first."""
    found = await session.scalars(
        select(Recipient.member_id)
        .where(text("waiting"), Recipient.round_id == round_id, Recipient.due_at <= now)
        .order_by(Recipient.due_at, Recipient.member_id)
        .limit(limit)
    )
    return found.all()


async def put_off(
    session: AsyncSession, round_id: int, until: Sequence[tuple[int, datetime]]
) -> None:
    """These recipients (member, moment) get it later."""
    if until:
        connection = await session.connection()
        await connection.execute(
            _PUT_OFF, [{"round": round_id, "member": member, "at": at} for member, at in until]
        )


async def move(session: AsyncSession, round_id: int, at: datetime) -> None:
    """Everybody of a round gets it at this moment."""
    await session.execute(
        update(Recipient)
        .where(Recipient.round_id == round_id)
        .values(due_at=at)
        .execution_options(synchronize_session=False)
    )


async def first(session: AsyncSession, round_id: int) -> datetime | None:
    """When the first of a round gets it."""
    return await session.scalar(
        select(func.min(Recipient.due_at)).where(Recipient.round_id == round_id)
    )


async def hand_over(
    session: AsyncSession,
    going: Round,
    members: Collection[int],
    priority: int,
    now: datetime,
    not_after: datetime | None = None,
) -> None:
    """Put a letter for each of these recipients into the outbox."""
    columns = {
        "key": literal(f"{going.kind}:{going.id}:") + cast(Recipient.member_id, String),
        "member_id": Recipient.member_id,
        "kind": literal(going.kind, Letter.kind.type),
        "ref": literal({}, JSON),
        "round_id": literal(going.id, BigInteger),
        "priority": literal(priority, Integer),
        "status": literal(LetterStatus.QUEUED, Letter.status.type),
        "due_at": literal(now, Letter.due_at.type),
        "not_after": literal(not_after, Letter.not_after.type),
    }
    mine = and_(Recipient.round_id == going.id, in_ids(session, Recipient.member_id, members))
    who = select(*columns.values()).where(mine).order_by(Recipient.due_at, Recipient.member_id)
    await session.execute(
        insert_into(session, Letter)
        .from_select(list(columns), who)
        .on_conflict_do_nothing(index_elements=["key"])
    )
    await session.execute(
        update(Recipient)
        .where(mine)
        .values(waiting=False)
        .execution_options(synchronize_session=False)
    )


async def call_back(session: AsyncSession, round_id: int, now: datetime) -> None:
    """Take a round's letters that have not left out of the outbox again; their recipients wait as before."""
    again = and_(Letter.round_id == round_id, Letter.status == LetterStatus.QUEUED)
    # One that may have arrived once is in doubt again.
    await session.execute(
        update(Letter)
        .where(again, Letter.unsure > 0)
        .values(status=LetterStatus.UNSURE, settled_at=now, claimed_until=None)
        .execution_options(synchronize_session=False)
    )
    gone = await session.scalars(
        delete(Letter)
        .where(again)
        .returning(Letter.member_id)
        .execution_options(synchronize_session=False)
    )
    members = gone.all()
    if members:
        await _wait_again(session, round_id, members)


async def _wait_again(session: AsyncSession, round_id: int, members: Collection[int]) -> None:
    await session.execute(
        update(Recipient)
        .where(Recipient.round_id == round_id, in_ids(session, Recipient.member_id, members))
        .values(waiting=True)
        .execution_options(synchronize_session=False)
    )


async def try_failed_again(session: AsyncSession, round_id: int, reason: str) -> None:
    """Let those whose letter failed for this reason wait for another one."""
    gone = await session.scalars(
        delete(Letter)
        .where(
            Letter.round_id == round_id,
            Letter.status == LetterStatus.FAILED,
            Letter.reason == reason,
        )
        .returning(Letter.member_id)
        .execution_options(synchronize_session=False)
    )
    members = gone.all()
    if members:
        await _wait_again(session, round_id, members)


async def try_unsure_again(session: AsyncSession, round_id: int, now: datetime) -> int:
    """Queue the letters in doubt once more. Returns how many."""
    done = await session.execute(
        update(Letter)
        .where(Letter.round_id == round_id, Letter.status == LetterStatus.UNSURE)
        .values(
            status=LetterStatus.QUEUED,
            due_at=now,
            settled_at=None,
            claimed_by=None,
            claimed_until=None,
        )
        .execution_options(synchronize_session=False)
    )
    return int(done.rowcount)  # type: ignore[attr-defined]


async def waiting(session: AsyncSession, round_id: int) -> int:
    """How many recipients wait for their letter to be put in the outbox."""
    found = await session.scalar(
        select(func.count())
        .select_from(Recipient)
        .where(text("waiting"), Recipient.round_id == round_id)
    )
    return found or 0
