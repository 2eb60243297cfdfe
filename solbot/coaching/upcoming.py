"""What comes next: for whoever moves the clock and has to know where to halt."""

from __future__ import annotations

from datetime import datetime

from solbot.announcements import db as announcements_db
from solbot.announcements.send import rounds_db
from solbot.coaching.reminders import db as reminders_db
from solbot.coaching.rhythm import db as slots
from solbot.members import db as members_db
from solbot.programs.seats import looking
from solbot.staff.told import db as told_db
from solbot.telegram import claiming_db, inbox_db, outbox_db
from solbot.unit_of_work import UnitOfWork


async def next_moment(
    work: UnitOfWork, member_id: int | None = None, *, after: datetime | None = None
) -> datetime | None:
    """When something is due to be done next, for anybody, or when the next nudge or letter of one member is; None when
    nothing ever is.

    What could not be done yet, such as a letter that waits for the one before it, is due in the past; with `after`
    only later moments count.
    """
    moments = [
        await slots.next_due(work.session, member_id, after),
        await outbox_db.next_due(work.session, member_id, after),
        await rounds_db.next_due(work.session, member_id, after),
    ]
    if member_id is None:
        moments.append(await reminders_db.next_due(work.session, None, after))
        moments.append(await members_db.next_home(work.session, None, after))
        moments.append(await inbox_db.next_retry(work.session, after))
        moments.append(await looking.next_moment(work))
        moments.append(await announcements_db.next_run(work.session, after))
        moments.append(await told_db.next_due(work.session, after))
    return min((one for one in moments if one is not None), default=None)


async def anything_to_send(work: UnitOfWork) -> bool:
    """Whether a sender would find a letter to take right now, or a round that hands some over."""
    if await claiming_db.claimable(work.session, work.now):
        return True
    handed_over = await rounds_db.next_due(work.session, None)
    return handed_over is not None and handed_over <= work.now
