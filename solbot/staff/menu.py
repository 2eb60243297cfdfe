"""/staff: the menu, with what one's role may do; taking up the content anew."""

from __future__ import annotations

from solbot.bot.context import Context, Reload
from solbot.bot.taps import do, tap
from solbot.programs.editor.labels import role_name
from solbot.staff import audit, waiting
from solbot.staff import service as staff
from solbot.staff.audit import Action
from solbot.staff.service import Right
from solbot.staff.told import chat as told_chat
from solbot.telegram.messages import Keyboard


@tap("sreload")
async def reload(context: Context) -> None:
    """A tap on Take up the content: done after this turn is kept, as it takes a moment."""
    await audit.note(context.work, context.incoming.person_id, Action.RELOADED)
    context.afterwards.append(Reload())


OFFERED = (
    (Right.DESK, do("desk")),
    (Right.PROGRAMS, do("program")),
    (Right.PEOPLE, do("people")),
    (Right.STATS, do("stats")),
    (Right.ANNOUNCEMENTS, do("broadcast")),
    (Right.INVITE, do("invite")),
    (Right.AUDIT, do("audit")),
    (Right.CONTENT, reload.to()),
)
"""Each right with what its button in the menu sends."""


async def show(context: Context) -> None:
    """/staff: the parts this person looks after."""
    role = await staff.role_of(context.work, context.incoming.person_id)
    offered = [(right, data) for right, data in OFFERED if staff.may(role, right)]
    keyboard = Keyboard().grid(
        (context.button(f"staff_{right}", data) for right, data in offered), 2
    )
    keyboard.row(context.button("staff_told", told_chat.show.to()))
    context.show(
        "staff/menu",
        keyboard,
        role=role_name(context.language, role or ""),
        rights=[right for right, _ in offered],
        to_do=await waiting.counts(context.work, context.me, role),
    )
