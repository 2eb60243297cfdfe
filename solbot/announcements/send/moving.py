"""A confirmed announcement that has not begun goes at another moment, to the same people."""

from __future__ import annotations

from solbot.announcements import db as announcements_db
from solbot.announcements.draft import service as drafts
from solbot.announcements.send import recipients_db, round_reports, rounds
from solbot.announcements.send import service as sending
from solbot.announcements.send.rounds import NotGoing
from solbot.announcements.timing import Timing, When
from solbot.db.states import RoundKind, RoundState
from solbot.db.tables import Announcement
from solbot.members import clocks_db
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import UnitOfWork


async def move(
    work: UnitOfWork, by: int, announcement_id: int, timing: Timing, seen: str
) -> Announcement:
    """Let it go at this moment instead. Who gets it stays as it was confirmed, and so does who answers for it.

    Raises:
        NotGoing: it has begun, was called off, or repeats.
        drafts.AnnouncementChanged: somebody else moved it, elsewhere than was `seen`.
    """
    row = await announcements_db.get(work.session, announcement_id)
    held = await rounds.held(work, announcement_id, RoundState.RUNNING, RoundState.PAUSED)
    going = next((one for one in held if one.kind == RoundKind.SENDING), None)
    if row is None or going is None or going.started_at <= work.now or timing.when is When.REPEAT:
        raise NotGoing
    drafts.check_timing(row, timing, seen)
    if Timing.of(row.timing) == timing:
        return row
    row.timing, row.number = timing.data(), row.number + 1
    going.started_at = timing.moment if timing.when is When.AT else work.now
    due = await sending.moments(work, timing, going.started_at)
    await recipients_db.move(work.session, going.id, going.started_at)
    if due:
        await clocks_db.move(work.session, going.id, due, work.default_zone)
    if timing.when is When.LOCAL:
        going.started_at = await recipients_db.first(work.session, going.id) or going.started_at
    await audit.note(work, by, Action.MOVED_ANNOUNCEMENT, announcement=row.id)
    await work.session.flush()
    await round_reports.refresh(work, going)
    return row
