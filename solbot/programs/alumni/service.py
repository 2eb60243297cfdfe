"""Alumni: people who took part in a program. Each is told so once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from solbot.bot import notices
from solbot.db.tables import Member
from solbot.programs.alumni import db as alumni
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import Work

NOTICE = "alumnus"


@dataclass(frozen=True)
class Standing:
    """That somebody took part in a program, and since when it is known."""

    program_id: str
    since: datetime


async def is_alumnus(work: Work, member_id: int) -> bool:
    """Whether a person took part in any program."""
    return await alumni.any_of(work.session, member_id)


async def is_alumnus_of(work: Work, member_id: int, program_id: str) -> bool:
    """Whether a person took part in this program."""
    return await alumni.get(work.session, program_id, member_id) is not None


async def of_member(work: Work, member_id: int) -> list[Standing]:
    """In which programs a person took part, the earliest first."""
    found = await alumni.of_member(work.session, member_id)
    return [Standing(one.program_id, one.since) for one in found]


async def graduate(
    work: Work, program_id: str, people: Collection[int], by: int | None = None
) -> list[int]:
    """Make people alumni of a program, and tell those who were none before; returns them."""
    new = await alumni.mark(work.session, program_id, people, work.now, by)
    await notices.tell(work, new, NOTICE, program_id, program=program_id)
    return new


async def mark(work: Work, by: int, program_id: str, people: Collection[int]) -> list[int]:
    """Staff make people alumni of a program; returns who was none before."""
    new = await graduate(work, program_id, people, by)
    await _note(work, by, Action.MARKED_ALUMNI, program_id, new)
    return new


async def unmark(work: Work, by: int, program_id: str, people: Collection[int]) -> list[int]:
    """Staff take back that people are alumni of a program; returns who was."""
    gone = await alumni.unmark(work.session, program_id, people)
    await _note(work, by, Action.UNMARKED_ALUMNI, program_id, gone)
    return gone


async def latest(work: Work, most: int) -> Sequence[int]:
    """People who are alumni of any program, the latest first."""
    return await alumni.latest(work.session, most)


async def count(work: Work, program_id: str | None = None) -> int:
    """How many people are alumni, of one program or of any."""
    return await alumni.count(work.session, program_id)


async def page(
    work: Work, program_id: str, start: int, size: int
) -> Sequence[tuple[Member, datetime]]:
    """A program's alumni from `start`, with since when, the latest first."""
    return await alumni.page(work.session, program_id, start, size)


async def _note(
    work: Work, by: int, action: Action, program_id: str, people: Collection[int]
) -> None:
    """One line of the audit: of whom, for one person; of how many, for several."""
    about = next(iter(people)) if len(people) == 1 else None
    if people:
        await audit.note(work, by, action, about, program=program_id, count=len(people))
