"""The outbox: letters claimed, on the wire, settled, put off or given back. What a letter means for the person it is
for, its feature knows."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from solbot.announcements.rules import Kind
from solbot.bot import notices
from solbot.coaching.reminders import evenings
from solbot.coaching.silence import service as silence
from solbot.db.tables import Member
from solbot.members import service as members
from solbot.members.db import Reader
from solbot.telegram import outbox_db as outbox
from solbot.telegram.letters import PROGRESS, REHEARSAL, Failure, Priority, Status, verdict
from solbot.telegram.messages import Message
from solbot.telegram.outbox_db import Outcome, Sent
from solbot.unit_of_work import Work

LEASE = timedelta(seconds=60)
KEEP = timedelta(days=90)
NEVER_ARRIVED = (Status.FAILED, Status.SKIPPED, Status.CANCELLED)
ASKED_FOR = (notices.KIND, REHEARSAL, PROGRESS)
"""What reaches people who paused or stopped, too."""
SILENT = (Kind.CORRECTION, Kind.WITHDRAWAL)
"""What changes a message that is there already, and so disturbs nobody."""
ASKING = ("nudge", "question")
"""What brings a question."""
REPEATABLE = (*ASKING, silence.KIND, evenings.KIND, "fact", *ASKED_FOR, *SILENT)
"""What is sent once more when it may have arrived; doing it twice is no harm, or less than never."""


class Claimed(NamedTuple):
    """A letter in the hands of one sender, until its lease ends."""

    id: int
    member_id: int
    kind: str
    ref: dict[str, Any]
    round_id: int | None
    priority: int
    due_at: datetime
    not_after: datetime | None
    attempts: int
    unsure: int
    claimed_by: int

    @property
    def prompt_id(self) -> int | None:
        """The prompt this letter asks, if it asks one."""
        return self.ref.get("prompt")

    @property
    def remark_id(self) -> int | None:
        """The answer to an inquiry that this letter brings, if it brings one."""
        return self.ref.get("remark")

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


Composer = Callable[[Work, Member, Claimed, bool], Awaitable[Message | None]]


async def claim(work: Work, priority: Priority, limit: int) -> list[Claimed]:
    """Take letters of a priority that are due, one a person, the longest due first."""
    if limit < 1:
        return []
    by = secrets.randbits(62)
    rows = await outbox.claim(work.session, work.now, work.now + LEASE, by, priority, limit)
    return [Claimed._make(row) for row in rows]


async def depart(work: Work, letters: Sequence[Claimed]) -> set[int]:
    """From now on these may be on the wire. Returns the ids that are still ours to send."""
    ours: set[int] = set()
    for by in {letter.claimed_by for letter in letters}:
        ids = [letter.id for letter in letters if letter.claimed_by == by]
        ours |= await outbox.depart(work.session, by, ids, work.now, work.now + LEASE)
    return ours


async def settle_alone(work: Work, sending: Sending) -> None:
    """Write down how a sending went, and nothing of what follows from it."""
    letter = sending.letter
    if sending.failure is not None:
        await outbox.settle(work.session, [outcome(work, sending, sending.failure)])
    elif sending.message_id is not None:
        one = Sent(letter.id, letter.claimed_by, sending.message_id, sending.also)
        await outbox.settle_sent(work.session, work.now, [one])


async def give_back(work: Work, letters: Iterable[Claimed]) -> None:
    """Put back letters that were claimed and surely did not leave."""
    await outbox.give_back(work.session, [(letter.id, letter.claimed_by) for letter in letters])


async def lost(work: Work, limit: int = 500) -> list[Sending]:
    """Letters that were on the wire when their process died, as sendings that may have arrived."""
    return [
        Sending(Claimed._make(row), failure=Failure.MAYBE_SENT, reason="the process ended")
        for row in await outbox.expired(work.session, work.now, limit)
    ]


async def prune(work: Work) -> None:
    """Delete letters settled long ago."""
    await outbox.prune(work.session, work.now - KEEP)


async def counts(work: Work) -> dict[str, int]:
    """How many letters are in each status."""
    return await outbox.counts(work.session)


async def end(work: Work, over: Sequence[tuple[Claimed, Status, str]]) -> None:
    """Settle claimed letters that are not to be sent."""
    await outbox.settle(work.session, [ended(work, *one) for one in over])


async def defer(work: Work, letters: Iterable[tuple[Claimed, datetime]]) -> None:
    """Put claimed letters back until a later moment."""
    await outbox.defer(work.session, [(one.id, one.claimed_by, at) for one, at in letters])


def refusal(work: Work, who: Member | Reader, claimed: Claimed) -> tuple[Status, str] | None:
    """Why a letter is not to be sent to them (any more); None when it is."""
    if claimed.is_too_late(work.now):
        return Status.SKIPPED, "too late"
    quiet = claimed.kind in ASKED_FOR or claimed.kind in SILENT
    if quiet and who.state == members.State.STOPPED:
        return None
    if who.state != members.State.ACTIVE:
        return Status.CANCELLED, who.state
    if quiet:
        return None
    if members.is_paused(who, work.now):
        return Status.CANCELLED, "paused"
    if claimed.kind == Kind.SENDING and who.announcements_off_at is not None:
        return Status.CANCELLED, "announcements off"
    return None


def outcome(work: Work, sending: Sending, failure: Failure) -> Outcome:
    """What becomes of a letter whose sending failed: it is over, or sent again."""
    letter = sending.letter
    found = verdict(
        failure,
        attempts=letter.attempts,
        unsure=letter.unsure,
        now=work.now,
        not_after=letter.not_after,
        repeatable=letter.kind in REPEATABLE,
        wait=sending.wait,
    )
    reason = sending.reason or failure.value
    over = ended(work, letter, found.status, reason)
    if failure is Failure.MAYBE_SENT:
        over = over._replace(unsure=letter.unsure + 1)
    if found.status is not Status.QUEUED:
        return over
    return over._replace(due_at=found.due_at or letter.due_at, settled_at=None)


def ended(work: Work, letter: Claimed, status: Status, reason: str) -> Outcome:
    """That a letter is over, and why."""
    return Outcome(
        letter_id=letter.id,
        by=letter.claimed_by,
        status=status.value,
        due_at=letter.due_at,
        unsure=letter.unsure,
        reason=reason,
        settled_at=work.now,
    )
