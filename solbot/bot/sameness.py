"""Whether a tapped message would look otherwise: Telegram refuses an edit that changes nothing."""

from __future__ import annotations

import unicodedata

from solbot.bot.context import Rebutton, Replace
from solbot.content import telegram_html
from solbot.telegram.incoming import Incoming
from solbot.telegram.messages import Row

UNSEEN = ("Cc", "Cf")
"""Characters that show nothing, some of which Telegram takes away."""


def is_news(said: Replace | Rebutton, incoming: Incoming) -> bool:
    """Whether what is said differs from what the tapped message shows, as far as that is known.

    Where a link leads is not compared: words with links in them are news.
    """
    shown = incoming.shown
    if shown is None:
        return True
    rows = said.rows if isinstance(said, Rebutton) else said.message.buttons
    if _buttons(rows) != shown.buttons:
        return True
    if isinstance(said, Rebutton):
        return False
    message = said.message
    words = message.html if message.plain else telegram_html.plain(message.html)
    return "<a " in message.html or _bare(words) != _bare(shown.text)


def _buttons(rows: tuple[Row, ...]) -> tuple[tuple[tuple[str, str], ...], ...]:
    return tuple(
        tuple((str(one.label), str(one.data or one.url or "")) for one in row) for row in rows
    )


def _bare(text: str) -> str:
    """A text without what Telegram may change of it."""
    seen = (char for char in text if char.isspace() or unicodedata.category(char) not in UNSEEN)
    return " ".join("".join(seen).split())
