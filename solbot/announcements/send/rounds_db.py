"""Rounds: who they go to, fixed by one statement, and how their letters get into the outbox bit by bit.

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
    ColumnElement,
    Integer,
    Select,
    SQLColumnExpression,
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
    true,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import JSON

from solbot.db.in_ids import among
from solbot.db.tables import Announcement, Dialog, Letter, Recipient, Round

SENDING = "announcement"
COLUMNS = ["member_id", "round_id", "due_at", "waiting"]
RECIPIENTS = cast_table(Table, Recipient.__table__)
_PUT_OFF = (
    update(RECIPIENTS)
    .where(
        RECIPIENTS.c.round_id == bindparam("round"), RECIPIENTS.c.member_id == bindparam("member")
    )
    .values(due_at=bindparam("at"))
)


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
    """Rounds under way, oldest first, each locked; one that somebody is at just now is left out."""
    found = await session.scalars(
        select(Round)
        .where(Round.state == "running")
        .order_by(Round.id)
        .with_for_update(skip_locked=True)
    )
    return found.all()


async def running_ids(session: AsyncSession) -> Sequence[int]:
    """The numbers of rounds under way, oldest first; nobody waits for it, nor is any left out."""
    found = await session.scalars(
        select(Round.id).where(Round.state == "running").order_by(Round.id)
    )
    return found.all()


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
    has = or_(Letter.status.in_(("sent", "sending")), Letter.claimed_until.is_not(None))
    columns = [
        Letter.member_id,
        literal(round_id, BigInteger),
        literal(now, Recipient.due_at.type),
        literal(True, Boolean),
    ]
    wanted = select(*columns).where(Letter.round_id == sent, has).order_by(Letter.member_id)
    return await _fixed(session, wanted)


async def copies(session: AsyncSession, announcement_id: int, since: datetime | None = None) -> int:
    """How many copies of an announcement there are; those not older than `since`, if that is named."""
    sent = select(Round.id).where(Round.announcement_id == announcement_id, Round.kind == SENDING)
    wanted = (
        select(func.count())
        .select_from(Letter)
        .where(Letter.round_id.in_(sent), Letter.status == "sent")
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


async def next_due(
    session: AsyncSession, member_id: int | None, after: datetime | None = None
) -> datetime | None:
    """The earliest moment (later than `after`, if given) at which a running round has a letter to hand over.

    For anybody, or for one member.
    """
    running = select(Round.id).where(Round.state == "running")
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
            among(session, Letter.member_id, members),
            Letter.settled_at > since,
            Letter.settled_at <= now,
            Letter.kind == SENDING,
            Letter.status.in_(("sent", "unsure")),
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
            among(session, Letter.member_id, members),
            Letter.kind == SENDING,
            true() if private else public(Letter.round_id),
        )
    )
    return set(found)


async def busy_since(
    session: AsyncSession, members: Collection[int], since: datetime, now: datetime
) -> dict[int, datetime]:
    """Those of these members who are in the middle of answering, and since when they were last at it."""
    found = await session.execute(
        select(Dialog.member_id, Dialog.since).where(
            among(session, Dialog.member_id, members),
            Dialog.awaits.is_not(None),
            Dialog.since > since,
            Dialog.since <= now,
        )
    )
    return dict(found.all())


async def put_off(
    session: AsyncSession, round_id: int, until: Sequence[tuple[int, datetime]]
) -> None:
    """These recipients (member, moment) get it later."""
    if until:
        connection = await session.connection()
        await connection.execute(
            _PUT_OFF, [{"round": round_id, "member": member, "at": at} for member, at in until]
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
    maker = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    columns = {
        "key": literal(f"{going.kind}:{going.id}:") + cast(Recipient.member_id, String),
        "member_id": Recipient.member_id,
        "kind": literal(going.kind),
        "ref": literal({}, JSON),
        "round_id": literal(going.id, BigInteger),
        "priority": literal(priority, Integer),
        "status": literal("queued"),
        "due_at": literal(now, Letter.due_at.type),
        "not_after": literal(not_after, Letter.not_after.type),
    }
    mine = and_(Recipient.round_id == going.id, among(session, Recipient.member_id, members))
    who = select(*columns.values()).where(mine).order_by(Recipient.due_at, Recipient.member_id)
    await session.execute(
        maker(Letter).from_select(list(columns), who).on_conflict_do_nothing(index_elements=["key"])
    )
    await session.execute(
        update(Recipient)
        .where(mine)
        .values(waiting=False)
        .execution_options(synchronize_session=False)
    )


async def call_back(session: AsyncSession, round_id: int, now: datetime) -> None:
    """Take a round's letters that have not left out of the outbox again; their recipients wait as before."""
    again = and_(Letter.round_id == round_id, Letter.status == "queued")
    # One that may have arrived once is in doubt again.
    await session.execute(
        update(Letter)
        .where(again, Letter.unsure > 0)
        .values(status="unsure", settled_at=now, claimed_until=None)
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
        .where(Recipient.round_id == round_id, among(session, Recipient.member_id, members))
        .values(waiting=True)
        .execution_options(synchronize_session=False)
    )


async def try_failed_again(session: AsyncSession, round_id: int, reason: str) -> None:
    """Let those whose letter failed for this reason wait for another one."""
    gone = await session.scalars(
        delete(Letter)
        .where(Letter.round_id == round_id, Letter.status == "failed", Letter.reason == reason)
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
        .where(Letter.round_id == round_id, Letter.status == "unsure")
        .values(status="queued", due_at=now, settled_at=None, claimed_by=None, claimed_until=None)
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


async def letters(session: AsyncSession, round_id: int) -> dict[tuple[str, str | None], int]:
    """How many letters of a round are in each status, and for which reason where it did not go well."""
    mine = Letter.round_id == round_id
    by_status = await session.execute(
        select(Letter.status, func.count()).where(mine).group_by(Letter.status)
    )
    well = ("queued", "sending", "sent", "unsure")
    found: dict[tuple[str, str | None], int] = {
        (status, None): count for status, count in by_status if status in well
    }
    # Few, and the index alone does not know their reasons.
    rest = await session.execute(
        select(Letter.status, Letter.reason, func.count())
        .where(mine, Letter.status.in_(("failed", "skipped", "cancelled")))
        .group_by(Letter.status, Letter.reason)
    )
    return found | {(status, reason): count for status, reason, count in rest}


async def is_over(session: AsyncSession, round_id: int) -> bool:
    """Whether nobody waits and no letter of the round is still to be sent."""
    wait = select(Recipient.member_id).where(text("waiting"), Recipient.round_id == round_id)
    open_ = select(Letter.id).where(
        Letter.round_id == round_id, Letter.status.in_(("queued", "sending"))
    )
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
