"""Says that a piece is not there yet in the reader's language, above what is said instead."""

from __future__ import annotations

from dataclasses import replace

from solbot.chat.turn import Rebutton, Send, Turn
from solbot.content import markup
from solbot.content.language import Language
from solbot.domain.messages import Message

NOTE = "not_translated"


def noted(message: Message, spoken: Language, own: Language) -> Message:
    """A message with a line that says why it is not in the reader's own language, in the language it is in.

    Left as it is where there is no room for the line, or no text.
    """
    if message.plain or not message.html:
        return message
    html = f"{spoken.reply(NOTE, language=own.name)}\n\n{message.html}"
    fits = markup.units(markup.plain(html)) <= markup.TEXT_LIMIT
    return replace(message, html=html) if fits else message


def note(turn: Turn) -> None:
    """Put the line above the first text of a turn that was said in another language."""
    for at, said in enumerate(turn.said):
        if isinstance(said, Rebutton) or (isinstance(said, Send) and said.own):
            continue
        # A question says so itself.
        if said.message.prompt_id is None:
            message = noted(said.message, turn.language, turn.language)
            turn.said[at] = replace(said, message=message)
        return
