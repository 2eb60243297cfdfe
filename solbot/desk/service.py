"""Inquiries: what a member asks the people of the society, as the member sees it. Staff's side: staff_service.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from solbot.body import Body
from solbot.bot import dialog, notices
from solbot.coaching.answers.rules import Followed
from solbot.content.answer_kinds import Photo, Text
from solbot.content.bodies import came_in, readable, with_photo, with_piece_edited, with_text
from solbot.db.states import InquiryState, RemarkKind
from solbot.db.tables import Inquiry, Member, Remark
from solbot.desk import canned_db
from solbot.desk import db as desk_db
from solbot.errors import NotFound
from solbot.staff import service as staff
from solbot.staff.service import Right
from solbot.unit_of_work import UnitOfWork

MOST_WAITING = 5
MOST_A_DAY = 10
MOST_WORDS_A_DAY = 40
DAY = timedelta(days=1)
NEAR = 20  # remarks looked at for the one that came in several messages


SAID = (RemarkKind.ASKED, RemarkKind.ANSWERED)


class Limit(StrEnum):
    """Why nothing more can be asked just now."""

    WAITING = "waiting"  # enough of this person's questions wait for an answer
    TODAY = "today"  # enough in a day


class Limited(Exception):
    """The member has to wait before asking more; `why` is a Limit."""

    def __init__(self, why: Limit) -> None:
        """Say why."""
        super().__init__(why)
        self.why = why


class InquiryGone(NotFound):
    """There is no such inquiry (any more): withdrawn, or erased with its member; or it is somebody else's."""


class Begun(NamedTuple):
    """A new inquiry, by its number, and what was said in it."""

    number: int
    remark: int


@dataclass(frozen=True)
class SaidRemark:
    """One thing said, as the member knows it."""

    mine: bool
    body: Body
    at: datetime


@dataclass(frozen=True)
class Own:
    """A member's inquiry, with what was said, oldest first."""

    number: int
    program: str | None
    stands: InquiryState
    waits: bool
    asked_at: datetime
    said: tuple[SaidRemark, ...]
    by_society: bool = False  # people at SoL wrote first


async def limit(work: UnitOfWork, member: Member) -> Limit | None:
    """Why the member can't begin another inquiry now; None when they can."""
    if await desk_db.count_waiting(work.session, member.id) >= MOST_WAITING:
        return Limit.WAITING
    if await desk_db.asked_since(work.session, member.id, work.now - DAY) >= MOST_A_DAY:
        return Limit.TODAY
    return await _limit_of_words(work, member)


async def ask(
    work: UnitOfWork, member: Member, program: str | None, body: Body, message_id: int | None
) -> Begun:
    """Begin an inquiry; staff who want to know are told. Raises Limited."""
    why = await limit(work, member)
    if why is not None:
        raise Limited(why)
    row = Inquiry(
        member_id=member.id,
        program=program,
        state=InquiryState.OPEN,
        asked_at=work.now,
        waiting_since=work.now,
        warned=0,
    )
    work.session.add(row)
    await work.session.flush()
    said = await _say(work, row, body, message_id)
    await dialog.note_heard(work, member.id, row.id, own=True)
    people = await _who_wants_to_know(work, member)
    await notices.tell(work, people, "inquiry_new", str(row.id), inquiry=row.id)
    return Begun(row.id, said.id)


async def add(
    work: UnitOfWork, member: Member, number: int, body: Body, message_id: int | None
) -> int:
    """Say more in an inquiry; a closed one is open again. Who looks after it is told, unless they know of more.

    Returns the remark's id. Raises Gone, Limited.
    """
    row = await _mine(work, member, number)
    why = await _limit_of_words(work, member)
    if why is not None:
        raise Limited(why)
    said = await _say(work, row, body, message_id)
    await dialog.note_heard(work, member.id, row.id, own=True)
    row.state = InquiryState.OPEN
    if row.waiting_since is None:
        row.waiting_since, row.warned = work.now, 0
        await _tell_of_more(work, member, row, said)
    return said.id


async def add_text(
    work: UnitOfWork, member: Member, remark_id: int, message: int, text: str
) -> bool:
    """Words that go on in another message, because the app cut them. False if they have no place any more."""
    said = await _asked_by(work, member, remark_id)
    if said is None or readable(said.body)["kind"] != Text.name:
        return False
    said.body = with_text(said.body, said.message_id, message, text)
    return True


async def add_photo(
    work: UnitOfWork,
    member: Member,
    remark_id: int,
    message: int,
    file_id: str,
    caption: str,
    unique_id: str | None,
) -> bool:
    """One more picture of an album. False if it has no place any more."""
    said = await _asked_by(work, member, remark_id)
    if said is None or readable(said.body)["kind"] != Photo.name:
        return False
    said.body = with_photo(said.body, message, file_id, caption, unique_id)
    return True


async def withdraw(work: UnitOfWork, member: Member, number: int) -> None:
    """Take an inquiry back: its words are erased, and staff see only that it was withdrawn. Raises Gone."""
    row = await _mine(work, member, number)
    work.erases()
    for remark in await desk_db.remarks(work.session, number, tuple(RemarkKind)):
        await work.session.delete(remark)
    row.state, row.waiting_since = InquiryState.WITHDRAWN, None
    heard = (await dialog.current(work, member.id)).heard
    if heard is not None and heard.number == number:
        await dialog.note_heard(work, member.id, None)


async def find(work: UnitOfWork, member: Member, number: int) -> Own:
    """One of the member's inquiries. Raises Gone."""
    return (await _told(work, [await _mine(work, member, number)]))[0]


async def open_of(work: UnitOfWork, member: Member) -> list[Own]:
    """The member's inquiries that are open, oldest first."""
    rows = await desk_db.of_member(work.session, member.id)
    return await _told(work, [row for row in rows if row.state == InquiryState.OPEN])


async def everything(work: UnitOfWork, member: Member) -> list[Own]:
    """All inquiries of the member that there are, oldest first, for their own copy."""
    return await _told(work, list(await desk_db.of_member(work.session, member.id)))


async def said_in(work: UnitOfWork, member: Member, message_id: int) -> int | None:
    """The number of the inquiry that a message in the member's chat is part of, or None."""
    remark = await desk_db.by_message(work.session, member.id, message_id)
    return remark.inquiry_id if remark else None


async def follow_edit(
    work: UnitOfWork, member: Member, message_id: int, words: str
) -> Followed | None:
    """The member edited a message that asked something: what staff read follows. None if it is none."""
    near = await desk_db.before_message(work.session, member.id, message_id, NEAR)
    said = next(
        (one for one in near if came_in(readable(one.body), one.message_id, message_id)), None
    )
    if said is None:
        return None
    if not words or not said.body:
        return Followed.THE_SAME
    piece = with_piece_edited(said.body, message_id, words, None)
    body = piece or {**said.body, "text": words}
    changed, said.body = said.body != body, body
    return Followed.CHANGED if changed else Followed.THE_SAME


async def arrived(work: UnitOfWork, answers: list[tuple[int, int]]) -> None:
    """Note which message each answer became, so that a reply to it finds its inquiry: (remark, message)."""
    await desk_db.arrived(work.session, answers)


async def _asked_by(work: UnitOfWork, member: Member, remark_id: int) -> Remark | None:
    said = await work.session.get(Remark, remark_id)
    ours = said is not None and said.member_id == member.id and said.kind == RemarkKind.ASKED
    return said if ours else None


async def _tell_of_more(work: UnitOfWork, member: Member, row: Inquiry, said: Remark) -> None:
    people = await _who_wants_to_know(work, member)
    on_desk = {one.id for one in await staff.with_right(work, Right.DESK)}
    if row.taken_by in on_desk and row.taken_by != member.id:
        people = [row.taken_by]
    await notices.tell(work, people, "inquiry_more", str(said.id), inquiry=row.id)


async def _limit_of_words(work: UnitOfWork, member: Member) -> Limit | None:
    said = await desk_db.said_since(work.session, member.id, work.now - DAY)
    return Limit.TODAY if said >= MOST_WORDS_A_DAY else None


async def _mine(work: UnitOfWork, member: Member, number: int) -> Inquiry:
    row = await desk_db.locked(work.session, number)
    if row is None or row.member_id != member.id or row.state == InquiryState.WITHDRAWN:
        raise InquiryGone(number)
    return row


async def _say(work: UnitOfWork, row: Inquiry, body: Body, message_id: int | None) -> Remark:
    said = Remark(
        inquiry_id=row.id,
        member_id=row.member_id,
        kind=RemarkKind.ASKED,
        author_id=row.member_id,
        body=body,
        at=work.now,
        message_id=message_id,
    )
    work.session.add(said)
    await work.session.flush()
    return said


async def _who_wants_to_know(work: UnitOfWork, member: Member) -> list[int]:
    """Staff of the desk who did not ask for quiet, but for whoever asks."""
    quiet = await canned_db.quiet(work.session) | {member.id}
    return [one.id for one in await staff.with_right(work, Right.DESK) if one.id not in quiet]


async def _told(work: UnitOfWork, rows: list[Inquiry]) -> list[Own]:
    said = await desk_db.remarks_of(work.session, [row.id for row in rows], SAID)
    return [
        Own(
            row.id,
            row.program,
            row.state,
            row.waiting_since is not None,
            row.asked_at,
            tuple(
                SaidRemark(one.kind == RemarkKind.ASKED, readable(one.body), one.at)
                for one in said.get(row.id, ())
            ),
            row.by_society,
        )
        for row in rows
    ]
