"""The desk as staff see it: what people ask, who looks after it, what was said, and finding it again.

Nothing of a journal can be reached from here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from solbot.body import Body
from solbot.content.answer_kinds import words_of
from solbot.content.bodies import readable, text_body
from solbot.db.states import InquiryState, LetterStatus, MemberState, RemarkKind
from solbot.db.tables import Inquiry, Letter, Member, Remark
from solbot.desk import db as desk_db
from solbot.desk.db import DeskCounts, Which
from solbot.desk.service import SAID, InquiryGone
from solbot.staff import audit
from solbot.staff import db as staff_db
from solbot.staff import service as staff
from solbot.staff.audit import Action
from solbot.staff.service import Right, StaffMember
from solbot.typed.plain import plain
from solbot.unit_of_work import UnitOfWork

PAGE = 8
THREAD = 5  # remarks on a page
LOOKED_AT = 200  # inquiries decrypted at a time while searching
SHOWN = (*SAID, RemarkKind.NOTED)
ANSWER = "inquiry_answer"
"""The notice that brings an answer to its member."""
MESSAGE = "society_message"
"""The notice that brings what staff write to somebody who did not ask."""

_NUMBER = re.compile(r"(?:no\.?|n\.?º|#)?\s*(\d{1,18})", re.IGNORECASE)


class Delivery(StrEnum):
    """What became of an answer."""

    ON_ITS_WAY = "on_its_way"
    ARRIVED = "arrived"
    LOST = "lost"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Listed:
    """An inquiry in a list. `body` is the member's latest words."""

    number: int
    name: str
    program: str | None
    asked_at: datetime
    waiting_since: datetime | None
    taken_by: StaffMember | None
    body: Body | None


@dataclass(frozen=True)
class StaffRemark:
    """A remark as staff see it. `by` is the name of one of the staff, None for the member's own."""

    id: int
    kind: RemarkKind
    by: str | None
    body: Body
    at: datetime
    delivery: Delivery | None


@dataclass(frozen=True)
class OpenedInquiry:
    """One inquiry with a page of what was said, oldest first. Page 0 is the latest."""

    number: int
    member: Member
    program: str | None
    stands: InquiryState
    asked_at: datetime
    waiting_since: datetime | None
    taken_by: StaffMember | None
    lines: tuple[StaffRemark, ...]
    page: int
    pages: int
    exchanged: int  # how often the member or the society spoke
    by_society: bool = False  # staff wrote first

    @property
    def reachable(self) -> bool:
        """Whether an answer can reach the member: they did not block the bot."""
        return self.member.state != MemberState.UNREACHABLE


async def on_duty(work: UnitOfWork) -> dict[int, StaffMember]:
    """Everybody with the right to the desk, by number."""
    return {one.id: one for one in await staff.with_right(work, Right.DESK)}


async def counts(work: UnitOfWork, me: int) -> DeskCounts:
    """How much there is to do."""
    return await desk_db.counts(work.session, me, list(await on_duty(work)))


async def count(work: UnitOfWork, me: int, which: str) -> int:
    """How much there is of `all` that is open, of `mine`, `free`, `closed`, or `p.<program>`."""
    return await desk_db.count(work.session, _which(which, me, list(await on_duty(work))))


async def listed(work: UnitOfWork, me: int, which: str, start: int, size: int) -> list[Listed]:
    """The same from `start`. What waits comes first, the longest waiting before the others."""
    duty = await on_duty(work)
    rows = await desk_db.page(work.session, _which(which, me, list(duty)), size, start)
    if start == 0:
        await audit.note(work, me, Action.READ_DESK)
    return await _listed(work, rows, duty)


async def programs_asked_about(work: UnitOfWork) -> list[tuple[str | None, int]]:
    """The programs with open inquiries, and how many; None is for those about no program."""
    return list(await desk_db.by_program(work.session))


async def open_one(work: UnitOfWork, me: int, number: int, page: int = 0) -> OpenedInquiry:
    """An inquiry for staff to read; that is written down. Raises Gone, also for a withdrawn one."""
    found = await look(work, number, page)
    await audit.note(work, me, Action.READ_INQUIRY, found.member.id, inquiry=number)
    return found


async def look(work: UnitOfWork, number: int, page: int = 0) -> OpenedInquiry:
    """An inquiry as it stands. Raises Gone, also for a withdrawn one."""
    row = await desk_db.get(work.session, number)
    if row is None or row.state == InquiryState.WITHDRAWN:
        raise InquiryGone(number)
    members = await staff_db.members(work.session, [row.member_id])
    said = await desk_db.count_remarks(work.session, number, SHOWN)
    pages = max(1, -(-said // THREAD))
    page = max(0, min(page, pages - 1))
    remarks = await desk_db.remarks(work.session, number, SHOWN, THREAD, page * THREAD)
    return OpenedInquiry(
        number,
        members[0],
        row.program,
        row.state,
        row.asked_at,
        row.waiting_since,
        (await on_duty(work)).get(row.taken_by or 0),
        await _lines(work, row, remarks),
        page,
        pages,
        await desk_db.count_remarks(work.session, number, SAID),
        row.by_society,
    )


async def whole(work: UnitOfWork, me: int, number: int, remark_id: int) -> StaffRemark:
    """One remark of an inquiry, to be read whole or played. Raises Gone."""
    row = await desk_db.get(work.session, number)
    remark = await desk_db.remark(work.session, remark_id)
    if row is None or remark is None or remark.inquiry_id != number or remark.kind not in SHOWN:
        raise InquiryGone(number)
    await audit.note(work, me, Action.READ_INQUIRY, row.member_id, inquiry=number)
    return (await _lines(work, row, [remark]))[0]


async def search(
    work: UnitOfWork, me: int, words: str, before: int | None = None
) -> tuple[list[Listed], int | None]:
    """Inquiries, closed ones too, by number, by the member's name, or by words said in them; newest first.

    Returns a page, and where to go on, if there may be more.
    """
    if before is None:
        await audit.note(work, me, Action.SEARCHED_DESK)
    duty = await on_duty(work)
    if found := _NUMBER.fullmatch(words.strip()):
        row = await desk_db.get(work.session, int(found[1]))
        if row is not None and row.state != InquiryState.WITHDRAWN:
            members = await staff_db.members(work.session, [row.member_id])
            return await _listed(work, [(row, members[0])], duty), None
    hits: list[tuple[Inquiry, Member]] = []
    wanted = plain(words)
    while rows := await desk_db.older(work.session, before, LOOKED_AT):
        said = await desk_db.remarks_of(work.session, [row.id for row, _ in rows], SHOWN)
        for row, member in rows:
            if len(hits) == PAGE:
                return await _listed(work, hits, duty), before
            before = row.id
            if wanted in plain(member.name or "") or any(
                wanted in plain(words_of(readable(one.body))) for one in said.get(row.id, ())
            ):
                hits.append((row, member))
    return await _listed(work, hits, duty), None


async def locked(work: UnitOfWork, number: int) -> Inquiry:
    """An inquiry to act on, nobody else's to change meanwhile. Raises Gone, also for a withdrawn one."""
    row = await desk_db.locked(work.session, number)
    if row is None or row.state == InquiryState.WITHDRAWN:
        raise InquiryGone(number)
    return row


async def take(work: UnitOfWork, me: int, number: int, seen: int | None) -> StaffMember | None:
    """Look after an inquiry. Whoever else does by now, other than `seen`, is returned, and nothing changes.

    Raises Gone.
    """
    row = await locked(work, number)
    holder = (await on_duty(work)).get(row.taken_by or 0)
    if holder is not None and holder.id not in (me, seen):
        return holder
    row.taken_by = me
    await audit.note(work, me, Action.TOOK_INQUIRY, row.member_id, inquiry=number)
    return None


async def give_back(work: UnitOfWork, me: int, number: int) -> None:
    """Nobody looks after the inquiry any more; only who does can say so. Raises Gone."""
    row = await locked(work, number)
    if row.taken_by == me:
        row.taken_by = None
        await audit.note(work, me, Action.GAVE_BACK_INQUIRY, row.member_id, inquiry=number)


async def hand_over(work: UnitOfWork, me: int, number: int, to: int) -> StaffMember | None:
    """Another of the staff looks after it. None when they have no right to the desk (any more). Raises Gone."""
    row = await locked(work, number)
    person = (await on_duty(work)).get(to)
    if person is not None:
        row.taken_by = to
        await audit.note(work, me, Action.HANDED_OVER, row.member_id, inquiry=number, to=to)
    return person


async def note(work: UnitOfWork, me: int, number: int, words: str) -> None:
    """Note something among staff; the member never sees it. Raises Gone."""
    row = await locked(work, number)
    work.session.add(
        Remark(
            inquiry_id=number,
            member_id=row.member_id,
            kind=RemarkKind.NOTED,
            author_id=me,
            body=text_body(words),
            at=work.now,
        )
    )
    await audit.note(work, me, Action.NOTED_INQUIRY, row.member_id, inquiry=number)


async def close(work: UnitOfWork, me: int, number: int) -> None:
    """It is done; the member is not written to. Raises Gone."""
    row = await locked(work, number)
    if row.state == InquiryState.OPEN:
        row.state, row.waiting_since = InquiryState.CLOSED, None
        await audit.note(work, me, Action.CLOSED_INQUIRY, row.member_id, inquiry=number)


async def reopen(work: UnitOfWork, me: int, number: int) -> None:
    """It is not done; it waits again if the member spoke last. Raises Gone."""
    row = await locked(work, number)
    if row.state == InquiryState.OPEN:
        return
    last = await desk_db.remarks(work.session, number, SAID, 1)
    asked_last = not last or last[0].kind == RemarkKind.ASKED
    row.state, row.waiting_since = InquiryState.OPEN, work.now if asked_last else None
    row.warned = 0
    await audit.note(work, me, Action.REOPENED_INQUIRY, row.member_id, inquiry=number)


def delivered(remark: Remark, letters: Sequence[Letter]) -> Delivery:
    """What became of an answer, by the latest letter that brought it."""
    letter = next((one for one in letters if one.ref.get("remark") == remark.id), None)
    if letter is None:
        return Delivery.ARRIVED  # long ago
    if letter.status in (LetterStatus.QUEUED, LetterStatus.SENDING):
        return Delivery.ON_ITS_WAY
    if letter.status == LetterStatus.UNSURE:
        return Delivery.UNSURE
    return Delivery.ARRIVED if letter.status == LetterStatus.SENT else Delivery.LOST


async def _lines(
    work: UnitOfWork, row: Inquiry, remarks: Sequence[Remark]
) -> tuple[StaffRemark, ...]:
    """Remarks, given newest first, as lines, oldest first."""
    authors = {one.author_id for one in remarks if one.author_id and one.kind != RemarkKind.ASKED}
    names: Mapping[int, str | None] = {
        one.id: one.name for one in await staff_db.members(work.session, sorted(authors))
    }
    letters = await desk_db.letters_to(work.session, row.member_id)
    return tuple(
        StaffRemark(
            one.id,
            one.kind,
            None if one.kind == RemarkKind.ASKED else names.get(one.author_id or 0) or "",
            readable(one.body),
            one.at,
            delivered(one, letters) if one.kind == RemarkKind.ANSWERED else None,
        )
        for one in reversed(remarks)
    )


async def _listed(
    work: UnitOfWork, rows: Sequence[tuple[Inquiry, Member]], duty: Mapping[int, StaffMember]
) -> list[Listed]:
    asked = await desk_db.last_asked(work.session, [row.id for row, _ in rows])
    return [
        Listed(
            row.id,
            member.name or "",
            row.program,
            row.asked_at,
            row.waiting_since,
            duty.get(row.taken_by or 0),
            readable(asked[row.id].body) if row.id in asked else None,
        )
        for row, member in rows
    ]


def _which(which: str, me: int, duty: list[int]) -> Which:
    if which == "mine":
        return Which(taken_by=me)
    if which == "free":
        return Which(free_of=duty)
    if which == "closed":
        return Which(state=InquiryState.CLOSED)
    if which.startswith("p."):
        return Which(of_program=which[2:])
    return Which()
