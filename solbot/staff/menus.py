"""The command menus of staff: everybody's commands, and those of their role."""

from __future__ import annotations

from functools import partial

from telegram import Bot

from solbot.bot.context import Context, OnTheWire
from solbot.bot.routes import Routes
from solbot.db import members
from solbot.members import profile
from solbot.staff import service as staff
from solbot.staff.gate import rights_of
from solbot.telegram.messages import Message
from solbot.unit_of_work import UnitsOfWork


def presenting(context: Context, person_id: int) -> OnTheWire:
    """To set the command menu of one person by the role they have now."""
    return OnTheWire(partial(present, context.routes, person_id))


async def present_all(works: UnitsOfWork, bot: Bot, routes: Routes) -> None:
    """Set the command menu of all staff."""
    async with works.begin(durable=False) as work:
        people = [one.id for one in await staff.everyone(work)]
    for person_id in people:
        await present(routes, person_id, works, bot)


async def present(routes: Routes, person_id: int, works: UnitsOfWork, bot: Bot) -> Message | None:
    """Set the command menu of one person; there is nothing to say of it."""
    async with works.begin(durable=False) as work:
        member = await members.get(work.session, person_id)
        if member is None or member.consented_at is None:
            return None
        language, role = work.language_of(member), await staff.role_of(work, person_id)
    await profile.present_to(bot, person_id, language, role, rights_of(routes.commands))
    return None
