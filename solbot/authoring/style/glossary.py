"""`glossary.md`: a language's terms of art, and the reading that introduces each. Source: docs/authors.md."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from solbot.authoring.style.guide import Phrases
from solbot.content.faults import Fault
from solbot.content.heads import Head, Id, Text, validated
from solbot.content.source import LineNumbers, read_document

FILE = "glossary.md"


@dataclass(frozen=True)
class Term:
    """A term of art. `introduced` is the id of a reading; `pattern` finds any of its forms in a text."""

    id: str
    term: str
    introduced: str
    means: str
    source: str
    pattern: Phrases
    line: int


@dataclass(frozen=True)
class Glossary:
    """A language's terms by id. `about` tells how people are addressed and which translation was followed."""

    file: Path
    terms: Mapping[str, Term]
    about: str


class _Term(Head):
    id: Id
    term: Text
    forms: tuple[Text, ...] = ()
    introduced: Id
    means: Text
    source: Text


class _GlossaryHead(Head):
    terms: Annotated[tuple[_Term, ...], Field(min_length=1)]


def read_glossary(file: Path, faults: list[Fault]) -> Glossary | None:
    """`glossary.md`, or None with its faults."""
    if not file.is_file():
        faults.append(Fault(file, 1, "is missing"))
        return None
    document = read_document(file, faults)
    if document is None:
        return None
    head = validated(_GlossaryHead, document, faults)
    if head is None:
        return None
    terms: dict[str, Term] = {}
    for number, one in enumerate(head.terms):
        line = document.lines.of(("terms", number, "id"))
        if one.id in terms:
            faults.append(Fault(file, line, f"{one.id}: is there twice"))
            continue
        terms[one.id] = _term(one, line)
    if not document.body.strip():
        text = "has no body; say how people are addressed, and which translation was followed"
        faults.append(Fault(file, document.body_line, text))
    faults.extend(_same_forms(file, head.terms, document.lines))
    return Glossary(file, MappingProxyType(terms), document.body)


def _term(one: _Term, line: int) -> Term:
    forms = Phrases({one.term, *one.forms})
    return Term(one.id, one.term, one.introduced, one.means, one.source, forms, line)


def _same_forms(file: Path, terms: Collection[_Term], lines: LineNumbers) -> list[Fault]:
    """One form can't be two terms: nobody could say which of them was used."""
    owners: dict[str, str] = {}
    faults = []
    for number, one in enumerate(terms):
        for form in {form.casefold() for form in (one.term, *one.forms)}:
            owner = owners.setdefault(form, one.id)
            if owner != one.id:
                line = lines.of(("terms", number, "id"))
                faults.append(Fault(file, line, f"{one.id}: “{form}” is a form of {owner}, too"))
    return faults
