"""The person edited a message that the words of a question of their own came in: the question follows."""

from __future__ import annotations

from solbot.bot.context import Context
from solbot.coaching.answers.rules import Followed
from solbot.coaching.journal import unfiled
from solbot.coaching.own_questions import service as own
from solbot.content.lengths import units
from solbot.limits import OWN_WORDS


async def follow(context: Context, message: int, words: str) -> Followed | None:
    """A question whose words came in this message follows its edit, if it has room. None if none did."""
    if not await own.came_in(context.work, context.me, message):
        return None
    if units(words) > OWN_WORDS:
        length = units(words)
        context.say("page_too_long", what="question", length=length, most=OWN_WORDS, held=False)
        return Followed.THE_SAME
    followed = await own.follow_edit(context.work, context.me, message, words)
    if followed is None:
        # What is kept can't be read just now, and may be one day: the new words stand beside it.
        await unfiled.keep_and_ask(context)
    return followed or Followed.THE_SAME
