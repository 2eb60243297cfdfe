"""What stands above a text."""

from __future__ import annotations

from html import escape

from solbot.content.models import Reading


def titled(title: str, html: str) -> str:
    """A bold title above a text."""
    return f"<b>{escape(title, quote=False)}</b>\n\n{html}"


def headed(reading: Reading, html: str) -> str:
    """What comes unasked: what it is about, in bold, for that is what a locked phone shows; then the title, small."""
    title = escape(reading.title, quote=False)
    return f"<b>{escape(reading.hook, quote=False)}</b>\n<i>{title}</i>\n\n{html}"
