"""Sending an announcement: tried first, approved where owners want it, confirmed with its number, recipients fixed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from solbot.announcements import db as announcements_db
from solbot.announcements import rules
from solbot.announcements.audience import service as audiences
from solbot.announcements.draft import obstacles, settings_service
from solbot.announcements.draft import service as drafts
from solbot.announcements.rules import REHEARSAL, SendObstacle
from solbot.announcements.send import recipients_db, round_reports, rounds, rounds_db, waiting
from solbot.announcements.send.waiting import Waits
from solbot.announcements.timing import Timing, When, held_until, hours_of, local_moment, next_run
from solbot.bot import notices
from solbot.db.details import AuditDetail
from solbot.db.states import TO_BE_SENT, AnnouncementState, LetterStatus, RoundKind, RoundState
from solbot.db.tables import Announcement, Round
from solbot.members import clocks_db
from solbot.staff import audit
from solbot.staff import service as staff
from solbot.staff.audit import Action
from solbot.staff.service import Right
from solbot.telegram import outbox_db
from solbot.telegram.letters import Priority
from solbot.unit_of_work import UnitOfWork

FRESH = timedelta(minutes=15)
"""For how long a question to confirm stands while the audience changes a little."""
VALID = timedelta(hours=24)
BETWEEN = timedelta(seconds=1)
"""Telegram's distance between two messages to one person: so the way on comes below the test, not above it."""


class Tested(StrEnum):
    """How the test to oneself went."""

    NOT_YET = "not_yet"
    UNDER_WAY = "under_way"
    MISSED = "missed"  # it waited too long for Telegram, or may not have arrived
    REFUSED = "refused"
    WELL = "well"


class RefusalReason(StrEnum):
    """Why a confirmation is not taken."""

    CHANGED = "changed"  # the draft itself
    AUDIENCE = "audience"  # how many it goes to
    NOT_ASKED = "not_asked"  # somebody else was asked last, or nobody
    LATE = "late"
    LACKING = "lacking"
    THEIRS = "theirs"  # somebody else corrected the same meanwhile
    URGENT = "urgent"  # whoever confirms may send no urgent ones


class NotConfirmed(Exception):
    """A confirmation that is not taken; nothing was sent."""

    def __init__(self, why: RefusalReason) -> None:
        """Say why."""
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Confirmation:
    """What there is to know before confirming."""

    row: Announcement
    count: (
        int  # where it is private, of whom it could be for by what everybody may know: never shown
    )
    private: bool
    faults: list[SendObstacle]
    tested: Tested
    needs_approval: bool
    approved_by: int | None
    timing: Timing
    takes: timedelta  # from the first to the last, at the present pace
    waits: Waits  # nobody, where that was not asked for
    theirs: Announcement | None  # what it corrects, where somebody else corrected that meanwhile
    has_begun: bool  # whether it, or what it corrects, may have reached anybody
    may_be_urgent: bool  # whether who is asked may send urgent ones
    refused: Mapping[str, str] = field(default_factory=dict)  # by language, what Telegram said

    @property
    def lacks_approval(self) -> bool:
        """Whether a second person has to agree still."""
        return self.needs_approval and self.approved_by is None

    @property
    def may_be_sent(self) -> bool:
        """Whether nothing is in the way."""
        allowed = self.may_be_urgent or not self.timing.urgent
        ready = not self.faults and self.tested is Tested.WELL and self.theirs is None
        return ready and allowed and not self.lacks_approval


async def look(
    work: UnitOfWork, row: Announcement, by: int, *, waits: bool = False
) -> Confirmation:
    """How far a draft is from being sent by this person. With `waits`, who would have to wait, too: all whom it is for
    are gone through for that."""
    size, count = None, 0
    if row.corrects_id is None:
        size = await drafts.recipients(work, row)
        count = size.count
    else:
        count = await recipients_db.copies(work.session, row.corrects_id)
    tested, refused = await _tested(work, row)
    approved = row.approved if row.approved and row.approved["number"] == row.number else None
    by_other = approved["by"] if approved and approved["by"] != by else None
    rule = await settings_service.current(work)
    return Confirmation(
        row,
        count,
        await drafts.is_private(work, row),
        await obstacles.faults(work, row, size),
        tested,
        rule.approval,
        by_other,
        Timing.of(row.timing),
        timedelta(seconds=count * round_reports.PACE / work.rate),
        await waiting.expected(work, row) if waits and not row.corrects_id else Waits(),
        await drafts.corrected_otherwise(work, row),
        await announcements_db.has_begun(work.session, row.corrects_id or row.id, work.now),
        await may_be_urgent(work, by),
        refused,
    )


async def may_be_urgent(work: UnitOfWork, by: int) -> bool:
    """Whether somebody may have announcements go past the gap."""
    return staff.may(await staff.role_of(work, by), Right.URGENT)


async def ask(work: UnitOfWork, by: int, announcement_id: int) -> Confirmation:
    """Ask somebody whether to send it: only what they see now can be confirmed, and only by them. Raises Gone."""
    row = await drafts.editable(work, announcement_id)
    found = await look(work, row, by, waits=True)
    row.asked = {
        "by": by,
        "number": row.number,
        "count": found.count,
        "at": work.now.isoformat(),
    }
    await work.session.flush()
    return found


async def confirm(work: UnitOfWork, by: int, announcement_id: int, number: int) -> Announcement:
    """Send it: its recipients are fixed now, each once.

    Raises:
        Gone: it is no draft any more, as after a second tap.
        NotConfirmed: what was confirmed is not what would be sent.
    """
    row = await drafts.editable(work, announcement_id)
    found = await look(work, row, by)
    asked = row.asked
    if number != row.number:
        raise NotConfirmed(RefusalReason.CHANGED)
    if asked is None or asked["by"] != by or asked["number"] != number:
        raise NotConfirmed(RefusalReason.NOT_ASKED)
    age = work.now - datetime.fromisoformat(asked["at"])
    difference = abs(found.count - asked["count"])
    if age > VALID:
        raise NotConfirmed(RefusalReason.LATE)
    if row.corrects_id is None and (
        difference * 100 > asked["count"] or (difference and age > FRESH)
    ):
        raise NotConfirmed(RefusalReason.AUDIENCE)
    if found.theirs is not None:
        raise NotConfirmed(RefusalReason.THEIRS)
    if found.timing.urgent and not found.may_be_urgent:
        raise NotConfirmed(RefusalReason.URGENT)
    if not found.may_be_sent:
        raise NotConfirmed(RefusalReason.LACKING)
    row.confirmed_at, row.confirmed_by, row.asked = work.now, by, None
    if row.corrects_id is not None:
        return await _correct(work, by, row)
    if found.timing.when is When.REPEAT:
        row.state, row.next_at = AnnouncementState.SERIES, next_run(found.timing, work.now)
    else:
        going = await start(work, row, by)
        await round_reports.announce_report(work, going)
    told = AuditDetail(announcement=row.id)
    if not found.private:
        told["count"] = found.count
    if found.timing.urgent:
        told["reason"] = found.timing.urgent
    action = Action.SENT_URGENT if found.timing.urgent else Action.SENT_ANNOUNCEMENT
    await audit.note(work, by, action, **told)
    await work.session.flush()
    return row


async def is_pending(work: UnitOfWork, row: Announcement) -> bool:
    """Whether it is confirmed, or repeats, and what it says has reached nobody so far."""
    if row.state in (AnnouncementState.SERIES, AnnouncementState.RESTING):
        return True
    begun = await announcements_db.has_begun(work.session, row.id, work.now)
    return row.state == AnnouncementState.CONFIRMED and not begun


async def start(work: UnitOfWork, row: Announcement, by: int) -> Round:
    """Fix who gets it and when, in one statement."""
    row.state, row.confirmed_at, row.confirmed_by = AnnouncementState.CONFIRMED, work.now, by
    timing = Timing.of(row.timing)
    starts = timing.moment if timing.when is When.AT else work.now
    going = await _round(work, row.id, RoundKind.SENDING, by, starts)
    going.urgent = timing.urgent is not None
    who = audiences.recipients(work, row.audience, work.now)
    due = await moments(work, timing, starts)
    if due:
        going.total = await clocks_db.fix(
            work.session, going.id, who, due, work.default_zone, max(due.values(), default=starts)
        )
        if timing.when is When.LOCAL:
            going.started_at = min(due.values(), default=starts)
    else:
        going.total = await recipients_db.fix(work.session, going.id, who, starts)
    if row.second:
        await recipients_db.draw_second(work.session, going.id, rules.halves(going.total)[1])
    await work.session.flush()
    return going


async def test(work: UnitOfWork, by: int, announcement_id: int) -> int:
    """Have it sent to oneself, as people of each of its languages will get it. Returns how many.

    Also one that is confirmed and has reached nobody so far. Raises Gone.
    """
    row = await announcements_db.get(work.session, announcement_id)
    if row is None or not (row.state == AnnouncementState.DRAFT or await is_pending(work, row)):
        raise drafts.AnnouncementGone
    codes = list(row.content) or [work.catalog.languages[0]]
    each = _each_wording(row, codes)
    tries = row.tested["try"] + 1 if row.tested else 1
    row.tested = {"edition": row.edition, "try": tries, "by": by, "codes": codes}
    await outbox_db.put(
        work.session,
        [
            {
                "key": _test_key(row, code, second),
                "member_id": by,
                "kind": REHEARSAL,
                "priority": Priority.NUDGE.value,
                "ref": {
                    **{"announcement": row.id, "language": code, "edition": row.edition},
                    **({"second": True} if second else {}),
                },
                "due_at": work.now,
                "not_after": work.now + timedelta(hours=1),
            }
            for code, second in each
        ],
    )
    await notices.tell(
        work,
        [by],
        "test_arrived",
        f"{row.id}:{row.edition}:{tries}",
        due_at=work.now + BETWEEN * (len(each) + 1),
        announcement=row.id,
    )
    await audit.note(work, by, Action.TESTED_ANNOUNCEMENT, announcement=row.id)
    return len(each)


async def ask_approval(work: UnitOfWork, by: int, announcement_id: int) -> list[int]:
    """Note that approval is wanted; returns who may give it. Raises Gone."""
    row = await drafts.editable(work, announcement_id)
    await audit.note(work, by, Action.ASKED_APPROVAL, announcement=row.id)
    people = await staff.everyone(work)
    return [one.id for one in people if staff.may(one.role, Right.ANNOUNCEMENTS) and one.id != by]


async def approve(work: UnitOfWork, by: int, announcement_id: int, number: int) -> Announcement:
    """Agree to the draft of this number.

    Raises:
        Gone: it is no draft any more.
        NotConfirmed: it was changed meanwhile.
    """
    row = await drafts.editable(work, announcement_id)
    if row.number != number:
        raise NotConfirmed(RefusalReason.CHANGED)
    row.approved = {"by": by, "number": number}
    await audit.note(work, by, Action.APPROVED_ANNOUNCEMENT, announcement=row.id)
    await work.session.flush()
    return row


async def _correct(work: UnitOfWork, by: int, draft: Announcement) -> Announcement:
    """The corrected announcement says what its correction says; every copy follows."""
    row = await announcements_db.get(work.session, draft.corrects_id or 0)
    if row is None:
        raise drafts.AnnouncementGone
    pending = await is_pending(work, row)
    row.content, row.subject, row.buttons = draft.content, draft.subject, draft.buttons
    row.second = draft.second
    row.edition += 1
    draft.state = AnnouncementState.APPLIED
    for going in await rounds.held(work, row.id, RoundState.RUNNING):
        # What is in the outbox waits again, so that it leaves in the new words, or is among the copies.
        await recipients_db.call_back(work.session, going.id, work.now)
    if not pending:
        await change_copies(work, by, row, RoundKind.CORRECTION)
    await audit.note(work, by, Action.CORRECTED_ANNOUNCEMENT, announcement=row.id)
    await work.session.flush()
    return row


async def change_copies(work: UnitOfWork, by: int, row: Announcement, kind: RoundKind) -> Round:
    """Begin a round to everybody who has a copy."""
    going = await _round(work, row.id, kind, by, work.now)
    for sent in await rounds_db.of_announcement(work.session, row.id):
        if sent.kind == RoundKind.SENDING:
            going.total += await recipients_db.fix_copies(work.session, going.id, sent.id, work.now)
    await work.session.flush()
    await round_reports.announce_report(work, going)
    return going


async def _round(
    work: UnitOfWork, announcement_id: int, kind: RoundKind, by: int, starts: datetime
) -> Round:
    going = Round(
        announcement_id=announcement_id,
        kind=kind,
        state=RoundState.RUNNING,
        by=by,
        total=0,
        started_at=starts,
    )
    work.session.add(going)
    await work.session.flush()
    return going


async def moments(
    work: UnitOfWork, timing: Timing, starts: datetime
) -> dict[tuple[str, str], datetime]:
    """For every zone and choice of hours that somebody has, when they get it; nothing where all do as it starts."""
    found = await clocks_db.there(work.session, work.default_zone)
    if timing.when is When.LOCAL:
        return {
            (zone, hours): local_moment(timing, work.clock_of(zone).key, hours_of(hours), work.now)
            for zone, hours in found
        }
    held = {
        (zone, hours): held_until(work.clock_of(zone), hours, timing.hold, starts)
        for zone, hours in found
    }
    if not any(held.values()):
        return {}
    return {clock: until or starts for clock, until in held.items()}


async def _tested(work: UnitOfWork, row: Announcement) -> tuple[Tested, dict[str, str]]:
    tested = row.tested
    if tested is None or tested["edition"] != row.edition:
        return Tested.NOT_YET, {}
    each = _each_wording(row, tested["codes"])
    keys = {_test_key(row, code, second): code for code, second in each}
    found = await announcements_db.tests(work.session, list(keys))
    if len(found) < len(keys):
        return Tested.NOT_YET, {}
    refused = {
        keys[key]: reason or "" for key, status, reason in found if status == LetterStatus.FAILED
    }
    if refused:
        return Tested.REFUSED, refused
    not_sent = {status for _, status, _ in found} - {LetterStatus.SENT}
    if not_sent.difference(TO_BE_SENT):
        return Tested.MISSED, {}
    return (Tested.UNDER_WAY if not_sent else Tested.WELL), {}


def _each_wording(row: Announcement, codes: Sequence[str]) -> list[tuple[str, bool]]:
    """What a test shows: each language, in the second wording, too, where there is one."""
    wordings = (False, True) if row.second else (False,)
    return [(code, second) for code in codes for second in wordings]


def _test_key(row: Announcement, code: str, second: bool) -> str:
    tried = row.tested["try"] if row.tested else 0
    return f"{REHEARSAL}:{row.id}:{tried}:{row.edition}:{code}{':second' if second else ''}"
