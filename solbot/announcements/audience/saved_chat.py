"""Audiences under a name: given one, looked through, used again."""

from __future__ import annotations

from collections.abc import Sequence

from solbot.announcements.audience import rules as audience_rules
from solbot.announcements.audience import service as audiences
from solbot.announcements.audience.chat import (
    NAMED,
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
from solbot.content.labels import fitted
from solbot.content.lengths import units
from solbot.telegram.messages import Button, Keyboard


async def ask_name(context: Context, args: list[str]) -> None:
    """A tap on Keep it under a name."""
    found = await same_audience(context, args)
    if found is None or found[1] is None:
        return
    await context.expect(NAMED, draft=found[0], mark=args[1])
    keyboard = Keyboard().row(context.button("back", f"swb:{found[0]}"))
    context.put(await audience_message(context, found[1], keyboard, step="name"))


async def named(context: Context) -> None:
    """The name of an audience."""
    assert context.waiting is not None  # noqa: S101  (the way here is through it)
    found = await find_draft(context, [str(context.waiting.data["draft"])])
    if found is None:
        return
    draft, tree = found
    name = " ".join(context.incoming.text.split())
    keyboard = Keyboard().row(context.button("back", f"swb:{draft}"))
    if tree is None or audience_rules.mark(tree) != context.waiting.data["mark"]:
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


async def saved(context: Context, args: list[str]) -> None:
    """A tap on Kept audiences, or on another page of them."""
    found = await find_draft(context, args)
    if found is not None:
        await context.rest()
        await _list(context, found[0], args)


async def open_saved(context: Context, args: list[str]) -> None:
    """A tap on a kept audience: what it is, how many, and whether to use it here."""
    found = await find_draft(context, args)
    if found is None:
        return
    draft = found[0]
    kept = await _kept(context, draft, args[1])
    if kept is None:
        return
    row, tree = kept
    keyboard = Keyboard().row(context.button("use_audience", f"swy:{draft}:{row.id}"))
    keyboard.row(context.button("drop_audience", f"swx:{draft}:{row.id}"))
    keyboard.row(context.button("back", f"sws:{draft}"))
    context.put(
        await audience_message(context, tree, keyboard, step="saved", name=row.name, count=True)
    )


async def use(context: Context, args: list[str]) -> None:
    """A tap on Use it here."""
    found = await find_draft(context, args)
    kept = await _kept(context, found[0], args[1]) if found is not None else None
    if found is not None and kept is not None:
        await change_audience(context, found[0], kept[1])


async def drop(context: Context, args: list[str]) -> None:
    """A tap on Keep it no longer; announcements that used it are as they were."""
    found = await find_draft(context, args)
    if found is not None and await _kept(context, found[0], args[1]) is not None:
        await audiences.drop(context.work, int(args[1]))
        await _list(context, found[0])


async def _kept(
    context: Context, draft: int, number: str
) -> tuple[SavedAudience, Node | None] | None:
    """A kept audience; of one that is gone or can't be used any more, that is said, and those there are shown."""
    try:
        return await audiences.find_saved(context.work, int(number))
    except (LookupError, AudienceFault):
        context.toast("staff/audience_gone")
        await _list(context, draft)
        return None


async def _list(context: Context, draft: int, args: Sequence[str] = ()) -> None:
    found = await audiences.saved(context.work)
    page = pager.named(args, 1, len(found))
    keyboard = Keyboard().grid(
        (Button(fitted(row.name), f"swu:{draft}:{row.id}") for row in page.of(found)),
        1,
    )
    keyboard.row(*page.turning(context, f"sws:{draft}"))
    keyboard.row(context.button("back", f"swb:{draft}"))
    context.show("staff/audiences", keyboard, kept=[row.name for row in page.of(found)])
