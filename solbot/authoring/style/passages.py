"""The texts of a language as their readers meet them, each with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from solbot.authoring.style.sentences import BREAK
from solbot.content.faults import Fault
from solbot.content.language import Language
from solbot.content.models import Question, Reading
from solbot.content.source import Loc, MarkdownDocument, read_document, read_text, read_toml
from solbot.content.templates import DOCUMENT

_UNSEEN = re.compile(
    r"(?m)^(?:id|reading|discipline|occasion|kind|depth|needs|earlier|check_in|practice|url|article|flyer|checked):.*$"
    r"|^[ \t]*(?:about: *vision|feeds:.*|sets:.*|discipline: *\[.*)$"
    r"|^sources:(?:.*\n(?:[ \t]+.*|[ \t]*)$)*.*$"
)
_SAID_AS = ("options", "low", "high", "summary", "about", "dates", "place", "price", "prices")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_OTHER_BRANCH = re.compile(r"\{%[-+]?\s*(?:else|elif)\b.*?%\}", re.DOTALL)
_SILENT = re.compile(r"\{%.*?%\}", re.DOTALL)
_SAID = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_RULE = re.compile(r"---[ \t]*")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot);")


@dataclass(frozen=True)
class Passage:
    """A running text, in Markdown without logic, and the line it begins on."""

    file: Path
    line: int
    source: str


def of_reading(reading: Reading) -> Passage | None:
    """A reading's body."""
    document = _document(reading.file)
    return Passage(reading.file, document.body_line, document.body) if document else None


def of_question(question: Question) -> list[Passage]:
    """What a question asks, part by part."""
    document = _document(question.file)
    if document is None:
        return []
    asked = [Passage(question.file, document.body_line, _branched(question.parts[0].ask))]
    for number, part in enumerate(question.parts[1:]):
        line = document.lines.of(("then", number))
        asked.append(Passage(question.file, line, _branched(part.ask)))
    return asked


def running(language: Language, folder: Path) -> Iterator[Passage]:
    """Every running text of a language: readings, questions, programs, the society, replies."""
    for reading in language.readings.values():
        passage = of_reading(reading)
        if passage:
            yield passage
        document = _document(reading.file)
        yield Passage(reading.file, document.lines.of(("hook",)) if document else 1, reading.hook)
        for number, recalled in enumerate(reading.recall):
            line = document.lines.of(("recall", number)) if document else 1
            yield Passage(reading.file, line, recalled)
    for question in language.questions.values():
        yield from of_question(question)
        yield from _said_in_head(question.file)
    files = [one.file for one in language.programs.values() if one.file is not None]
    for file in [*files, folder / "society.md"]:
        document = _document(file)
        if document:
            yield Passage(file, document.body_line, _without_rules(document.body))
            yield from _said_in_head(file)
    yield from _of_header(folder / "language.toml")
    for reply in language.replies.values():
        yield Passage(reply.file, 1, _of_template(read_text(reply.file, []) or "", reply.file))


def _said_in_head(file: Path) -> Iterator[Passage]:
    """What the front matter of a question, a program or the society lets people read beside the body."""
    document = _document(file)
    if document is None:
        return
    for loc, text in _texts(document.head, ()):
        if loc[-1] in _SAID_AS or (len(loc) > 1 and loc[-2] in _SAID_AS):
            yield Passage(file, document.lines.of(loc), text)


def _of_header(file: Path) -> Iterator[Passage]:
    """The bot's profile and the menu of commands."""
    found = read_toml(file, [])
    for loc, text in _texts(found[0], ()) if found else ():
        if loc[0] in ("profile", "commands"):
            yield Passage(file, found[1].of(loc) if found else 1, text)


def _texts(value: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Every text in a table, with its place."""
    if isinstance(value, str):
        yield loc, value
    pairs = value.items() if isinstance(value, Mapping) else ()
    rows = enumerate(value) if isinstance(value, list) else ()
    for key, inner in (*pairs, *rows):
        yield from _texts(inner, (*loc, key))


def visible(file: Path) -> str:
    """A file's text with what no reader sees left blank (ids, kinds, sources), line for line."""
    text = read_text(file, []) or ""
    if file.suffix != ".md":
        return _COMMENT.sub(_blank, text)
    end = text.find("\n---", 3)
    if end < 0:
        return text
    return _SILENT.sub(_blank, _UNSEEN.sub(_blank, text[:end]) + text[end:])


def _document(file: Path) -> MarkdownDocument | None:
    silent: list[Fault] = []
    return read_document(file, silent)


def _without_rules(body: str) -> str:
    return "\n".join("" if _RULE.fullmatch(row) else row for row in body.split("\n"))


def _of_template(text: str, file: Path) -> str:
    """A template as running text: each branch and each row for itself, as they are shown; a variable a word."""
    text = _COMMENT.sub(_blank, text)
    text = _branched(text)
    text = _SAID.sub(lambda found: "Word" + _blank(found), text)
    text = text if file.name.endswith(DOCUMENT) else _ENTITY.sub("Word", _TAG.sub("", text))
    return text.replace("\n", f"{BREAK}\n")


def _branched(text: str) -> str:
    """Each branch for itself, without the conditions."""
    text = _OTHER_BRANCH.sub(lambda found: BREAK + _blank(found), text)
    return _SILENT.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    """As many line ends as there were."""
    return "\n" * found.group(0).count("\n")
