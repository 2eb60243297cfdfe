"""What languages must have in common: a person may change language at any moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from solbot.content import markdown
from solbot.content.faults import Fault
from solbot.content.labels import placeholders
from solbot.content.language import Language
from solbot.content.models import Question


def differences(root: Path, languages: Sequence[Language]) -> Iterator[Fault]:
    """A fault for each thing one language has and another lacks, or has otherwise than the
    default, which comes first."""
    for language in languages:
        for other in languages:
            if other is not language:
                yield from _lacking(root, language, other)
        if language is not languages[0]:
            yield from _otherwise(root, language, languages[0])


def _lacking(root: Path, language: Language, other: Language) -> Iterator[Fault]:
    filed: tuple[Callable[[Language], Mapping[str, Any]], ...] = (
        lambda of: of.readings,
        lambda of: of.questions,
        lambda of: of.programs,
    )
    for things in filed if not language.draft else ():
        for key in things(other).keys() - things(language).keys():
            file = root / language.code / things(other)[key].file.relative_to(root / other.code)
            yield Fault(file, 1, f"is missing: {key}, which {other.code} has")
    for command in other.commands.keys() - language.commands.keys():
        file = root / language.code / "language.toml"
        yield Fault(file, 1, f"commands.{command}: is missing; {other.code} has it")


def _otherwise(root: Path, language: Language, other: Language) -> Iterator[Fault]:
    for key in language.readings.keys() & other.readings.keys():
        mine, theirs = language.readings[key], other.readings[key]
        if (mine.folder, mine.place) != (theirs.folder, theirs.place):
            yield Fault(mine.file, 1, f"stands elsewhere on the path than in {other.code}")
        elif mine.file.name != theirs.file.name:
            yield Fault(mine.file, 1, f"is called {theirs.file.name} in {other.code}")
        if _named_in(mine.body) != _named_in(theirs.body):
            yield Fault(mine.file, 1, f"has other variables than in {other.code}")
    for key in language.questions.keys() & other.questions.keys():
        asked, as_asked = language.questions[key], other.questions[key]
        differing = [name for name, of in _SHAPE.items() if of(asked) != of(as_asked)]
        if differing:
            text = f"has other {', '.join(differing)} than in {other.code}"
            yield Fault(asked.file, 1, text)
    for key in language.buttons.keys() & other.buttons.keys():
        surplus = placeholders(language.buttons[key]) - placeholders(other.buttons[key])
        if surplus:
            file = root / language.code / "buttons.toml"
            text = f"{key}: uses {', '.join(sorted(surplus))}, which {other.code} does not"
            yield Fault(file, 1, text)


def _named_in(text: str) -> frozenset[str]:
    return frozenset(name for name, _ in markdown.variables(text))


_SHAPE: Mapping[str, Callable[[Question], object]] = {
    "reading": lambda one: one.reading,
    "file name": lambda one: one.file.name,
    "depth": lambda one: one.depth,
    "needs": lambda one: one.needs,
    "earlier": lambda one: one.earlier,
    "parts": lambda one: len(one.parts),
    "kinds": lambda one: [part.kind for part in one.parts],
    "options": lambda one: [len(part.options) for part in one.parts],
    "variables": lambda one: [_named_in(part.ask) for part in one.parts],
}
