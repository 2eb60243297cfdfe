"""No concept before its introduction: the terms of the glossary against the order of the path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from solbot.authoring.style.glossary import Glossary, Term
from solbot.authoring.style.passages import visible
from solbot.content.faults import Fault
from solbot.content.language import Language
from solbot.content.models import ALUMNI, CLOSING, DISCIPLINES, FIRST_WEEK, Reading

_LAST = 1000

Rank = tuple[int, ...]


def concepts(language: Language, glossary: Glossary) -> Iterator[Fault]:
    """A fault for each term that is introduced nowhere, used too early, or not where it is introduced."""
    ranks = {one.id: rank(one) for one in language.readings.values()}
    texts = {file: visible(file) for _, file in _files(language)}
    seen = {file: (text, text.lower()) for file, text in texts.items()}
    for term in glossary.terms.values():
        reading = language.readings.get(term.introduced)
        if reading is None:
            text = f"{term.id}: introduced: there is no reading {term.introduced}"
            yield Fault(glossary.file, term.line, text, absent=True)
            continue
        if not any(term.pattern.found_in(*seen[reading.file])):
            text = f"{term.id}: {term.introduced} introduces it and has none of its forms"
            yield Fault(glossary.file, term.line, text)
        yield from _too_early(term, ranks, _files(language), seen)


def same_terms(glossaries: Sequence[tuple[Language, Glossary]]) -> Iterator[Fault]:
    """A fault for each term that one language has and another lacks, or introduces elsewhere; a draft may lack some."""
    for language, glossary in glossaries:
        for other, theirs in glossaries:
            lacking = theirs.terms.keys() - glossary.terms.keys()
            for key in () if language.draft else lacking:
                yield Fault(glossary.file, 1, f"lacks the term {key}, which {other.code} has")
        first, terms = glossaries[0][0], glossaries[0][1].terms
        for key in glossary.terms.keys() & terms.keys():
            if glossary.terms[key].introduced != terms[key].introduced:
                text = f"{key}: is introduced elsewhere than in {first.code}"
                yield Fault(glossary.file, glossary.terms[key].line, text)


def rank(reading: Reading) -> Rank:
    """Where a reading stands in the order in which people meet it.

    The first week comes before the path. A review or a return may come at any time, so it can take nothing for
    known but the first week; a discipline can be closed as soon as the first one is walked.
    """
    if reading.folder == FIRST_WEEK:
        return (0, reading.place)
    if reading.discipline:
        return (1, DISCIPLINES.index(reading.discipline), reading.place)
    if reading.folder == CLOSING and reading.place == 1:
        return (1, 0, _LAST)
    if reading.folder in (CLOSING, ALUMNI):
        return (2,)
    return (0, _LAST)


def _too_early(
    term: Term,
    ranks: dict[str, Rank],
    files: Sequence[tuple[str, Path]],
    seen: dict[Path, tuple[str, str]],
) -> Iterator[Fault]:
    for reading, file in files:
        if ranks.get(reading, (9,)) >= ranks[term.introduced]:
            continue
        for found in term.pattern.found_in(*seen[file]):
            line = found.string.count("\n", 0, found.start()) + 1
            words = " ".join(found.group(0).split())
            text = (
                f"uses “{words}” before {term.introduced} introduces it: say it in everyday words"
            )
            yield Fault(file, line, text)


def _files(language: Language) -> list[tuple[str, Path]]:
    """The files of readings and questions, each with its reading."""
    readings = [(one.id, one.file) for one in language.readings.values()]
    return readings + [(one.reading, one.file) for one in language.questions.values()]
