"""`style.toml`: how texts in a language should read. Source: docs/authors.md."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from solbot.authoring.style.level import Formula, Syllables
from solbot.content.faults import Fault
from solbot.content.heads import Head, Text, validated
from solbot.content.prose import DENSE
from solbot.content.source import LineNumbers, MarkdownDocument, read_toml

FILE = "style.toml"

_LETTERS = re.compile(r"[^\W\d_]+")

ADVICE: Mapping[str, str] = {
    "filler": "filler; leave it out",
    "hype": "hype; say what it does",
    "guilt": "guilt; say what can be done now",
    "praise": "praise for merely turning up; say what happens next",
    "medical": "a medical claim; say what the practice is",
    "cliche": "a self-help cliché; say it in words of your own",
}
"""The kinds of banned phrases, and what to do about each."""

Kind = Literal["filler", "hype", "guilt", "praise", "medical", "cliche"]
Count = Annotated[int, Field(ge=1)]
Patterns = tuple[Text, ...]


@dataclass(frozen=True)
class Banned:
    """A phrase that has no place here, of one of the kinds of `ADVICE`."""

    phrase: str
    kind: str
    pattern: Phrases


@dataclass(frozen=True)
class Openings:
    """How many of the first words may not be the same twice in a row; 0 where that is left alone."""

    sentences: int
    paragraphs: int
    readings: int
    questions: int


@dataclass(frozen=True)
class Guide:
    """How a language's texts should read. `formula` is None where none has been published; `practice` is
    how the last paragraph of a reading begins."""

    most_words: int
    practice: str
    abbreviations: frozenset[str]
    openings: Openings
    formula: Formula | None
    banned: tuple[Banned, ...]


class _Sentences(Head):
    most_words: Count
    abbreviations: tuple[Text, ...] = ()


class _Openings(Head):
    sentences: Annotated[int, Field(ge=0)] = 1
    paragraphs: Annotated[int, Field(ge=0)] = 1
    readings: Annotated[int, Field(ge=0)] = 2
    questions: Annotated[int, Field(ge=0)] = 2


class _Level(Head):
    """`formula` names where it was published, or says `none`; then there are no figures."""

    formula: Text
    constant: float | None = None
    words_per_sentence: float | None = None
    syllables_per_word: float | None = None
    at_least: float | None = None


class _Syllables(Head):
    nuclei: Text
    silent: Patterns = ()
    more: Patterns = ()
    words: dict[str, Count] = Field(default_factory=dict)


class _GuideHead(Head):
    practice: str = ""
    sentences: _Sentences
    openings: _Openings = _Openings()
    reading_level: _Level
    syllables: _Syllables | None = None
    banned: dict[Kind, tuple[Text, ...]] = Field(default_factory=dict)


def read_guide(file: Path, faults: list[Fault]) -> Guide | None:
    """`style.toml`, or None with its faults."""
    found = read_toml(file, faults)
    if found is None:
        return None
    table, lines = found
    before = len(faults)
    head = validated(_GuideHead, MarkdownDocument(file, table, lines, "", 1), faults)
    if head is None:
        return None
    formula = _formula(head, file, lines, faults)
    if len(faults) > before:
        return None
    return Guide(
        practice=head.practice,
        most_words=head.sentences.most_words,
        abbreviations=frozenset(head.sentences.abbreviations),
        openings=Openings(**head.openings.model_dump()),
        formula=formula,
        banned=tuple(_banned(head.banned)),
    )


def _formula(
    head: _GuideHead, file: Path, lines: LineNumbers, faults: list[Fault]
) -> Formula | None:
    level = head.reading_level
    line = lines.of(("reading_level",))
    figures = level.model_dump(exclude={"formula"})
    if level.formula == "none":
        for name in (name for name, value in figures.items() if value is not None):
            faults.append(
                Fault(file, line, f"reading_level.{name}: a formula of none has no figures")
            )
        return None
    for name in (name for name, value in figures.items() if value is None):
        faults.append(Fault(file, line, f"reading_level.{name}: is missing"))
    if head.syllables is None:
        text = "syllables: is missing; the formula counts them"
        faults.append(Fault(file, line, text))
        return None
    syllables = _syllables(head.syllables, file, lines.of(("syllables",)), faults)
    if syllables is None or None in figures.values():
        return None
    return Formula(level.formula, **figures, syllables=syllables)


def _syllables(head: _Syllables, file: Path, line: int, faults: list[Fault]) -> Syllables | None:
    patterns: dict[str, re.Pattern[str]] = {}
    for source in (head.nuclei, *head.silent, *head.more):
        try:
            patterns[source] = re.compile(source)
        except re.error as error:
            faults.append(Fault(file, line, f"syllables: {source} is no pattern: {error}"))
    if len(patterns) < len({head.nuclei, *head.silent, *head.more}):
        return None
    return Syllables(
        nuclei=patterns[head.nuclei],
        silent=tuple(patterns[source] for source in head.silent),
        more=tuple(patterns[source] for source in head.more),
        words=head.words,
    )


def _banned(listed: Mapping[Kind, tuple[str, ...]]) -> Iterator[Banned]:
    for kind, phrases in listed.items():
        for phrase in phrases:
            yield Banned(phrase, kind, Phrases([phrase]))


class Phrases:
    """Any of some phrases, to be found in running text. Most texts have none of them, and that is told fast."""

    def __init__(self, phrases: Collection[str]) -> None:
        longest_first = sorted(phrases, key=len, reverse=True)
        self._hints = tuple(
            max(_LETTERS.findall(one.lower()), key=len, default="") for one in phrases
        )
        self._pattern = re.compile(
            "|".join(phrase_pattern(one).pattern for one in longest_first), re.IGNORECASE
        )

    def found_in(self, text: str, lowered: str) -> Iterator[re.Match[str]]:
        """Every place; `lowered` is the text in small letters, which many phrases share."""
        if any(hint in lowered for hint in self._hints):
            yield from self._pattern.finditer(text)


def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """Finds a phrase in running text: whatever the capitals, apostrophes and line breaks; whole words, where
    words have spaces between them."""
    pieces = (re.escape(piece).replace("’", "'").replace("'", "['’]") for piece in phrase.split())
    spaced = r"[\s*_>]+".join(pieces)
    if DENSE.search(phrase):
        return re.compile(spaced)
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)
