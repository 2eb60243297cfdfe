"""What programs have sent: what somebody waited to hear, and what they are told of seats, cohorts and files."""

from __future__ import annotations

from solbot.bot.notices import Notice
from solbot.content.catalog import Language
from solbot.db.details import Ref
from solbot.db.tables import Member
from solbot.members import quiet_hours
from solbot.programs import chat as programs_chat
from solbot.programs import service as programs
from solbot.programs.alumni.service import NOTICE as ALUMNUS
from solbot.programs.cohorts import chat as cohorts_chat
from solbot.programs.cohorts.service import ADDED
from solbot.programs.editor import handing
from solbot.programs.requests import FACT, NEWS
from solbot.programs.seats import chat as seats_chat
from solbot.programs.seats.confirming import MISSING
from solbot.programs.seats.giving import GIVEN
from solbot.programs.seats.listed import LISTED
from solbot.telegram.kinds import LetterKind, unasked
from solbot.telegram.letters import ShownToStaff
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.telegram.outbox import Claimed
from solbot.unit_of_work import UnitOfWork

HANDOUTS = ("flyer", "article")


async def _fact(work: UnitOfWork, member: Member, letter: Claimed, _: bool) -> Message | None:
    """What somebody waited for; a flyer or article itself comes with the letter."""
    language, fact = work.language_of(member), letter.ref["fact"]
    program = await programs.find(work, language, letter.ref["program"])
    if program is None:
        return None
    html = language.reply("fact_known", title=program.title, fact=fact)
    button = Button(language.button("see_program"), programs_chat.card.to(program.id))
    found = getattr(program, fact) if fact in HANDOUTS else None
    given = await programs_chat.handed_out(work, language, program, fact, found)
    if given is not None and given.document is not None:
        return Message(html, ((button,),), document=given.document)
    return Message(html, (*(given.buttons if given else ()), (button,)))


async def _program_news(
    work: UnitOfWork, member: Member, language: Language, ref: Ref
) -> Message | None:
    del member
    program = await programs.find(work, language, ref["program"])
    if program is None:
        return None
    fields = [language.button(f"field_{name}") for name in ref["fields"]]
    keyboard = Keyboard().row(
        Button(language.button("see_program"), programs_chat.card.to(program.id))
    )
    keyboard.row(Button(language.button("no_news"), programs_chat.do_not_tell.to(program.id, NEWS)))
    html = language.reply("program_news", title=program.title, renewed=fields)
    return Message(html, keyboard.built())


async def _file(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message:
    del member
    return handing.said(work, language, ref)


async def _cohort_added(
    work: UnitOfWork, member: Member, language: Language, ref: Ref
) -> Message | None:
    return await cohorts_chat.added(work, member, language, ref["cohort"])


async def _alumnus(
    work: UnitOfWork, member: Member, language: Language, ref: Ref
) -> Message | None:
    return await cohorts_chat.thanked(work, member, language, ref["program"])


async def _seat(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message | None:
    return await seats_chat.notice(work, member, language, ref["notice"], ref)


LETTERS = {
    FACT: LetterKind(ShownToStaff.NAMED, unasked, put_off=quiet_hours.put_off, compose=_fact)
}

_OF_SEATS = Notice(_seat, put_off=quiet_hours.put_off)

NOTICES = {
    "program_news": Notice(_program_news, put_off=quiet_hours.put_off),
    "file": Notice(_file),
    ADDED: Notice(_cohort_added, put_off=quiet_hours.put_off),
    ALUMNUS: Notice(_alumnus, put_off=quiet_hours.put_off),
    MISSING: _OF_SEATS,
    LISTED: _OF_SEATS,
    "seat_changed": _OF_SEATS,
    "seat_confirmed": _OF_SEATS,
    "seat_ending": _OF_SEATS,
    GIVEN: _OF_SEATS,
    "seat_lapsed": _OF_SEATS,
    "seat_moved_up": _OF_SEATS,
    "seat_released": _OF_SEATS,
    "seat_reminder": _OF_SEATS,
}
