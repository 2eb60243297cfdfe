"""`@bot words`, typed in any chat: readings and programs, in the language of who types."""

from __future__ import annotations

from solbot.bot.context import Context
from solbot.coaching.readings import service as readings
from solbot.coaching.readings.chat import LINK, as_sent
from solbot.content.models import Program, Reading
from solbot.telegram.inline_mode import InlineAnswer, InlineResult
from solbot.telegram.messages import Button

AT_ONCE = 20  # whole readings; Telegram takes 50
STANDS = 60  # seconds for which what was found for words stands; what is kept may change any moment


async def answer(context: Context) -> None:
    """What is found, a part of it at a time; nothing of who asks is noted."""
    words, offset = context.incoming.text, context.incoming.data
    found = await readings.search(context.work, context.member, context.language, words)
    start = int(offset) if offset.isascii() and offset.isdecimal() and len(offset) < 9 else 0
    here = found[start : start + AT_ONCE]
    more = start + AT_ONCE < len(found)
    context.found = InlineAnswer(
        tuple(_result(context, one) for one in here),
        str(start + AT_ONCE) if more else "",
        STANDS if words else 0,
        "" if found else context.language.button("nothing_found"),
    )


def _result(context: Context, one: Reading | Program) -> InlineResult:
    language = context.language
    if isinstance(one, Reading):
        html, payload = as_sent(language.of_lesson(one.id), one), f"{LINK}{one.id}"
        title, hook = one.title, one.hook
    else:
        html = language.reply("program_sent", title=one.title, summary=one.summary)
        payload, title, hook = f"p-{one.id}", one.title, one.summary
    leads = Button(language.button("open_with_me"), url=context.link(payload))
    return InlineResult(payload, title, hook, html, ((leads,),))
