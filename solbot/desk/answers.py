"""Answering at the desk: a draft that is looked at, then sent once; ready answers to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from solbot import limits
from solbot.body import Body
from solbot.bot import notices
from solbot.content.bodies import text_body
from solbot.content.cutting import one_line
from solbot.content.lengths import units
from solbot.db.states import InquiryState, RemarkKind
from solbot.db.tables import Inquiry, Member, ReadyAnswer, Remark
from solbot.desk import canned_db, rules
from solbot.desk import db as desk_db
from solbot.desk import staff_service as desk
from solbot.desk.service import SAID, InquiryGone
from solbot.desk.staff_service import ANSWER, MESSAGE, Delivery
from solbot.programs import service as programs
from solbot.staff import audit
from solbot.staff import db as staff_db
from solbot.staff.audit import Action
from solbot.staff.service import StaffMember
from solbot.unit_of_work import UnitOfWork

LONGEST = 3000  # letters of an answer, as Telegram counts; its message has more in it
LONGEST_BESIDE_FILE = 600
LONGEST_NAME = 40


class Unfit(StrEnum):
    """Why words can't be an answer."""

    TOO_LONG = "too_long"
    UNKNOWN = "unknown"  # a placeholder nobody fills in
    NO_PROGRAM = "no_program"  # it names the program, and the inquiry is about none
    EMPTY = "empty"
    TOO_MANY = "too_many"  # ready answers


class NotFit(Exception):
    """These words can't be used; `detail` is a number of letters or a placeholder."""

    def __init__(self, why: Unfit, detail: str = "") -> None:
        """Say why."""
        super().__init__(why)
        self.why = why
        self.detail = detail


class AlreadySent(Exception):
    """The draft was sent already, or replaced by another one; `number` is the inquiry's."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@dataclass(frozen=True)
class AnswerDraft:
    """An answer not sent yet, and what its author saw of the inquiry when they looked at it."""

    id: int
    number: int
    member_id: int
    body: Body
    exchanged: int
    taken_by: int | None


@dataclass(frozen=True)
class Meanwhile:
    """What others did since the author looked: who looks after it now, and what was said last."""

    draft: AnswerDraft
    taken_by: StaffMember | None
    last: desk.StaffRemark | None


@dataclass(frozen=True)
class Ready:
    """A ready answer: its wordings by language, the one it was written in first before the others."""

    id: int
    name: str
    wordings: Mapping[str, str]

    def language_for(self, wanted: str, default: str) -> str:
        """In which language somebody gets it: their own, else the default one, else the first."""
        return next((one for one in (wanted, default) if one in self.wordings), "") or next(
            iter(self.wordings)
        )


def check(body: Body, program: str | None) -> None:
    """Raise NotFit for words that would not fit into one message with the question they answer, or in which
    something can't be filled in."""
    words, has_file = body.get("text", ""), "file_id" in body
    most = LONGEST_BESIDE_FILE if has_file else LONGEST
    if units(words) > most:
        raise NotFit(Unfit.TOO_LONG, str(most))
    if strange := next(rules.unknown(words), None):
        raise NotFit(Unfit.UNKNOWN, one_line(strange, limits.LABEL))
    if program is None and rules.names(words, "program"):
        raise NotFit(Unfit.NO_PROGRAM)
    if not has_file and not rules.filled(words, None, program):
        raise NotFit(Unfit.EMPTY)


async def filled_in(work: UnitOfWork, member: Member, body: Body, program: str | None) -> Body:
    """What is said to a member, with their name and the title of the program filled in."""
    if not body.get("text"):
        return body.copy()
    title = await programs.title_of(work, work.language_of(member), program)
    return {**body, "text": rules.filled(body["text"], member.name, title)}


async def draft(work: UnitOfWork, me: int, number: int, body: Body) -> AnswerDraft:
    """Keep an answer that is to be looked at; it takes the place of an earlier draft. Raises Gone, NotFit."""
    row = await desk.locked(work, number)
    check(body, row.program)
    asker = (await staff_db.members(work.session, [row.member_id]))[0]
    before = await desk_db.draft_of(work.session, number, me)
    if before is not None:
        await work.session.delete(before)
    remark = Remark(
        inquiry_id=number,
        member_id=row.member_id,
        kind=RemarkKind.DRAFT,
        author_id=me,
        body=await filled_in(work, asker, body, row.program),
        at=work.now,
    )
    work.session.add(remark)
    await work.session.flush()
    return await _draft(work, row, remark)


async def draft_of(work: UnitOfWork, me: int, number: int) -> AnswerDraft | None:
    """The answer one of the staff has not sent yet, or None, also where it can't be read. Raises Gone."""
    row = await desk.locked(work, number)
    remark = await desk_db.draft_of(work.session, number, me)
    return await _draft(work, row, remark) if remark and remark.body else None


async def drop(work: UnitOfWork, me: int, number: int) -> None:
    """Forget the answer one of the staff has not sent. Raises Gone."""
    await desk.locked(work, number)
    remark = await desk_db.draft_of(work.session, number, me)
    if remark is not None:
        await work.session.delete(remark)


async def send(
    work: UnitOfWork, me: int, draft_id: int, exchanged: int, taken_by: int | None
) -> Meanwhile | int:
    """Send a draft, once, as it was looked at. Returns the inquiry's number.

    When somebody spoke since, or took the inquiry, nothing is sent: what happened is returned, and the author
    is to look again. Whoever else looks after it is told that it was answered.

    Raises:
        Sent: it was sent already, or there is a newer draft.
        Gone: the inquiry was withdrawn, or erased with its member.
    """
    remark = await desk_db.remark(work.session, draft_id)
    if remark is None:
        raise InquiryGone(draft_id)
    row = await desk.locked(work, remark.inquiry_id)
    remark = await desk_db.remark(work.session, draft_id)  # as it is now that nobody changes it
    if (
        remark is None
        or remark.kind != RemarkKind.DRAFT
        or remark.author_id != me
        or not remark.body
    ):
        raise AlreadySent(row.id)
    now = await _draft(work, row, remark)
    if now.exchanged != exchanged or now.taken_by not in (None, me, taken_by):
        duty = await desk.on_duty(work)
        opened = await desk.look(work, row.id)
        said = [one for one in opened.lines if one.kind in SAID]
        spoken = now.exchanged != exchanged
        return Meanwhile(now, duty.get(row.taken_by or 0), said[-1] if said and spoken else None)
    await _others_are_told(work, me, row, remark)
    remark.kind, remark.at = RemarkKind.ANSWERED, work.now
    row.state, row.waiting_since, row.warned = InquiryState.OPEN, None, 0
    row.taken_by = row.taken_by if now.taken_by else me
    await work.session.flush()
    await _post(work, row, remark, "1")
    await audit.note(work, me, Action.ANSWERED_INQUIRY, row.member_id, inquiry=row.id)
    return row.id


async def send_again(work: UnitOfWork, me: int, number: int, remark_id: int) -> bool:
    """Send an answer that surely did not arrive once more. False when it did, or is on its way. Raises Gone."""
    row = await desk.locked(work, number)
    remark = await desk_db.remark(work.session, remark_id)
    if remark is None or remark.inquiry_id != number or remark.kind != RemarkKind.ANSWERED:
        raise InquiryGone(number)
    letters = await desk_db.letters_to(work.session, row.member_id)
    if desk.delivered(remark, letters) not in (Delivery.LOST, Delivery.UNSURE):
        return False
    tries = sum(one.ref.get("remark") == remark_id for one in letters)
    await _post(work, row, remark, str(tries + 1))
    await audit.note(work, me, Action.ANSWERED_INQUIRY, row.member_id, inquiry=number)
    return True


@dataclass(frozen=True)
class WrittenAnswer:
    """An answer as its member gets it: what it answers, if anything, and what it says. `by_society`: staff wrote
    first."""

    number: int
    program: str | None
    question: Body | None
    body: Body
    by_society: bool = False


async def written(work: UnitOfWork, remark_id: int) -> WrittenAnswer | None:
    """An answer, or a draft of one, with the question it is about; None when there is none any more."""
    remark = await desk_db.remark(work.session, remark_id)
    row = await desk_db.get(work.session, remark.inquiry_id) if remark else None
    if remark is None or row is None or row.state == InquiryState.WITHDRAWN:
        return None
    if not remark.body:
        raise LookupError("this answer can't be read")
    asked = (await desk_db.last_asked(work.session, [row.id])).get(row.id)
    question = asked.body.copy() if asked and asked.body else None
    return WrittenAnswer(row.id, row.program, question, remark.body.copy(), row.by_society)


async def ready_answers(work: UnitOfWork) -> list[Ready]:
    """The ready answers by name."""
    return [_ready(one) for one in await canned_db.ready(work.session)]


async def ready_answer(work: UnitOfWork, ready_id: int) -> Ready | None:
    """One ready answer, or None."""
    row = await canned_db.ready_one(work.session, ready_id)
    return _ready(row) if row else None


async def keep_ready(work: UnitOfWork, me: int, name: str, language: str, words: str) -> Ready:
    """Keep a new ready answer. Raises NotFit."""
    name = _name(name)
    _check_ready(words)
    if len(await canned_db.ready(work.session)) >= limits.READY_ANSWERS:
        raise NotFit(Unfit.TOO_MANY, str(limits.READY_ANSWERS))
    row = ReadyAnswer(name=name, words=words, language=language, changed_by=me, changed_at=work.now)
    work.session.add(row)
    return await _changed(work, me, row)


async def rename_ready(work: UnitOfWork, me: int, ready_id: int, name: str) -> Ready:
    """Call it something else. Raises NotFit; Gone."""
    row = await _locked_ready(work, ready_id)
    row.name = _name(name)
    return await _changed(work, me, row)


async def word_ready(work: UnitOfWork, me: int, ready_id: int, language: str, words: str) -> Ready:
    """What it says in a language. Raises NotFit; Gone."""
    _check_ready(words)
    row = await _locked_ready(work, ready_id)
    if language == row.language:
        row.words = words
    else:
        row.others = {**(row.others or {}), language: words}
    return await _changed(work, me, row)


async def _locked_ready(work: UnitOfWork, ready_id: int) -> ReadyAnswer:
    row = await canned_db.ready_one(work.session, ready_id)
    if row is None:
        raise InquiryGone(ready_id)
    return row


async def _changed(work: UnitOfWork, me: int, row: ReadyAnswer) -> Ready:
    row.changed_by, row.changed_at = me, work.now
    await work.session.flush()
    await audit.note(work, me, Action.CHANGED_READY_ANSWER, ready=row.id)
    return _ready(row)


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise NotFit(Unfit.EMPTY)
    if units(name) > LONGEST_NAME:
        raise NotFit(Unfit.TOO_LONG, str(LONGEST_NAME))
    return name


def _check_ready(words: str) -> None:
    """It may be used where there is a program, and so may name one."""
    check(text_body(words), program="")


async def delete_ready(work: UnitOfWork, me: int, ready_id: int) -> bool:
    """Delete a ready answer. False when it is gone already."""
    row = await canned_db.ready_one(work.session, ready_id)
    if row is None:
        return False
    await work.session.delete(row)
    await audit.note(work, me, Action.DELETED_READY_ANSWER, ready=ready_id)
    return True


async def _draft(work: UnitOfWork, row: Inquiry, remark: Remark) -> AnswerDraft:
    duty = await desk.on_duty(work)
    exchanged = await desk_db.count_remarks(work.session, row.id, SAID)
    taken_by = row.taken_by if row.taken_by in duty else None
    return AnswerDraft(remark.id, row.id, row.member_id, remark.body.copy(), exchanged, taken_by)


async def _post(work: UnitOfWork, row: Inquiry, remark: Remark, attempt: str) -> None:
    key = f"{remark.id}:{attempt}"
    asked = await desk_db.last_asked(work.session, [row.id])
    notice = ANSWER if asked else MESSAGE
    await notices.tell(work, [row.member_id], notice, key, inquiry=row.id, remark=remark.id)


async def _others_are_told(work: UnitOfWork, me: int, row: Inquiry, remark: Remark) -> None:
    """Whoever looks after the inquiry, or answered what is asked now, learns that somebody else answered."""
    duty = await desk.on_duty(work)
    said = await desk_db.remarks(work.session, row.id, SAID, 10)
    others = {row.taken_by}
    for one in said:
        if one.kind == RemarkKind.ASKED:
            break
        others.add(one.author_id)
    people = sorted(one for one in others if one in duty and one != me and one is not None)
    await notices.tell(work, people, "inquiry_answered_too", str(remark.id), inquiry=row.id, by=me)


def _ready(row: ReadyAnswer) -> Ready:
    return Ready(row.id, row.name, {row.language: row.words, **(row.others or {})})
