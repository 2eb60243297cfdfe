"""What is told by a letter: how an import went that took a while."""

from __future__ import annotations

from solbot.bot.notices import Notice
from solbot.coaching.imports import running
from solbot.content.language import Language
from solbot.db.details import Ref
from solbot.db.tables import Member
from solbot.telegram.messages import Message
from solbot.unit_of_work import UnitOfWork


async def _written(_: UnitOfWork, __: Member, language: Language, ref: Ref) -> Message | None:
    return running.said(ref, language)


NOTICES = {running.NOTICE: Notice(_written)}
