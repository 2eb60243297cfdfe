"""/vision: the visions there are, and those that were let go; one alone is opened at once."""

from __future__ import annotations

from collections.abc import Sequence

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.coaching.visions import page_chat, wordings_chat
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.screens import said
from solbot.limits import IN_LIST
from solbot.telegram.messages import Button, Keyboard


async def show(context: Context, words: str = "") -> None:
    """/vision: the page of the only vision, or all that are held; words after the command are a new one."""
    if words:
        await wordings_chat.create(context, words)
        return
    held = await visions.held(context.work, context.me)
    if len(held) == 1:
        await page_chat.show(context, held[0])
    else:
        await page(context)


@tap("vl")
async def page(context: Context, at: str = "0") -> None:
    """A page of the visions that were not let go; without any, the question for one."""
    held = await visions.held(context.work, context.me)
    if not held:
        await wordings_chat.ask_new(context)
        return
    gone = await visions.let_go(context.work, context.me)
    others = [context.button("visions_let_go", let_go.to("0"), number=len(gone))] if gone else []
    more = (context.button("vision_new", wordings_chat.ask_new.to()), *others)
    await _list(context, "visions", held, at, page.to(), more)


@tap("vlr")
async def let_go(context: Context, at: str = "0") -> None:
    """A page of the visions that were let go, the last one first."""
    gone = await visions.let_go(context.work, context.me)
    if not gone:
        context.toast("vision_gone")
        return
    back = context.button("back", page.to("0"))
    await _list(context, "visions_let_go", gone, at, let_go.to(), (back,))


async def _list(
    context: Context,
    reply: str,
    found: list[int],
    at: str,
    turns: str,
    more: Sequence[Button],
) -> None:
    here = pager.at(at, len(found))
    numbered = list(enumerate(here.of(found), here.start + 1))
    keyboard = Keyboard().grid(
        (
            context.button("vision_open", page_chat.show.to(one), number=number)
            for number, one in numbered
        ),
        2,
    )
    keyboard.row(*here.turning(context, turns)).row(*more)
    listed = [await _listed(context, number, one) for number, one in numbered]
    context.put(
        context.message(reply, keyboard, visions=listed, page=here.number, pages=here.count)
    )


async def _listed(context: Context, number: int, vision_id: int) -> dict[str, object]:
    found = await visions.glance(context.work, context.me, vision_id)
    return {
        "number": number,
        "words": said(context, found.words, IN_LIST),
        "closeness": found.closeness,
        "released": context.local(found.released_at) if found.released_at else None,
    }
