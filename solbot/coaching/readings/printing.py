"""A reading as pages to print: a PDF as a book is set, without a cover."""

from __future__ import annotations

import io

from solbot.books.book import Book, Chapter, Paragraphs, Style
from solbot.content.telegram_html import plain


def pages(html: str, *, title: str, source: str, code: str) -> bytes:
    """What was rendered for Telegram as a PDF; `source` stands below it. It takes a while: only in a thread."""
    # Here, so that the fonts are in memory only once somebody prints.
    from solbot.books.setting import Setter

    words = plain(html).strip()
    words = words.removeprefix(title).strip()  # a reading begins with its title
    blocks = [Paragraphs(Style.WORDS, words)]
    if source:
        blocks.append(Paragraphs(Style.CAPTION, plain(source)))
    out = io.BytesIO()
    chapter = Chapter(title, 1, blocks)
    Setter(out, lambda _: None, lambda _, __: None).set(
        Book(title, (), "", (chapter,), language=code, bare=True)
    )
    return out.getvalue()
