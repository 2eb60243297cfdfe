"""Alumni: people who took part in a program. Each is told so once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from solbot.bot import notices
from solbot.db.tables import Member
from solbot.programs.alumni import db as alumni_db
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import UnitOfWork

NOTICE = "alumnus"


@dataclass(frozen=True)
class AlumniStanding:
    """That somebody took part in a program, and since when it is known."""

    program_id: str
    since: datetime


async def is_alumnus(work: UnitOfWork, member_id: int) -> bool:
    """Whether a person took part in any program."""
    return await alumni_db.any_of(work.session, member_id)


async def is_alumnus_of(work: UnitOfWork, member_id: int, program_id: str) -> bool:
    """Whether a person took part in this program."""
    return await alumni_db.get(work.session, program_id, member_id) is not None


async def of_member(work: UnitOfWork, member_id: int) -> list[AlumniStanding]:
    """In which programs a person took part, the earliest first."""
    found = await alumni_db.of_member(work.session, member_id)
    return [AlumniStanding(one.program_id, one.since) for one in found]


async def people(work: UnitOfWork, program_id: str) -> Sequence[int]:
    """Everyone who took part in a program."""
    return await alumni_db.people(work.session, program_id)


async def since(work: UnitOfWork, program_id: str) -> Sequence[tuple[int, datetime]]:
    """Everyone who took part in a program with since when that is known, the latest first."""
    return await alumni_db.since(work.session, program_id)


async def graduate(
    work: UnitOfWork, program_id: str, people: Collection[int], by: int | None = None
) -> list[int]:
    """Make people alumni of a program, and tell those who were none before; returns them."""
    new = await alumni_db.mark(work.session, program_id, people, work.now, by)
    await notices.tell(work, new, NOTICE, program_id, program=program_id)
    return new


async def mark(work: UnitOfWork, by: int, program_id: str, people: Collection[int]) -> list[int]:
    """Staff make people alumni of a program; returns who was none before."""
    new = await graduate(work, program_id, people, by)
    await _note(work, by, Action.MARKED_ALUMNI, program_id, new)
    return new


async def unmark(work: UnitOfWork, by: int, program_id: str, people: Collection[int]) -> list[int]:
    """Staff take back that people are alumni of a program; returns who was."""
    gone = await alumni_db.unmark(work.session, program_id, people)
    await _note(work, by, Action.UNMARKED_ALUMNI, program_id, gone)
    return gone


async def latest(work: UnitOfWork, most: int) -> Sequence[int]:
    """People who are alumni of any program, the latest first."""
    return await alumni_db.latest(work.session, most)


async def count(work: UnitOfWork, program_id: str | None = None) -> int:
    """How many people are alumni, of one program or of any."""
    return await alumni_db.count(work.session, program_id)


async def page(
    work: UnitOfWork, program_id: str, start: int, size: int
) -> Sequence[tuple[Member, datetime]]:
    """A program's alumni from `start`, with since when, the latest first."""
    return await alumni_db.page(work.session, program_id, start, size)


async def _note(
    work: UnitOfWork, by: int, action: Action, program_id: str, people: Collection[int]
) -> None:
    """One line of the audit: of whom, for one person; of how many, for several."""
    about = next(iter(people)) if len(people) == 1 else None
    if people:
        await audit.note(work, by, action, about, program=program_id, count=len(people))
