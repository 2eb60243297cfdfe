"""After an announcement: taps, who is interested, taking it back, runs of a repeating one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import structlog

from solbot.announcements import db as announcements_db
from solbot.announcements.draft import service as drafts
from solbot.announcements.report import taps_db
from solbot.announcements.rules import DELETABLE, AnnouncementState, Going, RoundKind, StopReason
from solbot.announcements.send import recipients_db, round_reports, rounds
from solbot.announcements.send import service as sending
from solbot.announcements.timing import Timing, next_run
from solbot.coaching.rhythm.rules import LATE
from solbot.db.tables import Announcement
from solbot.errors import NotFound, fault_of
from solbot.members import db as members_db
from solbot.staff import audit
from solbot.staff import service as staff
from solbot.staff.audit import Action
from solbot.staff.rules import Right
from solbot.unit_of_work import Piece, UnitOfWork

log = structlog.get_logger(__name__)


class NotThere(NotFound):
    """There is no such announcement, or nothing of it can be done so any more."""


@dataclass(frozen=True)
class Copies:
    """How many copies there are, and how many of them Telegram still lets a bot take back. None: that is not told."""

    all: int | None
    deletable: int | None


async def taps(work: UnitOfWork, announcement_id: int) -> dict[int, int]:
    """How often each button was tapped, by its number; nothing where that would tell of people who answered."""
    if await announcements_db.private(work.session, [announcement_id]):
        return {}
    return await taps_db.counts(work.session, announcement_id)


async def tapped(
    work: UnitOfWork, announcement_id: int, number: int, *, counted: bool = True
) -> Announcement:
    """Count a tap, without noting whose. Raises NotThere for a button that is not there (any more)."""
    row = await announcements_db.seen(work.session, announcement_id)
    if row is None or all(one["n"] != number for one in row.buttons):
        raise NotThere
    if counted:
        await taps_db.count(work.session, announcement_id, number)
    return row


async def be_interested(work: UnitOfWork, announcement_id: int, member_id: int) -> bool:
    """Note that a member is interested, for staff to see. False if it was noted before. Raises NotThere where that
    would tell of what they answered."""
    if await announcements_db.private(work.session, [announcement_id]):
        raise NotThere
    return await taps_db.be_interested(work.session, announcement_id, member_id, work.now)


async def interested(
    work: UnitOfWork, by: int, announcement_id: int, after: int, size: int
) -> tuple[list[str], int]:
    """The names of those who said they are interested, a page of them, and how many there are; that is written down.
    Raises NotThere where it would tell of what they answered."""
    people, total = await who_is_interested(work, announcement_id, after, size)
    if not after:
        await audit.note(work, by, Action.READ_INTERESTED, announcement=announcement_id)
    return [name for _, name in people], total


async def who_is_interested(
    work: UnitOfWork, announcement_id: int, after: int, size: int
) -> tuple[list[tuple[int, str]], int]:
    """The same with their numbers. Raises NotThere."""
    if await announcements_db.private(work.session, [announcement_id]):
        raise NotThere
    ids, total = await taps_db.interested(work.session, announcement_id, after, size)
    names = await members_db.names(work.session, ids)
    return [(one, names.get(one) or str(one)) for one in ids], total


async def got_by(
    work: UnitOfWork, member_id: int, size: int
) -> tuple[list[tuple[int, datetime]], int]:
    """The latest announcements that reached a member, by number, with when, and how many did; none of those whose
    audience says who answered something."""
    return await taps_db.got_by(work.session, member_id, size)


async def copies(work: UnitOfWork, announcement_id: int) -> Copies:
    """What there is to take back."""
    if await announcements_db.private(work.session, [announcement_id]):
        return Copies(None, None)
    return Copies(
        await recipients_db.copies(work.session, announcement_id),
        await recipients_db.copies(work.session, announcement_id, work.now - DELETABLE),
    )


async def withdraw(work: UnitOfWork, by: int, announcement_id: int) -> None:
    """Take every copy back that can be, and let nobody get it any more. Raises NotThere."""
    row = await announcements_db.get(work.session, announcement_id)
    if row is None or row.state != AnnouncementState.CONFIRMED:
        raise NotThere
    for going in await rounds.held(work, announcement_id, Going.RUNNING, Going.PAUSED):
        await recipients_db.call_back(work.session, going.id, work.now)
        going.state, going.ended_at = Going.CANCELLED, work.now
    row.state = AnnouncementState.WITHDRAWN
    await work.session.flush()
    await sending.change_copies(work, by, row, RoundKind.WITHDRAWAL)
    await audit.note(work, by, Action.WITHDREW_ANNOUNCEMENT, announcement=announcement_id)


async def end_series(work: UnitOfWork, by: int, announcement_id: int) -> None:
    """Let a repeating announcement repeat no more. Raises NotThere."""
    row = await announcements_db.get(work.session, announcement_id)
    if row is None or row.state != AnnouncementState.SERIES:
        raise NotThere
    row.state, row.next_at = AnnouncementState.ENDED, None
    await audit.note(work, by, Action.ENDED_SERIES, announcement=announcement_id)
    await work.session.flush()


async def _due_series(work: UnitOfWork) -> list[int]:
    return [row.id for row in await announcements_db.due_series(work.session, work.now)]


async def _run(work: UnitOfWork, number: int) -> None:
    """Begin the run of a repeating announcement that is due, with recipients of its own.

    A run that is very late is left out. A series of somebody who may not send any more ends, and so does one that
    can't be run, as it would fail again every few seconds: whoever had it sent and owners are told.
    """
    row = await announcements_db.get(work.session, number)
    if (
        row is None
        or row.state != AnnouncementState.SERIES
        or row.next_at is None
        or row.next_at > work.now
    ):
        return
    by, due = row.confirmed_by or row.author_id, row.next_at
    if not staff.may(await staff.role_of(work, by), Right.ANNOUNCEMENTS):
        row.state, row.next_at = AnnouncementState.ENDED, None
        await rounds.tell_owners(work, row.id, by)
        return
    try:
        row.next_at = next_run(Timing.of(row.timing), work.now)
        if work.now - due > LATE:
            log.warning("a run of a repeating announcement is left out: too late", number=row.id)
            return
        size = await drafts.recipients(work, row)
        if size.private and not size.can_be_told:
            log.warning("a run of a repeating announcement is left out: too few", number=row.id)
            await rounds.tell_stuck(work, row.id, by, StopReason.FEW, f"{row.id}:{due.isoformat()}")
            return
        await _begin_run(work, row, by)
    except (LookupError, TypeError, ValueError) as error:
        log.error("a repeating announcement can't be run", number=row.id, **fault_of(error))
        row.state, row.next_at = AnnouncementState.ENDED, None
        await rounds.tell_stuck(work, row.id, by, StopReason.SERIES, str(row.id))


async def _begin_run(work: UnitOfWork, row: Announcement, by: int) -> None:
    run = Announcement(
        author_id=row.author_id,
        state=AnnouncementState.DRAFT,
        content=row.content,
        subject=row.subject,
        buttons=row.buttons,
        audience=row.audience,
        timing=Timing().data(),
        number=1,
        edition=1,
        series_id=row.id,
        created_at=work.now,
    )
    async with work.session.begin_nested():
        work.session.add(run)
        await work.session.flush()
        going = await sending.start(work, run, by)
        await round_reports.announce_report(work, going)


RUNNING: Piece = (_due_series, _run)
"""What the tick does about repeating announcements."""
