"""Show all changes of a program: every field that differs from what people see, its texts whole."""

from __future__ import annotations

from solbot.bot import differences
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.differences import Difference
from solbot.bot.taps import tap
from solbot.content.editions import Edition, changes
from solbot.programs.editor import chat as editor_chat
from solbot.programs.editor import publishing, values
from solbot.programs.editor.chat import DRAFT


@tap("spd")
async def show(context: Context, program_id: str, number: int, page: str = "") -> None:
    """A tap on Show all changes, before publishing or before going back."""
    draft = await editor_chat.find(context, program_id)
    if draft is None:
        return
    then, back = draft.next, editor_chat.ask_publish.to(draft.id)
    if number != DRAFT:
        found = {
            one.number: one.edition for one in await publishing.history(context.work, draft.id)
        }
        then = found[known(number, found)]
        back = editor_chat.compare.to(draft.id, number)
    catalog = context.work.catalog
    differences.show(
        context,
        [
            Difference(
                values.name(context, one.name),
                catalog.language(one.language).name if one.language else None,
                values.whole(context, one.name, one.old),
                values.whole(context, one.name, one.new),
            )
            for one in changes(draft.now or Edition(), then)
        ],
        show.to(draft.id, number),
        page,
        context.button("back", back),
        title=draft.title(context.language.code),
    )
