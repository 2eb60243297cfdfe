"""What was looked for was meant to be kept."""

from __future__ import annotations

from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.coaching.answers import prompts
from solbot.coaching.journal import service as journal
from solbot.coaching.journal import unfiled
from solbot.coaching.journal.entry_chat import open_entry
from solbot.coaching.journal.finding_chat import TYPED
from solbot.content.bodies import text_body
from solbot.limits import TooMany
from solbot.telegram.messages import Keyboard


@tap("jn")
async def keep(context: Context) -> None:
    """A tap on Keep it as a note, under what was found for words that were typed at the journal."""
    words = context.waiting.data.get(TYPED) if context.waiting else None
    if not words:
        context.toast("entry_gone")
        return
    today = prompts.today_of(context.work, context.me)
    try:
        body = text_body(str(words))
        entry = await journal.note_for(context.work, context.me, today, body, None)
    except TooMany as full:
        keyboard = Keyboard().row(
            context.button("journal", do("journal")), context.button("export", do("export"))
        )
        context.say("enough", keyboard, what="notes", most=full.most)
        return
    await context.rest()
    keyboard = Keyboard().row(
        context.button("see_entry", open_entry.to(entry)),
        context.button("move_or_undo", unfiled.ask_move.to(entry)),
    )
    context.put(context.message("note_kept", keyboard, count=1))
