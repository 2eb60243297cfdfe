"""Letters: claimed, composed at the last moment, put on the wire, settled.

Where a member is locked, that comes before their prompts and letters, so that a person's own doings and
the sender do not wait for each other in a circle.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from solbot.domain import rhythm
from solbot.domain.announcements import Kind
from solbot.domain.letters import (
    PROGRESS,
    REHEARSAL,
    UNSAID,
    Failure,
    Priority,
    Status,
    verdict,
)
from solbot.domain.messages import Message
from solbot.services import (
    dialogs,
    evenings,
    inquiries,
    members,
    notices,
    path,
    prompts,
    quiet,
    reminders,
    silence,
)
from solbot.services.work import Work
from solbot.store import members as member_rows
from solbot.store import outbox
from solbot.store.members import Reader
from solbot.store.outbox import Outcome, Sent
from solbot.store.tables import Member

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


async def compose(
    work: Work, claimed: Claimed, composer: Composer
) -> tuple[Claimed, Message] | None:
    """Put a claimed letter into words; the member's next words answer the question it brings.

    None when it is not to be sent now: put off, or not to be sent any more; its status then says why. Raises whatever
    keeps it from being put into words: then nothing of this may be kept (see `fail`).
    """
    member = await member_rows.get(work.session, claimed.member_id)
    if member is None:
        return None  # erased meanwhile, and the letter with them
    why_not = refusal(work, member, claimed)
    if why_not is None and (later := await _put_off(work, member, claimed)) is not None:
        await defer(work, [(claimed, later)])
        return None
    if why_not is None:
        written = await _written(work, member, claimed, composer)
        if written is not None:
            return written
        why_not = (Status.CANCELLED, "no longer needed")
    await outbox.settle(work.session, [_ended(work, claimed, *why_not)])
    if not claimed.unsure:
        await _unsaid(work, member, claimed)
    return None


async def fail(work: Work, claimed: Claimed) -> None:
    """End a letter that can't be put into words; the question it was to ask waits for the next nudge."""
    member = await member_rows.get(work.session, claimed.member_id)
    if member is not None and not claimed.unsure:
        await _unsaid(work, member, claimed)
    await end(work, [(claimed, Status.FAILED, UNSAID)])


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
        await outbox.settle(work.session, [_outcome(work, sending, sending.failure)])
    elif sending.message_id is not None:
        one = Sent(letter.id, letter.claimed_by, sending.message_id, sending.also)
        await outbox.settle_sent(work.session, work.now, [one])


async def settle(work: Work, sendings: Sequence[Sending]) -> None:
    """Write down how each sending went, and what follows from it."""
    failed = [(one, _outcome(work, one, one.failure)) for one in sendings if one.failure]
    for one, outcome in failed:
        if one.letter.kind == REHEARSAL and outcome.status == Status.FAILED:
            await _tell_refused(work, one)
    lost = [one for one, outcome in failed if outcome.status in NEVER_ARRIVED]
    # A member before their letters: see above.
    for one in sorted(lost, key=lambda sending: sending.letter.member_id):
        await _never_arrived(work, one)
    await outbox.settle(work.session, [outcome for _, outcome in failed])
    arrived = [(one.letter, one.message_id) for one in sendings if one.message_id is not None]
    await outbox.settle_sent(
        work.session,
        work.now,
        [
            Sent(one.letter.id, one.letter.claimed_by, one.message_id, one.also)
            for one in sendings
            if one.message_id is not None
        ],
    )
    await inquiries.arrived(
        work, [(one.remark_id, message) for one, message in arrived if one.remark_id is not None]
    )
    await prompts.arrived(
        work,
        [
            (one.prompt_id, one.member_id, message)
            for one, message in arrived
            if one.prompt_id is not None
        ],
    )


async def give_back(work: Work, letters: Iterable[Claimed]) -> None:
    """Put back letters that were claimed and surely did not leave."""
    await outbox.give_back(work.session, [(letter.id, letter.claimed_by) for letter in letters])


async def recover(work: Work, limit: int = 500) -> int:
    """Judge letters that were on the wire when their process died: each may have arrived. Returns how many."""
    found = await lost(work, limit)
    await settle(work, found)
    return len(found)


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


async def end(work: Work, ended: Sequence[tuple[Claimed, Status, str]]) -> None:
    """Settle claimed letters that are not to be sent."""
    await outbox.settle(work.session, [_ended(work, *one) for one in ended])


async def defer(work: Work, letters: Iterable[tuple[Claimed, datetime]]) -> None:
    """Put claimed letters back until a later moment."""
    await outbox.defer(work.session, [(one.id, one.claimed_by, at) for one, at in letters])


async def _written(
    work: Work, member: Member, claimed: Claimed, composer: Composer
) -> tuple[Claimed, Message] | None:
    if claimed.kind == "nudge" and claimed.prompt_id is None:
        day = date.fromisoformat(claimed.ref["for"])
        asked = await path.next_of_path(work, member, day)
        claimed = await _refer(work, claimed, prompt=asked.id)
        silence.count(member, day)
        reminders.plan(work, member, asked.id, claimed.due_at)
    if claimed.kind == silence.KIND and "pace" not in claimed.ref:
        hello = await silence.begin_hello(work, member, date.fromisoformat(claimed.ref["for"]))
        claimed = await _refer(work, claimed, **(hello or {}))
    if claimed.kind == evenings.KIND and "last" not in claimed.ref:
        last = await reminders.begin(work, member, claimed.ref["prompt"])
        if last is not None:
            claimed = await _refer(work, claimed, last=last)
    waiting = await dialogs.current(work, member.id)
    busy = waiting.is_conversation(work.now)
    message = await composer(work, member, claimed, busy)
    if message is None:
        return None
    if claimed.kind == "nudge" and member.readings_only and claimed.prompt_id is not None:
        await prompts.bring(work, member, claimed.prompt_id)
    elif claimed.prompt_id is not None:
        # Before the wire, so that words typed the moment it arrives are taken as its answer.
        await prompts.show(work, member, claimed.prompt_id)
    if message.edits is None:
        beside = waiting.awaits is not None and (busy or claimed.prompt_id is None)
        await dialogs.offer(work, member.id, message.offers(), beside=beside)
    return claimed, message


async def _refer(work: Work, claimed: Claimed, **more: Any) -> Claimed:
    claimed = claimed._replace(ref={**claimed.ref, **more})
    await outbox.set_ref(work.session, claimed.id, claimed.ref)
    return claimed


async def _unsaid(work: Work, member: Member, claimed: Claimed) -> None:
    """A letter surely never reached the member: what it asked comes with the next one, what it told is not so."""
    if claimed.kind == evenings.KIND:
        reminders.take_back(member)
    elif claimed.prompt_id is not None:
        await prompts.unask(work, member, claimed.prompt_id)
        if claimed.kind == "nudge":
            silence.uncount(member)
            evenings.drop(member)
    elif claimed.kind == silence.KIND and "pace" in claimed.ref:
        ref = claimed.ref
        await silence.take_back(work, member, ref["pace"], new=ref["new"])


async def _put_off(work: Work, member: Member, claimed: Claimed) -> datetime | None:
    """Until when a letter waits: it is quiet, a person may be writing, or the day's own question is near."""
    if claimed.kind == "fact" or claimed.ref.get("notice") in quiet.NOTICES:
        return await _when_not_quiet(work, member, claimed)
    if claimed.kind not in (*ASKING, silence.KIND, evenings.KIND) or claimed.not_after is None:
        return None
    due = claimed.not_after - rhythm.LATE
    waiting = await dialogs.current(work, member.id)
    writing = rhythm.waits_until(due, work.now, waiting.wrote(work.now))
    if writing is not None or claimed.kind != "question":
        return writing
    return await prompts.stands_back(work, member, due)


async def _when_not_quiet(work: Work, member: Member, claimed: Claimed) -> datetime | None:
    """When the quiet hours of somebody who is not here just now are over; None where it would be too late then."""
    until = quiet.until(work, member)
    if until is None or claimed.is_too_late(until):
        return None
    wrote = (await dialogs.current(work, member.id)).wrote(work.now)
    return None if wrote is not None and work.now - wrote < rhythm.QUIET else until


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


def _outcome(work: Work, sending: Sending, failure: Failure) -> Outcome:
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
    ended = _ended(work, letter, found.status, reason)
    if failure is Failure.MAYBE_SENT:
        ended = ended._replace(unsure=letter.unsure + 1)
    if found.status is not Status.QUEUED:
        return ended
    return ended._replace(due_at=found.due_at or letter.due_at, settled_at=None)


def _ended(work: Work, letter: Claimed, status: Status, reason: str) -> Outcome:
    return Outcome(
        letter_id=letter.id,
        by=letter.claimed_by,
        status=status.value,
        due_at=letter.due_at,
        unsure=letter.unsure,
        reason=reason,
        settled_at=work.now,
    )


async def _never_arrived(work: Work, sending: Sending) -> None:
    member = await member_rows.get(work.session, sending.letter.member_id)
    if member is None:
        return
    await _unsaid(work, member, sending.letter)
    if sending.failure is Failure.BLOCKED:
        await members.lose(work, member)


async def _tell_refused(work: Work, sending: Sending) -> None:
    """A test that Telegram refused: whoever asked for it learns why."""
    ref = {name: sending.letter.ref[name] for name in ("announcement", "language")}
    why = (sending.reason or "")[:120]
    await notices.tell(
        work, [sending.letter.member_id], "test_refused", str(sending.letter.id), why=why, **ref
    )
