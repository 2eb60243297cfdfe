"""The journal: newest first, paged; and what can be done with it besides looking for something."""

from __future__ import annotations

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.coaching.answers import held_words, prompts
from solbot.coaching.journal import finding_chat
from solbot.coaching.journal import service as journal
from solbot.coaching.journal.views import View
from solbot.coaching.sharing import chat as sharing_chat
from solbot.telegram.messages import Keyboard

SIZE = 5
OTHER_DAYS = pager.IN_TIME


async def show(context: Context, args: list[str]) -> None:
    """/journal: the newest page; words after the command are looked for."""
    if args and args[0]:
        await finding_chat.look_for_words(context, args[0])
    else:
        await page(context, [])


async def page(context: Context, args: list[str]) -> None:
    """The journal, and a tap on Newer or Older."""
    here = pager.named(args, 0, await journal.count(context.work, context.me), SIZE)
    entries = await journal.page(context.work, context.me, here.start, here.size)
    held = await held_words.count_held(context.work, context.me)
    unplaced = [context.button("unplaced", "nu:0", number=held)] if held else []
    if not entries:
        keyboard = Keyboard().row(context.button("today", "do:today")).row(*unplaced)
        keyboard.row(context.button("another_day_write", "ja"))
        keyboard.row(*await sharing_chat.ways(context))
        context.put(context.message("journal_empty", keyboard))
        return
    view = View.of(context)
    keyboard = view.numbers(entries)
    keyboard.row(*here.turning(context, "jl", OTHER_DAYS))
    keyboard.row(
        context.button("journal_find", "jq"),
        context.button("on_this_day", "jo"),
        context.button("journal_more", "jm"),
    )
    keyboard.row(*await sharing_chat.ways(context))
    context.put(
        context.message(
            "journal",
            keyboard.row(*unplaced),
            entries=[view.listed(entry) for entry in entries],
            page=here.number,
            pages=here.count,
        )
    )


async def more(context: Context, args: list[str]) -> None:
    """A tap on More: on how many days something was written, and the rest of what the journal can do."""
    del args
    month, year = await journal.days_present(context.work, context.me)
    keyboard = (
        Keyboard()
        .row(context.button("journal_jump", "jg"), context.button("journal_year", "jy"))
        .row(context.button("another_day_write", "ja"))
        .row(context.button("export", "do:export"), context.button("import", "do:import"))
        .row(context.button("delete_several", "jdr"))
        .row(context.button("back_to_journal", "jl:0"))
    )
    context.show(
        "journal_more",
        keyboard,
        month_days=month,
        year_days=year,
        today=prompts.today_of(context.work, context.me),
    )
