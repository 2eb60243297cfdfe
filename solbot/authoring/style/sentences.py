"""A text as paragraphs and sentences, each with the line of its file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from solbot.content.prose import DENSE

BREAK = "\ue000"
"""Ends a sentence wherever it stands: what is left of it and right of it is never said together."""

_BLOCK = re.compile(r"\s*(?:[-*•+]|\d{1,2}[.)])\s+(?=\S)")
_QUOTED = re.compile(r"^\s*(?:>\s?)+")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_VARIABLE = re.compile(r"\{\{[^}]*\}\}")
_MARKS = re.compile(r"[*_`~]+")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[”’」』）》]*|\ue000")
_LAST_WORD = re.compile(r"\S+$")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True)
class Sentence:
    """A sentence without markup, and the line it begins on."""

    text: str
    line: int


@dataclass(frozen=True)
class Paragraph:
    """Sentences that stand together: a paragraph, or one item of a list."""

    sentences: tuple[Sentence, ...]

    @property
    def line(self) -> int:
        """The line it begins on."""
        return self.sentences[0].line


def paragraphs(
    source: str, first_line: int, abbreviations: Collection[str] = ()
) -> tuple[Paragraph, ...]:
    """The paragraphs of a Markdown text that begins on `first_line` of its file.

    An item of a list stands for itself. A full stop ends a sentence unless it belongs to one of the
    `abbreviations` or an initial; so do ? and !, but not where a lower-case word goes on, as after speech.
    """
    found = []
    for block in _blocks(source, first_line):
        sentences = tuple(_sentences(block, frozenset(abbreviations)))
        if sentences:
            found.append(Paragraph(sentences))
    return tuple(found)


def opening(text: str, words: int) -> str:
    """How a text begins: its first words, without marks and capitals; of a script without spaces two
    characters for each word. Empty where there is no word."""
    bare = _EDGES.sub("", text)
    if bare and DENSE.match(bare):
        return "".join(filter(str.isalnum, bare))[: 2 * words]
    tokens = (_EDGES.sub("", token).casefold().replace("’", "'") for token in bare.split())
    return " ".join([token for token in tokens if token][:words])


def _blocks(source: str, first_line: int) -> Iterator[list[tuple[str, int]]]:
    """Rows that belong together, each with its line."""
    block: list[tuple[str, int]] = []
    for line, row in enumerate(source.split("\n"), first_line):
        row = _QUOTED.sub("", row)
        item = _BLOCK.match(row)
        if block and (item or not row.strip()):
            yield block
            block = []
        if row.strip():
            block.append((_bare(row[item.end() :] if item else row), line))
    if block:
        yield block


def _bare(row: str) -> str:
    """A row without markup; a variable is one word."""
    return _MARKS.sub("", _LINK.sub(r"\1", _VARIABLE.sub("Word", row))).strip()


def _sentences(block: list[tuple[str, int]], abbreviations: frozenset[str]) -> Iterator[Sentence]:
    text, starts = "", []
    for row, line in block:
        text += " " if text else ""
        starts.append((len(text), line))
        text += row
    begin = 0
    for end in _ends(text, abbreviations):
        words = text[begin:end]
        if any(map(str.isalnum, words)):
            at = begin + len(words) - len(words.lstrip())
            line = next(line for start, line in reversed(starts) if start <= at)
            yield Sentence(words.strip(), line)
        begin = end


def _ends(text: str, abbreviations: frozenset[str]) -> Iterator[int]:
    for found in _END.finditer(text):
        rest = text[found.end() :].lstrip()
        if (
            found.group(0) != BREAK
            and rest
            and (_goes_on(rest) or _is_short(text[: found.end()], abbreviations))
        ):
            continue
        yield found.end()
    yield len(text)


def _goes_on(rest: str) -> bool:
    """Whether what follows belongs to the same sentence, as in: “Why?” she asked."""
    return _EDGES.sub("", rest)[:1].islower() and rest[0] not in "¿¡"


def _is_short(before: str, abbreviations: frozenset[str]) -> bool:
    """Whether the text ends with an abbreviation, or the initial of a name."""
    last = _LAST_WORD.search(before)
    word = last.group(0).lstrip("(“\"'«‘[") if last else ""
    return word in abbreviations or bool(re.fullmatch(r"(?!I)[A-Z]\.", word))
