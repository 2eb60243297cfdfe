"""Staff write to people who did not ask: to one, or a few picked by hand. Each gets a thread of their own at the desk.

A message is kept while it is written, looked at, and then sent once, by whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from solbot import limits
from solbot.body import Body
from solbot.bot import dialog, notices
from solbot.coaching.rhythm.rules import QUIET
from solbot.db.states import InquiryState, MemberState, RemarkKind
from solbot.db.tables import Inquiry, Member, Remark, StaffMessage
from solbot.desk import answers, writing_db
from solbot.desk import db as desk_db
from solbot.desk.answers import NotFit, Unfit
from solbot.desk.staff_service import MESSAGE
from solbot.errors import NotFound
from solbot.members import quiet_hours
from solbot.members import service as members
from solbot.staff import audit
from solbot.staff import service as staff
from solbot.staff.audit import Action
from solbot.telegram.outbox import Claimed
from solbot.unit_of_work import UnitOfWork

MOST_A_DAY = 3  # messages that staff begin to one person
DAY = timedelta(days=1)
KEPT = timedelta(days=2)  # what was begun and left is forgotten then
SETTLING = timedelta(minutes=10)
WAITS_AT_MOST = timedelta(minutes=30)


class MessageGone(NotFound):
    """There is no such message (any more), or it is somebody else's, or nobody it is for is here any more."""


class SentAlready(Exception):
    """The message was sent."""


class WhyNot(StrEnum):
    """Why somebody can't be written to."""

    BLOCKED = "blocked"  # they blocked the bot
    STOPPED = "stopped"  # they stopped its messages
    ENOUGH = "enough"  # staff wrote to them often enough today


@dataclass(frozen=True)
class Addressee:
    """Somebody a message is for, and what its author should know of them before it goes."""

    id: int
    name: str
    language: str
    why_not: WhyNot | None
    paused: bool
    quiet_until: datetime | None
    question: int | None  # of theirs, that waits for an answer
    by: str | None  # of the staff, who wrote to them within a day
    at: datetime | None  # when that was


@dataclass(frozen=True)
class DraftMessage:
    """A message that is not sent yet. `mark` says what its author knew of these people when they looked."""

    id: int
    program: str | None
    source: str | None
    body: Body | None
    people: tuple[Addressee, ...]
    mark: int

    @property
    def reached(self) -> tuple[Addressee, ...]:
        """Those of them it can be sent to."""
        return tuple(one for one in self.people if one.why_not is None)


@dataclass(frozen=True)
class SentMessage:
    """To whom it went, with the number of each one's thread, and to whom not."""

    numbers: Mapping[int, int]
    people: tuple[Addressee, ...]


async def begin(
    work: UnitOfWork,
    me: int,
    people: Collection[int],
    program: str | None = None,
    source: str | None = None,
) -> DraftMessage:
    """Begin a message to these people, or to those that are picked from a list. Raises MessageGone, TooMany."""
    limits.check(len(people) - 1, limits.WRITTEN_TO)
    await writing_db.drop_old(work.session, me, work.now - KEPT)
    row = StaffMessage(author_id=me, program=program, source=source, body=None, created_at=work.now)
    work.session.add(row)
    await work.session.flush()
    there = await writing_db.members(work.session, people) if people else ()
    for member in there:
        await writing_db.add_person(work.session, row.id, member.id)
    await work.session.flush()
    if not there and source is None:
        raise MessageGone
    return await _draft(work, row)


async def find(work: UnitOfWork, me: int, message_id: int) -> DraftMessage:
    """A message of one's own. Raises MessageGone, SentAlready."""
    return await _draft(work, await _mine(work, me, message_id))


async def pick(work: UnitOfWork, me: int, message_id: int, person: int) -> DraftMessage:
    """Take somebody in among those it is for, or out again. Raises MessageGone, SentAlready, TooMany."""
    row = await _mine(work, me, message_id)
    picked = await writing_db.people(work.session, row.id)
    if person in picked:
        await writing_db.remove_person(work.session, row.id, person)
    elif await writing_db.members(work.session, [person]):
        limits.check(len(picked), limits.WRITTEN_TO)
        await writing_db.add_person(work.session, row.id, person)
    await work.session.flush()
    return await _draft(work, row)


async def word(work: UnitOfWork, me: int, message_id: int, body: Body) -> DraftMessage:
    """What it says; `{name}` is filled in for each. Raises MessageGone, SentAlready, NotFit."""
    row = await _mine(work, me, message_id)
    for words in (body.get("text", ""), *body.get("wordings", {}).values()):
        answers.check({**body, "text": words}, row.program)
    row.body = body
    await work.session.flush()
    return await _draft(work, row)


async def drop(work: UnitOfWork, me: int, message_id: int) -> None:
    """Forget a message that was not sent. Raises MessageGone, SentAlready."""
    await work.session.delete(await _mine(work, me, message_id))
    await work.session.flush()


async def send(work: UnitOfWork, me: int, message_id: int, mark: int) -> SentMessage | DraftMessage:
    """Send it, once, to all who can be reached, each in their own thread.

    Where anything was said by or to one of them since the author looked, nothing is sent: the message is returned as
    it stands now, to be looked at again. Raises MessageGone, SentAlready; NotFit where it has no words.
    """
    row = await _mine(work, me, message_id)
    ids = await writing_db.people(work.session, row.id)
    held = {one.id: one for one in await writing_db.members(work.session, ids)}
    draft = await _draft(work, row)
    if not row.body:
        raise NotFit(Unfit.EMPTY)
    if draft.mark != mark or not draft.reached:
        return draft
    numbers = {}
    for one in draft.reached:
        body = await said_to(work, held[one.id], row.body, row.program)
        numbers[one.id] = await _begin_thread(work, me, one.id, row.program, body)
    row.body, row.sent_at = None, work.now
    await work.session.flush()
    return SentMessage(numbers, draft.people)


async def said_to(work: UnitOfWork, member: Member, body: Body, program: str | None) -> Body:
    """The message for one person: in their language where it was written in several, with all filled in."""
    said = body.copy()
    said.pop("wordings", None)
    said.pop("language", None)
    if words := body.get("wordings", {}).get(work.language_of(member).code):
        said["text"] = words
    return await answers.filled_in(work, member, said, program)


async def put_off(work: UnitOfWork, member: Member, letter: Claimed) -> datetime | None:
    """Until when a message waits: for whoever is settling in, writing just now, or has quiet hours."""
    agreed = member.consented_at
    if member.onboarded_at is None and agreed is not None and work.now - agreed < DAY:
        return work.now + SETTLING
    remark = await desk_db.remark(work.session, letter.ref["remark"])
    wrote = (await dialog.current(work, member.id)).wrote(work.now)
    if remark is not None and wrote is not None and work.now - wrote < QUIET:
        later = min(wrote + QUIET, remark.at + WAITS_AT_MOST)
        return later if later > work.now else None
    return await quiet_hours.put_off(work, member, letter)


async def _begin_thread(
    work: UnitOfWork, me: int, person: int, program: str | None, body: Body
) -> int:
    row = Inquiry(
        member_id=person,
        program=program,
        state=InquiryState.OPEN,
        asked_at=work.now,
        waiting_since=None,
        warned=0,
        taken_by=me,
        by_society=True,
    )
    work.session.add(row)
    await work.session.flush()
    remark = Remark(
        inquiry_id=row.id,
        member_id=person,
        kind=RemarkKind.ANSWERED,
        author_id=me,
        body=body,
        at=work.now,
    )
    work.session.add(remark)
    await work.session.flush()
    await notices.tell(work, [person], MESSAGE, f"{remark.id}:1", inquiry=row.id, remark=remark.id)
    await audit.note(work, me, Action.WROTE_TO_PERSON, person, inquiry=row.id)
    return row.id


async def _mine(work: UnitOfWork, me: int, message_id: int) -> StaffMessage:
    row = await writing_db.locked(work.session, message_id)
    if row is None or row.author_id != me:
        raise MessageGone
    if row.sent_at is not None:
        raise SentAlready
    return row


async def _draft(work: UnitOfWork, row: StaffMessage) -> DraftMessage:
    ids = await writing_db.people(work.session, row.id)
    there = await writing_db.members(work.session, ids) if ids else ()
    if not there and row.source is None:
        raise MessageGone
    mark = await writing_db.last_said(work.session, ids) if ids else 0
    body = row.body.copy() if row.body else None
    people = tuple(await _addressees(work, there))
    return DraftMessage(row.id, row.program, row.source, body, people, mark)


async def _addressees(work: UnitOfWork, there: Sequence[Member]) -> list[Addressee]:
    ids = [one.id for one in there]
    if not ids:
        return []
    since = work.now - DAY
    waiting = await writing_db.waiting(work.session, ids)
    often = await writing_db.written_since(work.session, ids, since)
    last = {
        person: one
        for person, one in (await writing_db.latest(work.session, ids)).items()
        if one.kind == RemarkKind.ANSWERED and one.at > since
    }
    names = await staff.names(work, {one.author_id for one in last.values() if one.author_id})
    return [
        Addressee(
            one.id,
            one.name or str(one.id),
            work.language_of(one).name,
            _why_not(one, often.get(one.id, 0)),
            members.is_paused(one, work.now),
            quiet_hours.until(work, one),
            waiting.get(one.id),
            names.get(last[one.id].author_id or 0, "") if one.id in last else None,
            last[one.id].at if one.id in last else None,
        )
        for one in there
    ]


def _why_not(member: Member, often: int) -> WhyNot | None:
    if member.state == MemberState.UNREACHABLE:
        return WhyNot.BLOCKED
    if member.state != MemberState.ACTIVE:
        return WhyNot.STOPPED
    return WhyNot.ENOUGH if often >= MOST_A_DAY else None
