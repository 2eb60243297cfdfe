"""Sequences: begun, written, started, paused, ended; who gets what when; and what a date that is moved does to them.

Moments are never stored: they follow from the date as it is. What was sent stays sent, and is sent to nobody twice.
"""

from __future__ import annotations

from collections.abc import Sequence as Several
from dataclasses import dataclass
from datetime import date, datetime

from solbot import limits
from solbot.announcements import rules as announcement_rules
from solbot.announcements.rules import Content, JudgedDraft, Lack, SendObstacle
from solbot.announcements.sequences import db as sequences_db
from solbot.announcements.sequences import rules
from solbot.announcements.sequences.db import Participant
from solbot.announcements.sequences.rules import Fate, Plan, ReaderClock
from solbot.announcements.timing import hours_of
from solbot.content.telegram_html import plain
from solbot.db.forms import KeptButton
from solbot.db.states import Anchor, SequenceState
from solbot.db.tables import Sequence, SequenceMessage
from solbot.errors import NotFound
from solbot.programs import service as programs
from solbot.programs.cohorts import service as cohorts
from solbot.programs.cohorts.service import CohortGone
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.typed.spans import TimeSpan
from solbot.unit_of_work import UnitOfWork

__all__ = ["Sequence", "SequenceMessage"]


class SequenceGone(NotFound):
    """There is no such sequence or message, or it has ended."""


class SequenceChanged(Exception):
    """Somebody else changed it meanwhile."""


class Unfit(Exception):
    """Something is to be mended before it can be started."""


@dataclass(frozen=True)
class Days:
    """What a sequence is tied to, as it is now."""

    title: str
    cohort: str | None
    first: date | None
    last: date | None

    def of(self, anchor: Anchor) -> date | None:
        """The day an anchor is on; None where it is not known, or each person's own."""
        return {Anchor.FIRST: self.first, Anchor.LAST: self.last}.get(anchor)


@dataclass(frozen=True)
class Planned:
    """One message to one person: when, and what becomes of it."""

    member_id: int
    at: datetime | None
    fate: Fate
    taken: bool  # it is, or was, on its way
    sent_at: datetime | None


@dataclass(frozen=True)
class Moved:
    """What becomes of a message when its date moves."""

    message: SequenceMessage
    at: datetime | None  # when the first of them gets it then
    coming: int  # people who get it at another moment
    skipped: int  # … and who would have got it, and do not any more


async def begin(
    work: UnitOfWork, by: int, program_id: str, cohort_id: int | None = None
) -> Sequence:
    """Begin a sequence. Raises TooMany."""
    limits.check(await sequences_db.count(work.session, None, None), limits.SEQUENCES)
    row = Sequence(
        cohort_id=cohort_id,
        program_id=program_id,
        state=SequenceState.DRAFT,
        created_by=by,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    await audit.note(work, by, Action.BEGAN_SEQUENCE, program=program_id, cohort=cohort_id)
    return row


async def page(
    work: UnitOfWork,
    start: int,
    size: int,
    *,
    cohort_id: int | None = None,
    program_id: str | None = None,
) -> Several[Sequence]:
    """Sequences that have not ended, newest first."""
    return await sequences_db.page(work.session, start, size, cohort_id, program_id)


async def count(
    work: UnitOfWork, *, cohort_id: int | None = None, program_id: str | None = None
) -> int:
    """How many these are."""
    return await sequences_db.count(work.session, cohort_id, program_id)


async def find(work: UnitOfWork, sequence_id: int) -> Sequence:
    """A sequence that has not ended. Raises SequenceGone."""
    row = await sequences_db.get(work.session, sequence_id)
    if row is None or row.state == SequenceState.ENDED:
        raise SequenceGone
    return row


async def message(work: UnitOfWork, message_id: int) -> tuple[Sequence, SequenceMessage]:
    """A message, with its sequence. Raises SequenceGone."""
    found = await sequences_db.message(work.session, message_id)
    if found is None:
        raise SequenceGone
    return await find(work, found.sequence_id), found


async def messages(work: UnitOfWork, row: Sequence) -> Several[SequenceMessage]:
    """Its messages, in the order in which they come: those before the first day, and so on."""
    order = list(Anchor)
    found = await sequences_db.messages(work.session, [row.id])
    return sorted(found, key=lambda one: (order.index(one.anchor), one.days, one.at, one.id))


async def add_message(work: UnitOfWork, by: int, sequence_id: int, plan: Plan) -> SequenceMessage:
    """One more message, without words yet. Raises SequenceGone, TooMany."""
    row = await _locked(work, sequence_id)
    there = await sequences_db.messages(work.session, [row.id])
    limits.check(len(there), limits.SEQUENCE_MESSAGES)
    found = SequenceMessage(
        sequence_id=row.id,
        anchor=plan.anchor,
        days=plan.days,
        at=plan.at,
        content={},
        edition=1,
        since=work.now,
    )
    work.session.add(found)
    await work.session.flush()
    await _noted(work, by, row)
    return found


async def set_plan(work: UnitOfWork, by: int, message_id: int, plan: Plan) -> SequenceMessage:
    """Another day or hour: who has it keeps it, and what is past by then is skipped. Raises SequenceGone."""
    row, found = await _locked_message(work, message_id)
    found.anchor, found.days, found.at = plan.anchor, plan.days, plan.at
    found.since, found.edition = work.now, found.edition + 1
    await _noted(work, by, row)
    return found


async def put_content(
    work: UnitOfWork, by: int, message_id: int, code: str, content: Content, seen: int
) -> SequenceMessage:
    """What readers of a language see from now on. Raises SequenceGone; SequenceChanged where it is not as it was
    `seen`; Unfit, and nothing is changed, where one that runs could not be sent so."""
    row, found = await _locked_message(work, message_id)
    if found.edition != seen:
        raise SequenceChanged
    before = found.content
    found.content = {**before, code: content.data()}
    if row.state == SequenceState.RUNNING and await faults(work, row, found):
        found.content = before
        raise Unfit
    found.edition += 1
    await _noted(work, by, row)
    return found


async def remove_message(work: UnitOfWork, by: int, message_id: int) -> Sequence:
    """It is not one of the sequence any more; who has it keeps it. Raises SequenceGone."""
    row, found = await _locked_message(work, message_id)
    await sequences_db.remove(work.session, found.id)
    work.session.expunge(found)
    await _noted(work, by, row)
    return row


async def start(work: UnitOfWork, by: int, sequence_id: int) -> Sequence:
    """What is to come from now on goes out; what is past is skipped. Also after a pause. Raises SequenceGone; Unfit
    where something is to be mended before."""
    row = await _locked(work, sequence_id)
    if row.state == SequenceState.RUNNING:
        return row
    if not await is_fit(work, row):
        raise Unfit
    row.state = SequenceState.RUNNING
    await sequences_db.start_anew(work.session, [row.id], work.now)
    await audit.note(work, by, Action.STARTED_SEQUENCE, program=row.program_id)
    return row


async def pause(work: UnitOfWork, by: int, sequence_id: int) -> Sequence:
    """Nothing goes out until it is started again. Raises SequenceGone."""
    row = await _locked(work, sequence_id)
    if row.state == SequenceState.RUNNING:
        row.state = SequenceState.PAUSED
        await audit.note(work, by, Action.PAUSED_SEQUENCE, program=row.program_id)
    return row


async def end(work: UnitOfWork, by: int, sequence_id: int) -> None:
    """Nothing goes out any more, for good. Raises SequenceGone."""
    row = await _locked(work, sequence_id)
    row.state = SequenceState.ENDED
    await audit.note(work, by, Action.ENDED_SEQUENCE, program=row.program_id)


async def is_fit(work: UnitOfWork, row: Sequence) -> bool:
    """Whether it has messages, and all of them can be sent as they are."""
    there = await messages(work, row)
    return bool(there) and not any([await faults(work, row, one) for one in there])


async def faults(work: UnitOfWork, row: Sequence, found: SequenceMessage) -> list[SendObstacle]:
    """What keeps a message from being sent."""
    content = {code: Content.of(one) for code, one in found.content.items()}
    title = (await programs.titles(work, work.catalog.default)).get(row.program_id, row.program_id)
    about: list[KeptButton] = [{"kind": "program", "program": row.program_id}]
    judged = JudgedDraft(content, None, about, {row.program_id: title})
    lacking = announcement_rules.faults(judged, plain)
    # Who will be among its people by then is not known.
    for code, one in content.items():
        if announcement_rules.needs_everyones_name(one.html):
            lacking.append(SendObstacle(Lack.NAMELESS_LATER, code))
    return lacking


async def days(work: UnitOfWork, row: Sequence) -> Days | None:
    """The days it is tied to; None where its cohort or program is not there any more."""
    title = await programs.title_of(work, work.catalog.default, row.program_id) or row.program_id
    if row.cohort_id is not None:
        try:
            run = await cohorts.find(work, row.cohort_id)
        except CohortGone:
            return None
        return Days(title, run.name, run.first_day, run.last_day)
    program = await programs.find(work, work.catalog.default, row.program_id)
    if program is None:
        return None
    return of_program(title, program.starts, program.ends)


def of_program(title: str, starts: datetime | None, ends: datetime | None) -> Days:
    """The days of a program, as they are where it takes place."""
    first = starts.date() if starts else None
    return Days(title, None, first, ends.date() if ends else first)


def plan_of(found: SequenceMessage) -> Plan:
    """When a message comes."""
    return Plan(found.anchor, found.days, found.at)


def clock_of(work: UnitOfWork, who: Participant) -> ReaderClock:
    """How a reader's time goes."""
    quiet = TimeSpan.of(who.quiet_hours) if who.quiet_hours else None
    return ReaderClock(work.clock_of(who.zone), hours_of(who.announcement_hours), quiet)


async def planned(
    work: UnitOfWork,
    row: Sequence,
    found: SequenceMessage,
    tied: Days | None = None,
    joined_after: datetime | None = None,
    plan: Plan | None = None,
) -> list[Planned]:
    """A message to everybody it is for, who joined first first; by other days, or another plan, than those of now, if
    given. With `joined_after`, only to who joined after a moment."""
    tied = tied or await days(work, row)
    if tied is None:
        return []
    taken = await sequences_db.delivered(work.session, found.id)
    plan, result = plan or plan_of(found), []
    for who in await sequences_db.participants(work.session, row, joined_after):
        at = rules.moment_of(plan, tied.of(plan.anchor), who.joined_at, clock_of(work, who))
        mine = taken.get(who.member_id)
        what = rules.fate(at, who.joined_at, found.since, work.now)
        result.append(
            Planned(who.member_id, at, what, mine is not None, mine.sent_at if mine else None)
        )
    return result


async def if_moved(
    work: UnitOfWork, program_id: str, cohort_id: int | None, tied: Days
) -> list[Moved]:
    """What becomes of what runs or is paused, should its days be others; messages to which nothing happens are left
    out."""
    found: list[Moved] = []
    for row in await _tied_to(work, program_id, cohort_id):
        for one in await messages(work, row):
            then = {each.member_id: each for each in await planned(work, row, one, tied)}
            pairs = [
                (each, then[each.member_id])
                for each in await planned(work, row, one)
                if not each.taken and each.at != then[each.member_id].at
            ]
            coming = [new for _, new in pairs if new.fate is Fate.COMING]
            skipped = [
                old for old, new in pairs if old.fate is Fate.COMING and new.fate is not Fate.COMING
            ]
            if coming or skipped:
                first = min((each.at for each in coming if each.at), default=None)
                found.append(Moved(one, first, len(coming), len(skipped)))
    return found


async def moved(work: UnitOfWork, program_id: str, cohort_id: int | None = None) -> None:
    """A date was moved: what is past by now is skipped."""
    there = [row.id for row in await _tied_to(work, program_id, cohort_id)]
    if there:
        await sequences_db.start_anew(work.session, there, work.now)


async def _tied_to(work: UnitOfWork, program_id: str, cohort_id: int | None) -> list[Sequence]:
    found = await sequences_db.page(work.session, 0, limits.SEQUENCES, cohort_id, program_id)
    live = (SequenceState.RUNNING, SequenceState.PAUSED)
    return [one for one in found if one.cohort_id == cohort_id and one.state in live]


async def _locked(work: UnitOfWork, sequence_id: int) -> Sequence:
    row = await sequences_db.locked(work.session, sequence_id)
    if row is None or row.state == SequenceState.ENDED:
        raise SequenceGone
    return row


async def _locked_message(work: UnitOfWork, message_id: int) -> tuple[Sequence, SequenceMessage]:
    found = await sequences_db.message(work.session, message_id)
    if found is None:
        raise SequenceGone
    row = await _locked(work, found.sequence_id)
    await work.session.refresh(found)
    return row, found


async def _noted(work: UnitOfWork, by: int, row: Sequence) -> None:
    await work.session.flush()
    await audit.note(work, by, Action.CHANGED_SEQUENCE, program=row.program_id)
