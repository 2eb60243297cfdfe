"""What happened is noted for those of the staff whose part it is, and told to each when they want to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Unpack

from solbot.db.details import HappeningDetail
from solbot.db.states import HappeningKind
from solbot.db.tables import Happening, Member
from solbot.staff import db as staff_db
from solbot.staff import service as staff
from solbot.staff.rules import Right
from solbot.staff.told import db as told_db
from solbot.staff.told import rules
from solbot.telegram import outbox_db
from solbot.telegram.letters import Priority
from solbot.unit_of_work import Piece, UnitOfWork

STAFF_NEWS = "staff_news"
"""The kind of letter that tells."""

RIGHT_OF = dict.fromkeys(HappeningKind, Right.PROGRAMS) | {HappeningKind.ACCEPTED: Right.INVITE}
"""Whose part it is."""


async def note(
    work: UnitOfWork,
    what: HappeningKind,
    member_id: int,
    /,
    *,
    program: str | None = None,
    subject: int | None = None,
    by: int | None = None,
    until: datetime | None = None,
    **detail: Unpack[HappeningDetail],
) -> None:
    """Tell staff of what happened to somebody. Not told: that person, and who of the staff did it.

    `subject` is the seat or the cohort; of a hold that lapses, `until` says when. `detail` holds nothing private.
    """
    there = await staff.with_right(work, RIGHT_OF[what])
    people = [one.id for one in there if one.id not in (member_id, by)]
    due = await _due(work, people, until)
    row = Happening(
        at=work.now, kind=what, member_id=member_id, program_id=program, subject_id=subject,
        detail=detail,
    )  # fmt: skip
    await told_db.add(work.session, row, due)
    await _write(work, [(person, row.id) for person, at in due if at <= work.now])


async def lapses_to_tell(work: UnitOfWork, holds: Mapping[int, datetime]) -> list[int]:
    """Of these seats, each held since a moment, those of which nobody was told yet that they lapse."""
    noted = await told_db.noted(work.session, HappeningKind.LAPSES, holds)
    return [seat for seat, since in holds.items() if seat not in noted or noted[seat] < since]


async def note_lapse(
    work: UnitOfWork, member_id: int, program: str, seat: int, until: datetime
) -> None:
    """Tell staff that a hold lapses, in time to save it."""
    await note(
        work, HappeningKind.LAPSES, member_id, program=program, subject=seat, until=until,
        held_until=until.isoformat(),
    )  # fmt: skip


async def time_of(work: UnitOfWork, person_id: int) -> time | None:
    """At which time of their morning one of the staff is told; None: at once."""
    return (await told_db.times(work.session, [person_id])).get(person_id, rules.MORNING)


async def set_time(work: UnitOfWork, member: Member, at: time | None) -> None:
    """Be told each morning at this time, or at once; so it is of what waits to be told already."""
    await told_db.set_time(work.session, member.id, at)
    zone = work.clock_of(member.zone)
    due_at = rules.next_morning(work.now, at, zone) if at is not None else work.now
    await told_db.put_off(work.session, member.id, due_at)


async def _due(
    work: UnitOfWork, people: Sequence[int], until: datetime | None
) -> list[tuple[int, datetime]]:
    """When each of these people is told of something; of a hold that lapses, in time."""
    times = await told_db.times(work.session, people)
    found = []
    for member in await staff_db.members(work.session, people):
        zone, at = work.clock_of(member.zone), times.get(member.id, rules.MORNING)
        if until is not None:
            found.append(
                (member.id, rules.before_lapse(work.now, at or rules.MORNING, zone, until))
            )
        elif at is None:
            found.append((member.id, work.now))
        else:
            found.append((member.id, rules.next_morning(work.now, at, zone)))
    return found


async def _to_be_told(work: UnitOfWork) -> Sequence[tuple[int, int]]:
    return await told_db.due(work.session, work.now, rules.LONGEST_WAIT)


async def _tell(work: UnitOfWork, one: tuple[int, int]) -> int:
    await _write(work, [one])
    return 1


TELLING: Piece = (_to_be_told, _tell)
"""What the tick does: whoever is to be told something has a letter that does."""


async def _write(work: UnitOfWork, people: Sequence[tuple[int, int]]) -> None:
    """A letter to each of these people, once for the last of what they are to be told."""
    await outbox_db.put(
        work.session,
        [
            {
                "key": f"{STAFF_NEWS}:{last}:{person}",
                "member_id": person,
                "kind": STAFF_NEWS,
                "priority": Priority.NUDGE.value,
                "ref": {},
                "due_at": work.now,
            }
            for person, last in people
        ],
    )


async def forget(work: UnitOfWork) -> None:
    """Delete what happened long ago."""
    await told_db.forget(work.session, work.now - rules.KEPT)
