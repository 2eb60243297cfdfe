"""What people write stays text in Markdown: two renderers that know nothing of each other say so."""

from __future__ import annotations

import html
import re

import mistune
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from solbot.coaching.export import markdown_words

MARKDOWN_IT = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MISTUNE = mistune.create_markdown(
    escape=False,
    plugins=["strikethrough", "table", "footnotes", "task_lists", "def_list", "math", "mark"],
)

ODD = [
    "# not a heading",
    "#tag and ## more",
    "- not a list\n- at all",
    "+ plus\n* star",
    "1. first\n2) second\n(3) third\na. letter\niv) roman",
    "> not quoted",
    "---\nmood: tired\n---",
    "...\n===\n***\n___",
    "a line\n---",
    "a line\n===",
    "\\today and C:\\new\\table",
    "<b>bold</b> <script>alert(1)</script> <!-- hidden -->",
    "&amp; &lt;b&gt; &copy;",
    "[a link](https://example.org) ![a picture](x.png) [[wiki]] [^1]\n[^1]: a note\n[ref]: https://example.org",
    "| a | b |\n| - | - |\n| 1 | 2 |",
    "a | b\n- | -\n1 | 2",
    "```\ncode\n```",
    "~~~ more\ncode",
    "    indented\n\ttabbed",
    "word  \nafter two spaces",
    "*emphasis* _and_ **more** ~~struck~~ ==marked== ~sub~ ^sup^ `code` $x^2$ $$y$$",
    "term\n: definition",
    "::: warning\nno\n:::",
    "- [ ] to do\n- [x] done",
    "%%hidden%% ++inserted++ {{braces}} {.class}",
    "ana@example.com and @ana",
    "one\r\ntwo\rthree\u2028four\x85five\x0bsix",
    "\n\n\nbegins and ends with nothing\n\n\n",
    "trailing backslash\\",
    "trailing backslash\\\nand more",
    "שלום # עולם\n- 今天",
    "1986. A great year.",
    "Setext\n-\nnot",
    "<https://example.org> <ana@example.org>",
    "* * *\n- - -\n_ _ _",
]


def shown(page: str) -> str:
    """What a reader sees of HTML, without regard to spaces."""
    text = re.sub(r"<(script|style)\b", "<SEEN ", page)
    return _even(html.unescape(re.sub(r"<[^>]*>", " ", text)))


def _even(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def tags(page: str) -> set[str]:
    return set(re.findall(r"<\s*/?\s*([A-Za-z][A-Za-z0-9]*)", page))


@pytest.mark.parametrize("words", ODD)
@pytest.mark.parametrize("renderer", ["markdown-it", "mistune"])
@pytest.mark.parametrize("form", ["text", "quoted", "line", "item"])
def test_the_words_come_back_as_text(words: str, renderer: str, form: str) -> None:
    written = {
        "text": markdown_words.text(words),
        "quoted": markdown_words.quoted(words),
        "line": f"### {markdown_words.line(words)}",
        "item": f"- {markdown_words.text(words, '  ')}",
    }[form]
    page = rendered(renderer, written)
    assert shown(page) == _even(words), written
    assert tags(page) <= {"p", "br"} | {
        "quoted": {"blockquote"},
        "line": {"h3"},
        "item": {"ul", "li"},
    }.get(form, set())


def rendered(renderer: str, written: str) -> str:
    """HTML, as one of the two makes it."""
    return MARKDOWN_IT.render(written) if renderer == "markdown-it" else str(MISTUNE(written))


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=60)
)
@example("\\\n-")
def test_any_words_come_back(words: str) -> None:
    page = MARKDOWN_IT.render(markdown_words.text(words))
    assert _folded(shown(page)) == _folded(_even(words))
    assert tags(page) <= {"p", "br"}


def _folded(text: str) -> str:
    return "".join(text.split())
