"""How far each language is: what there is of each folder, and what it lacks that another language has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from solbot.authoring.style import glossary
from solbot.content.check import inspect
from solbot.content.expected import ExpectedContent, shipped
from solbot.content.language import Language
from solbot.content.models import DISCIPLINES, OCCASIONS

SHOWN = 6

Names = frozenset[str]


@dataclass(frozen=True)
class Row:
    """One folder: the names of what each language has in it, by its code, and of all there is."""

    folder: str
    there: Mapping[str, Names]
    whole: Names

    def lacking(self, code: str) -> list[str]:
        """What a language lacks, in the order of the alphabet."""
        return sorted(self.whole - self.there[code])


@dataclass(frozen=True)
class TranslationStatus:
    """Languages by their codes with how they are called, the default first, and a row for each folder."""

    titles: Mapping[str, str]
    rows: tuple[Row, ...]


def status(
    folder: Path, default_language: str = "en", expected: ExpectedContent | None = None
) -> TranslationStatus:
    """How far the languages of a content folder are. A language that can't be read at all is left out."""
    wanted = expected or shipped()
    languages, _ = inspect(folder, default_language, wanted)
    rows = []
    for name, names_of in _folders(folder):
        there = {one.code: names_of(one) for one in languages}
        rows.append(Row(name, there, frozenset().union(*there.values())))
    titles = {one.code: f"{one.code} (draft)" if one.draft else one.code for one in languages}
    return TranslationStatus(titles, tuple(_asked_for(row, wanted) for row in rows))


def table(found: TranslationStatus, *, everything: bool = False) -> Iterator[str]:
    """The status as lines of text: the table, then what each language lacks, shortened unless `everything`."""
    head = ("", *found.titles.values())
    body = [(row.folder, *(_count(row, code) for code in found.titles)) for row in found.rows]
    widths = [max(len(line[at]) for line in [head, *body]) for at in range(len(head))]
    for line in [head, *body]:
        yield "  ".join(
            cell.ljust(width) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
    for code in found.titles:
        lacking = [(row.folder, row.lacking(code)) for row in found.rows if row.lacking(code)]
        if lacking:
            yield ""
            yield f"{code} lacks"
        for folder, names in lacking:
            yield f"  {folder}: {_listed(names, everything)}"


def _folders(root: Path) -> Iterator[tuple[str, Callable[[Language], Names]]]:
    for folder in (*DISCIPLINES, *OCCASIONS):
        yield f"readings/{folder}", _Of("readings", folder)
    for folder in (*DISCIPLINES, *OCCASIONS):
        yield f"questions/{folder}", _Of("questions", folder)
    yield "replies", lambda one: frozenset(one.replies)
    yield "buttons", lambda one: frozenset(one.buttons)
    yield "programs", lambda one: frozenset(one.programs)
    yield "help", _help
    yield "glossary", lambda one: _terms(root / one.code)


@dataclass(frozen=True)
class _Of:
    """The ids of a language's readings or questions in one folder."""

    what: str
    folder: str

    def __call__(self, language: Language) -> Names:
        things = language.readings if self.what == "readings" else language.questions
        return frozenset(key for key, one in things.items() if one.folder == self.folder)


def _help(language: Language) -> Names:
    """What tells people what they can do: the reply, and a description of each command."""
    return frozenset(
        {*(language.replies.keys() & {"help"}), *(f"/{key}" for key in language.commands)}
    )


def _terms(folder: Path) -> Names:
    found = glossary.read_glossary(folder / glossary.FILE, [])
    return frozenset(found.terms) if found else frozenset()


def _asked_for(row: Row, expected: ExpectedContent) -> Row:
    """The code asks for replies and buttons, whether or not any language has them."""
    more = {"replies": frozenset(expected.replies), "buttons": expected.buttons}
    return Row(row.folder, row.there, row.whole | more.get(row.folder, frozenset()))


def _count(row: Row, code: str) -> str:
    there, whole = len(row.there[code]), len(row.whole)
    return str(there) if there == whole else f"{there} of {whole}"


def _listed(names: Sequence[str], everything: bool) -> str:
    shown = names if everything else names[:SHOWN]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")
