"""What waits too long at the desk: staff are told once, owners again later; never at night by their own clock."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from solbot.bot import notices
from solbot.db.states import Role
from solbot.db.tables import Member
from solbot.desk import canned_db
from solbot.desk import db as desk_db
from solbot.errors import NotFound
from solbot.local_time import moment
from solbot.staff import audit
from solbot.staff import db as staff_db
from solbot.staff import service as staff
from solbot.staff.audit import Action
from solbot.staff.service import Right
from solbot.unit_of_work import Piece, UnitOfWork

HOURS = (4, 24, 48, 72)
DEFAULT_HOURS = 24
DAY_BEGINS, DAY_ENDS = 8, 20
STAGES = (1, 2)
WAITS = "inquiry_waits"
"""The notice that something waits too long."""


async def hours(work: UnitOfWork) -> int:
    """After how many hours without an answer staff are told."""
    return await canned_db.hours(work.session) or DEFAULT_HOURS


async def set_hours(work: UnitOfWork, me: int, wanted: int) -> None:
    """Tell staff after so many hours. Raises NotFound for another number than HOURS has."""
    if wanted not in HOURS:
        raise NotFound("that is none of the hours")
    await canned_db.set_hours(work.session, wanted)
    await audit.note(work, me, Action.SET_DESK_HOURS, hours=wanted)


async def is_quiet(work: UnitOfWork, me: int) -> bool:
    """Whether this one of the staff is not told of each new inquiry."""
    return me in await canned_db.quiet(work.session)


async def set_quiet(work: UnitOfWork, me: int, wanted: bool) -> None:
    """Be told of each new inquiry, or not."""
    await canned_db.set_quiet(work.session, me, wanted, work.now)


async def tell_of_waiting(work: UnitOfWork) -> int:
    """Tell all staff of the desk what waits longer than it may, and owners what waits twice as long.

    Each inquiry is told of once at each stage; the next wait of the same inquiry counts anew. Where it is
    night, it is told at eight. Returns how many letters were wanted.
    """
    return sum([await _tell_at(work, stage) for stage in await _stages(work)])


async def _stages(_: UnitOfWork) -> Sequence[int]:
    return STAGES


async def _tell_at(work: UnitOfWork, stage: int) -> int:
    on_desk = await staff.with_right(work, Right.DESK)
    limit = timedelta(hours=await hours(work))
    people = [one.id for one in on_desk if stage == 1 or one.role is Role.OWNER]
    numbers = await desk_db.warn(work.session, work.now - stage * limit, stage)
    return await _tell(work, people, stage, numbers) if numbers else 0


TELLING: Piece = (_stages, _tell_at)
"""What the tick does about the desk."""


async def waiting_too_long(work: UnitOfWork, stage: int) -> int:
    """How many inquiries wait longer than they may, or twice as long at stage 2."""
    limit = timedelta(hours=await hours(work))
    return await desk_db.overdue(work.session, work.now - stage * limit)


async def _tell(
    work: UnitOfWork, people: Collection[int], stage: int, numbers: Collection[int]
) -> int:
    members = await staff_db.members(work.session, list(people))
    for member in members:
        due_at, until = _by_day(work, member)
        # What came up in one night is told by one notice in the morning.
        key = f"{stage}:{max(numbers) if due_at == work.now else ''}:{due_at.isoformat()}"
        await notices.tell(
            work, [member.id], WAITS, key, due_at=due_at, not_after=until, stage=stage
        )
    return len(members)


def _by_day(work: UnitOfWork, member: Member) -> tuple[datetime, datetime]:
    """The next moment between eight and twenty by a member's clock, and when that day ends."""
    zone = work.clock_of(member.zone)
    here = work.now.astimezone(zone)
    day = here.date()
    if here.hour >= DAY_ENDS:
        day += timedelta(days=1)
    begins = moment(day, datetime(1, 1, 1, DAY_BEGINS, tzinfo=UTC).time(), zone)
    ends = moment(day, datetime(1, 1, 1, DAY_ENDS, tzinfo=UTC).time(), zone)
    return max(work.now, begins), ends
