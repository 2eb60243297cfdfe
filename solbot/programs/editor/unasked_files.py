"""A PDF that staff send while nothing is asked of them: whose flyer is it?"""

from __future__ import annotations

from collections.abc import Sequence

from solbot.bot import pager
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.content.editions import OWN_FLYER
from solbot.content.labels import fitted
from solbot.programs.editor import chat as editor_chat
from solbot.programs.editor import files, values
from solbot.programs.editor import service as editor
from solbot.programs.editor.fetching import fetching
from solbot.programs.editor.field_screens import EVERY, KEPT, expect_another, flyers
from solbot.programs.editor.service import ProgramDraft
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
    """A tap on a program: `program, number`, and then on whom it is for: a language. The file is fetched, and becomes
    its flyer. Where the bot speaks one language alone, it is for all."""
    draft = await editor_chat.find(context, args)
    if draft is None:
        return
    number, spoken = int(args[1]), context.work.catalog.by_code
    if len(args) < 3 and len(spoken) > 1:
        await _ask_language(context, draft, number)
        return
    code = known(args[2], spoken) if args[2:] and args[2] != EVERY else ""
    purpose = {"program": draft.id, "field": OWN_FLYER if code else "flyer", "language": code}
    name = await files.want(context.work, context.me.id, number, purpose)
    if name is None:
        context.toast("staff/file_gone")
        return
    await expect_another(context, draft, purpose["field"], code or context.language.code)
    context.afterwards.append(fetching(number, context.me.id))
    context.show("staff/fetching", None, name=name)


async def _ask_language(context: Context, draft: ProgramDraft, number: int) -> None:
    name = await files.noted(context.work, context.me.id, number)
    if name is None:
        context.toast("staff/file_gone")
        return
    this = f"spu:{draft.id}:{number}"
    keyboard = Keyboard().row(context.button("flyer_for_all", f"{this}:{EVERY}"))
    keyboard.grid(
        (
            context.button("flyer_in", f"{this}:{code}", language=language.name)
            for code, language in context.work.catalog.by_code.items()
        ),
        2,
    )
    keyboard.row(context.button("back", f"spul:{number}:0"), context.button("cancel", "do:cancel"))
    title = draft.title(context.language.code)
    now = values.shown(context, "flyer", draft.next.facts.get("flyer"), KEPT)
    context.show(
        "staff/flyer_for_whom",
        keyboard,
        name=name,
        title=title,
        value=now,
        flyers=flyers(context, draft),
    )


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
