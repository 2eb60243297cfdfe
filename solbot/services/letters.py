"""Letters: claimed, composed at the last moment, settled.

Locks are always taken in the order member, then letter, so that a person's own doings and the sender
never wait for each other in a circle; a claim takes letters alone.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from solbot.domain.letters import Failure, Status, verdict
from solbot.domain.messages import Message
from solbot.services import dialogs, members, prompts
from solbot.services.work import Work
from solbot.store import members as member_rows
from solbot.store import outbox, pace
from solbot.store.tables import Letter, Member

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=90)
KEEP = timedelta(days=90)
NEVER_ARRIVED = (Status.FAILED, Status.SKIPPED, Status.CANCELLED)


@dataclass(frozen=True)
class Claimed:
    """A letter in the hands of one sender, until its lease ends."""

    id: int
    member_id: int
    kind: str
    ref: dict[str, Any]
    priority: int
    due_at: datetime
    not_after: datetime | None

    @property
    def prompt_id(self) -> int | None:
        """The prompt this letter asks, if it asks one."""
        return self.ref.get("prompt")


@dataclass(frozen=True)
class Sending:
    """How the sending of a letter went: the message it became, or why not."""

    letter: Claimed
    message_id: int | None = None
    failure: Failure | None = None
    wait: timedelta | None = None
    reason: str | None = None


Composer = Callable[[Work, Member, Claimed, bool], Awaitable[Message | None]]


async def claim(work: Work, limit: int) -> list[Claimed]:
    """Take letters that are due, one a person, the most urgent first."""
    return [_claimed(row) for row in await outbox.claim(work.session, work.now, LEASE, limit)]


async def compose(work: Work, claimed: Claimed, composer: Composer) -> Message | None:
    """Put a claimed letter into words, and let the member's next words answer it unless they are busy.

    None when it is not to be sent (any more); its status then says why.
    """
    member = await member_rows.get(work.session, claimed.member_id)
    letter = await outbox.get(work.session, claimed.id)
    if member is None or letter is None:
        return None
    why_not = _why_not(work, member, claimed)
    message = None
    if why_not is None:
        busy = await prompts.busy_with(work, member) is not None
        try:
            message = await composer(work, member, claimed, busy)
            why_not = None if message else (Status.CANCELLED, "no longer needed")
        except (LookupError, TypeError, ValueError) as error:
            # One letter that can't be put into words must not hold up the others.
            log.error("letter not composed", letter=claimed.id, fault=type(error).__name__)
            why_not = (Status.FAILED, "could not be put into words")
        if message is not None and not busy:
            await _open(work, member, claimed, message)
    if why_not is not None:
        _end(letter, why_not[0], why_not[1], work.now)
        if not letter.unsure and claimed.prompt_id is not None:
            await prompts.unask(work, member, claimed.prompt_id)
    return message


async def settle(work: Work, sendings: Iterable[Sending], *, repeatable: bool = True) -> None:
    """Write down how each sending went, and what follows from it."""
    for sending in sorted(sendings, key=lambda one: one.letter.member_id):
        member = await member_rows.get(work.session, sending.letter.member_id)
        letter = await outbox.get(work.session, sending.letter.id)
        if member is None or letter is None:
            continue  # erased meanwhile
        if sending.failure is None:
            await _sent(work, letter, sending)
        else:
            await _failed(work, member, letter, sending, repeatable)


async def release(work: Work, claimed: Iterable[Claimed]) -> None:
    """Give back letters that were claimed and surely not sent."""
    for one in claimed:
        letter = await outbox.get(work.session, one.id)
        if letter is not None and letter.status == Status.SENDING:
            letter.status, letter.claimed_until = Status.QUEUED, None
            letter.attempts -= 1


async def recover(work: Work) -> int:
    """Judge letters whose process died while it had them: each may have been sent. Returns how many."""
    lost = await outbox.expired(work.session, work.now)
    for letter in lost:
        _judge(work, letter, Failure.MAYBE_SENT, None, "the process ended", repeatable=True)
    return len(lost)


async def halt(work: Work, until: datetime) -> None:
    """Telegram asked to wait: no sender of any process sends before then."""
    await pace.halt(work.session, until)


async def halted_until(work: Work) -> datetime | None:
    """Until when every sender waits, or None."""
    return await pace.halted_until(work.session)


async def prune(work: Work) -> None:
    """Delete letters settled long ago."""
    await outbox.prune(work.session, work.now - KEEP)


async def counts(work: Work) -> dict[str, int]:
    """How many letters are in each status."""
    return await outbox.counts(work.session)


def _claimed(row: Letter) -> Claimed:
    return Claimed(
        row.id, row.member_id, row.kind, row.ref, row.priority, row.due_at, row.not_after
    )


def _why_not(work: Work, member: Member, claimed: Claimed) -> tuple[Status, str] | None:
    if claimed.not_after is not None and work.now > claimed.not_after:
        return Status.SKIPPED, "too late"
    if member.state != members.State.ACTIVE:
        return Status.CANCELLED, member.state
    if members.is_paused(member, work.now):
        return Status.CANCELLED, "paused"
    return None


async def _open(work: Work, member: Member, claimed: Claimed, message: Message) -> None:
    if claimed.prompt_id is not None:
        # Before the wire, so that words typed the moment it arrives are taken as its answer.
        await prompts.open_for(work, member, claimed.prompt_id)
    await dialogs.offer(work, member.id, message.offers())


async def _sent(work: Work, letter: Letter, sending: Sending) -> None:
    _end(letter, Status.SENT, None, work.now)
    letter.message_id = sending.message_id
    if sending.letter.prompt_id is not None and sending.message_id is not None:
        await prompts.arrived(work, letter.member_id, sending.letter.prompt_id, sending.message_id)


async def _failed(
    work: Work, member: Member, letter: Letter, sending: Sending, repeatable: bool
) -> None:
    assert sending.failure is not None  # noqa: S101  (the caller asked)
    _judge(work, letter, sending.failure, sending.wait, sending.reason, repeatable=repeatable)
    if letter.status in NEVER_ARRIVED and sending.letter.prompt_id is not None:
        await prompts.unask(work, member, sending.letter.prompt_id)
    if sending.failure is Failure.BLOCKED:
        await members.lose(work, member)


def _judge(
    work: Work,
    letter: Letter,
    failure: Failure,
    wait: timedelta | None,
    reason: str | None,
    *,
    repeatable: bool,
) -> None:
    found = verdict(
        failure,
        attempts=letter.attempts,
        unsure=letter.unsure,
        now=work.now,
        not_after=letter.not_after,
        repeatable=repeatable,
        wait=wait,
    )
    if failure is Failure.MAYBE_SENT:
        letter.unsure += 1
    if found.status is not Status.QUEUED:
        _end(letter, found.status, reason or failure.value, work.now)
        return
    letter.status, letter.claimed_until, letter.reason = found.status, None, reason
    letter.due_at = found.due_at or letter.due_at


def _end(letter: Letter, status: Status, reason: str | None, now: datetime) -> None:
    letter.status, letter.reason, letter.settled_at = status, reason, now
    letter.claimed_until = None
