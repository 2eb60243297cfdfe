"""How long a text is, and how much room it takes where it is shown."""

from __future__ import annotations

from solbot.content.bidi import OPENING


def units(text: str) -> int:
    """The length in UTF-16 code units: never less than Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def room(text: str) -> int:
    """The most units a text takes up where it is put among other words: each row of it may be set apart (bidi.py),
    and whatever it opens of that kind is closed again."""
    opened = 0 if text.isascii() else sum(map(text.count, OPENING))
    return units(text) + 2 * (text.count("\n") + 1) + opened
