"""Says that a piece is not there yet in the reader's language, above what is said instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from solbot.bot.context import Rebutton, Send, Turn
from solbot.content import telegram_html as markup
from solbot.content.language import Language
from solbot.content.lengths import units
from solbot.db.tables import Member
from solbot.errors import Untranslated
from solbot.telegram.messages import Message
from solbot.unit_of_work import Work

NOTE = "not_translated"


def noted(message: Message, spoken: Language, own: Language) -> Message:
    """A message with a line that says why it is not in the reader's own language, in the language it is in.

    Left as it is where it says so already, where there is no room for the line, or no text.
    """
    if message.noted or message.plain or not message.html:
        return message
    html = f"{spoken.reply(NOTE, language=own.name)}\n\n{message.html}"
    fits = units(markup.plain(html)) <= markup.TEXT_LIMIT
    return replace(message, html=html, noted=True) if fits else message


def spoken(work: Work, member: Member | None, say: Callable[[Language], Message]) -> Message:
    """What there is to say outside of a turn, in the reader's language; else all of it in another, with the line."""
    own = work.language_of(member)
    try:
        return say(own)
    except Untranslated as lack:
        other = work.timed(work.catalog.language(lack.code).standing_in(own), member)
        return noted(say(other), other, own)


def note(turn: Turn) -> None:
    """Put the line above the first text of a turn that was said in another language."""
    for at, said in enumerate(turn.said):
        if isinstance(said, Rebutton) or (isinstance(said, Send) and said.own):
            continue
        message = noted(said.message, turn.language, turn.language)
        turn.said[at] = replace(said, message=message)
        return
