"""Seats: reserved, held, confirmed, released; and the waiting list.

Whoever gives out or frees a seat locks its program first, so that never more seats are given than there are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from solbot import local_time
from solbot.bot import notices
from solbot.content.models import Program
from solbot.db.states import HappeningKind, Payment, ProgramState, SeatStatus
from solbot.db.tables import Member, Seat
from solbot.programs import db as programs_db
from solbot.programs import service as programs
from solbot.programs.seats import db as seats_db
from solbot.programs.seats import rules
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.staff.told import service as told
from solbot.unit_of_work import UnitOfWork

__all__ = [
    "Full",
    "Held",
    "NotOffered",
    "SeatFigures",
    "SeatStanding",
]


class NotOffered(Exception):
    """Seats of this program are not given out here, or not any more."""


class Full(Exception):
    """There is no free seat."""


@dataclass(frozen=True)
class SeatFigures:
    """How many seats a program has, and where they are."""

    all: int | None
    held: int
    confirmed: int
    waiting: int

    @property
    def free(self) -> int:
        """How many can still be given; 0 when it is not known how many there are."""
        return max(0, (self.all or 0) - self.held - self.confirmed)


@dataclass(frozen=True)
class SeatStanding:
    """Where a member's seat in a program stands. `place` is on the waiting list, from 1."""

    id: int
    program_id: str
    status: SeatStatus
    held_until: datetime | None
    place: int | None
    once_answered: bool = False  # staff confirmed it, for when what is needed is answered


@dataclass(frozen=True)
class SeatsDue:
    """How many seats wait for staff: held ones, those of them that lapse until tomorrow ends, and who waits for one."""

    held: int
    lapsing: int
    waiting: int


@dataclass(frozen=True)
class Held:
    """A seat as staff see it."""

    id: int
    program_id: str
    status: SeatStatus
    member_id: int
    name: str
    zone: str | None
    since: datetime
    held_until: datetime | None
    payment: Payment = Payment.UNPAID
    payment_by: int | None = None
    present_at: datetime | None = None
    confirm_by: int | None = None  # who confirmed it, for when what is needed is answered


@dataclass(frozen=True)
class OwnSeat:
    """A seat or a place on a list, whatever became of it, for its holder's own copy."""

    program: str
    status: SeatStatus
    reserved_at: datetime
    since: datetime
    held_until: datetime | None
    confirmed_once_answered: bool
    payment: Payment
    present_at: datetime | None


def offered(program: Program, now: datetime) -> bool:
    """Whether people can reserve a seat, wait or apply for one here."""
    upcoming = program.starts is None or program.starts > now
    return (
        program.is_open
        and upcoming
        and program.seats is not None
        and program.joining in ("open", "application")
    )


async def figures(work: UnitOfWork, program: Program) -> SeatFigures:
    """How the seats of a program stand."""
    found = await seats_db.counts(work.session, program.id)
    return SeatFigures(
        program.seats,
        found.get(SeatStatus.HELD, 0),
        found.get(SeatStatus.CONFIRMED, 0),
        found.get(SeatStatus.WAITING, 0),
    )


async def to_see_to(work: UnitOfWork, zone: ZoneInfo) -> SeatsDue:
    """How many seats of all programs wait for staff; `zone` is the clock by which tomorrow ends."""
    today = local_time.local_date(work.now, zone)
    tomorrow_ends = local_time.moment(today + timedelta(days=2), time(), zone)
    return SeatsDue(*await seats_db.to_see_to(work.session, work.now, tomorrow_ends))


async def taken(
    work: UnitOfWork, program_id: str, who: seats_db.People, since: datetime, until: datetime
) -> int:
    """How many of these people took a seat, or a place on the waiting list, within that time."""
    return await seats_db.taken(work.session, program_id, who, since, until)


async def people(work: UnitOfWork, program_id: str) -> tuple[int, int]:
    """How many have a seat in a program, held or confirmed, and how many wait."""
    found = await seats_db.counts(work.session, program_id)
    return sum(found.get(one, 0) for one in rules.TAKEN), found.get(SeatStatus.WAITING, 0)


async def count(work: UnitOfWork, program_id: str, status: SeatStatus) -> int:
    """How many seats of a program have this status."""
    return (await seats_db.counts(work.session, program_id)).get(status, 0)


async def standing(work: UnitOfWork, member: Member, program_id: str) -> SeatStanding | None:
    """The member's seat in a program, or place on its waiting list."""
    row = await seats_db.live(work.session, program_id, member.id)
    return await _standing(work, row) if row else None


async def of_member(work: UnitOfWork, member_id: int) -> list[SeatStanding]:
    """All seats and places on waiting lists of a member."""
    return [await _standing(work, row) for row in await seats_db.of_member(work.session, member_id)]


async def everything(work: UnitOfWork, member: Member) -> list[OwnSeat]:
    """All seats and places a member ever had, oldest first, for their own copy."""
    return [
        OwnSeat(
            row.program_id,
            row.status,
            row.created_at,
            row.since,
            row.held_until,
            row.status == SeatStatus.HELD and row.confirm_by is not None,
            row.payment,
            row.present_at,
        )
        for row in await seats_db.ever_of(work.session, member.id)
    ]


async def standings(
    work: UnitOfWork, seat_ids: Collection[int]
) -> dict[int, tuple[SeatStatus, datetime | None]]:
    """Where these seats stand, and until when those are held that are."""
    found = await seats_db.standings(work.session, seat_ids)
    return {seat_id: (status, until) for seat_id, status, until in found}


async def reserve(work: UnitOfWork, member: Member, program: Program) -> SeatStanding:
    """Give the member a seat if one is free and nobody waits for it, else a place on the waiting list.

    Where one applies, it is always the list. Somebody who has a seat or place keeps it.

    Raises:
        NotOffered: seats of this program are not given out here, or not any more.
    """
    if not offered(program, work.now):
        raise NotOffered
    await lock(work, program.id)
    there = await seats_db.live(work.session, program.id, member.id)
    if there is not None:
        return await _standing(work, there)
    now = await figures(work, program)
    gets_one = program.joining == "open" and now.free > 0 and not now.waiting
    row = Seat(
        program_id=program.id,
        member_id=member.id,
        status=SeatStatus.HELD if gets_one else SeatStatus.WAITING,
        since=work.now,
        held_until=_until(work, program) if gets_one else None,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    otherwise = HappeningKind.WAITS if program.joining == "open" else HappeningKind.APPLIED
    await _tell_staff(work, HappeningKind.RESERVED if gets_one else otherwise, row)
    return await _standing(work, row)


async def give_back(work: UnitOfWork, member: Member, program_id: str) -> bool:
    """End the member's seat or waiting; the next one moves up. False if they had none."""
    await lock(work, program_id)
    row = await seats_db.live(work.session, program_id, member.id)
    if row is None:
        return False
    end_seat(work, row)
    await work.session.flush()
    await _tell_staff(work, HappeningKind.GAVE_BACK, row)
    await fill(work, program_id)
    return True


async def find(work: UnitOfWork, seat_id: int) -> Held | None:
    """A seat as staff see it; None once it has ended."""
    row = await seats_db.get(work.session, seat_id)
    if row is None or row.status == SeatStatus.ENDED:
        return None
    member = await work.session.get(Member, row.member_id)
    return as_held(row, member) if member else None


async def program_of(work: UnitOfWork, seat_id: int) -> str | None:
    """The program a seat is or was in; None for no seat."""
    row = await seats_db.get(work.session, seat_id)
    return row.program_id if row else None


async def page(
    work: UnitOfWork, program_id: str, status: SeatStatus, start: int, size: int
) -> list[Held]:
    """The seats of a status from `start`, who came first first."""
    found = await seats_db.page(work.session, program_id, status, start, size)
    return [as_held(row, member) for row, member in found]


async def rows(work: UnitOfWork, program_id: str, status: SeatStatus) -> Sequence[Seat]:
    """All seats of a status, who came first first."""
    return await seats_db.rows(work.session, program_id, status)


async def move_up(work: UnitOfWork, by: int, seat_id: int) -> bool:
    """Hold a free seat for somebody who waits, past those before them. False if they don't wait now.

    Raises Full.
    """
    row = await seat_for_staff(work, seat_id)
    if row is None or row.status != SeatStatus.WAITING:
        return False
    program = await program_in_force(work, row.program_id)
    if program is None or (await figures(work, program)).free < 1:
        raise Full
    await _hold(work, row, program, by)
    await audit.note(work, by, Action.MOVED_UP, row.member_id, seat=row.id, program=row.program_id)
    return True


async def release(work: UnitOfWork, by: int, seat_id: int) -> bool:
    """End somebody's seat or waiting; they are told, and the next one moves up. False if it has ended."""
    row = await seat_for_staff(work, seat_id)
    if row is None:
        return False
    was = row.status
    end_seat(work, row)
    await work.session.flush()
    await audit.note(
        work, by, Action.RELEASED_SEAT, row.member_id, seat=row.id, program=row.program_id
    )
    program_id = row.program_id
    await notices.tell(
        work, [row.member_id], "seat_released", str(row.id), program=program_id, was=was
    )
    await fill(work, program_id)
    return True


async def fill(work: UnitOfWork, program_id: str) -> None:
    """Hold what is free for those who wait longest, where anyone can join. Needs the program's lock."""
    program = await program_in_force(work, program_id)
    if program is None or program.joining != "open" or not offered(program, work.now):
        return
    free = (await figures(work, program)).free
    for row in await seats_db.waiting(work.session, program_id, free) if free else ():
        await _hold(work, row, program)


async def tell_changed(work: UnitOfWork, program_id: str, edition: int) -> None:
    """Tell whoever has a seat that time or place is another now."""
    people = await seats_db.holders(work.session, program_id)
    key = f"{program_id}:{edition}"
    await notices.tell(work, people, "seat_changed", key, program=program_id)


async def program_in_force(work: UnitOfWork, program_id: str) -> Program | None:
    """The program as people see it, if they do."""
    return await programs.find(work, work.catalog.default, program_id)


async def lock(work: UnitOfWork, program_id: str) -> None:
    """Lock the program, so that nobody else gives out its seats."""
    if program_id in work.catalog.default.programs:
        await programs_db.ensure(work.session, program_id, ProgramState.OPEN, work.now)
    await programs_db.locked(work.session, program_id)


async def seat_for_staff(work: UnitOfWork, seat_id: int) -> Seat | None:
    """A seat that has not ended, with its program locked."""
    row = await seats_db.get(work.session, seat_id)
    if row is None:
        return None
    await lock(work, row.program_id)
    await work.session.refresh(row)
    return row if row.status != SeatStatus.ENDED else None


async def _hold(work: UnitOfWork, row: Seat, program: Program, by: int | None = None) -> None:
    row.status, row.since = SeatStatus.HELD, work.now
    row.held_until, row.reminded_at = _until(work, program), None
    await work.session.flush()
    key = f"{row.id}:{int(work.now.timestamp())}"
    await notices.tell(work, [row.member_id], "seat_moved_up", key, seat=row.id)
    await _tell_staff(work, HappeningKind.MOVED_UP, row, by)


async def _tell_staff(
    work: UnitOfWork, what: HappeningKind, row: Seat, by: int | None = None
) -> None:
    await told.note(work, what, row.member_id, program=row.program_id, subject=row.id, by=by)


def _until(work: UnitOfWork, program: Program) -> datetime:
    return rules.held_until(work.now, program.hold_days, program.starts)


def end_seat(work: UnitOfWork, row: Seat) -> None:
    """The seat is no longer anybody's."""
    row.status, row.since, row.held_until = SeatStatus.ENDED, work.now, None


async def _standing(work: UnitOfWork, row: Seat) -> SeatStanding:
    status = row.status
    place = await seats_db.ahead(work.session, row) + 1 if status is SeatStatus.WAITING else None
    sure_then = status is SeatStatus.HELD and row.confirm_by is not None
    return SeatStanding(row.id, row.program_id, status, row.held_until, place, sure_then)


def as_held(row: Seat, member: Member) -> Held:
    """A seat as staff see it."""
    return Held(
        row.id,
        row.program_id,
        row.status,
        member.id,
        member.name or str(member.id),
        member.zone,
        row.since,
        row.held_until,
        row.payment,
        row.payment_by,
        row.present_at,
        row.confirm_by if row.status == SeatStatus.HELD else None,
    )
