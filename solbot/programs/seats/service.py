"""Seats: reserved, held, confirmed, released; the waiting list; and reminders.

Whoever gives out or frees a seat locks its program first, so that never more seats are given than there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from solbot.bot import notices
from solbot.content.models import Program
from solbot.db.tables import Member, Seat
from solbot.programs import db as program_rows
from solbot.programs import service as programs
from solbot.programs.seats import db as seats
from solbot.programs.seats import rules
from solbot.programs.seats.rules import Status
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import Piece, Work

__all__ = ["Figures", "Full", "Held", "NotOffered", "Standing", "Status"]

SOON = timedelta(minutes=3)


class NotOffered(Exception):
    """Seats of this program are not given out here, or not any more."""


class Full(Exception):
    """There is no free seat."""


@dataclass(frozen=True)
class Figures:
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
class Standing:
    """Where a member's seat in a program stands. `place` is on the waiting list, from 1."""

    id: int
    program_id: str
    status: Status
    held_until: datetime | None
    place: int | None


@dataclass(frozen=True)
class Held:
    """A seat as staff see it."""

    id: int
    program_id: str
    status: Status
    member_id: int
    name: str
    zone: str | None
    since: datetime
    held_until: datetime | None


def offered(program: Program, now: datetime) -> bool:
    """Whether people can reserve a seat, wait or apply for one here."""
    upcoming = program.starts is None or program.starts > now
    return (
        program.is_open
        and upcoming
        and program.seats is not None
        and program.joining in ("open", "application")
    )


async def figures(work: Work, program: Program) -> Figures:
    """How the seats of a program stand."""
    found = await seats.counts(work.session, program.id)
    return Figures(
        program.seats,
        found.get(Status.HELD, 0),
        found.get(Status.CONFIRMED, 0),
        found.get(Status.WAITING, 0),
    )


async def people(work: Work, program_id: str) -> tuple[int, int]:
    """How many have a seat in a program, held or confirmed, and how many wait."""
    found = await seats.counts(work.session, program_id)
    return sum(found.get(one, 0) for one in rules.TAKEN), found.get(Status.WAITING, 0)


async def standing(work: Work, member: Member, program_id: str) -> Standing | None:
    """The member's seat in a program, or place on its waiting list."""
    row = await seats.live(work.session, program_id, member.id)
    return await _standing(work, row) if row else None


async def of_member(work: Work, member_id: int) -> list[Standing]:
    """All seats and places on waiting lists of a member."""
    return [await _standing(work, row) for row in await seats.of_member(work.session, member_id)]


async def reserve(work: Work, member: Member, program: Program) -> Standing:
    """Give the member a seat if one is free and nobody waits for it, else a place on the waiting list.

    Where one applies, it is always the list. Somebody who has a seat or place keeps it.

    Raises:
        NotOffered: seats of this program are not given out here, or not any more.
    """
    if not offered(program, work.now):
        raise NotOffered
    await _lock(work, program.id)
    there = await seats.live(work.session, program.id, member.id)
    if there is not None:
        return await _standing(work, there)
    now = await figures(work, program)
    gets_one = program.joining == "open" and now.free > 0 and not now.waiting
    row = Seat(
        program_id=program.id,
        member_id=member.id,
        status=Status.HELD if gets_one else Status.WAITING,
        since=work.now,
        held_until=_until(work, program) if gets_one else None,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    return await _standing(work, row)


async def give_back(work: Work, member: Member, program_id: str) -> bool:
    """End the member's seat or waiting; the next one moves up. False if they had none."""
    await _lock(work, program_id)
    row = await seats.live(work.session, program_id, member.id)
    if row is None:
        return False
    _end(work, row)
    await work.session.flush()
    await fill(work, program_id)
    return True


async def find(work: Work, seat_id: int) -> Held | None:
    """A seat as staff see it; None once it has ended."""
    row = await seats.get(work.session, seat_id)
    if row is None or row.status == Status.ENDED:
        return None
    member = await work.session.get(Member, row.member_id)
    return _held(row, member) if member else None


async def program_of(work: Work, seat_id: int) -> str | None:
    """The program a seat is or was in; None for no seat."""
    row = await seats.get(work.session, seat_id)
    return row.program_id if row else None


async def page(work: Work, program_id: str, status: Status, start: int, size: int) -> list[Held]:
    """The seats of a status from `start`, who came first first."""
    found = await seats.page(work.session, program_id, status, start, size)
    return [_held(row, member) for row, member in found]


async def confirm(work: Work, by: int, seat_id: int) -> bool:
    """Make a held seat sure; its holder is told, and gets it for their calendar. False if it is not held now."""
    row = await _of_staff(work, seat_id)
    if row is None or row.status != Status.HELD:
        return False
    row.status, row.since, row.held_until = Status.CONFIRMED, work.now, None
    await audit.note(
        work, by, Action.CONFIRMED_SEAT, row.member_id, seat=row.id, program=row.program_id
    )
    await notices.tell(work, [row.member_id], "seat_confirmed", str(row.id), seat=row.id)
    return True


async def move_up(work: Work, by: int, seat_id: int) -> bool:
    """Hold a free seat for somebody who waits, past those before them. False if they don't wait now.

    Raises Full.
    """
    row = await _of_staff(work, seat_id)
    if row is None or row.status != Status.WAITING:
        return False
    program = await _program(work, row.program_id)
    if program is None or (await figures(work, program)).free < 1:
        raise Full
    await _hold(work, row, program)
    await audit.note(work, by, Action.MOVED_UP, row.member_id, seat=row.id, program=row.program_id)
    return True


async def release(work: Work, by: int, seat_id: int) -> bool:
    """End somebody's seat or waiting; they are told, and the next one moves up. False if it has ended."""
    row = await _of_staff(work, seat_id)
    if row is None:
        return False
    was = row.status
    _end(work, row)
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


async def fill(work: Work, program_id: str) -> None:
    """Hold what is free for those who wait longest, where anyone can join. Needs the program's lock."""
    program = await _program(work, program_id)
    if program is None or program.joining != "open" or not offered(program, work.now):
        return
    free = (await figures(work, program)).free
    for row in await seats.waiting(work.session, program_id, free) if free else ():
        await _hold(work, row, program)


async def tell_changed(work: Work, program_id: str, edition: int) -> None:
    """Tell whoever has a seat that time or place is another now."""
    people = await seats.holders(work.session, program_id)
    key = f"{program_id}:{edition}"
    await notices.tell(work, people, "seat_changed", key, program=program_id)


async def _lapsed(work: Work) -> list[int]:
    return [row.id for row in await seats.held_beyond(work.session, work.now)]


async def _lapse(work: Work, seat_id: int) -> None:
    """End a seat that was held for as long as it may be; its holder is told."""
    row = await _of_staff(work, seat_id)
    if row is None or row.status != Status.HELD or not row.held_until or row.held_until > work.now:
        return
    if await _was_cut_short(work, row):
        return
    _end(work, row)
    await notices.tell(work, [row.member_id], "seat_lapsed", str(row.id), program=row.program_id)
    await work.session.flush()


async def _with_waiting(work: Work) -> list[str]:
    return list(await seats.with_waiting(work.session))


async def _fill(work: Work, program_id: str) -> None:
    await _lock(work, program_id)
    await fill(work, program_id)


async def _ending(work: Work) -> list[int]:
    return [row.id for row in await seats.ending(work.session, work.now + rules.ENDING)]


async def _warn(work: Work, seat_id: int) -> None:
    """Remind somebody that their seat will lapse."""
    row = await seats.get(work.session, seat_id)
    if row is None or row.reminded_at is not None:
        return
    row.reminded_at = work.now
    if row.held_until and row.held_until - row.since > rules.ENDING:
        await notices.tell(work, [row.member_id], "seat_ending", str(row.id), seat=row.id)


async def _with_confirmed(work: Work) -> list[str]:
    return list(await seats.with_confirmed(work.session))


async def next_moment(work: Work) -> datetime | None:
    """When `look` has something to do next, later than now; None when never, as things stand."""
    moments: list[datetime] = []
    for until, reminded in await seats.held_until(work.session):
        moments += [until] if reminded else [until, until - rules.ENDING]
    for program_id in await seats.with_confirmed(work.session):
        program = await _program(work, program_id)
        if program is not None and program.starts is not None:
            for _, zone in await seats.confirmed(work.session, program_id):
                moments += rules.reminders(program.starts, work.clock_of(zone)).values()
    return min((one for one in moments if one > work.now), default=None)


async def _remind(work: Work, program_id: str) -> None:
    """Put the reminders of the next minutes in the outbox, each at its moment by its reader's clock."""
    program = await _program(work, program_id)
    starts = program.starts if program else None
    if starts is None or not timedelta() < starts - work.now < rules.EARLIEST:
        return
    together: defaultdict[tuple[str, datetime], list[int]] = defaultdict(list)
    for member_id, zone in await seats.confirmed(work.session, program_id):
        moments = rules.reminders(starts, work.clock_of(zone))
        for which, moment in moments.items():
            if rules.due(moment, work.now, SOON):
                together[which, moment].append(member_id)
    for (which, moment), people in together.items():
        await notices.tell(
            work,
            people,
            "seat_reminder",
            f"{program_id}:{starts.isoformat()}:{which}",
            due_at=moment,
            not_after=min(moment + rules.LATE, starts),
            program=program_id,
            starts=starts.isoformat(),
        )


LOOKING: Sequence[Piece] = (
    (_lapsed, _lapse),
    (_with_waiting, _fill),
    (_ending, _warn),
    (_with_confirmed, _remind),
)
"""What the clock does: seats lapse, the next move up, and people are reminded."""


async def _program(work: Work, program_id: str) -> Program | None:
    return await programs.find(work, work.catalog.default, program_id)


async def _lock(work: Work, program_id: str) -> None:
    if program_id in work.catalog.default.programs:
        await program_rows.ensure(work.session, program_id, programs.State.OPEN, work.now)
    await program_rows.locked(work.session, program_id)


async def _of_staff(work: Work, seat_id: int) -> Seat | None:
    """A seat that has not ended, with its program locked."""
    row = await seats.get(work.session, seat_id)
    if row is None:
        return None
    await _lock(work, row.program_id)
    await work.session.refresh(row)
    return row if row.status != Status.ENDED else None


async def _hold(work: Work, row: Seat, program: Program) -> None:
    row.status, row.since = Status.HELD, work.now
    row.held_until, row.reminded_at = _until(work, program), None
    await work.session.flush()
    key = f"{row.id}:{int(work.now.timestamp())}"
    await notices.tell(work, [row.member_id], "seat_moved_up", key, seat=row.id)


def _until(work: Work, program: Program) -> datetime:
    return rules.held_until(work.now, program.hold_days, program.starts)


def _end(work: Work, row: Seat) -> None:
    row.status, row.since, row.held_until = Status.ENDED, work.now, None


async def _was_cut_short(work: Work, row: Seat) -> bool:
    """A hold that ends before it began was cut short by a clock that was behind: its holder gets all of it."""
    if row.status != Status.HELD or row.held_until is None:
        return False
    program = await _program(work, row.program_id)
    if program is None or not row.held_until < row.since <= work.now:
        return False
    row.held_until = rules.held_until(row.since, program.hold_days, program.starts)
    return row.held_until > work.now


async def _standing(work: Work, row: Seat) -> Standing:
    status = Status(row.status)
    place = await seats.ahead(work.session, row) + 1 if status is Status.WAITING else None
    return Standing(row.id, row.program_id, status, row.held_until, place)


def _held(row: Seat, member: Member) -> Held:
    return Held(
        row.id,
        row.program_id,
        Status(row.status),
        member.id,
        member.name or str(member.id),
        member.zone,
        row.since,
        row.held_until,
    )
