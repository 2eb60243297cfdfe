"""After an announcement: taps, who is interested, taking it back, runs of a repeating one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from solbot.announcements import db as announcements_db
from solbot.announcements.draft import service as drafts
from solbot.announcements.report import comparing, taps_db
from solbot.announcements.report.comparing import QUIET_BUTTON
from solbot.announcements.rules import DELETABLE, OPTION, StopReason
from solbot.announcements.send import recipients_db, round_reports, rounds
from solbot.announcements.send import service as sending
from solbot.announcements.timing import Timing, next_run, timing_of_run
from solbot.bot import notices
from solbot.coaching.rhythm.rules import LATE
from solbot.db.details import AuditDetail
from solbot.db.forms import KeptButton
from solbot.db.states import AnnouncementState, RoundKind, RoundState
from solbot.db.tables import Announcement
from solbot.errors import NotFound, fault_of
from solbot.members import db as members_db
from solbot.staff import audit
from solbot.staff import service as staff
from solbot.staff.audit import Action
from solbot.staff.rules import Right
from solbot.unit_of_work import Piece, UnitOfWork

INTEREST_LISTED = "interest_listed"

log = structlog.get_logger(__name__)


class NotThere(NotFound):
    """There is no such announcement, or nothing of it can be done so any more."""


@dataclass(frozen=True)
class Copies:
    """How many copies there are, and how many of them Telegram still lets a bot take back. None: that is not told."""

    all: int | None
    deletable: int | None


async def taps(work: UnitOfWork, announcement_id: int) -> dict[int, dict[str, int]]:
    """How often each button was tapped, by its number and language; nothing of that which would tell who answered."""
    if await announcements_db.private(work.session, [announcement_id]):
        return {}
    return await taps_db.counts(work.session, announcement_id)


async def tapped(
    work: UnitOfWork,
    announcement_id: int,
    number: int,
    language: str,
    member_id: int,
    *,
    counted: bool = True,
) -> tuple[Announcement, KeptButton]:
    """Count a tap, without noting whose; of a vote, votes are counted. Gives the button that was tapped.

    Raises NotThere for a button that is not there (any more).
    """
    row = await announcements_db.seen(work.session, announcement_id)
    buttons = row.buttons if row is not None else ()
    button = next((one for one in buttons if one["n"] == number), None)
    if row is None or button is None:
        raise NotThere
    if counted and button["kind"] != OPTION:
        wording = await comparing.wording_of(work, row, member_id)
        await taps_db.count(work.session, announcement_id, number, language, wording)
    return row, button


async def turned_off(work: UnitOfWork, announcement_id: int, language: str, member_id: int) -> None:
    """Count that somebody wanted no more announcements after this one, without noting who."""
    row = await announcements_db.seen(work.session, announcement_id)
    if row is not None:
        wording = await comparing.wording_of(work, row, member_id)
        await taps_db.count(work.session, announcement_id, QUIET_BUTTON, language, wording)


async def be_interested(work: UnitOfWork, announcement_id: int, member_id: int) -> bool:
    """Note that a member is interested, for staff to see. False if it was noted before. Raises NotThere where that
    would tell of what they answered."""
    if await announcements_db.private(work.session, [announcement_id]):
        raise NotThere
    return await taps_db.be_interested(work.session, announcement_id, member_id, work.now)


async def is_interested(work: UnitOfWork, announcement_id: int, member_id: int) -> bool:
    """Whether somebody is on the list of those who are interested."""
    return await taps_db.is_interested(work.session, announcement_id, member_id)


async def list_interested(
    work: UnitOfWork, by: int, announcement_id: int, people: Sequence[int]
) -> list[int]:
    """Staff note that these people are interested; who is new there is told. Raises NotThere."""
    new = [one for one in people if await be_interested(work, announcement_id, one)]
    about = AuditDetail(announcement=announcement_id, count=len(new))
    await audit.note(work, by, Action.LISTED_INTERESTED, **about)
    key = f"{announcement_id}:{int(work.now.timestamp())}"
    await notices.tell(work, new, INTEREST_LISTED, key, announcement=announcement_id)
    return new


async def unlist_interested(
    work: UnitOfWork, by: int, announcement_id: int, people: Collection[int]
) -> list[int]:
    """Staff take these people off the list of who is interested."""
    off = await taps_db.not_interested(work.session, announcement_id, people)
    about = AuditDetail(announcement=announcement_id, count=len(off))
    await audit.note(work, by, Action.UNLISTED_INTERESTED, **about)
    return off


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


async def everyone_interested(
    work: UnitOfWork, announcement_id: int
) -> Sequence[tuple[int, datetime]]:
    """Everyone who said they are interested, and since when. Raises NotThere where that would tell of what they
    answered."""
    if await announcements_db.private(work.session, [announcement_id]):
        raise NotThere
    return await taps_db.everyone_interested(work.session, announcement_id)


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
    for going in await rounds.held(work, announcement_id, RoundState.RUNNING, RoundState.PAUSED):
        await recipients_db.call_back(work.session, going.id, work.now)
        going.state, going.ended_at = RoundState.CANCELLED, work.now
    row.state = AnnouncementState.WITHDRAWN
    await work.session.flush()
    await sending.change_copies(work, by, row, RoundKind.WITHDRAWAL)
    await audit.note(work, by, Action.WITHDREW_ANNOUNCEMENT, announcement=announcement_id)


async def pause_series(work: UnitOfWork, by: int, announcement_id: int) -> None:
    """Let a repeating announcement rest. Raises NotThere: it does not repeat, or rests already."""
    row = await announcements_db.get(work.session, announcement_id)
    if row is None or row.state != AnnouncementState.SERIES:
        raise NotThere
    row.state, row.next_at = AnnouncementState.RESTING, None
    await audit.note(work, by, Action.PAUSED_SERIES, announcement=announcement_id)
    await work.session.flush()


async def resume_series(work: UnitOfWork, by: int, announcement_id: int) -> None:
    """Let it repeat again; whoever says so answers for it from now on. Raises NotThere: it does not rest."""
    row = await announcements_db.get(work.session, announcement_id)
    if row is None or row.state != AnnouncementState.RESTING:
        raise NotThere
    row.state, row.confirmed_by = AnnouncementState.SERIES, by
    row.next_at = next_run(Timing.of(row.timing), work.now)
    await audit.note(work, by, Action.RESUMED_SERIES, announcement=announcement_id)
    await work.session.flush()


async def end_series(work: UnitOfWork, by: int, announcement_id: int) -> None:
    """Let a repeating announcement repeat no more. Raises NotThere."""
    row = await announcements_db.get(work.session, announcement_id)
    if row is None or row.state not in (AnnouncementState.SERIES, AnnouncementState.RESTING):
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
        await _begin_run(work, row, by, due)
    except (LookupError, TypeError, ValueError) as error:
        log.error("a repeating announcement can't be run", number=row.id, **fault_of(error))
        row.state, row.next_at = AnnouncementState.ENDED, None
        await rounds.tell_stuck(work, row.id, by, StopReason.SERIES, str(row.id))


async def _begin_run(work: UnitOfWork, row: Announcement, by: int, due: datetime) -> None:
    run = Announcement(
        author_id=row.author_id,
        state=AnnouncementState.DRAFT,
        content=row.content,
        subject=row.subject,
        buttons=row.buttons,
        audience=row.audience,
        timing=timing_of_run(Timing.of(row.timing), due).data(),
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
