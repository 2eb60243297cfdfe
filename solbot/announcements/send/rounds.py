"""Rounds under way: letters handed over bit by bit, pausing exactly where it is, going on, calling off the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from solbot.announcements import db as announcements_db
from solbot.announcements.draft import settings_service
from solbot.announcements.rules import OPEN_FOR, StopReason
from solbot.announcements.send import recipients_db, rounds_db
from solbot.announcements.send.round_reports import refresh, report, shown_state
from solbot.bot import notices
from solbot.db.states import AnnouncementState, Role, RoundKind, RoundState
from solbot.db.tables import Round
from solbot.errors import NotFound
from solbot.staff import audit
from solbot.staff import service as staff
from solbot.staff.audit import Action
from solbot.staff.rules import Right
from solbot.telegram.letters import UNSAID, Priority
from solbot.unit_of_work import Piece, UnitOfWork

LOOK_AGAIN = timedelta(minutes=10)
"""When to see whether somebody has got another announcement that was to come first."""
SOONEST, LATEST = timedelta(seconds=5), timedelta(seconds=60)
STEPS = 20  # a report is brought up to date about so often, at growing distances


class NotGoing(NotFound):
    """The round is not in a state in which this can be done."""


async def feed(work: UnitOfWork, room: int) -> int:
    """Hand over letters of running rounds, at most about `room`. Returns how many.

    A round of somebody who may not send announcements any more pauses, and owners are told.
    """
    fed = 0
    for going in await rounds_db.running(work.session):
        fed += await _fed(work, going, room - fed)
    return fed


async def running(work: UnitOfWork) -> Sequence[int]:
    """The numbers of the rounds under way, oldest first."""
    return await rounds_db.running_ids(work.session)


async def feed_one(work: UnitOfWork, round_id: int, room: int) -> int:
    """The same for one round alone, where all together did not go well."""
    going = await rounds_db.get(work.session, round_id)
    return (
        0 if going is None or going.state != RoundState.RUNNING else await _fed(work, going, room)
    )


async def pause(work: UnitOfWork, by: int, announcement_id: int) -> None:
    """Stop where it is: what is not on the wire goes back to wait. Raises NotGoing."""
    for going in await _in_state(work, announcement_id, RoundState.RUNNING):
        await _pause(work, going)
    await audit.note(work, by, Action.PAUSED_ANNOUNCEMENT, announcement=announcement_id)


async def resume(work: UnitOfWork, by: int, announcement_id: int) -> None:
    """Go on exactly where it stopped; whoever says so answers for it from now on. Raises NotGoing.

    Past the gap it goes on only where they may say that, too.
    """
    may_be_urgent = staff.may(await staff.role_of(work, by), Right.URGENT)
    for going in await _in_state(work, announcement_id, RoundState.PAUSED):
        if going.paused_for == StopReason.WORDS:
            # What was in the way may be mended: those who were left without get it, or fail for good.
            await recipients_db.try_failed_again(work.session, going.id, UNSAID)
        going.state, going.by, going.paused_for = RoundState.RUNNING, by, None
        going.urgent = going.urgent and may_be_urgent
    await audit.note(work, by, Action.RESUMED_ANNOUNCEMENT, announcement=announcement_id)
    await work.session.flush()


async def cancel(work: UnitOfWork, by: int, announcement_id: int) -> None:
    """Whoever has not got it yet will not; a correction beside it still reaches who has it. Raises NotGoing."""
    found = await _in_state(work, announcement_id, RoundState.RUNNING, RoundState.PAUSED)
    sending = [one for one in found if one.kind == RoundKind.SENDING]
    for going in sending or found:
        await recipients_db.call_back(work.session, going.id, work.now)
        going.state, going.ended_at = RoundState.CANCELLED, work.now
    await audit.note(work, by, Action.CANCELLED_ANNOUNCEMENT, announcement=announcement_id)
    await work.session.flush()


async def again(work: UnitOfWork, by: int, announcement_id: int) -> int:
    """Send once more what may have arrived or not. Returns how many letters. Raises NotGoing.

    What was called off stays so: only letters that had left already leave again. What was taken back is not sent.
    """
    row = await announcements_db.get(work.session, announcement_id)
    if row is not None and row.private:
        raise NotGoing  # whether anything is in doubt is not told
    back = row is not None and row.state == AnnouncementState.WITHDRAWN
    count = 0
    for going in await _in_state(work, announcement_id, *(set(RoundState) - {RoundState.PAUSED})):
        if back and going.kind != RoundKind.WITHDRAWAL:
            continue
        found = await recipients_db.try_unsure_again(work.session, going.id, work.now)
        if found and going.state != RoundState.CANCELLED:
            going.state, going.ended_at, going.by = RoundState.RUNNING, None, by
        count += found
    if count:
        await audit.note(
            work, by, Action.SENT_UNSURE_AGAIN, announcement=announcement_id, count=count
        )
        await work.session.flush()
    return count


async def keep_up(work: UnitOfWork, round_id: int) -> None:
    """End a round that is over, and bring its report up to date, sparingly."""
    going = await rounds_db.get(work.session, round_id)
    if going is None or going.state != RoundState.RUNNING:
        return
    if not await _may_go_on(work, going):
        await _stop_for_sender(work, going)
        await refresh(work, going)
        return
    private = await announcements_db.private(work.session, [going.announcement_id])
    if private and work.now < going.started_at + OPEN_FOR:
        return
    if await rounds_db.is_over(work.session, going.id):
        await _end(work, going)
    elif going.started_at <= work.now and not private:
        gone = (work.now - going.started_at) / STEPS
        wait = min(max(gone, SOONEST), LATEST)
        if await rounds_db.shown(work.session, going.id, work.now - wait, work.now):
            await refresh(work, going)


KEEPING_UP: Piece = (running, keep_up)
"""What the tick does about rounds under way."""


async def stop_for_words(work: UnitOfWork, going: Round) -> None:
    """A letter of a round, held here, could not be put into words: it pauses, and staff learn why. One to people who
    answered something goes on.

    Once for each edition: whoever lets it go on as it is wants the rest to have it.
    """
    row = await announcements_db.seen(work.session, going.announcement_id)
    if row is None or going.state != RoundState.RUNNING or going.stuck_at == row.edition:
        return
    if row.private:
        return  # that it paused would tell that somebody was to get it
    going.stuck_at = row.edition
    await _stop(work, going, StopReason.WORDS, f"{going.id}:{row.edition}")


async def stop_for_fault(work: UnitOfWork, round_id: int) -> None:
    """The letters of a round could not be handed over: it pauses, and staff learn of it."""
    going = await rounds_db.get(work.session, round_id)
    if going is not None and going.state == RoundState.RUNNING:
        await _stop(work, going, StopReason.FAULT, f"{going.id}:{work.now.timestamp():.0f}")


async def _end(work: UnitOfWork, going: Round) -> None:
    going.state, going.ended_at = RoundState.DONE, work.now
    found = (await report(work, going)).figures
    if found is not None:
        going.figures = {**vars(found), "failed": dict(found.failed)}
    await work.session.flush()
    await refresh(work, going)


async def _fed(work: UnitOfWork, going: Round, room: int) -> int:
    """Hand over letters of a round that is held; it pauses where its sender may not send any more."""
    if not await _may_go_on(work, going):
        await _stop_for_sender(work, going)
        return 0
    found = await recipients_db.next_few(work.session, going.id, work.now, room) if room > 0 else ()
    if not found:
        return 0
    later = await _later(work, going, found) if going.kind == RoundKind.SENDING else {}
    await recipients_db.put_off(work.session, going.id, sorted(later.items()))
    now = [member for member in found if member not in later]
    if now:
        await recipients_db.hand_over(work.session, going, now, Priority.ANNOUNCEMENT, work.now)
    return len(now)


async def _later(work: UnitOfWork, going: Round, found: Collection[int]) -> dict[int, datetime]:
    """Who does not get an announcement now, and when to look again: one was here lately, or they are answering.

    No other waits for one to people who answered something: when it comes would tell who they are.
    """
    private = bool(await announcements_db.private(work.session, [going.announcement_id]))
    rule = await settings_service.current(work)
    gap = None if going.urgent else rule.gap
    busy = await rounds_db.busy_since(work.session, found, work.now - rule.quiet, work.now)
    later = {member: since + rule.quiet for member, since in busy.items()}
    if gap:
        coming = await rounds_db.with_one_coming(work.session, found, private=private)
        later |= dict.fromkeys(coming, work.now + LOOK_AGAIN)
        since = work.now - gap
        lately = await rounds_db.last_announced(
            work.session, found, since, work.now, private=private
        )
        later |= {member: at + gap for member, at in lately.items()}
    return later


async def _may_go_on(work: UnitOfWork, going: Round) -> bool:
    role = await staff.role_of(work, going.by)
    allowed = staff.may(role, Right.ANNOUNCEMENTS)
    return allowed and (not going.urgent or staff.may(role, Right.URGENT))


async def _pause(work: UnitOfWork, going: Round) -> None:
    await recipients_db.call_back(work.session, going.id, work.now)
    going.state = RoundState.PAUSED
    await work.session.flush()


async def _stop_for_sender(work: UnitOfWork, going: Round) -> None:
    await _pause(work, going)
    may_send = staff.may(await staff.role_of(work, going.by), Right.ANNOUNCEMENTS)
    going.paused_for = StopReason.URGENT if may_send else StopReason.SENDER
    await tell_owners(work, going.announcement_id, going.by, urgent=may_send)


async def _stop(work: UnitOfWork, going: Round, why: StopReason, key: str) -> None:
    """Pause a round that can't go on; whoever had it sent and owners are told, and its report says so."""
    await _pause(work, going)
    going.paused_for = why
    await tell_stuck(work, going.announcement_id, going.by, why, key)
    await refresh(work, going)


async def tell_stuck(
    work: UnitOfWork, announcement_id: int, by: int, why: StopReason, key: str
) -> None:
    """Whoever had it sent and owners learn that something stopped by itself, and why."""
    await audit.note(
        work, by, Action.PAUSED_ANNOUNCEMENT, announcement=announcement_id, itself=True
    )
    owners = [one.id for one in await staff.everyone(work) if one.role is Role.OWNER]
    there = await staff.reachable(work, {by, *owners})
    await notices.tell(work, there, "round_stuck", key, announcement=announcement_id, why=why)


async def tell_owners(
    work: UnitOfWork, announcement_id: int, by: int, *, urgent: bool = False
) -> None:
    """Owners learn that something stopped by itself, as who had it sent may not send any more, or nothing `urgent`."""
    await audit.note(
        work, by, Action.PAUSED_ANNOUNCEMENT, announcement=announcement_id, itself=True
    )
    owners = [one.id for one in await staff.everyone(work) if one.role is Role.OWNER]
    there = await staff.reachable(work, owners)
    key = f"{announcement_id}:{work.now.timestamp():.0f}"
    await notices.tell(
        work, there, "round_paused", key, announcement=announcement_id, by=by, urgent=urgent
    )


async def _in_state(work: UnitOfWork, announcement_id: int, *states: RoundState) -> list[Round]:
    """The rounds of an announcement that are in one of these states, held. Raises NotGoing when there is none."""
    found = await held(work, announcement_id, *states)
    if await announcements_db.private(work.session, [announcement_id]):
        shown = set(states) - {RoundState.DONE}
        found = [one for one in found if shown_state(one, work.now) in shown]
    if not found:
        raise NotGoing
    return found


async def held(work: UnitOfWork, announcement_id: int, *states: RoundState) -> list[Round]:
    """The rounds of an announcement in these states, oldest first, held until this piece of work is over."""
    await announcements_db.get(work.session, announcement_id)
    return [
        one for one in await rounds_db.held(work.session, announcement_id) if one.state in states
    ]
