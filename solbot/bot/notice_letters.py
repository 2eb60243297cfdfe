"""Puts notices into words at the moment they are sent; see bot/notices.py."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from solbot.content.catalog import Language
from solbot.desk import handing
from solbot.desk import notices as desk_notices
from solbot.desk.noticing import NOTICES as OF_ANNOUNCEMENTS
from solbot.members.service import Member
from solbot.members.travel import NOTICE as HOME
from solbot.programs import service as programs
from solbot.programs.alumni.service import NOTICE as ALUMNUS
from solbot.programs.cohorts import chat as cohorts
from solbot.programs.cohorts.service import ADDED
from solbot.programs.editor.labels import role_name
from solbot.programs.requests import NEWS
from solbot.programs.seats import chat as seats
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import Work

Ref = Mapping[str, Any]
Writer = Callable[[Work, Member, Language, Ref], Awaitable[Message | None]]


async def compose(work: Work, member: Member, ref: Ref) -> Message | None:
    """The notice in the member's language; None when it is no longer true."""
    language = work.language_of(member)
    if ref["notice"] in OF_SEATS:
        return await seats.notice(work, member, language, ref["notice"], dict(ref))
    return await NOTICES[ref["notice"]](work, member, language, ref)


async def _role_changed(work: Work, member: Member, language: Language, ref: Ref) -> Message:
    del work, member
    keyboard = Keyboard().row(Button(language.button("staff_menu"), "do:staff"))
    return Message(
        language.reply("staff/role_changed", role=role_name(language, ref["role"])),
        keyboard.built(),
    )


async def _role_ended(work: Work, member: Member, language: Language, ref: Ref) -> Message:
    del work, member, ref
    return Message(language.reply("staff/role_ended"))


async def _program_news(work: Work, member: Member, language: Language, ref: Ref) -> Message | None:
    del member
    program = await programs.find(work, language, ref["program"])
    if program is None:
        return None
    fields = [language.button(f"field_{name}") for name in ref["fields"]]
    keyboard = Keyboard().row(Button(language.button("see_program"), f"p:{program.id}"))
    keyboard.row(Button(language.button("no_news"), f"pn:{program.id}:{NEWS}"))
    html = language.reply("program_news", title=program.title, renewed=fields)
    return Message(html, keyboard.built())


async def _file(work: Work, member: Member, language: Language, ref: Ref) -> Message:
    del work, member
    return handing.said(language, ref)


async def _cohort_added(work: Work, member: Member, language: Language, ref: Ref) -> Message | None:
    return await cohorts.added(work, member, language, ref["cohort"])


async def _alumnus(work: Work, member: Member, language: Language, ref: Ref) -> Message | None:
    return await cohorts.thanked(work, member, language, ref["program"])


async def _home_again(work: Work, member: Member, language: Language, ref: Ref) -> Message | None:
    zone = work.zone_of(member)
    if zone != ref["zone"]:
        return None  # they are elsewhere already
    keyboard = Keyboard().row(Button(language.button("still_away"), "do:zone"))
    now = work.now.astimezone(ZoneInfo(zone))
    return Message(language.reply("home_again", zone=zone, now=now), keyboard.built())


def names() -> frozenset[str]:
    """Every notice that can be put into words."""
    return OF_SEATS | NOTICES.keys()


OF_SEATS = frozenset(
    {
        "seat_changed",
        "seat_confirmed",
        "seat_ending",
        "seat_lapsed",
        "seat_moved_up",
        "seat_released",
        "seat_reminder",
    }
)

NOTICES: Mapping[str, Writer] = {
    "role_changed": _role_changed,
    "role_ended": _role_ended,
    "program_news": _program_news,
    "file": _file,
    **desk_notices.NOTICES,
    ADDED: _cohort_added,
    ALUMNUS: _alumnus,
    HOME: _home_again,
    **OF_ANNOUNCEMENTS,
}
