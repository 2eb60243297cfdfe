"""Cohorts: runs of a program. People join by a link or are added; when a run has ended they are alumni."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from solbot import limits
from solbot.bot import notices
from solbot.db.states import CohortState, HappeningKind
from solbot.db.tables import Cohort, Member
from solbot.errors import NotFound
from solbot.programs.alumni import service as alumni
from solbot.programs.cohorts import db as cohorts_db
from solbot.programs.cohorts import rules
from solbot.programs.cohorts.rules import InvalidCohort
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.staff.told import service as told
from solbot.unit_of_work import Piece, UnitOfWork

ADDED = "cohort_added"
TOLD_FOR = timedelta(days=2)
LONGEST_STEM = 24
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that look alike

__all__ = ["CohortGone", "CohortSummary", "InvalidCohort"]


class CohortGone(NotFound):
    """There is no such cohort, or it was called off."""


class Over(Exception):
    """The cohort has ended; nobody comes or goes any more."""


@dataclass(frozen=True)
class CohortSummary:
    """A cohort, and how many people are in it."""

    id: int
    slug: str
    program_id: str
    name: str
    first_day: date
    last_day: date
    zone: str
    state: CohortState
    people: int

    def is_last_day(self, now: datetime) -> bool:
        """Whether it may end without further questions: its last day has come."""
        return rules.today_in(self.zone, now) >= self.last_day


async def create(
    work: UnitOfWork,
    by: int,
    program_id: str,
    name: str,
    first_day: date,
    last_day: date,
    zone: str,
) -> CohortSummary:
    """Begin a cohort. Raises TooMany; NotTaken where these can't be its days."""
    await check_room(work, program_id)
    rules.check(first_day, last_day, rules.today_in(zone, work.now))
    row = Cohort(
        slug=_slug(name),
        program_id=program_id,
        name=name,
        first_day=first_day,
        last_day=last_day,
        zone=zone,
        state=CohortState.OPEN,
        created_by=by,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    await audit.note(work, by, Action.CREATED_COHORT, program=program_id, cohort=row.id)
    return _run(row, 0)


async def check_room(work: UnitOfWork, program_id: str) -> None:
    """Raise TooMany where a program has no room for one more open cohort."""
    limits.check(await count(work, program_id, CohortState.OPEN), limits.COHORTS_OPEN)


async def find(work: UnitOfWork, cohort_id: int) -> CohortSummary:
    """One cohort. Raises Gone."""
    found = await cohorts_db.get(work.session, cohort_id)
    if found is None or found[0].state == CohortState.CALLED_OFF:
        raise CohortGone
    return _run(*found)


async def page(
    work: UnitOfWork,
    program_id: str | None,
    start: int,
    size: int,
    state: CohortState | None = None,
) -> list[CohortSummary]:
    """Cohorts from `start`, of one program or all, in one state or any but called off."""
    found = await cohorts_db.page(work.session, program_id, state, start, size)
    return [_run(*one) for one in found]


async def count(work: UnitOfWork, program_id: str | None, state: CohortState | None = None) -> int:
    """How many of these there are."""
    return await cohorts_db.count(work.session, program_id, state)


async def change(
    work: UnitOfWork,
    by: int,
    cohort_id: int,
    *,
    name: str | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
    zone: str | None = None,
) -> CohortSummary:
    """Give an open cohort another name, other days, or another zone. Raises Gone, Over, NotTaken."""
    row = await _locked_open(work, cohort_id)
    row.name = name or row.name
    row.zone = zone or row.zone
    if first_day is not None or last_day is not None:
        first, last = first_day or row.first_day, last_day or row.last_day
        rules.check(first, last, rules.today_in(row.zone, work.now))
        row.first_day, row.last_day = first, last
    await work.session.flush()
    await audit.note(work, by, Action.CHANGED_COHORT, program=row.program_id, cohort=row.id)
    return await find(work, cohort_id)


async def call_off(work: UnitOfWork, by: int, cohort_id: int) -> None:
    """An open cohort is not there any more, and nobody becomes one of the alumni by it. Raises Gone, Over."""
    row = await _locked_open(work, cohort_id)
    row.state, row.ended_at = CohortState.CALLED_OFF, work.now
    await audit.note(work, by, Action.CALLED_OFF_COHORT, program=row.program_id, cohort=row.id)


async def join(work: UnitOfWork, member: Member, slug: str) -> tuple[CohortSummary, bool]:
    """The person joins by the cohort's link; False if they were in it already. Raises Gone, Over, TooMany."""
    found = await cohorts_db.by_slug(work.session, slug)
    if found is None or found[0].state == CohortState.CALLED_OFF:
        raise CohortGone
    row, people = found
    if await cohorts_db.has(work.session, row.id, member.id):
        return _run(row, people), False
    await _locked_open(work, row.id)
    there = [one for one, _ in await of_member(work, member.id) if one.state is CohortState.OPEN]
    limits.check(len(there), limits.COHORTS_JOINED)
    new = await cohorts_db.add(work.session, row.id, [member.id], work.now, None)
    if new:
        await told.note(
            work, HappeningKind.JOINED, member.id, program=row.program_id, subject=row.id
        )
    return _run(row, people + len(new)), bool(new)


async def add(work: UnitOfWork, by: int, cohort_id: int, people: Collection[int]) -> list[int]:
    """Staff put people in a cohort; those who were not in it are told, and returned. Raises Gone, Over."""
    row = await _locked_open(work, cohort_id)
    new = await cohorts_db.add(work.session, row.id, people, work.now, by)
    if new:
        about = new[0] if len(new) == 1 else None
        await audit.note(work, by, Action.ADDED_TO_COHORT, about, cohort=row.id, count=len(new))
    key = f"{row.id}:{work.now.isoformat()}"
    until = work.now + TOLD_FOR
    await notices.tell(work, new, ADDED, key, not_after=until, cohort=row.id)
    return new


async def take_out(work: UnitOfWork, by: int, cohort_id: int, person_id: int) -> bool:
    """Staff take a person out of an open cohort. False if they were not in it. Raises Gone, Over."""
    row = await _locked_open(work, cohort_id)
    if not await cohorts_db.remove(work.session, row.id, person_id):
        return False
    await audit.note(work, by, Action.TOOK_OUT_OF_COHORT, person_id, cohort=row.id)
    return True


async def take_out_all(
    work: UnitOfWork, by: int, cohort_id: int, people: Collection[int]
) -> list[int]:
    """Staff take people out of an open cohort; returns who was in it. Raises Gone, Over."""
    row = await _locked_open(work, cohort_id)
    gone = await cohorts_db.remove_all(work.session, row.id, people)
    if gone:
        about = gone[0] if len(gone) == 1 else None
        await audit.note(work, by, Action.TOOK_OUT_OF_COHORT, about, cohort=row.id, count=len(gone))
    return gone


async def people(work: UnitOfWork, cohort_id: int) -> Sequence[int]:
    """Everyone in a cohort."""
    return await cohorts_db.people(work.session, cohort_id)


async def leave(work: UnitOfWork, member: Member, cohort_id: int) -> CohortSummary | None:
    """The person leaves an open cohort; None if they were not in it. Raises Gone, Over."""
    row = await _locked_open(work, cohort_id)
    gone = await cohorts_db.remove(work.session, row.id, member.id)
    return await find(work, cohort_id) if gone else None


async def has(work: UnitOfWork, cohort_id: int, member_id: int) -> bool:
    """Whether a person is in a cohort."""
    return await cohorts_db.has(work.session, cohort_id, member_id)


async def names(work: UnitOfWork, cohort_ids: Collection[int]) -> dict[int, str]:
    """What these cohorts are called."""
    return await cohorts_db.names(work.session, cohort_ids)


async def who_of(
    work: UnitOfWork, pairs: Collection[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """Which of these (cohort, person) are so."""
    cohort_ids = {cohort for cohort, _ in pairs}
    found = await cohorts_db.memberships(work.session, cohort_ids, {one for _, one in pairs})
    return frozenset(found) & frozenset(pairs)


async def joined(work: UnitOfWork, cohort_id: int) -> Sequence[tuple[int, datetime]]:
    """Everyone in a cohort with when they joined, who joined first coming first."""
    return await cohorts_db.joined(work.session, cohort_id)


async def roster(
    work: UnitOfWork, cohort_id: int, start: int, size: int
) -> Sequence[tuple[Member, datetime]]:
    """The people of a cohort from `start`, with when each joined."""
    return await cohorts_db.roster(work.session, cohort_id, start, size)


async def of_member(work: UnitOfWork, member_id: int) -> list[tuple[CohortSummary, datetime]]:
    """A person's cohorts, with when they joined; those called off are left out."""
    found = await cohorts_db.of_member(work.session, member_id)
    return [(_run(row, 0), at) for row, at in found if row.state != CohortState.CALLED_OFF]


async def is_anywhere(work: UnitOfWork, member_id: int) -> bool:
    """Whether there is a cohort or a standing as one of the alumni to show to a person."""
    return bool(await of_member(work, member_id)) or await alumni.is_alumnus(work, member_id)


async def end(work: UnitOfWork, by: int, cohort_id: int) -> tuple[CohortSummary, list[int]]:
    """Staff end a cohort; returns it with those who are alumni by that. Raises Gone, Over."""
    row = await _locked_open(work, cohort_id)
    new = await _end(work, row)
    await audit.note(
        work, by, Action.ENDED_COHORT, program=row.program_id, cohort=row.id, count=len(new)
    )
    return await find(work, cohort_id), new


async def _nearly_over(work: UnitOfWork) -> list[int]:
    # No zone is more than a day ahead of UTC.
    near = await cohorts_db.open_until(work.session, work.now.date() + timedelta(days=1))
    return [row.id for row in near]


async def _end_if_over(work: UnitOfWork, cohort_id: int) -> None:
    row = await cohorts_db.locked(work.session, cohort_id)
    if row is None or row.state != CohortState.OPEN:
        return
    if rules.is_over(row.last_day, work.clock_of(row.zone).key, work.now):
        await _end(work, row)


ENDING: Piece = (_nearly_over, _end_if_over)
"""What the tick does about cohorts: those end whose last day has passed, by their own zone's clock."""


async def _end(work: UnitOfWork, row: Cohort) -> list[int]:
    row.state, row.ended_at = CohortState.ENDED, work.now
    await work.session.flush()
    people = await cohorts_db.people(work.session, row.id)
    return await alumni.graduate(work, row.program_id, people)


async def _locked_open(work: UnitOfWork, cohort_id: int) -> Cohort:
    row = await cohorts_db.locked(work.session, cohort_id)
    if row is None or row.state == CohortState.CALLED_OFF:
        raise CohortGone
    if row.state == CohortState.ENDED:
        raise Over
    return row


def _run(row: Cohort, people: int) -> CohortSummary:
    return CohortSummary(
        row.id,
        row.slug,
        row.program_id,
        row.name,
        row.first_day,
        row.last_day,
        row.zone,
        row.state,
        people,
    )


def _slug(name: str) -> str:
    """What the link ends with: readable, and not to be guessed, as whoever has it can join."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:LONGEST_STEM].strip("-") or "cohort"
    return f"{stem}-{''.join(secrets.choice(LETTERS) for _ in range(8))}"
