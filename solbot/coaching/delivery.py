"""Letters of one person: put into words at the last moment, and what their arrival or loss means for what is asked.

Where a member is locked, that comes before their prompts and letters, so that a person's own doings and
the sender do not wait for each other in a circle.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from solbot.bot import dialog as dialogs
from solbot.bot import notices
from solbot.coaching.answers import prompts
from solbot.coaching.path import service as path
from solbot.coaching.reminders import evenings
from solbot.coaching.reminders import service as reminders
from solbot.coaching.rhythm import rules as rhythm
from solbot.coaching.silence import service as silence
from solbot.db.tables import Member
from solbot.desk import service as inquiries
from solbot.members import db as member_rows
from solbot.members import quiet_hours as quiet
from solbot.members import service as members
from solbot.telegram import outbox as letters
from solbot.telegram import outbox_db as outbox
from solbot.telegram.letters import REHEARSAL, UNSAID, Failure, Status
from solbot.telegram.messages import Message
from solbot.telegram.outbox import ASKING, NEVER_ARRIVED, Claimed, Composer, Sending
from solbot.telegram.outbox_db import Sent
from solbot.unit_of_work import Work


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
    why_not = letters.refusal(work, member, claimed)
    if why_not is None and (later := await _put_off(work, member, claimed)) is not None:
        await letters.defer(work, [(claimed, later)])
        return None
    if why_not is None:
        written = await _written(work, member, claimed, composer)
        if written is not None:
            return written
        why_not = (Status.CANCELLED, "no longer needed")
    await outbox.settle(work.session, [letters.ended(work, claimed, *why_not)])
    if not claimed.unsure:
        await _unsaid(work, member, claimed)
    return None


async def fail(work: Work, claimed: Claimed) -> None:
    """End a letter that can't be put into words; the question it was to ask waits for the next nudge."""
    member = await member_rows.get(work.session, claimed.member_id)
    if member is not None and not claimed.unsure:
        await _unsaid(work, member, claimed)
    await letters.end(work, [(claimed, Status.FAILED, UNSAID)])


async def settle(work: Work, sendings: Sequence[Sending]) -> None:
    """Write down how each sending went, and what follows from it."""
    failed = [(one, letters.outcome(work, one, one.failure)) for one in sendings if one.failure]
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


async def recover(work: Work, limit: int = 500) -> int:
    """Judge letters that were on the wire when their process died: each may have arrived. Returns how many."""
    found = await letters.lost(work, limit)
    await settle(work, found)
    return len(found)


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
