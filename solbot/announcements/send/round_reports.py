"""How rounds stand: what staff are told of them, and the report that is kept up to date."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from solbot.announcements import db as announcements_db
from solbot.announcements.rules import OPEN_FOR, PROGRESS, RoundFigures, StopReason, figures
from solbot.announcements.send import recipients_db, rounds_db, waiting
from solbot.announcements.send.waiting import Waits
from solbot.announcements.timing import Timing
from solbot.db.states import RoundKind, RoundState
from solbot.db.tables import Round
from solbot.members import db as members_db
from solbot.telegram import outbox_db
from solbot.telegram.letters import Priority
from solbot.unit_of_work import UnitOfWork

PACE = 1.05  # seconds times the rate between two sends; see telegram/rate.py
STALE = timedelta(seconds=60)


@dataclass(frozen=True)
class Report:
    """How a round stands, for people. Of one to people who answered something nothing is known but what staff did."""

    round_id: int
    announcement_id: int
    kind: RoundKind
    state: RoundState
    by: int
    started_at: datetime
    ended_at: datetime | None
    figures: RoundFigures | None  # None: not told
    left: timedelta | None  # how long it will take still, at the present pace
    paused_for: StopReason | None  # why it paused by itself
    has_begun: bool
    urgent: bool
    waits: Waits  # who was put off


async def report(work: UnitOfWork, going: Round) -> Report:
    """How a round stands, counted now; long after its end, as it was then."""
    if await announcements_db.private(work.session, [going.announcement_id]):
        return _private_report(work, going)
    waiting = await recipients_db.waiting(work.session, going.id)
    counted = await rounds_db.letters(work.session, going.id)
    if not counted and going.figures is not None:
        found = RoundFigures(**going.figures)
    else:
        found = figures(going.state, going.total, waiting, counted)
    left = None
    if going.state == RoundState.RUNNING and going.started_at <= work.now:
        left = timedelta(seconds=found.waiting * PACE / work.rate)
    return Report(
        going.id,
        going.announcement_id,
        going.kind,
        going.state,
        going.by,
        going.started_at,
        going.ended_at,
        found,
        left,
        StopReason(going.paused_for)
        if going.paused_for and going.state == RoundState.PAUSED
        else None,
        going.started_at <= work.now,
        going.urgent,
        await _waits(work, going),
    )


async def _waits(work: UnitOfWork, going: Round) -> Waits:
    row = await announcements_db.seen(work.session, going.announcement_id)
    if row is None or going.kind != RoundKind.SENDING or going.state != RoundState.RUNNING:
        return Waits()
    return await waiting.of_round(work, going, Timing.of(row.timing))


def _private_report(work: UnitOfWork, going: Round) -> Report:
    state = shown_state(going, work.now)
    ended = going.ended_at if state is RoundState.CANCELLED else None
    if state is RoundState.DONE:
        ended = going.started_at + OPEN_FOR
    by_itself = (
        StopReason(going.paused_for) if going.paused_for and state is RoundState.PAUSED else None
    )
    return Report(
        going.id,
        going.announcement_id,
        going.kind,
        state,
        going.by,
        going.started_at,
        ended,
        None,
        None,
        by_itself,
        going.started_at <= work.now,
        going.urgent,
        Waits(),
    )


def shown_state(going: Round, now: datetime) -> RoundState:
    """How a round to people who answered something is shown to stand: by what staff did, and by the clock alone."""
    if going.state not in (RoundState.RUNNING, RoundState.DONE):
        return going.state
    return RoundState.RUNNING if now < going.started_at + OPEN_FOR else RoundState.DONE


async def shown(work: UnitOfWork, announcement_id: int) -> list[Round]:
    """The rounds that tell how an announcement goes: its sending, and the newest of each other kind."""
    found = {
        one.kind: one
        for one in reversed(await rounds_db.of_announcement(work.session, announcement_id))
    }
    return sorted(found.values(), key=lambda one: one.id)


async def find(work: UnitOfWork, round_id: int) -> Round | None:
    """A round, to be looked at."""
    return await rounds_db.seen(work.session, round_id)


COMING = "coming"
"""How an announcement stands that was confirmed for later."""


async def standing(work: UnitOfWork, numbers: Collection[int]) -> dict[int, tuple[str, datetime]]:
    """How each of these announcements stands, by what is still open of it, else by its sending; and when that began, or
    will begin."""
    found: dict[int, tuple[str, datetime]] = {}
    private = await announcements_db.private(work.session, numbers)
    for row in await rounds_db.of_announcements(work.session, numbers):
        before = found.get(row.announcement_id)
        hidden = row.announcement_id in private
        state = shown_state(row, work.now) if hidden else row.state
        if before is None or state in (RoundState.RUNNING, RoundState.PAUSED):
            coming = state is RoundState.RUNNING and row.started_at > work.now
            found[row.announcement_id] = (COMING if coming else state), row.started_at
    return found


async def announce_report(work: UnitOfWork, going: Round) -> None:
    """Have the message sent that shows how a round goes, to whoever began it."""
    going.report_key = f"report:{going.id}"
    await _put_report(work, going, going.report_key)


async def refresh(work: UnitOfWork, going: Round) -> None:
    """Have a round's report brought up to date."""
    if going.report_key is not None:
        await _put_report(work, going, f"progress:{going.id}:{work.now.timestamp():.0f}")


async def report_message(work: UnitOfWork, going: Round) -> int | None:
    """Which message shows how a round goes, once it is there."""
    if going.report_key is None:
        return None
    found = await outbox_db.originals(work.session, [going.report_key])
    return next((message for _, message, _, _ in found.values()), None)


def note_shown(going: Round, digest: str, by: int = 0) -> bool:
    """Note what a round's report shows from now on, and the letter that says so (0: a tap). False where it is what it
    shows already: an edit of it would change nothing. A letter that is tried again says so again."""
    before, _, shown = (going.shown or "").partition(":")
    if shown == digest and before != str(by):
        return False
    going.shown = f"{by}:{digest}"
    return True


async def with_report(
    work: UnitOfWork, announcement_id: int, message_id: int | None
) -> Round | None:
    """The round whose report a message is."""
    for going in await rounds_db.of_announcement(work.session, announcement_id):
        if message_id is not None and await report_message(work, going) == message_id:
            return going
    return None


async def _put_report(work: UnitOfWork, going: Round, key: str) -> None:
    if not await members_db.there(work.session, [going.by]):
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
    await outbox_db.put(work.session, [letter])
