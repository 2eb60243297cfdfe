"""What languages must have in common: a person may change language at any moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from solbot.content import markdown
from solbot.content.faults import Fault
from solbot.content.labels import line_in, placeholders
from solbot.content.language import Language
from solbot.content.models import Program, Question, QuestionPart, Reading
from solbot.content.source import read_document


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
    filed: tuple[Callable[[Language], Mapping[str, Reading | Question | Program]], ...] = (
        lambda of: of.readings,
        lambda of: of.questions,
        lambda of: of.programs,
    )
    for things in filed if not language.draft else ():
        for key, there in things(other).items():
            if key not in things(language) and there.file is not None:
                file = root / language.code / there.file.relative_to(root / other.code)
                yield Fault(file, 1, f"is missing: {key}, which {other.code} has")
    for command in other.commands.keys() - language.commands.keys():
        file = root / language.code / "language.toml"
        yield Fault(file, 1, f"commands.{command}: is missing; {other.code} has it")


def _otherwise(root: Path, language: Language, other: Language) -> Iterator[Fault]:
    for key in language.readings.keys() & other.readings.keys():
        yield from _of_reading(language.readings[key], other.readings[key], other.code)
    for key in language.questions.keys() & other.questions.keys():
        yield from _of_question(language.questions[key], other.questions[key], other.code)
    for key in language.programs.keys() & other.programs.keys():
        yield from _of_program(language.programs[key], other.programs[key], other.code)
    for key in language.replies.keys() & other.replies.keys():
        reply = language.replies[key]
        if names := reply.used ^ other.replies[key].used:
            text = f"has other variables than in {other.code}: {', '.join(sorted(names))}"
            yield Fault(reply.file, 1, text)
    for key in language.buttons.keys() & other.buttons.keys():
        if names := placeholders(language.buttons[key]) ^ placeholders(other.buttons[key]):
            file = root / language.code / "buttons.toml"
            text = f"{key}: has other placeholders than in {other.code}: {', '.join(sorted(names))}"
            yield Fault(file, line_in(file, key), text)


def _of_reading(mine: Reading, theirs: Reading, code: str) -> Iterator[Fault]:
    if (mine.folder, mine.place) != (theirs.folder, theirs.place):
        yield Fault(mine.file, 1, f"stands elsewhere on the path than in {code}")
    elif mine.file.name != theirs.file.name:
        yield Fault(mine.file, 1, f"is called {theirs.file.name} in {code}")
    if _named_in(mine.body) != _named_in(theirs.body):
        document = read_document(mine.file, [])
        line = document.body_line if document else 1
        yield Fault(mine.file, line, f"has other variables than in {code}")
    if bool(mine.recall) != bool(theirs.recall):
        yield Fault(mine.file, 1, f"recall: is there in one of this and {code} alone")


def _of_question(mine: Question, theirs: Question, code: str) -> Iterator[Fault]:
    for field, of in _WHOLE.items():
        if of(mine) != of(theirs):
            yield Fault(mine.file, _line(mine, field), f"has other {field} than in {code}")
    for number, (part, their_part) in enumerate(zip(mine.parts, theirs.parts, strict=False)):
        for field, shape in _PARTS.items():
            if shape(part) != shape(their_part):
                text = f"has other {field} than in {code}"
                yield Fault(mine.file, _line(mine, field, number), text)


def _of_program(mine: Program, theirs: Program, code: str) -> Iterator[Fault]:
    """What is so whatever the language; words such as `place` are each language's own."""
    for fact in sorted(mine.facts.keys() | theirs.facts.keys()):
        if mine.file and mine.facts.get(fact) != theirs.facts.get(fact):
            document = read_document(mine.file, [])
            line = document.lines.of((fact,)) if document else 1
            yield Fault(mine.file, line, f"{fact}: is another than in {code}")


def _line(question: Question, field: str, number: int = 0) -> int:
    document = read_document(question.file, [])
    if document is None:
        return 1
    if field == "variables" and not number:
        return document.body_line
    return document.lines.of(("then", number - 1) if number else (_FIELDS.get(field, field),))


def _named_in(text: str) -> frozenset[str]:
    return frozenset(name for name, _ in markdown.variables(text))


_WHOLE: Mapping[str, Callable[[Question], object]] = {
    "reading": lambda one: one.reading,
    "file name": lambda one: one.file.name,
    "depth": lambda one: one.depth,
    "needs": lambda one: one.needs,
    "about": lambda one: one.about,
    "sets": lambda one: one.sets,
    "earlier": lambda one: one.earlier,
    "check_in": lambda one: one.check_in,
    "practice": lambda one: one.practice,
    "parts": lambda one: len(one.parts),
}
_PARTS: Mapping[str, Callable[[QuestionPart], object]] = {
    "kinds": lambda part: part.kind,
    "ends": lambda part: (part.low is None, part.high is None),
    "options": lambda part: len(part.options),
    "feeds": lambda part: part.feeds,
    "variables": lambda part: _named_in(part.ask),
}
_FIELDS = {"parts": "then", "kinds": "kind", "ends": "low"}
