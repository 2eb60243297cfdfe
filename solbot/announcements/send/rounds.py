"""Rounds under way: letters handed over bit by bit, pausing exactly where it is, going on, calling off the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from solbot.announcements import db as announcements
from solbot.announcements.draft import settings_service as rules
from solbot.announcements.rules import (
    OPEN_FOR,
    PROGRESS,
    Figures,
    Going,
    Kind,
    State,
    Why,
    figures,
)
from solbot.announcements.send import rounds_db as rounds
from solbot.bot import notices
from solbot.db.tables import Round
from solbot.errors import NotFound
from solbot.members import db as members
from solbot.staff import audit
from solbot.staff import service as staff
from solbot.staff.audit import Action
from solbot.staff.rules import Right, Role
from solbot.telegram import outbox_db as outbox
from solbot.telegram.letters import UNSAID, Priority
from solbot.unit_of_work import Piece, Work

LOOK_AGAIN = timedelta(minutes=10)
"""When to see whether somebody has got another announcement that was to come first."""
PACE = 1.05  # seconds times the rate between two sends; see telegram/rate.py
SOONEST, LATEST = timedelta(seconds=5), timedelta(seconds=60)
STEPS = 20  # a report is brought up to date about so often, at growing distances
STALE = timedelta(seconds=60)


class NotGoing(NotFound):
    """The round is not in a state in which this can be done."""


@dataclass(frozen=True)
class Report:
    """How a round stands, for people. Of one to people who answered something nothing is known but what staff did."""

    round_id: int
    announcement_id: int
    kind: Kind
    state: Going
    by: int
    started_at: datetime
    ended_at: datetime | None
    figures: Figures | None  # None: not told
    left: timedelta | None  # how long it will take still, at the present pace
    paused_for: Why | None  # why it paused by itself
    has_begun: bool


async def feed(work: Work, room: int) -> int:
    """Hand over letters of running rounds, at most about `room`. Returns how many.

    A round of somebody who may not send announcements any more pauses, and owners are told.
    """
    fed = 0
    for going in await rounds.running(work.session):
        fed += await _fed(work, going, room - fed)
    return fed


async def running(work: Work) -> Sequence[int]:
    """The numbers of the rounds under way, oldest first."""
    return await rounds.running_ids(work.session)


async def feed_one(work: Work, round_id: int, room: int) -> int:
    """The same for one round alone, where all together did not go well."""
    going = await rounds.get(work.session, round_id)
    return 0 if going is None or going.state != Going.RUNNING else await _fed(work, going, room)


async def pause(work: Work, by: int, announcement_id: int) -> None:
    """Stop where it is: what is not on the wire goes back to wait. Raises NotGoing."""
    for going in await _in_state(work, announcement_id, Going.RUNNING):
        await _pause(work, going)
    await audit.note(work, by, Action.PAUSED_ANNOUNCEMENT, announcement=announcement_id)


async def resume(work: Work, by: int, announcement_id: int) -> None:
    """Go on exactly where it stopped; whoever says so answers for it from now on. Raises NotGoing."""
    for going in await _in_state(work, announcement_id, Going.PAUSED):
        if going.paused_for == Why.WORDS:
            # What was in the way may be mended: those who were left without get it, or fail for good.
            await rounds.try_failed_again(work.session, going.id, UNSAID)
        going.state, going.by, going.paused_for = Going.RUNNING, by, None
    await audit.note(work, by, Action.RESUMED_ANNOUNCEMENT, announcement=announcement_id)
    await work.session.flush()


async def cancel(work: Work, by: int, announcement_id: int) -> None:
    """Whoever has not got it yet will not; a correction beside it still reaches who has it. Raises NotGoing."""
    found = await _in_state(work, announcement_id, Going.RUNNING, Going.PAUSED)
    sending = [one for one in found if one.kind == Kind.SENDING]
    for going in sending or found:
        await rounds.call_back(work.session, going.id, work.now)
        going.state, going.ended_at = Going.CANCELLED, work.now
    await audit.note(work, by, Action.CANCELLED_ANNOUNCEMENT, announcement=announcement_id)
    await work.session.flush()


async def again(work: Work, by: int, announcement_id: int) -> int:
    """Send once more what may have arrived or not. Returns how many letters. Raises NotGoing.

    What was called off stays so: only letters that had left already leave again. What was taken back is not sent.
    """
    row = await announcements.get(work.session, announcement_id)
    if row is not None and row.private:
        raise NotGoing  # whether anything is in doubt is not told
    back = row is not None and row.state == State.WITHDRAWN
    count = 0
    for going in await _in_state(work, announcement_id, *(set(Going) - {Going.PAUSED})):
        if back and going.kind != Kind.WITHDRAWAL:
            continue
        found = await rounds.try_unsure_again(work.session, going.id, work.now)
        if found and going.state != Going.CANCELLED:
            going.state, going.ended_at, going.by = Going.RUNNING, None, by
        count += found
    if count:
        await audit.note(
            work, by, Action.SENT_UNSURE_AGAIN, announcement=announcement_id, count=count
        )
        await work.session.flush()
    return count


async def report(work: Work, going: Round) -> Report:
    """How a round stands, counted now; long after its end, as it was then."""
    if await announcements.private(work.session, [going.announcement_id]):
        return _private_report(work, going)
    waiting = await rounds.waiting(work.session, going.id)
    counted = await rounds.letters(work.session, going.id)
    if not counted and going.figures is not None:
        found = Figures(**going.figures)
    else:
        found = figures(going.state, going.total, waiting, counted)
    left = None
    if going.state == Going.RUNNING and going.started_at <= work.now:
        left = timedelta(seconds=found.waiting * PACE / work.rate)
    return Report(
        going.id,
        going.announcement_id,
        Kind(going.kind),
        Going(going.state),
        going.by,
        going.started_at,
        going.ended_at,
        found,
        left,
        Why(going.paused_for) if going.paused_for and going.state == Going.PAUSED else None,
        going.started_at <= work.now,
    )


def _private_report(work: Work, going: Round) -> Report:
    state = shown_state(going, work.now)
    ended = going.ended_at if state is Going.CANCELLED else None
    if state is Going.DONE:
        ended = going.started_at + OPEN_FOR
    by_itself = Why(going.paused_for) if going.paused_for and state is Going.PAUSED else None
    return Report(
        going.id,
        going.announcement_id,
        Kind(going.kind),
        state,
        going.by,
        going.started_at,
        ended,
        None,
        None,
        by_itself,
        going.started_at <= work.now,
    )


def shown_state(going: Round, now: datetime) -> Going:
    """How a round to people who answered something is shown to stand: by what staff did, and by the clock alone."""
    if going.state not in (Going.RUNNING, Going.DONE):
        return Going(going.state)
    return Going.RUNNING if now < going.started_at + OPEN_FOR else Going.DONE


async def shown(work: Work, announcement_id: int) -> list[Round]:
    """The rounds that tell how an announcement goes: its sending, and the newest of each other kind."""
    found = {one.kind: one for one in reversed(await all_of(work, announcement_id))}
    return sorted(found.values(), key=lambda one: one.id)


async def all_of(work: Work, announcement_id: int) -> list[Round]:
    """The rounds of an announcement, newest first."""
    return list(await rounds.of_announcement(work.session, announcement_id))


async def find(work: Work, round_id: int) -> Round | None:
    """A round, to be looked at."""
    return await rounds.seen(work.session, round_id)


async def standing(work: Work, numbers: Collection[int]) -> dict[int, str]:
    """How each of these announcements stands: by what is still open of it, else by its sending."""
    found: dict[int, str] = {}
    private = await announcements.private(work.session, numbers)
    for row in await rounds.of_announcements(work.session, numbers):
        before = found.get(row.announcement_id)
        hidden = row.announcement_id in private
        state = shown_state(row, work.now) if hidden else Going(row.state)
        if before is None or state in (Going.RUNNING, Going.PAUSED):
            found[row.announcement_id] = state
    return found


async def announce_report(work: Work, going: Round) -> None:
    """Have the message sent that shows how a round goes, to whoever began it."""
    going.report_key = f"report:{going.id}"
    await _put_report(work, going, going.report_key)


async def keep_up(work: Work, round_id: int) -> None:
    """End a round that is over, and bring its report up to date, sparingly."""
    going = await rounds.get(work.session, round_id)
    if going is None or going.state != Going.RUNNING:
        return
    if not await _may_go_on(work, going):
        await _stop_for_sender(work, going)
        await refresh(work, going)
        return
    private = await announcements.private(work.session, [going.announcement_id])
    if private and work.now < going.started_at + OPEN_FOR:
        return
    if await rounds.is_over(work.session, going.id):
        await _end(work, going)
    elif going.started_at <= work.now and not private:
        gone = (work.now - going.started_at) / STEPS
        wait = min(max(gone, SOONEST), LATEST)
        if await rounds.shown(work.session, going.id, work.now - wait, work.now):
            await refresh(work, going)


KEEPING_UP: Piece = (running, keep_up)
"""What the tick does about rounds under way."""


async def stop_for_words(work: Work, going: Round) -> None:
    """A letter of a round, held here, could not be put into words: it pauses, and staff learn why. One to people who
    answered something goes on.

    Once for each edition: whoever lets it go on as it is wants the rest to have it.
    """
    row = await announcements.seen(work.session, going.announcement_id)
    if row is None or going.state != Going.RUNNING or going.stuck_at == row.edition:
        return
    if row.private:
        return  # that it paused would tell that somebody was to get it
    going.stuck_at = row.edition
    await _stop(work, going, Why.WORDS, f"{going.id}:{row.edition}")


async def stop_for_fault(work: Work, round_id: int) -> None:
    """The letters of a round could not be handed over: it pauses, and staff learn of it."""
    going = await rounds.get(work.session, round_id)
    if going is not None and going.state == Going.RUNNING:
        await _stop(work, going, Why.FAULT, f"{going.id}:{work.now.timestamp():.0f}")


async def refresh(work: Work, going: Round) -> None:
    """Have a round's report brought up to date."""
    if going.report_key is not None:
        await _put_report(work, going, f"progress:{going.id}:{work.now.timestamp():.0f}")


async def report_message(work: Work, going: Round) -> int | None:
    """Which message shows how a round goes, once it is there."""
    if going.report_key is None:
        return None
    found = await outbox.originals(work.session, [going.report_key])
    return next((message for _, message, _, _ in found.values()), None)


def note_shown(going: Round, digest: str, by: int = 0) -> bool:
    """Note what a round's report shows from now on, and the letter that says so (0: a tap). False where it is what it
    shows already: an edit of it would change nothing. A letter that is tried again says so again."""
    before, _, shown = (going.shown or "").partition(":")
    if shown == digest and before != str(by):
        return False
    going.shown = f"{by}:{digest}"
    return True


async def with_report(work: Work, announcement_id: int, message_id: int | None) -> Round | None:
    """The round whose report a message is."""
    for going in await all_of(work, announcement_id):
        if message_id is not None and await report_message(work, going) == message_id:
            return going
    return None


async def _put_report(work: Work, going: Round, key: str) -> None:
    if not await members.there(work.session, [going.by]):
        return
    first = key == going.report_key
    letter = {
        "key": key,
        "member_id": going.by,
        "kind": PROGRESS,
        "priority": Priority.NUDGE.value,
        "ref": {"round": going.id, "first": first},
        "due_at": work.now,
        "not_after": None if first else work.now + STALE,
    }
    await outbox.put(work.session, [letter])


async def _end(work: Work, going: Round) -> None:
    going.state, going.ended_at = Going.DONE, work.now
    found = (await report(work, going)).figures
    if found is not None:
        going.figures = {**vars(found), "failed": dict(found.failed)}
    await work.session.flush()
    await refresh(work, going)


async def _fed(work: Work, going: Round, room: int) -> int:
    """Hand over letters of a round that is held; it pauses where its sender may not send any more."""
    if not await _may_go_on(work, going):
        await _stop_for_sender(work, going)
        return 0
    return await _feed(work, going, room) if room > 0 else 0


async def _feed(work: Work, going: Round, room: int) -> int:
    found = await rounds.next_few(work.session, going.id, work.now, room)
    if not found:
        return 0
    later = await _later(work, going, found) if going.kind == Kind.SENDING else {}
    await rounds.put_off(work.session, going.id, sorted(later.items()))
    now = [member for member in found if member not in later]
    if now:
        await rounds.hand_over(work.session, going, now, Priority.ANNOUNCEMENT, work.now)
    return len(now)


async def _later(work: Work, going: Round, found: Collection[int]) -> dict[int, datetime]:
    """Who does not get an announcement now, and when to look again: one was here lately, or they are answering.

    No other waits for one to people who answered something: when it comes would tell who they are.
    """
    private = bool(await announcements.private(work.session, [going.announcement_id]))
    rule = await rules.current(work)
    gap = rule.gap
    busy = await rounds.busy_since(work.session, found, work.now - rule.quiet, work.now)
    later = {member: since + rule.quiet for member, since in busy.items()}
    if gap:
        coming = await rounds.with_one_coming(work.session, found, private=private)
        later |= dict.fromkeys(coming, work.now + LOOK_AGAIN)
        since = work.now - gap
        lately = await rounds.last_announced(work.session, found, since, work.now, private=private)
        later |= {member: at + gap for member, at in lately.items()}
    return later


async def _may_go_on(work: Work, going: Round) -> bool:
    return staff.may(await staff.role_of(work, going.by), Right.ANNOUNCEMENTS)


async def _pause(work: Work, going: Round) -> None:
    await rounds.call_back(work.session, going.id, work.now)
    going.state = Going.PAUSED
    await work.session.flush()


async def _stop_for_sender(work: Work, going: Round) -> None:
    await _pause(work, going)
    going.paused_for = Why.SENDER
    await tell_owners(work, going.announcement_id, going.by)


async def _stop(work: Work, going: Round, why: Why, key: str) -> None:
    """Pause a round that can't go on; whoever had it sent and owners are told, and its report says so."""
    await _pause(work, going)
    going.paused_for = why
    await tell_stuck(work, going.announcement_id, going.by, why, key)
    await refresh(work, going)


async def tell_stuck(work: Work, announcement_id: int, by: int, why: Why, key: str) -> None:
    """Whoever had it sent and owners learn that something stopped by itself, and why."""
    await audit.note(
        work, by, Action.PAUSED_ANNOUNCEMENT, announcement=announcement_id, itself=True
    )
    owners = [one.id for one in await staff.everyone(work) if one.role is Role.OWNER]
    there = await staff.reachable(work, {by, *owners})
    await notices.tell(work, there, "round_stuck", key, announcement=announcement_id, why=why)


async def tell_owners(work: Work, announcement_id: int, by: int) -> None:
    """Owners learn that something stopped by itself, as who had it sent may not send any more."""
    await audit.note(
        work, by, Action.PAUSED_ANNOUNCEMENT, announcement=announcement_id, itself=True
    )
    owners = [one.id for one in await staff.everyone(work) if one.role is Role.OWNER]
    there = await staff.reachable(work, owners)
    key = f"{announcement_id}:{work.now.timestamp():.0f}"
    await notices.tell(work, there, "round_paused", key, announcement=announcement_id, by=by)


async def _in_state(work: Work, announcement_id: int, *states: Going) -> list[Round]:
    """The rounds of an announcement that are in one of these states, held. Raises NotGoing when there is none."""
    found = await held(work, announcement_id, *states)
    if await announcements.private(work.session, [announcement_id]):
        shown = set(states) - {Going.DONE}
        found = [one for one in found if shown_state(one, work.now) in shown]
    if not found:
        raise NotGoing
    return found


async def held(work: Work, announcement_id: int, *states: Going) -> list[Round]:
    """The rounds of an announcement in these states, oldest first, held until this piece of work is over."""
    await announcements.get(work.session, announcement_id)
    return [one for one in await rounds.held(work.session, announcement_id) if one.state in states]
