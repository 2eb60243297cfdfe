"""The second wording of a draft: half of those who get it read that, and what came of each is shown afterwards."""

from __future__ import annotations

from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement
from solbot.bot.context import Context
from solbot.bot.taps import sends, tap
from solbot.telegram.messages import Keyboard, Message


@tap("bc2")
async def show(context: Context, announcement_id: int) -> None:
    """A tap on A second wording."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is None:
        return
    await context.rest()
    if not await drafts.can_have_second(context.work, row):
        context.toast("staff/no_second_wording")
        context.put(await draft_chat.page(context, row))
        return
    context.put(await page(context, row))


@tap("bc2x")
async def drop(context: Context, announcement_id: int) -> None:
    """A tap on Without the second wording: everybody gets the first."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is None:
        return
    if row.second:
        row = await drafts.drop_second(context.work, row.id)
        await draft_chat.note_change(context, row, "words")
    await context.rest()
    context.put(await draft_chat.page(context, row))


async def page(context: Context, row: Announcement) -> Message:
    """Both wordings, how many would get which, and the way to write the second in each language."""
    keyboard, number = Keyboard(), row.id
    keyboard.grid(
        (
            context.button("second_in", sends("bcw", number, code, "2"), language=language.name)
            for code, language in context.work.catalog.by_code.items()
            if code in row.content or code in (row.second or {})
        ),
        2,
    )
    if row.second:
        keyboard.row(context.button("drop_second", drop.to(number)))
    keyboard.row(context.button("back", draft_chat.open_one.to(number)))
    size = None if row.corrects_id else await drafts.recipients(context.work, row)
    return context.message(
        "staff/second_wording",
        keyboard,
        number=number,
        corrects=row.corrects_id,
        versions=draft_chat.versions(context, row),
        second=draft_chat.versions(context, row, second=True),
        halves=draft_chat.halves(row, None if size is None or size.private else size.count),
    )
