"""What languages must have in common: a person may change language at any moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

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
    for things in filed:
        for key in things(other).keys() - things(language).keys():
            file = root / language.code / things(other)[key].file.relative_to(root / other.code)
            yield Fault(file, 1, f"is missing: {key}, which {other.code} has")
    for command in other.commands.keys() - language.commands.keys():
        file = root / language.code / "language.toml"
        yield Fault(file, 1, f"commands.{command}: is missing; {other.code} has it")


def _otherwise(root: Path, language: Language, other: Language) -> Iterator[Fault]:
    for key in language.readings.keys() & other.readings.keys():
        mine, theirs = language.readings[key], other.readings[key]
        if (mine.discipline, mine.place) != (theirs.discipline, theirs.place):
            yield Fault(mine.file, 1, f"stands elsewhere on the path than in {other.code}")
    for key in language.questions.keys() & other.questions.keys():
        if _shape(language.questions[key]) != _shape(other.questions[key]):
            text = f"has another reading, needs, parts, kinds or options than in {other.code}"
            yield Fault(language.questions[key].file, 1, text)
    for key in language.buttons.keys() & other.buttons.keys():
        surplus = placeholders(language.buttons[key]) - placeholders(other.buttons[key])
        if surplus:
            file = root / language.code / "buttons.toml"
            text = f"{key}: uses {', '.join(sorted(surplus))}, which {other.code} does not"
            yield Fault(file, 1, text)


def _shape(question: Question) -> tuple[object, ...]:
    parts = tuple((part.kind, len(part.options)) for part in question.parts)
    return question.reading, question.needs, parts
