"""Audiences under a name: given one, looked through, used again."""

from __future__ import annotations

from solbot.announcements.audience import rules as audience_rules
from solbot.announcements.audience import service as audiences
from solbot.announcements.audience.chat import (
    NAMED,
    back,
    change_audience,
    find_draft,
    same_audience,
    show_changed,
)
from solbot.announcements.audience.rules import (
    AudienceFault,
    Node,
)
from solbot.announcements.audience.screens import audience_message
from solbot.announcements.audience.service import SavedAudience
from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.content.labels import fitted
from solbot.content.lengths import units
from solbot.telegram.messages import Button, Keyboard


@tap("swm")
async def ask_name(context: Context, draft_id: int, mark: str) -> None:
    """A tap on Keep it under a name."""
    found = await same_audience(context, draft_id, mark)
    if found is None or found[1] is None:
        return
    await context.expect(NAMED, draft=found[0], mark=mark)
    keyboard = Keyboard().row(context.button("back", back.to(found[0])))
    context.put(await audience_message(context, found[1], keyboard, step="name"))


async def named(context: Context) -> None:
    """The name of an audience."""
    found = await find_draft(context, context.awaited(dict[str, int])["draft"])
    if found is None:
        return
    draft, tree = found
    name = " ".join(context.incoming.text.split())
    keyboard = Keyboard().row(context.button("back", back.to(draft)))
    if tree is None or audience_rules.mark(tree) != context.awaited(dict[str, str])["mark"]:
        await show_changed(context, draft, tree)
    elif not name or units(name) > audiences.LONGEST_NAME:
        context.put(
            await audience_message(context, tree, keyboard, step="name", trouble="name_too_long")
        )
    elif not await audiences.save(context.work, context.me.id, name, tree):
        context.put(
            await audience_message(context, tree, keyboard, step="name", trouble="too_many_saved")
        )
    else:
        await context.rest()
        await _list(context, draft)


@tap("sws")
async def saved(context: Context, draft_id: int, page: int = 0) -> None:
    """A tap on Kept audiences, or on another page of them."""
    found = await find_draft(context, draft_id)
    if found is not None:
        await context.rest()
        await _list(context, found[0], page)


@tap("swu")
async def open_saved(context: Context, draft_id: int, saved_id: int) -> None:
    """A tap on a kept audience: what it is, how many, and whether to use it here."""
    found = await find_draft(context, draft_id)
    if found is None:
        return
    draft = found[0]
    kept = await _kept(context, draft, saved_id)
    if kept is None:
        return
    row, tree = kept
    keyboard = Keyboard().row(context.button("use_audience", use.to(draft, row.id)))
    keyboard.row(context.button("drop_audience", drop.to(draft, row.id)))
    keyboard.row(context.button("back", saved.to(draft)))
    context.put(
        await audience_message(context, tree, keyboard, step="saved", name=row.name, count=True)
    )


@tap("swy")
async def use(context: Context, draft_id: int, saved_id: int) -> None:
    """A tap on Use it here."""
    found = await find_draft(context, draft_id)
    kept = await _kept(context, found[0], saved_id) if found is not None else None
    if found is not None and kept is not None:
        await change_audience(context, found[0], kept[1])


@tap("swx")
async def drop(context: Context, draft_id: int, saved_id: int) -> None:
    """A tap on Keep it no longer; announcements that used it are as they were."""
    found = await find_draft(context, draft_id)
    if found is not None and await _kept(context, found[0], saved_id) is not None:
        await audiences.drop(context.work, saved_id)
        await _list(context, found[0])


async def _kept(
    context: Context, draft: int, saved_id: int
) -> tuple[SavedAudience, Node | None] | None:
    """A kept audience; of one that is gone or can't be used any more, that is said, and those there are shown."""
    try:
        return await audiences.find_saved(context.work, saved_id)
    except (LookupError, AudienceFault):
        context.toast("staff/audience_gone")
        await _list(context, draft)
        return None


async def _list(context: Context, draft: int, on_page: int = 0) -> None:
    found = await audiences.saved(context.work)
    page = pager.at(on_page, len(found))
    keyboard = Keyboard().grid(
        (Button(fitted(row.name), open_saved.to(draft, row.id)) for row in page.of(found)),
        1,
    )
    keyboard.row(*page.turning(context, saved.to(draft)))
    keyboard.row(context.button("back", back.to(draft)))
    context.show("staff/audiences", keyboard, kept=[row.name for row in page.of(found)])
