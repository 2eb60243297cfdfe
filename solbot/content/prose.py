"""What holds for every text an author writes: its words are counted, its markup and copy checked."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from solbot.content import markdown, markup
from solbot.content.faults import Fault
from solbot.content.sourced import SourcedMarkup, sourced_markup

_PLACEHOLDER = re.compile(r"(?i)\b(text\s+to\s+be\s+entered|lorem\s+ipsum|todo|tbd)\b")
_TODO_IS_A_WORD = ("es", "pt", "gl", "ast")
DENSE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)


def word_count(text: str) -> int:
    """How many words a text has: runs between spaces with a letter or digit in them.

    Scripts written without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) count two
    characters as a word.
    """
    dense = len(DENSE.findall(text))
    spaced = [word for word in DENSE.sub(" ", text).split() if any(map(str.isalnum, word))]
    return len(spaced) + (dense + 1) // 2


def check_copy(text: str, file: Path, code: str, faults: list[Fault]) -> None:
    """A fault for each piece of placeholder copy in a file of a language.

    In Spanish, Portuguese, Galician and Asturian "todo" is a word; only TODO counts there.
    """
    lenient = re.split("[-_]", code)[0] in _TODO_IS_A_WORD
    for found in _PLACEHOLDER.finditer(text):
        words = " ".join(found.group(0).split())
        if not (lenient and words in ("todo", "Todo")):
            line = text[: found.start()].count("\n") + 1
            faults.append(Fault(file, line, f"still has placeholder copy: {words}"))


def check_markdown(
    source: str, file: Path, line: int, allowed: Collection[str], faults: list[Fault]
) -> SourcedMarkup:
    """Markdown as Telegram HTML, variables left in place, with a fault for all that is wrong."""
    for row in markdown.logic(source):
        faults.append(Fault(file, line + row, "has braces that are not a plain {{ name }}"))
    for name, row in markdown.variables(source):
        if name not in allowed:
            known = ", ".join(sorted(allowed)) or "none"
            text = f"uses the unknown variable {name}; known here: {known}"
            faults.append(Fault(file, line + row, text))
    html, problems = markdown.convert(source)
    faults.extend(Fault(file, line + problem.row, problem.text) for problem in problems)
    return sourced_markup(html, file)


def check_words(
    html: str, low: int, high: int, file: Path, line: int, what: str, faults: list[Fault]
) -> None:
    """A fault when a text has fewer or more words than it should."""
    count = word_count(markup.plain(html))
    if not low <= count <= high:
        faults.append(Fault(file, line, f"{what} has {count} words; {low} to {high} are wanted"))
