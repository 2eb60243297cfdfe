"""/vision: the visions there are, and those that were let go; one alone is opened at once."""

from __future__ import annotations

from collections.abc import Sequence

from solbot.bot import pager as pages
from solbot.bot.context import Turn
from solbot.coaching.visions import page_chat, wordings_chat
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.screens import said
from solbot.limits import IN_LIST
from solbot.telegram.messages import Button, Keyboard


async def show(turn: Turn, args: list[str]) -> None:
    """/vision: the page of the only vision, or all that are held; words after the command are a new one."""
    if args and args[0]:
        await wordings_chat.create(turn, args[0])
        return
    held = await visions.held(turn.work, turn.me)
    if len(held) == 1:
        await page_chat.show(turn, held[0])
    else:
        await page(turn, [])


async def page(turn: Turn, args: list[str]) -> None:
    """A page of the visions that were not let go; without any, the question for one."""
    held = await visions.held(turn.work, turn.me)
    if not held:
        await wordings_chat.ask_new(turn, [])
        return
    let_go = await visions.let_go(turn.work, turn.me)
    others = [turn.button("visions_let_go", "vlr:0", number=len(let_go))] if let_go else []
    more = (turn.button("vision_new", "vnew"), *others)
    await _list(turn, "visions", held, args, "vl", more)


async def let_go(turn: Turn, args: list[str]) -> None:
    """A page of the visions that were let go, the last one first."""
    gone = await visions.let_go(turn.work, turn.me)
    if not gone:
        turn.toast("vision_gone")
        return
    await _list(turn, "visions_let_go", gone, args, "vlr", (turn.button("back", "vl:0"),))


async def _list(
    turn: Turn, reply: str, found: list[int], args: list[str], tap: str, more: Sequence[Button]
) -> None:
    here = pages.named(args, 0, len(found))
    numbered = list(enumerate(here.of(found), here.start + 1))
    keyboard = Keyboard().grid(
        (turn.button("vision_open", f"v:{one}", number=number) for number, one in numbered), 2
    )
    keyboard.row(*here.turning(turn, tap)).row(*more)
    listed = [await _listed(turn, number, one) for number, one in numbered]
    turn.put(turn.message(reply, keyboard, visions=listed, page=here.number, pages=here.count))


async def _listed(turn: Turn, number: int, vision_id: int) -> dict[str, object]:
    found = await visions.glance(turn.work, turn.me, vision_id)
    return {
        "number": number,
        "words": said(turn, found.words, IN_LIST),
        "closeness": found.closeness,
        "released": turn.local(found.released_at) if found.released_at else None,
    }
