"""Help, cancelling, and a useful word wherever the bot can't follow."""

from __future__ import annotations

from solbot.bot.context import Turn
from solbot.bot.dialog import ANSWER
from solbot.coaching.journal import unfiled as placing
from solbot.staff import leaving
from solbot.telegram.messages import Keyboard

OFFERED = (
    ("today", "reflect"),
    ("vision", "journal"),
    ("library", "programs"),
    ("news",),
    ("settings", "pause"),
    ("export", "privacy"),
)


async def help_(turn: Turn, args: list[str]) -> None:
    """/help: what there is, each thing with its button."""
    del args
    keyboard = Keyboard()
    if turn.member is not None and turn.member.consented_at is not None:
        for row in OFFERED:
            keyboard.row(*(turn.button(one, f"do:{one}") for one in row))
        keyboard.row(turn.button("ask_person", "iq:-"), turn.button("heavy", "hv"))
    else:
        keyboard.row(turn.button("begin", "do:start"), turn.button("privacy", "do:privacy"))
        keyboard.row(turn.button("heavy", "hv"))
    turn.show("help", keyboard)


async def cancel(turn: Turn, args: list[str]) -> None:
    """/cancel: the bot waits for nothing any more; what was given stays, words without a place are let go."""
    del args
    waited_for = turn.waiting.awaits if turn.waiting else None
    let_go = placing.under_way(turn.waiting)
    if waited_for is None and let_go is not None:
        _, *entry = let_go.split(":")
        await (placing.drop_note(turn, entry) if entry else placing.drop_all(turn, []))
        return
    await turn.rest()
    keyboard = Keyboard()
    if back := leaving.back_from(turn.waiting):
        keyboard.row(turn.button("back", back))
    keyboard.row(turn.button("today", "do:today"), turn.button("help", "do:help"))
    if waited_for is None:
        turn.say("nothing_to_cancel", keyboard)
    else:
        turn.say("cancelled", keyboard, answering=waited_for == ANSWER)


async def unknown_command(turn: Turn) -> None:
    """A command nobody knows."""
    keyboard = Keyboard().row(turn.button("help", "do:help"))
    turn.say("unknown_command", keyboard, command=turn.incoming.command[:32])


async def words_please(turn: Turn) -> None:
    """A sticker, a document, a poll: nothing that can be kept."""
    turn.refused = True
    turn.say("words_please", Keyboard().row(turn.button("help", "do:help")))


async def old_button(turn: Turn) -> None:
    """A tap that no longer means anything."""
    turn.toast("old_button")
