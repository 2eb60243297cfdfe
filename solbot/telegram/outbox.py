"""The outbox: letters claimed, on the wire, settled, put off or given back. What a letter means for the person it is
for, its feature knows."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Unpack

from solbot.db.details import Ref
from solbot.db.members import Reader
from solbot.db.states import LetterStatus
from solbot.db.tables import Member
from solbot.telegram import claiming_db, outbox_db
from solbot.telegram.letters import Failure, Priority, verdict
from solbot.telegram.outbox_db import LetterOutcome, SentLetter
from solbot.unit_of_work import UnitOfWork

LEASE = timedelta(seconds=60)
KEEP = timedelta(days=90)
Stops = Callable[[Member | Reader, datetime], str | None]
"""Why somebody is not to get a letter just now, or not any more; None where they are."""


class Claimed(NamedTuple):
    """A letter in the hands of one sender, until its lease ends."""

    id: int
    member_id: int
    kind: str
    ref: Ref
    round_id: int | None
    priority: int
    due_at: datetime
    not_after: datetime | None
    attempts: int
    unsure: int
    claimed_by: int

    def is_too_late(self, now: datetime) -> bool:
        """Whether it is worth nothing any more."""
        return self.not_after is not None and now > self.not_after


class Sending(NamedTuple):
    """How the sending of a letter went: the message it became, or why not."""

    letter: Claimed
    message_id: int | None = None
    also: tuple[int, ...] = ()
    failure: Failure | None = None
    wait: timedelta | None = None
    reason: str | None = None


async def claim(work: UnitOfWork, priority: Priority, limit: int) -> list[Claimed]:
    """Take letters of a priority that are due, one a person, the longest due first."""
    if limit < 1:
        return []
    by = secrets.randbits(62)
    rows = await claiming_db.claim(work.session, work.now, work.now + LEASE, by, priority, limit)
    return [Claimed._make(row) for row in rows]


async def depart(work: UnitOfWork, letters: Sequence[Claimed]) -> set[int]:
    """From now on these may be on the wire. Returns the ids that are still ours to send."""
    ours: set[int] = set()
    for by in {letter.claimed_by for letter in letters}:
        ids = [letter.id for letter in letters if letter.claimed_by == by]
        ours |= await outbox_db.depart(work.session, by, ids, work.now, work.now + LEASE)
    return ours


async def settle_alone(work: UnitOfWork, sending: Sending, *, repeatable: bool) -> None:
    """Write down how a sending went, and nothing of what follows from it."""
    letter = sending.letter
    if sending.failure is not None:
        over = outcome(work, sending, sending.failure, repeatable=repeatable)
        await outbox_db.settle(work.session, [over])
    elif sending.message_id is not None:
        one = SentLetter(letter.id, letter.claimed_by, sending.message_id, sending.also)
        await outbox_db.settle_sent(work.session, work.now, [one])


async def give_back(work: UnitOfWork, letters: Iterable[Claimed]) -> None:
    """Put back letters that were claimed and surely did not leave."""
    await outbox_db.give_back(work.session, [(letter.id, letter.claimed_by) for letter in letters])


async def refer(work: UnitOfWork, letter: Claimed, **more: Unpack[Ref]) -> Claimed:
    """The letter, which refers to this from now on, too; also should it be claimed anew."""
    letter = letter._replace(ref={**letter.ref, **more})
    await outbox_db.set_ref(work.session, letter.id, letter.ref)
    return letter


async def lost(work: UnitOfWork, limit: int = 500) -> list[Sending]:
    """Letters that were on the wire when their process died, as sendings that may have arrived."""
    return [
        Sending(Claimed._make(row), failure=Failure.MAYBE_SENT, reason="the process ended")
        for row in await outbox_db.expired(work.session, work.now, limit)
    ]


async def prune(work: UnitOfWork) -> None:
    """Delete letters settled long ago."""
    await outbox_db.prune(work.session, work.now - KEEP)


async def counts(work: UnitOfWork) -> dict[LetterStatus, int]:
    """How many letters are in each status."""
    return await outbox_db.counts(work.session)


async def end(work: UnitOfWork, over: Sequence[tuple[Claimed, LetterStatus, str]]) -> None:
    """Settle claimed letters that are not to be sent."""
    await outbox_db.settle(work.session, [ended(work, *one) for one in over])


async def defer(work: UnitOfWork, letters: Iterable[tuple[Claimed, datetime]]) -> None:
    """Put claimed letters back until a later moment."""
    await outbox_db.defer(work.session, [(one.id, one.claimed_by, at) for one, at in letters])


def refusal(
    work: UnitOfWork, who: Member | Reader, claimed: Claimed, stops: Stops
) -> tuple[LetterStatus, str] | None:
    """Why a letter is not to be sent to them (any more); None when it is."""
    if claimed.is_too_late(work.now):
        return LetterStatus.SKIPPED, "too late"
    why = stops(who, work.now)
    return (LetterStatus.CANCELLED, why) if why is not None else None


def outcome(
    work: UnitOfWork, sending: Sending, failure: Failure, *, repeatable: bool
) -> LetterOutcome:
    """What becomes of a letter whose sending failed: it is over, or sent again; `repeatable`: also where it may have
    arrived."""
    letter = sending.letter
    found = verdict(
        failure,
        attempts=letter.attempts,
        unsure=letter.unsure,
        now=work.now,
        not_after=letter.not_after,
        repeatable=repeatable,
        wait=sending.wait,
    )
    reason = sending.reason or failure.value
    over = ended(work, letter, found.status, reason)
    if failure is Failure.MAYBE_SENT:
        over = over._replace(unsure=letter.unsure + 1)
    if found.status is not LetterStatus.QUEUED:
        return over
    return over._replace(due_at=found.due_at or letter.due_at, settled_at=None)


def ended(work: UnitOfWork, letter: Claimed, status: LetterStatus, reason: str) -> LetterOutcome:
    """That a letter is over, and why."""
    return LetterOutcome(
        letter_id=letter.id,
        by=letter.claimed_by,
        status=status,
        due_at=letter.due_at,
        unsure=letter.unsure,
        reason=reason,
        settled_at=work.now,
    )
