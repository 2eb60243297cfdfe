"""A PDF that staff send while nothing is asked of them: whose flyer is it?"""

from __future__ import annotations

from collections.abc import Sequence

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.content.labels import fitted
from solbot.programs.editor import chat as editor_chat
from solbot.programs.editor import files
from solbot.programs.editor import service as editor
from solbot.programs.editor.fetching import fetching
from solbot.staff.gate import allowed
from solbot.staff.service import Right
from solbot.telegram.messages import Button, Keyboard


async def offer(context: Context) -> bool:
    """Ask for the program. False of somebody who looks after none, and of a file that can be no flyer."""
    incoming = context.incoming
    if not incoming.file_id or not await allowed(context, Right.PROGRAMS):
        return False
    if files.refused(incoming.file_name, incoming.file_size) is not None:
        return False
    number = await files.note(
        context.work, context.me.id, incoming.file_name, incoming.file_size, incoming.file_id, None
    )
    await _ask(context, number, incoming.file_name, args=())
    return True


async def turn_page(context: Context, args: list[str]) -> None:
    """A tap on an earlier or later page of programs: `number, page`."""
    name = await files.noted(context.work, context.me.id, int(args[0]))
    if name is None:
        context.toast("staff/file_gone")
        return
    await _ask(context, int(args[0]), name, args)


async def use(context: Context, args: list[str]) -> None:
    """A tap on a program: `program, number`. The file is fetched, and becomes its flyer."""
    draft = await editor_chat.find(context, args)
    if draft is None:
        return
    number = int(args[1])
    purpose = {"program": draft.id, "field": "flyer"}
    name = await files.want(context.work, context.me.id, number, purpose)
    if name is None:
        context.toast("staff/file_gone")
        return
    context.afterwards.append(fetching(number, context.me.id))
    context.show("staff/fetching", None, name=name)


async def _ask(context: Context, number: int, name: str, args: Sequence[str]) -> None:
    found = await editor.everyone(context.work)
    page = pager.named(args, 1, len(found))
    code = context.language.code
    keyboard = Keyboard().grid(
        (Button(fitted(one.title(code)), f"spu:{one.id}:{number}") for one in page.of(found)),
        1,
    )
    keyboard.row(*page.turning(context, f"spul:{number}"))
    keyboard.row(context.button("cancel", "do:cancel"))
    context.show("staff/whose_flyer", keyboard, name=name)
