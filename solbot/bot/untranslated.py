"""Says that a piece is not there yet in the reader's language, above what is said instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from solbot.bot.context import Context, Rebutton, Send
from solbot.content import telegram_html
from solbot.content.language import Language
from solbot.content.lengths import units
from solbot.db.tables import Member
from solbot.errors import Untranslated
from solbot.telegram.messages import Message
from solbot.unit_of_work import UnitOfWork

NOTE = "not_translated"


def noted(message: Message, spoken: Language, own: Language) -> Message:
    """A message with a line that says why it is not in the reader's own language, in the language it is in.

    Left as it is where it says so already, where there is no room for the line, or no text.
    """
    if message.noted or message.plain or not message.html:
        return message
    html = f"{spoken.reply(NOTE, language=own.name)}\n\n{message.html}"
    fits = units(telegram_html.plain(html)) <= telegram_html.TEXT_LIMIT
    return replace(message, html=html, noted=True) if fits else message


def spoken(work: UnitOfWork, member: Member | None, say: Callable[[Language], Message]) -> Message:
    """What there is to say outside of an update, in the reader's language; else all of it in another, with the line."""
    own = work.language_of(member)
    try:
        return say(own)
    except Untranslated as lack:
        other = work.timed(work.catalog.language(lack.code).standing_in(own), member)
        return noted(say(other), other, own)


def note(context: Context) -> None:
    """Put the line above the first text of an answer that was said in another language."""
    for at, said in enumerate(context.said):
        if isinstance(said, Rebutton) or (isinstance(said, Send) and said.own):
            continue
        message = noted(said.message, context.language, context.language)
        context.said[at] = replace(said, message=message)
        return
