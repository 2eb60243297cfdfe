"""Everything there is of a member, gathered for their own copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from solbot.announcements import votes_db
from solbot.announcements.report import taps_db
from solbot.coaching.answers import service as answers
from solbot.coaching.answers.service import JournalEntry
from solbot.coaching.days_off import db as days_off_db
from solbot.coaching.imports import service as imports
from solbot.coaching.journal import service as journal
from solbot.coaching.journal.service import Wording
from solbot.coaching.own_questions import service as own_questions
from solbot.coaching.own_questions.service import Mine
from solbot.coaching.path import ideas_db
from solbot.coaching.path import tries_db as tries
from solbot.coaching.path.lengths import chosen
from solbot.coaching.readings import service as readings
from solbot.coaching.readings.service import Keeps
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.sharing import service as sharing
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import VisionStanding
from solbot.db.forms import KeptWishes
from solbot.db.states import AnswerState, ReadingLength
from solbot.db.tables import Member
from solbot.desk import service as inquiries
from solbot.desk.service import Own
from solbot.programs import requests_db
from solbot.programs.alumni import service as alumni
from solbot.programs.booking import service as booking
from solbot.programs.booking.service import Booked
from solbot.programs.cohorts import service as cohorts
from solbot.programs.seats import service as seats
from solbot.programs.seats.service import OwnSeat
from solbot.staff.marks import service as marks
from solbot.typed.spans import TimeSpan
from solbot.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Rhythm:
    """Times that have the same ISO weekdays; a window is one, from its beginning to its end."""

    days: tuple[int, ...]
    times: tuple[str, ...]


@dataclass(frozen=True)
class ExportedProfile:
    """What is kept of the person themself."""

    id: int
    name: str | None
    username: str | None
    language: str | None
    language_hint: str | None
    zone: str | None
    twelve_hours: bool | None  # how they want times written; None: as where they live
    state: str
    days: tuple[int, ...]
    times: tuple[str, ...]
    rhythm: tuple[Rhythm, ...]  # which of the times are on which of the days
    joined_at: datetime
    joined_via: str | None  # the link they first came by
    privacy_agreed: date | None  # of when the privacy text is that they agreed to
    news_heard: date | None  # of when the last news of the bot is that they heard, or joined with
    seen_on: date | None
    consented_at: datetime | None
    paused_at: datetime | None
    paused_until: datetime | None
    announcements_off_at: datetime | None
    announcement_hours: str | None
    pace: int  # how much less often something comes than was set: see coaching/silence/rules.py
    keeps_pace: bool
    readings_only: bool
    rich_readings: bool
    reading_length: ReadingLength
    reminders: bool
    quiet_hours: str | None
    home_zone: str | None  # while they travel
    home_at: datetime | None
    days_off: tuple[tuple[date, date], ...]
    wishes: KeptWishes | None = None  # what is to come next, more often, less often
    day_begins: int = 0  # the local hour until which it is still the day before


@dataclass(frozen=True)
class Wish:
    """A request to be told of a fact."""

    program: str
    fact: str
    at: datetime
    told_at: datetime | None


@dataclass(frozen=True)
class ExportedCohort:
    """A cohort the member is in."""

    name: str
    program: str
    first_day: date
    last_day: date
    state: str
    joined_at: datetime


@dataclass(frozen=True)
class TookPart:
    """A program whose alumni the member is one of."""

    program: str
    since: datetime


@dataclass(frozen=True)
class Interested:
    """A tap on "I'm interested" under an announcement."""

    announcement: int
    at: datetime


@dataclass(frozen=True)
class Voted:
    """What somebody voted for under an announcement, where that is not closed."""

    announcement: int
    option: int
    at: datetime


@dataclass(frozen=True)
class Returned:
    """An idea that came back."""

    reading: str
    stage: int
    due_on: date | None
    faded: bool


@dataclass(frozen=True)
class TakenUp:
    """A practice of a reading, meant for a date."""

    reading: str
    due_on: date
    at: datetime


@dataclass(frozen=True)
class SharedOut:
    """An entry that the member lets one other person read, or offers by a link."""

    for_date: date  # of the entry
    at: datetime
    with_whom: str | None
    accepted_at: datetime | None
    lapses_at: datetime  # of the link, while nobody accepted it


@dataclass(frozen=True)
class SharedIn:
    """An entry that somebody lets the member read; nothing of what is in it."""

    by: str | None
    accepted_at: datetime | None


@dataclass(frozen=True)
class CameIn:
    """A file with a journal from elsewhere, and how many entries came in with it."""

    app: str | None
    at: datetime
    state: str
    entries: int


@dataclass(frozen=True)
class TagPutOn:
    """A tag that staff put beside the member."""

    tag: str
    at: datetime
    until: datetime


@dataclass(frozen=True)
class NotedByStaff:
    """A note that staff wrote beside the member."""

    words: str
    at: datetime
    until: datetime


@dataclass(frozen=True)
class Copy:
    """A member's own copy of everything."""

    at: datetime
    member: ExportedProfile
    visions: tuple[VisionStanding, ...]
    answers: tuple[JournalEntry, ...]
    unplaced: tuple[JournalEntry, ...]
    requests: tuple[Wish, ...]
    inquiries: tuple[Own, ...]
    cohorts: tuple[ExportedCohort, ...]
    alumni: tuple[TookPart, ...]
    interests: tuple[Interested, ...]
    votes: tuple[Voted, ...] = ()
    returns: tuple[Returned, ...] = ()
    tries: tuple[TakenUp, ...] = ()
    own_questions: tuple[Mine, ...] = ()
    kept_readings: tuple[Keeps, ...] = ()
    shared_by_me: tuple[SharedOut, ...] = ()
    shared_with_me: tuple[SharedIn, ...] = ()
    wordings: tuple[Wording, ...] = ()  # what answers said before they were corrected
    imports: tuple[CameIn, ...] = ()
    bookings: tuple[Booked, ...] = ()
    seats: tuple[OwnSeat, ...] = ()
    tags: tuple[TagPutOn, ...] = ()
    staff_notes: tuple[NotedByStaff, ...] = ()


async def of_member(work: UnitOfWork, member: Member) -> Copy:
    """Gather it all, oldest first."""
    days, _ = await schedule.rhythm_of(work, member)
    hours = await schedule.hours_of(work, member)
    plan = await schedule.plan_of(work, member)
    return Copy(
        at=work.now,
        member=ExportedProfile(
            member.id,
            member.name or None,
            member.username or None,
            member.language,
            member.language_hint,
            member.zone,
            member.twelve_hours,
            member.state,
            tuple(sorted(days)),
            _said(hours),
            tuple(Rhythm(tuple(sorted(on)), _said(times)) for on, times in plan),
            member.created_at,
            member.joined_via,
            member.privacy_agreed,
            member.news_heard,
            member.seen_on,
            member.consented_at,
            member.paused_at,
            member.paused_until,
            member.announcements_off_at,
            member.announcement_hours,
            member.slowed,
            member.keeps_pace,
            member.readings_only,
            member.rich_readings,
            chosen(member.reading_length),
            member.reminders,
            member.quiet_hours,
            member.home_zone,
            member.home_at,
            tuple(
                (one.first, one.last)
                for one in await days_off_db.of_member(work.session, member.id)
            ),
            member.wishes,
            member.day_begins,
        ),
        visions=tuple(await visions.all_of(work, member)),
        answers=tuple(await answers.everything(work, member)),
        unplaced=tuple(await answers.everything(work, member, AnswerState.DRAFT)),
        requests=tuple(
            Wish(row.program, row.fact, row.at, row.told_at)
            for row in await requests_db.of_member(work.session, member.id)
        ),
        inquiries=tuple(await inquiries.everything(work, member)),
        bookings=tuple(await booking.of_member(work, member)),
        seats=tuple(await seats.everything(work, member)),
        cohorts=tuple(
            ExportedCohort(run.name, run.program_id, run.first_day, run.last_day, run.state, joined)
            for run, joined in await cohorts.of_member(work, member.id)
        ),
        alumni=tuple(
            TookPart(one.program_id, one.since) for one in await alumni.of_member(work, member.id)
        ),
        interests=tuple(
            Interested(row.announcement_id, row.at)
            for row in await taps_db.of_member(work.session, member.id)
        ),
        votes=tuple(
            Voted(row.announcement_id, row.option, row.at)
            for row in await votes_db.of_member(work.session, member.id)
        ),
        returns=tuple(
            Returned(row.reading_id, row.stage, row.due_on, row.faded)
            for row in await ideas_db.of_member(work.session, member.id)
        ),
        tries=tuple(
            TakenUp(row.reading_id, row.due_on, row.at)
            for row in await tries.of_member(work.session, member.id)
        ),
        own_questions=tuple(await own_questions.everything(work, member)),
        kept_readings=tuple(await readings.kept(work, member)),
        shared_by_me=tuple(
            SharedOut(sharing.on(one.said), one.at, one.with_whom, one.accepted_at, one.lapses_at)
            for one in await sharing.given(work, member)
        ),
        shared_with_me=tuple(
            SharedIn(one.by or None, one.accepted_at)
            for one in await sharing.received(work, member)
        ),
        wordings=tuple(await journal.all_wordings(work, member)),
        imports=tuple(
            CameIn(one.app, one.at, one.state, one.taken)
            for one in await imports.everything(work, member)
        ),
        tags=tuple(
            TagPutOn(one.name, one.at, one.until) for one in await marks.tags_of(work, member.id)
        ),
        staff_notes=tuple(
            NotedByStaff(one.words, one.at, one.until)
            for one in await marks.notes_of(work, member.id)
        ),
    )


def _said(hours: Iterable[time | TimeSpan]) -> tuple[str, ...]:
    return tuple(one.text() if isinstance(one, TimeSpan) else f"{one:%H:%M}" for one in hours)
