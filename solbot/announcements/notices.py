"""What staff are told about announcements at the moment it is sent."""

from __future__ import annotations

from solbot.announcements import rules
from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import AnnouncementGone
from solbot.announcements.report import service as reporting
from solbot.announcements.rules import Content
from solbot.announcements.send import chat as send_chat
from solbot.announcements.send import service as sending
from solbot.announcements.send.service import Tested
from solbot.bot.notices import Notice
from solbot.bot.taps import sends
from solbot.content.catalog import Language
from solbot.content.cutting import shortened
from solbot.db.details import Ref
from solbot.db.states import AnnouncementState
from solbot.limits import REASON
from solbot.members import quiet_hours
from solbot.members.service import Member
from solbot.programs import service as programs
from solbot.staff import service as staff
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitOfWork


async def _album_taken(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message:
    del member
    row = await drafts.find(work, ref["announcement"])
    count = max((len(Content.of(one).media) for one in row.content.values()), default=0)
    return _message(
        language, "staff/album_taken", row.id, "open_draft", draft_chat.open_one.to(row.id),
        corrects=row.corrects_id, count=count,
    )  # fmt: skip


async def _test_refused(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message:
    del member
    other = work.catalog.language(ref["language"]).name
    number, said = ref["announcement"], shortened(ref["why"], REASON)
    keyboard = Keyboard().row(Button(language.button("open_draft"), draft_chat.open_one.to(number)))
    corrects = await _corrects(work, number)
    html = language.reply(
        "staff/test_refused", number=number, corrects=corrects, language=other, said=said
    )
    return Message(html, keyboard.built())


async def _test_arrived(
    work: UnitOfWork, member: Member, language: Language, ref: Ref
) -> Message | None:
    """The way on, below the test; None when it is no draft any more, was changed, or the test did not arrive."""
    try:
        row = await drafts.find(work, ref["announcement"])
    except AnnouncementGone:
        return None
    if row.state != AnnouncementState.DRAFT:
        return None
    found = await sending.look(work, row, member.id)
    if found.tested is not Tested.WELL:
        return None
    keyboard = Keyboard().row(
        Button(language.button("go_on_to_send"), send_chat.ask.to(row.id)),
        Button(language.button("open_draft"), draft_chat.open_one.to(row.id)),
    )
    html = language.reply("staff/test_arrived", number=row.id, corrects=row.corrects_id)
    return Message(html, keyboard.built())


async def _approval_wanted(
    work: UnitOfWork, member: Member, language: Language, ref: Ref
) -> Message:
    del member
    name = await _name(work, ref["by"])
    number = ref["announcement"]
    return _message(
        language,
        "staff/approval_wanted",
        number,
        "have_a_look",
        send_chat.review.to(number),
        name=name,
        corrects=await _corrects(work, number),
    )


async def _approved(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message:
    del member
    name = await _name(work, ref["by"])
    number = ref["announcement"]
    return _message(
        language,
        "staff/approved_by",
        number,
        "go_on_to_send",
        send_chat.ask.to(number),
        name=name,
        corrects=await _corrects(work, number),
    )


async def _round_paused(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message:
    del member
    name = await _name(work, ref["by"])
    number = ref["announcement"]
    urgent = bool(ref.get("urgent"))
    return _message(
        language,
        "staff/round_paused",
        number,
        "how_it_goes",
        draft_chat.open_one.to(number),
        name=name,
        urgent=urgent,
    )


async def _round_stuck(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message:
    del work, member
    number = ref["announcement"]
    return _message(
        language,
        "staff/round_stuck",
        number,
        "how_it_goes",
        draft_chat.open_one.to(number),
        why=str(ref["why"]),
    )


def _message(
    language: Language, reply: str, number: int, button: str, data: str, **values: object
) -> Message:
    keyboard = Keyboard().row(Button(language.button(button), data))
    return Message(language.reply(reply, number=number, **values), keyboard.built())


async def _corrects(work: UnitOfWork, number: int) -> int | None:
    """Which announcement this one corrects, if it does."""
    try:
        return (await drafts.find(work, number)).corrects_id
    except AnnouncementGone:
        return None


async def _name(work: UnitOfWork, person: int) -> str:
    return (await staff.names(work, [person])).get(person) or str(person)


async def _interest_listed(
    work: UnitOfWork, member: Member, language: Language, ref: Ref
) -> Message | None:
    """What one of the staff noted, unless it is not so any more."""
    number = ref["announcement"]
    if not await reporting.is_interested(work, number, member.id):
        return None
    row = await drafts.find(work, number)
    about = rules.program_of(rules.JudgedDraft({}, row.subject, row.buttons))
    title = await programs.title_of(work, language, about)
    keyboard = Keyboard()
    if about is not None and title is not None:
        keyboard.row(Button(language.button("see_program"), sends("p", about)))
    return Message(language.reply("interest_listed", title=title), keyboard.built())


NOTICES = {
    reporting.INTEREST_LISTED: Notice(_interest_listed, put_off=quiet_hours.put_off),
    "album_taken": Notice(_album_taken),
    "test_arrived": Notice(_test_arrived),
    "test_refused": Notice(_test_refused),
    "approval_wanted": Notice(_approval_wanted),
    "approved": Notice(_approved),
    "round_paused": Notice(_round_paused),
    "round_stuck": Notice(_round_stuck),
}
