"""The journal: newest first, paged; and what can be done with it besides looking for something."""

from __future__ import annotations

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.coaching.answers import held_words, prompts
from solbot.coaching.journal import finding_chat, unfiled
from solbot.coaching.journal import service as journal
from solbot.coaching.journal.views import View
from solbot.coaching.sharing import chat as sharing_chat
from solbot.telegram.messages import Keyboard

SIZE = 5
OTHER_DAYS = pager.IN_TIME


async def show(context: Context, words: str = "") -> None:
    """/journal: the newest page; words after the command are looked for."""
    if words:
        await finding_chat.look_for_words(context, words)
    else:
        await open_page(context)


@tap("jl")
async def open_page(context: Context, page: str = "0") -> None:
    """The journal, and a tap on Newer or Older."""
    here = pager.at(page, await journal.count(context.work, context.me), SIZE)
    entries = await journal.page(context.work, context.me, here.start, here.size)
    held = await held_words.count_held(context.work, context.me)
    unplaced = [context.button("unplaced", unfiled.unplaced.to(0), number=held)] if held else []
    if not entries:
        keyboard = Keyboard().row(context.button("today", do("today"))).row(*unplaced)
        keyboard.row(context.button("another_day_write", sends("ja")))
        keyboard.row(*await sharing_chat.ways(context))
        context.put(context.message("journal_empty", keyboard))
        return
    view = View.of(context)
    keyboard = view.numbers(entries)
    keyboard.row(*here.turning(context, open_page.to(), OTHER_DAYS))
    keyboard.row(
        context.button("journal_find", finding_chat.ask.to()),
        context.button("on_this_day", sends("jo")),
        context.button("journal_more", more.to()),
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


@tap("jm")
async def more(context: Context) -> None:
    """A tap on More: on how many days something was written, and the rest of what the journal can do."""
    month, year = await journal.days_present(context.work, context.me)
    keyboard = (
        Keyboard()
        .row(
            context.button("journal_jump", sends("jg")), context.button("journal_year", sends("jy"))
        )
        .row(context.button("another_day_write", sends("ja")))
        .row(context.button("export", do("export")), context.button("import", do("import")))
        .row(context.button("delete_several", sends("jdr")))
        .row(context.button("back_to_journal", open_page.to("0")))
    )
    context.show(
        "journal_more",
        keyboard,
        month_days=month,
        year_days=year,
        today=prompts.today_of(context.work, context.me),
    )
