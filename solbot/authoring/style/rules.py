"""The rules of style, each as faults an author can mend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path

from solbot.authoring.style import passages, sentences
from solbot.authoring.style.guide import ADVICE, Guide
from solbot.authoring.style.passages import Passage
from solbot.authoring.style.sentences import Paragraph, Sentence, opening
from solbot.content.faults import Fault
from solbot.content.language import Language
from solbot.content.models import Reading
from solbot.content.prose import word_count

NOT_READ = ("words.toml", "about.toml", "style.toml", "glossary.md")
"""What nobody reads in the chat: no phrase is banned there."""

_SHOUTING = re.compile(r"!\s*!|¡\s*¡|！\s*！")
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
MOST_EMOJI = 1


def of_language(language: Language, folder: Path, guide: Guide) -> Iterator[Fault]:
    """Everything a language's texts can be wrong in by themselves."""
    for passage in passages.running(language, folder):
        yield from too_long(passage, guide)
    for reading in language.readings.values():
        yield from _reading(reading, guide)
    yield from _openings_of_readings(language, guide)
    yield from _openings_of_questions(language, guide)
    for file in sorted(
        path for path in folder.rglob("*") if path.suffix in (".md", ".toml", ".j2")
    ):
        if file.relative_to(folder).as_posix() not in NOT_READ:
            yield from banned(file, guide)


def too_long(passage: Passage, guide: Guide) -> Iterator[Fault]:
    """A fault for each sentence with more words than the language allows."""
    for sentence in _sentences(_split(passage, guide)):
        count = word_count(sentence.text)
        if count > guide.most_words:
            text = (
                f"has a sentence of {count} words; {guide.most_words} are allowed: make two of it"
            )
            yield Fault(passage.file, sentence.line, text)


def banned(file: Path, guide: Guide) -> Iterator[Fault]:
    """A fault for each banned phrase, each row of exclamation marks, and more than one emoji."""
    text = passages.visible(file)
    lowered = text.lower()
    for phrase in guide.banned:
        for found in phrase.pattern.found_in(text, lowered):
            words = " ".join(found.group(0).split())
            yield Fault(file, _line(text, found), f"says “{words}”: {ADVICE[phrase.kind]}")
    for found in _SHOUTING.finditer(text):
        yield Fault(file, _line(text, found), "has exclamation marks in a row: one is loud enough")
    emoji = list(_EMOJI.finditer(text))
    if len(emoji) > MOST_EMOJI and file.name != "buttons.toml":
        yield Fault(file, _line(text, emoji[MOST_EMOJI]), "has more than one emoji: words will do")


def repeated(paragraphs: Sequence[Paragraph], guide: Guide, file: Path) -> Iterator[Fault]:
    """A fault where a sentence or a paragraph begins as the one before it."""
    for before, after in pairwise(_sentences(paragraphs)):
        if begin := _same(before, after, guide.openings.sentences):
            text = f"has two sentences in a row that begin with “{begin}”: begin one otherwise"
            yield Fault(file, after.line, text)
    for one, next_one in pairwise(paragraphs):
        first, second = one.sentences[0], next_one.sentences[0]
        if begin := _same(first, second, guide.openings.paragraphs):
            text = f"has two paragraphs in a row that begin with “{begin}”: begin one otherwise"
            yield Fault(file, second.line, text)


def _reading(reading: Reading, guide: Guide) -> Iterator[Fault]:
    passage = passages.of_reading(reading)
    if passage is None:
        return
    paragraphs = _split(passage, guide)
    yield from repeated(paragraphs, guide, reading.file)
    texts = [sentence.text for sentence in _sentences(paragraphs)]
    if guide.formula is not None:
        level = guide.formula.level(texts)
        if level < guide.formula.at_least:
            text = (
                f"reads at {level:.0f} by {guide.formula.name}; {guide.formula.at_least:g} is wanted: "
                "shorter sentences, shorter words"
            )
            yield Fault(reading.file, passage.line, text)
    if guide.practice and reading.discipline and paragraphs:
        last = paragraphs[-1].sentences[0]
        if not last.text.startswith(guide.practice):
            text = f"should end with a paragraph that begins with {guide.practice}"
            yield Fault(reading.file, last.line, text)


def _openings_of_readings(language: Language, guide: Guide) -> Iterator[Fault]:
    rows = (language.path, *language.occasions.values())
    for one, next_one in (pair for row in rows for pair in pairwise(row)):
        if one.folder != next_one.folder:
            continue
        first, second = (_first(passages.of_reading(reading), guide) for reading in (one, next_one))
        if first and second and (begin := _same(first, second, guide.openings.readings)):
            text = f"begins with “{begin}”, as {one.id} before it does: begin one otherwise"
            yield Fault(next_one.file, second.line, text)


def _openings_of_questions(language: Language, guide: Guide) -> Iterator[Fault]:
    for reading in language.readings:
        asked = language.questions_of(reading)
        firsts = [(one, _first(passages.of_question(one)[0], guide)) for one in asked]
        for (one, first), (other, second) in combinations(firsts, 2):
            if first and second and (begin := _same(first, second, guide.openings.questions)):
                text = f"begins with “{begin}”, as {one.id} does: begin one otherwise"
                yield Fault(other.file, second.line, text)


def _split(passage: Passage, guide: Guide) -> tuple[Paragraph, ...]:
    return sentences.paragraphs(passage.source, passage.line, guide.abbreviations)


def _first(passage: Passage | None, guide: Guide) -> Sentence | None:
    found = _split(passage, guide) if passage else ()
    return found[0].sentences[0] if found else None


def _sentences(paragraphs: Sequence[Paragraph]) -> list[Sentence]:
    return [sentence for paragraph in paragraphs for sentence in paragraph.sentences]


def _same(one: Sentence, other: Sentence, words: int) -> str:
    """How both begin, where they begin alike; else nothing."""
    begin = opening(one.text, words) if words else ""
    return begin if begin and begin == opening(other.text, words) else ""


def _line(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1
