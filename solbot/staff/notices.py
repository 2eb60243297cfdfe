"""What one of the staff is told about their own role."""

from __future__ import annotations

from solbot.bot.notices import Notice
from solbot.bot.taps import do
from solbot.content.catalog import Language
from solbot.db.details import Ref
from solbot.db.tables import Member
from solbot.programs.editor.labels import role_name
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitOfWork


async def _role_changed(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message:
    del work, member
    keyboard = Keyboard().row(Button(language.button("staff_menu"), do("staff")))
    return Message(
        language.reply("staff/role_changed", role=role_name(language, ref["role"])),
        keyboard.built(),
    )


async def _role_ended(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message:
    del work, member, ref
    return Message(language.reply("staff/role_ended"))


NOTICES = {"role_changed": Notice(_role_changed), "role_ended": Notice(_role_ended)}
