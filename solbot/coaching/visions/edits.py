"""The person edited a message that words of a page came in: the page follows."""

from __future__ import annotations

from solbot.bot.context import Context
from solbot.coaching.answers.rules import Followed
from solbot.coaching.journal import unfiled
from solbot.coaching.visions import lookup, wordings_chat
from solbot.coaching.visions import page as vision_page
from solbot.coaching.visions import service as visions
from solbot.content.lengths import units
from solbot.limits import FACT_WORDS, STEP_WORDS

MOST = {"fact": FACT_WORDS, "step": STEP_WORDS}


async def follow(context: Context, message: int, words: str) -> Followed | None:
    """A wording, a fact or a step that came in this message follows its edit, if it has room. None if none did."""
    if await visions.came_in(context.work, context.me, message):
        if wordings_chat.too_long(context, words):
            return Followed.THE_SAME
        followed = await visions.follow_edit(context.work, context.me, message, words)
        return followed or await _beside(context)
    what = await lookup.came_in(context.work, context.me, message)
    if what is None:
        return None
    if units(words) > MOST[what]:
        context.say("page_too_long", what=what, length=units(words), most=MOST[what], held=False)
        return Followed.THE_SAME
    followed = await vision_page.follow_edit(context.work, context.me, message, words)
    return followed or await _beside(context)


async def _beside(context: Context) -> Followed:
    """What is kept can't be read just now, and may be one day: the new words stand beside it."""
    await unfiled.keep_and_ask(context)
    return Followed.THE_SAME
