"""What is new, said: what it is, and the ways on from there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from solbot.bot.args import known
from solbot.bot.context import Context, Handler
from solbot.bot.taps import call, tap
from solbot.coaching.path import chat as path_chat
from solbot.coaching.visions import chat as visions_chat
from solbot.coaching.visions import earlier, earlier_chat
from solbot.db.tables import Member
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.telegram.outbox import Claimed
from solbot.unit_of_work import UnitOfWork

WAYS: Mapping[str, Handler] = {
    "vision": visions_chat.show,
    "next": path_chat.show,
    "look": earlier_chat.look,
}


async def letter(work: UnitOfWork, member: Member, claimed: Claimed, _: bool) -> Message | None:
    """What is new since somebody was here; None where they heard it from another letter."""
    if "news" not in claimed.ref:
        return None
    language, there = work.language_of(member), await earlier.is_any(work, member)
    keyboard = Keyboard().row(
        Button(language.button("my_page"), lead_on.to("vision")),
        Button(language.button("see_next"), lead_on.to("next")),
    )
    if there:
        keyboard.row(Button(language.button("look_through"), lead_on.to("look")))
    return Message(language.reply("whats_new", wrote=there), keyboard.built())


@tap("wn")
async def lead_on(context: Context, way: str) -> None:
    """A tap on a way on: where it leads comes in a message of its own, for what is new is said once."""
    handler = WAYS[known(way, WAYS)]
    context.incoming = replace(context.incoming, message_id=None)
    await call(handler, context, ())
