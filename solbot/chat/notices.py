"""Puts notices into words at the moment they are sent; see services/notices.py."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from solbot.chat.staff.labels import role_name
from solbot.content.catalog import Language
from solbot.domain.messages import Button, Keyboard, Message
from solbot.services.members import Member
from solbot.services.work import Work

Ref = Mapping[str, Any]
Writer = Callable[[Work, Member, Language, Ref], Awaitable[Message | None]]


async def compose(work: Work, member: Member, ref: Ref) -> Message | None:
    """The notice in the member's language; None when it is no longer true."""
    return await NOTICES[ref["notice"]](work, member, work.language_of(member), ref)


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


NOTICES: Mapping[str, Writer] = {"role_changed": _role_changed, "role_ended": _role_ended}
