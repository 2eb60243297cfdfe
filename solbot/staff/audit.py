"""The audit: who of the staff did what, and looked at whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Unpack

from solbot.content.language import Language
from solbot.content.telegram_html import plain
from solbot.db.details import AuditDetail
from solbot.db.tables import Trace
from solbot.staff import audit_db
from solbot.staff import db as staff_db
from solbot.unit_of_work import UnitOfWork

PAGE = 10
ITSELF = 0
"""Who did what the bot does of its own accord, where owners want it to."""


class Action(StrEnum):
    """What can be found in the audit."""

    INVITED = "invited"
    WITHDREW_INVITATION = "withdrew_invitation"
    JOINED = "joined"
    CHANGED_ROLE = "changed_role"
    DISMISSED = "dismissed"
    RELOADED = "reloaded"
    READ_AUDIT = "read_audit"
    CREATED_PROGRAM = "created_program"
    PUBLISHED_PROGRAM = "published_program"
    DROPPED_DRAFT = "dropped_draft"
    SET_PROGRAM_STATE = "set_program_state"
    TOOK_BACK = "took_back"
    PUBLISHED_SOCIETY = "published_society"
    DROPPED_SOCIETY = "dropped_society"
    TOOK_BACK_SOCIETY = "took_back_society"
    KEPT_SOCIETY = "kept_society"
    CONFIRMED_SEAT = "confirmed_seat"
    APPROVED_SEAT = "approved_seat"
    MOVED_UP = "moved_up"
    RELEASED_SEAT = "released_seat"
    GAVE_SEAT = "gave_seat"
    LISTED_FOR_SEAT = "listed_for_seat"
    MARKED_PAYMENT = "marked_payment"
    MARKED_PRESENT = "marked_present"
    UNMARKED_PRESENT = "unmarked_present"
    CHANGED_BOOKING = "changed_booking"
    READ_BOOKING = "read_booking"
    READ_SEATS = "read_seats"
    READ_DESK = "read_desk"
    SEARCHED_DESK = "searched_desk"
    READ_INQUIRY = "read_inquiry"
    TOOK_INQUIRY = "took_inquiry"
    GAVE_BACK_INQUIRY = "gave_back_inquiry"
    HANDED_OVER = "handed_over"
    NOTED_INQUIRY = "noted_inquiry"
    ANSWERED_INQUIRY = "answered_inquiry"
    WROTE_TO_PERSON = "wrote_to_person"
    CLOSED_INQUIRY = "closed_inquiry"
    REOPENED_INQUIRY = "reopened_inquiry"
    CHANGED_READY_ANSWER = "changed_ready_answer"
    DELETED_READY_ANSWER = "deleted_ready_answer"
    SET_DESK_HOURS = "set_desk_hours"
    CREATED_COHORT = "created_cohort"
    CHANGED_COHORT = "changed_cohort"
    CALLED_OFF_COHORT = "called_off_cohort"
    ENDED_COHORT = "ended_cohort"
    LISTED_COHORT = "listed_cohort"
    ADDED_TO_COHORT = "added_to_cohort"
    TOOK_OUT_OF_COHORT = "took_out_of_cohort"
    MARKED_ALUMNI = "marked_alumni"
    UNMARKED_ALUMNI = "unmarked_alumni"
    LISTED_ALUMNI = "listed_alumni"
    SEARCHED_PEOPLE = "searched_people"
    LOOKED_AT_PERSON = "looked_at_person"
    LOOKED_UP_LIST = "looked_up_list"
    TOOK_OUT_LIST = "took_out_list"
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    READ_NOTES = "read_notes"
    WROTE_NOTE = "wrote_note"
    DROPPED_NOTE = "dropped_note"
    ERASED_AWAY = "erased_away"
    READ_STATS = "read_stats"
    DRAFTED_ANNOUNCEMENT = "drafted_announcement"
    CHANGED_ANNOUNCEMENT = "changed_announcement"
    DROPPED_ANNOUNCEMENT = "dropped_announcement"
    TESTED_ANNOUNCEMENT = "tested_announcement"
    ASKED_APPROVAL = "asked_approval"
    APPROVED_ANNOUNCEMENT = "approved_announcement"
    SENT_ANNOUNCEMENT = "sent_announcement"
    SENT_URGENT = "sent_urgent"
    MOVED_ANNOUNCEMENT = "moved_announcement"
    PAUSED_SERIES = "paused_series"
    RESUMED_SERIES = "resumed_series"
    CLOSED_VOTE = "closed_vote"
    PAUSED_ANNOUNCEMENT = "paused_announcement"
    RESUMED_ANNOUNCEMENT = "resumed_announcement"
    CANCELLED_ANNOUNCEMENT = "cancelled_announcement"
    SENT_UNSURE_AGAIN = "sent_unsure_again"
    BEGAN_CORRECTION = "began_correction"
    CORRECTED_ANNOUNCEMENT = "corrected_announcement"
    WITHDREW_ANNOUNCEMENT = "withdrew_announcement"
    ENDED_SERIES = "ended_series"
    READ_INTERESTED = "read_interested"
    LISTED_INTERESTED = "listed_interested"
    UNLISTED_INTERESTED = "unlisted_interested"
    BEGAN_SEQUENCE = "began_sequence"
    CHANGED_SEQUENCE = "changed_sequence"
    STARTED_SEQUENCE = "started_sequence"
    PAUSED_SEQUENCE = "paused_sequence"
    ENDED_SEQUENCE = "ended_sequence"
    READ_SEQUENCE = "read_sequence"
    SET_RULE = "set_rule"
    SAW_AUDIENCE = "saw_audience"


class Thing(StrEnum):
    """What a line of the audit is about."""

    STAFF = "staff"
    PROGRAMS = "programs"
    SEATS = "seats"
    COHORTS = "cohorts"
    DESK = "desk"
    PEOPLE = "people"
    ANNOUNCEMENTS = "announcements"


_WORDS_OF = (
    (Thing.SEATS, ("seat", "moved_up")),
    (Thing.COHORTS, ("cohort", "alumni")),
    (Thing.DESK, ("desk", "inquiry", "handed_over", "ready_answer")),
    (Thing.PROGRAMS, ("program", "draft_of", "dropped_draft", "took_back", "society")),
    (
        Thing.ANNOUNCEMENTS,
        (
            *("announcement", "approval", "unsure", "correction", "series", "interested"),
            *("set_rule", "saw_audience", "urgent", "vote"),
        ),
    ),
    (Thing.PEOPLE, ("people", "person", "list", "stats", "roster", "tagged", "note", "away")),
)
"""By what the name of an action has in it; the first that fits. All else is about staff."""


def thing_of(action: str) -> Thing:
    """What an action is about."""
    found = (thing for thing, words in _WORDS_OF if any(one in action for one in words))
    return next(found, Thing.STAFF)


@dataclass(frozen=True)
class AuditEntry:
    """One line of the audit. `actor` and `about` are names where the people are still there."""

    id: int
    at: datetime
    actor: str | None  # None: the bot itself
    action: str
    about: str | None
    detail: AuditDetail


def told(language: Language, action: str) -> str:
    """What somebody did, in a few words that follow their name."""
    return plain(language.reply("staff/did", action=action)).strip()


async def note(
    work: UnitOfWork,
    actor_id: int,
    action: Action,
    about_id: int | None = None,
    **detail: Unpack[AuditDetail],
) -> None:
    """Write down what somebody of the staff did, in the transaction in which it is done.

    `detail` holds nothing private: ids, roles, counts.
    """
    work.session.add(
        Trace(at=work.now, actor_id=actor_id, action=action, about_id=about_id, detail=detail)
    )
    await work.session.flush()


@dataclass(frozen=True)
class Wanted:
    """Which lines are looked for: of or about a person, about some things, between two moments."""

    who: int | None = None
    thing: Thing | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Joining:
    """That somebody became one of the staff: whose invitation they accepted, and when."""

    by: str
    at: datetime


async def joining_of(work: UnitOfWork, person_id: int) -> Joining | None:
    """How somebody became one of the staff; None where that is not known."""
    found = await audit_db.last_of(work.session, person_id, Action.JOINED)
    if found is None:
        return None
    by = int(found.detail["invited_by"])
    names = {one.id: one.name for one in await staff_db.members(work.session, [by])}
    return Joining(names.get(by) or str(by), found.at)


@dataclass(frozen=True)
class Lately:
    """The most that any one of the staff did within an hour: people looked at, and roles taken or changed."""

    looks: int
    roles: int


async def lately(work: UnitOfWork) -> Lately:
    """What one might ask about."""
    since = work.now - timedelta(hours=1)
    return Lately(
        await audit_db.most_people(work.session, since, [Action.LOOKED_AT_PERSON]),
        await audit_db.most_people(work.session, since, [Action.CHANGED_ROLE, Action.DISMISSED]),
    )


async def newest(work: UnitOfWork, most: int) -> Sequence[Trace]:
    """The newest of what was done, as many lines as there may be."""
    return await audit_db.newest(work.session, most)


async def page(
    work: UnitOfWork, before: int | None = None, wanted: Wanted | None = None
) -> tuple[Sequence[AuditEntry], int | None]:
    """The newest entries older than `before`, of those that are wanted, and where the next page begins, if any."""
    only = wanted or Wanted()
    found = list(
        await audit_db.page(
            work.session,
            before,
            PAGE + 1,
            who=only.who,
            actions=[one for one in Action if thing_of(one) is only.thing] if only.thing else (),
            since=only.since,
            until=only.until,
        )
    )
    shown = found[:PAGE]
    ids = {one.actor_id for one in shown} | {one.about_id for one in shown if one.about_id}
    names = {m.id: m.name for m in await staff_db.members(work.session, sorted(ids))}

    def name(person: int) -> str:
        return names.get(person) or str(person)

    entries = [
        AuditEntry(
            one.id,
            one.at,
            name(one.actor_id) if one.actor_id != ITSELF else None,
            one.action,
            name(one.about_id) if one.about_id else None,
            one.detail,
        )
        for one in shown
    ]
    return entries, shown[-1].id if len(found) > PAGE else None
