"""A message laid out as a rich one: headings, dividers and a small print, where plain ones have bold lines and dots.

The blocks are those of Rich HTML (Bot API 10.1); every tag of Telegram's plain HTML may stand in them.
"""

from __future__ import annotations

import re

from solbot.content.sourced import files_of, sourced_markup

DIVIDER = "· · ·"
"""A paragraph that stands between two parts of a message."""

_BLANK = re.compile(r"\n{2,}")
_TAG = re.compile(r"<(/?)([a-z][a-z-]*)[^>]*>")
_HEADING = re.compile(r"<b>([^<]*)</b>(?:\n(.*))?", re.DOTALL)
_SMALL_PRINT = re.compile(r"<i>((?:(?!</?i>).)*)</i>", re.DOTALL)


def laid_out(html: str) -> str | None:
    """The message in Rich HTML; None where that would tear its formatting apart."""
    paragraphs = _BLANK.split(html.strip())
    if not all(map(_is_whole, paragraphs)):
        return None
    last = len(paragraphs) - 1
    blocks = (_block(one, at, at == last) for at, one in enumerate(paragraphs))
    return sourced_markup("".join(blocks), *files_of(html))


def _is_whole(paragraph: str) -> bool:
    """Whether everything that begins in it ends in it."""
    opened: list[str] = []
    for closing, name in _TAG.findall(paragraph):
        if not closing:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def _block(paragraph: str, at: int, is_last: bool) -> str:
    if paragraph == DIVIDER:
        return "<hr/>"
    if at == 0 and (found := _HEADING.fullmatch(paragraph)):
        rest = f"<p>{_lines(found[2])}</p>" if found[2] else ""
        return f"<h3>{found[1]}</h3>{rest}"
    if at and is_last and (found := _SMALL_PRINT.fullmatch(paragraph)):
        return f"<footer>{_lines(found[1])}</footer>"
    if paragraph.startswith("<blockquote"):
        return _lines(paragraph)
    return f"<p>{_lines(paragraph)}</p>"


def _lines(words: str) -> str:
    return words.replace("\n", "<br/>")
