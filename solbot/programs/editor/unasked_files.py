"""A PDF that staff send while nothing is asked of them: whose flyer is it?"""

from __future__ import annotations

from solbot.bot import pager
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.content.editions import OWN_FLYER
from solbot.content.labels import fitted
from solbot.db.forms import KeptPurpose
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
    await _ask(context, number, incoming.file_name)
    return True


@tap("spul")
async def turn_page(context: Context, number: int, page: int = 0) -> None:
    """A tap on an earlier or later page of programs."""
    name = await files.noted(context.work, context.me.id, number)
    if name is None:
        context.toast("staff/file_gone")
        return
    await _ask(context, number, name, page)


@tap("spu")
async def use(context: Context, program_id: str, number: int, code: str | None = None) -> None:
    """A tap on a program, and then on whom it is for: a language. The file is fetched, and becomes its flyer. Where the
    bot speaks one language alone, it is for all."""
    draft = await editor_chat.find(context, program_id)
    if draft is None:
        return
    spoken = context.work.catalog.by_code
    if code is None and len(spoken) > 1:
        await _ask_language(context, draft, number)
        return
    code = "" if code is None or code == EVERY else known(code, spoken)
    field = OWN_FLYER if code else "flyer"
    purpose: KeptPurpose = {"program": draft.id, "field": field, "language": code}
    name = await files.want(context.work, context.me.id, number, purpose)
    if name is None:
        context.toast("staff/file_gone")
        return
    await expect_another(context, draft, field, code or context.language.code)
    context.afterwards.append(fetching(number, context.me.id))
    context.show("staff/fetching", None, name=name)


async def _ask_language(context: Context, draft: ProgramDraft, number: int) -> None:
    name = await files.noted(context.work, context.me.id, number)
    if name is None:
        context.toast("staff/file_gone")
        return
    keyboard = Keyboard().row(context.button("flyer_for_all", use.to(draft.id, number, EVERY)))
    keyboard.grid(
        (
            context.button("flyer_in", use.to(draft.id, number, code), language=language.name)
            for code, language in context.work.catalog.by_code.items()
        ),
        2,
    )
    keyboard.row(
        context.button("back", turn_page.to(number, 0)), context.button("cancel", do("cancel"))
    )
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


async def _ask(context: Context, number: int, name: str, page: int = 0) -> None:
    found = await editor.everyone(context.work)
    here = pager.at(page, len(found))
    code = context.language.code
    keyboard = Keyboard().grid(
        (Button(fitted(one.title(code)), use.to(one.id, number)) for one in here.of(found)),
        1,
    )
    keyboard.row(*here.turning(context, turn_page.to(number)))
    keyboard.row(context.button("cancel", do("cancel")))
    context.show("staff/whose_flyer", keyboard, name=name)
