"""What holds for every text an author writes: its words are counted, its markup and copy checked."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from solbot.content import markdown, telegram_html
from solbot.content.faults import Fault
from solbot.content.sourced import SourcedMarkup, sourced_markup

_GAP = r"[\s*_>]+"
_PLACEHOLDER = re.compile(
    rf"(?i)(?<![^\W_])(text{_GAP}to{_GAP}be{_GAP}entered|lorem{_GAP}ipsum|to-?do|t\.?b\.?[da]|(?-i:TO DO|FIXME|XXX)"
    rf"|texto{_GAP}(?:por|a){_GAP}(?:ser{_GAP})?(?:ingresar|introducir|completar|definir|agregar|inserir|inserido|preencher)"
    rf"|texto{_GAP}(?:pendiente|pendente|provisional|de{_GAP}relleno))(?![^\W_])"
)
_MARKED = re.compile(r"\{\{|\}\}|\{%|</?[A-Za-z][^<>]*>|\*\*|\]\(")
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

    Told by the words such copy has in English, Spanish and Portuguese, whatever the language: it is seldom translated.
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
    count = word_count(telegram_html.plain(html))
    if not low <= count <= high:
        faults.append(Fault(file, line, f"{what} has {count} words; {low} to {high} are wanted"))


def not_plain(text: str) -> str | None:
    """What is wrong with a text that is shown as it is written, if anything."""
    found = _MARKED.search(text)
    return f"is shown as it is written; {found.group(0)} would be seen" if found else None
