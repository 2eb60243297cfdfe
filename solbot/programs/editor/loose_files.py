"""A PDF that staff send while nothing is asked of them: whose flyer is it?"""

from __future__ import annotations

from collections.abc import Sequence

from solbot.bot import pager as pages
from solbot.bot.context import Turn
from solbot.content.labels import fitted
from solbot.programs.editor import chat as programs
from solbot.programs.editor import files
from solbot.programs.editor import service as drafts
from solbot.programs.editor.fetching import fetching
from solbot.staff.gate import allowed
from solbot.staff.service import Right
from solbot.telegram.messages import Button, Keyboard


async def offer(turn: Turn) -> bool:
    """Ask for the program. False of somebody who looks after none, and of a file that can be no flyer."""
    incoming = turn.incoming
    if not incoming.file_id or not await allowed(turn, Right.PROGRAMS):
        return False
    if files.refused(incoming.file_name, incoming.file_size) is not None:
        return False
    number = await files.note(
        turn.work, turn.me.id, incoming.file_name, incoming.file_size, incoming.file_id, None
    )
    await _ask(turn, number, incoming.file_name, args=())
    return True


async def turn_page(turn: Turn, args: list[str]) -> None:
    """A tap on an earlier or later page of programs: `number, page`."""
    name = await files.noted(turn.work, turn.me.id, int(args[0]))
    if name is None:
        turn.toast("staff/file_gone")
        return
    await _ask(turn, int(args[0]), name, args)


async def use(turn: Turn, args: list[str]) -> None:
    """A tap on a program: `program, number`. The file is fetched, and becomes its flyer."""
    draft = await programs.find(turn, args)
    if draft is None:
        return
    number = int(args[1])
    purpose = {"program": draft.id, "field": "flyer"}
    name = await files.want(turn.work, turn.me.id, number, purpose)
    if name is None:
        turn.toast("staff/file_gone")
        return
    turn.afterwards.append(fetching(number, turn.me.id))
    turn.show("staff/fetching", None, name=name)


async def _ask(turn: Turn, number: int, name: str, args: Sequence[str]) -> None:
    found = await drafts.everyone(turn.work)
    page = pages.named(args, 1, len(found))
    code = turn.language.code
    keyboard = Keyboard().grid(
        (Button(fitted(one.title(code)), f"spu:{one.id}:{number}") for one in page.of(found)),
        1,
    )
    keyboard.row(*page.turning(turn, f"spul:{number}"))
    keyboard.row(turn.button("cancel", "do:cancel"))
    turn.show("staff/whose_flyer", keyboard, name=name)
