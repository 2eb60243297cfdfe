"""What the desk tells people and staff, put into words when it is sent."""

from __future__ import annotations

from collections.abc import Sequence

from solbot.bot import dialog
from solbot.bot.notices import Notice
from solbot.bot.taps import do, sends
from solbot.content.answer_kinds import words_of
from solbot.content.catalog import Language
from solbot.content.cutting import shortened
from solbot.db.details import Ref
from solbot.db.states import InquiryState, MemberState
from solbot.desk import answers as desk_answers
from solbot.desk import chat as desk_chat
from solbot.desk import service as inquiries
from solbot.desk import staff_chat as desk_staff_chat
from solbot.desk import staff_service as desk
from solbot.desk import watch, writing
from solbot.desk.answers import WrittenAnswer
from solbot.desk.service import InquiryGone
from solbot.members import quiet_hours
from solbot.members.service import Member
from solbot.programs import service as programs
from solbot.programs.society.service import society_of
from solbot.staff import service as staff
from solbot.staff.service import Right
from solbot.telegram.messages import Button, Keyboard, Media, Message
from solbot.telegram.outbox import Claimed
from solbot.unit_of_work import UnitOfWork

QUOTED = 150  # letters of the question that its answer repeats


async def answer(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message | None:
    """The answer to somebody's question; None when they took it back."""
    del member
    written = await desk_answers.written(work, ref["remark"])
    return await as_message(work, language, written) if written else None


async def message(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message | None:
    """What staff wrote to somebody who did not ask; None when they took it back, or want no messages by now."""
    if member.state == MemberState.STOPPED:
        return None
    return await answer(work, member, language, ref)


async def as_message(work: UnitOfWork, language: Language, written: WrittenAnswer) -> Message:
    """An answer as its reader gets it: their question in short, the words, and what they can do. What staff wrote
    first has no question."""
    asked, body = written.question, written.body
    label = "write_again" if asked else "answer_society"
    keyboard = Keyboard().row(Button(language.button(label), desk_chat.ask_more.to(written.number)))
    if written.program is not None:
        keyboard.row(Button(language.button("see_program"), sends("p", written.program)))
    said = {
        "title": await programs.title_of(work, language, written.program),
        "reply": words_of(body),
        "society": (await society_of(work, language)).title,
    }
    if asked:
        quote = shortened(words_of(asked), QUOTED)
        first = written.by_society
        html = language.reply(
            "inquiry_answer", quote=quote, medium=asked["kind"], by_society=first, **said
        )
    else:
        html = language.reply("society_message", **said)
    media = Media(body["kind"], body["file_id"]) if "file_id" in body else None
    return Message(html, keyboard.built(), media=media)


async def new(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message | None:
    """Somebody asked something."""
    return await _about(work, member, language, ref, "staff/inquiry_new")


async def more(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message | None:
    """Somebody wrote again after an answer."""
    return await _about(work, member, language, ref, "staff/inquiry_more")


async def handed(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message | None:
    """One of the staff handed an inquiry over to this one."""
    by = await _called(work, ref["by"])
    return await _about(work, member, language, ref, "staff/inquiry_handed", by=by)


async def taken_over(
    work: UnitOfWork, member: Member, language: Language, ref: Ref
) -> Message | None:
    """Another of the staff looks after what this one did."""
    by = await _called(work, ref["by"])
    return await _about(work, member, language, ref, "staff/inquiry_taken_over", by=by)


async def answered_too(
    work: UnitOfWork, member: Member, language: Language, ref: Ref
) -> Message | None:
    """Another of the staff answered what this one looks after, or had answered."""
    by = await _called(work, ref["by"])
    return await _about(work, member, language, ref, "staff/inquiry_answered_too", by=by)


async def waits(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message | None:
    """Something waits too long; None when nothing does any more."""
    stage, hours = ref["stage"], await watch.hours(work)
    count = await watch.waiting_too_long(work, stage)
    if not count or not await _still_on_desk(work, member):
        return None
    keyboard = Keyboard().row(Button(language.button("staff_desk"), do("desk")))
    html = language.reply("staff/inquiry_waits", count=count, hours=hours * stage)
    return Message(html, keyboard.built())


async def _about(
    work: UnitOfWork, member: Member, language: Language, ref: Ref, name: str, **values: object
) -> Message | None:
    """A notice about one inquiry; None when it is gone, closed, or not for this person any more."""
    try:
        found = await desk.look(work, ref["inquiry"])
    except InquiryGone:
        return None
    if found.stands is not InquiryState.OPEN or not await _still_on_desk(work, member):
        return None
    number = found.number
    keyboard = Keyboard().row(
        Button(language.button("desk_open", number=number), desk_staff_chat.open_one.to(number))
    )
    if name == "staff/inquiry_new":
        keyboard.row(Button(language.button("desk_quiet"), desk_staff_chat.quiet.to(True)))
    title = await programs.title_of(work, language, found.program)
    html = language.reply(name, number=number, name=found.member.name or "", title=title, **values)
    return Message(html, keyboard.built())


async def _called(work: UnitOfWork, staff_id: int) -> str:
    person = await staff.find(work, staff_id)
    return person.name if person else ""


async def _still_on_desk(work: UnitOfWork, member: Member) -> bool:
    return staff.may(await staff.role_of(work, member.id), Right.DESK)


async def _arrived(work: UnitOfWork, found: Sequence[tuple[Claimed, int]]) -> None:
    await inquiries.arrived(work, [(one.ref["remark"], message) for one, message in found])


async def _shown(work: UnitOfWork, member: Member, letter: Claimed) -> None:
    await dialog.note_heard(work, member.id, letter.ref["inquiry"])


NOTICES = {
    desk.ANSWER: Notice(answer, put_off=quiet_hours.put_off, arrived=_arrived, shown=_shown),
    desk.MESSAGE: Notice(message, put_off=writing.put_off, arrived=_arrived, shown=_shown),
    watch.WAITS: Notice(waits),
    "inquiry_new": Notice(new),
    "inquiry_more": Notice(more),
    "inquiry_handed": Notice(handed),
    "inquiry_taken_over": Notice(taken_over),
    "inquiry_answered_too": Notice(answered_too),
}
