"""An author's Markdown as Telegram HTML. What Telegram cannot show is a problem, never dropped."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING

from solbot.content.telegram_html import Problem, is_web_address

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

_INLINE = {"em": "i", "strong": "b", "s": "s"}
_REFUSED = {
    "heading": "has a heading; the title is set above the text by the bot",
    "hr": "has a rule (---), which Telegram cannot show",
    "table": "has a table, which Telegram cannot show",
    "image": "has an image, which a text cannot hold",
    "html_block": "has HTML; use Markdown, or write &lt; for a <",
    "html_inline": "has HTML; use Markdown, or write &lt; for a <",
}
_VARIABLE = re.compile(r"\{\{ *([a-z_]+) *\}\}")
_ALONE = re.compile(r"[\W_]*\{\{ *[a-z_]+ *\}\}[\W_]*")
_LEFT_OPEN = re.compile(
    r"\*\*|__|~~|`|\]\(|\]\[|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)"
)
_LOGIC = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


@lru_cache(maxsize=4096)  # programs are put into words whenever they are shown
def convert(source: str) -> tuple[str, tuple[Problem, ...]]:
    """Markdown as Telegram HTML, with `{{ name }}` left in place, and what cannot be shown.

    Lines of a paragraph run on, but a variable on a line of its own keeps it.
    """
    from markdown_it.tree import SyntaxTreeNode

    source = _own_lines(source)
    writer = _Writer(source)
    html = writer.blocks(SyntaxTreeNode(_parser().parse(source)), "\n\n")
    return html, tuple(writer.problems)


@cache
def _parser() -> MarkdownIt:
    """Reads Markdown; most starts do without."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def variables(source: str) -> tuple[tuple[str, int], ...]:
    """The variables a text uses, each with the line it is on (the first is 0)."""
    return tuple((m.group(1), source[: m.start()].count("\n")) for m in _VARIABLE.finditer(source))


def logic(source: str) -> tuple[int, ...]:
    """The lines (from 0) with braces that are not a plain `{{ name }}`."""
    rows = _VARIABLE.sub("", source).split("\n")
    return tuple(number for number, row in enumerate(rows) if _LOGIC.search(row))


def fill(html: str, values: dict[str, str], *, escaped: bool = True) -> str:
    """Put values where the variables are, once: a value's own braces stay as they are."""

    def value(match: re.Match[str]) -> str:
        words = values[match.group(1)]
        return escape(words, quote=False) if escaped else words

    return _VARIABLE.sub(value, html)


def _own_lines(source: str) -> str:
    rows = source.split("\n")
    for number, row in enumerate(rows):
        if _ALONE.fullmatch(row):
            rows[number] += "  "
            if number:
                rows[number - 1] += "  "
    return "\n".join(rows)


class _Writer:
    def __init__(self, source: str) -> None:
        self.problems: list[Problem] = []
        self._source = source
        self._row = 0
        self._quoted = False

    def blocks(self, node: SyntaxTreeNode, gap: str) -> str:
        return gap.join(filter(None, (self._block(child) for child in node.children)))

    def _block(self, node: SyntaxTreeNode) -> str:
        self._row = node.map[0] if node.map else self._row
        if node.type in _REFUSED:
            return self._refuse(_REFUSED[node.type])
        if node.type == "blockquote":
            return self._quote(node)
        if node.type in ("bullet_list", "ordered_list"):
            return self._list(node)
        if node.type in ("fence", "code_block"):
            self._must_end(node)
            return f"<pre>{escape(node.content.rstrip(), quote=False)}</pre>"
        return "".join(self._inline(child) for inline in node.children for child in inline.children)

    def _quote(self, node: SyntaxTreeNode) -> str:
        if self._quoted:
            self._refuse("has a quote inside a quote, which Telegram cannot show")
        self._quoted = True
        html = self.blocks(node, "\n\n")
        self._quoted = False
        return f"<blockquote>{html}</blockquote>"

    def _list(self, node: SyntaxTreeNode) -> str:
        first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        items = []
        for number, item in enumerate(node.children):
            mark = "•" if first is None else f"{first + number}."
            items.append(f"{mark} {self._item(item)}")
        loose = any(block.type == "paragraph" and not block.hidden
                    for item in node.children for block in item.children)  # fmt: skip
        return ("\n\n" if loose else "\n").join(items)

    def _item(self, item: SyntaxTreeNode) -> str:
        pieces = []
        for block in item.children:
            html = self._block(block)
            inner = block.type in ("bullet_list", "ordered_list")
            pieces.append(re.sub(r"(?m)^(?=.)", "    ", html) if inner else html)
        return "\n".join(filter(None, pieces))

    def _inline(self, node: SyntaxTreeNode) -> str:
        if node.type in _REFUSED:
            return self._refuse(_REFUSED[node.type])
        if node.type in _INLINE:
            tag = _INLINE[node.type]
            return f"<{tag}>{self._inlines(node)}</{tag}>"
        if node.type == "link":
            return self._link(node)
        if node.type == "code_inline":
            return f"<code>{escape(node.content, quote=False)}</code>"
        if node.type == "softbreak":
            self._row += 1
            return " "
        if node.type == "hardbreak":
            self._row += 1
            return "\n"
        return self._words(node.content)

    def _words(self, text: str) -> str:
        """Words, in which a mark that is not escaped was meant to be markup and is not closed."""
        left = _LEFT_OPEN.search(text)
        if left and f"\\{left.group(0)[0]}" not in self._source:
            self._refuse(
                f"has {left.group(0)} that opens or closes nothing; write a \\ before it if it is meant"
            )
        return escape(text, quote=False)

    def _must_end(self, node: SyntaxTreeNode) -> None:
        """A fence runs to the end of the text where nothing closes it."""
        begin, end = node.map or (0, 0)
        last = self._source.split("\n")[begin:end][-1:]
        if node.type == "fence" and not (
            end - begin > 1 and last[0].strip().startswith(node.markup)
        ):
            self._refuse(f"opens {node.markup} and does not close it")

    def _inlines(self, node: SyntaxTreeNode) -> str:
        return "".join(self._inline(child) for child in node.children)

    def _link(self, node: SyntaxTreeNode) -> str:
        address = str(node.attrs.get("href", ""))
        if not is_web_address(address):
            self._refuse(f"has a link to {address or 'nowhere'}; it should be a full https address")
        elif "%7B%7B" in address or "{{" in address:
            self._refuse("has a variable inside a link's address")
        return f'<a href="{escape(address)}">{self._inlines(node)}</a>'

    def _refuse(self, text: str) -> str:
        self.problems.append(Problem(self._row, text))
        return ""
