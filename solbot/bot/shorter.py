"""What is said instead of something that Telegram refused: first its words alone, then that it can't be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from solbot.bot.context import Rebutton, Replace, Said, Send
from solbot.content import telegram_html
from solbot.content.cutting import shortened
from solbot.content.language import Language
from solbot.telegram.messages import Message
from solbot.telegram.payload import fit

MOST_TEXT, MOST_CAPTION = 3500, 900  # units of UTF-16; well below the limits


def alternatives(said: Said, language: Language) -> Iterator[Said]:
    """What to say instead, one after the other until something is taken."""
    if isinstance(said, Rebutton):
        if said.rows:
            words = language.having("buttons_here").reply("buttons_here")
            yield Send(Message(words, said.rows))
        return
    bare = _bare(said.message)
    if bare is not None:
        yield Replace(bare) if isinstance(said, Replace) else Send(bare)
        yield Send(replace(bare, buttons=()))
    yield Send(Message(language.having("not_shown").reply("not_shown")))


def _bare(message: Message) -> Message | None:
    """The words without their markup, cut to what surely fits; None where there are none."""
    words = fit(message.html if message.plain else telegram_html.plain(message.html)).strip()
    if not words:
        return None
    has_file = message.document is not None or message.media is not None
    most = MOST_CAPTION if has_file else MOST_TEXT
    return replace(message, html=shortened(words, most), plain=True)
