"""The words of HTML. Nothing of it is shown as such, nothing in it is run, and no address in it is ever asked."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

_TAG = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|ul|ol|li|h[1-6]|a|blockquote)\b[^<>]*>", re.I
)
_LINES: Final = frozenset({"br", "li", "tr"})
_PARAGRAPHS: Final = frozenset(
    {"p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "hr"}
)
_SILENT: Final = frozenset({"script", "style", "head", "title", "template", "noscript", "iframe"})


def is_html(text: str) -> bool:
    """Whether a text has marks of HTML in it."""
    return _TAG.search(text) is not None


def words_of_html(text: str) -> str:
    """The words alone, with a line where the eye saw one."""
    reader = _Words()
    reader.feed(text)
    reader.close()
    return reader.words()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _SILENT:
            self._silent += 1
        self._break(tag)
        if tag == "li":
            self._parts.append("- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        if tag not in _LINES:
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(re.sub(r"\s+", " ", data))

    def _break(self, tag: str) -> None:
        if tag in _LINES:
            self._parts.append("\n")
        elif tag in _PARAGRAPHS:
            self._parts.append("\n\n")

    def words(self) -> str:
        lines = (line.strip() for line in "".join(self._parts).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
