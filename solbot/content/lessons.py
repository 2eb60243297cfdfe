"""Readings and questions of one language, from their files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from solbot.content import branches, markdown, prose, telegram_html
from solbot.content.answer_kinds import KINDS, names_of
from solbot.content.curriculum import check_curriculum
from solbot.content.faults import Fault
from solbot.content.heads import OccasionHead, PartHead, QuestionHead, ReadingHead, validated
from solbot.content.lengths import units
from solbot.content.models import (
    DISCIPLINES,
    FIGURES,
    FIRST_WEEK,
    OCCASIONS,
    WORDS,
    Question,
    QuestionPart,
    Reading,
)
from solbot.content.source import Loc, MarkdownDocument, read_document, read_toml

READING_WORDS = (120, 220)
OCCASION_WORDS = (60, 220)
QUESTION_LIMIT = 400
OPTIONS = (2, 8)

_FILE = re.compile(r"(\d{2,3})-[a-z0-9]+(-[a-z0-9]+)*\.md")

FOLDERS = (*DISCIPLINES, *OCCASIONS)


@dataclass
class Lessons:
    """What was read so far; `html` holds each Markdown text as Telegram HTML. `marker` is what the paragraph begins
    with that has a reading's practice. `doubtful` are the ids of readings that are faulty, or have a faulty question:
    nothing is concluded about them. `quoting` has the line on which a question names the answer it quotes."""

    readings: dict[str, Reading] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    html: dict[str, str] = field(default_factory=dict)
    marker: str = ""
    doubtful: set[object] = field(default_factory=set)
    quoting: dict[str, int] = field(default_factory=dict)


def read_lessons(folder: Path, faults: list[Fault]) -> Lessons:
    """All readings and questions of a language folder: the path's in its order, then the occasions'."""
    lessons = Lessons(marker=_marker(folder / "style.toml"))
    for file, inner in _files(folder / "readings", faults):
        document = read_document(file, faults)
        if document:
            _reading(document, inner, lessons, faults)
    if not lessons.readings and not lessons.doubtful:
        faults.append(Fault(folder / "readings", 1, "has no reading", absent=True))
    for file, inner in _files(folder / "questions", faults):
        document = read_document(file, faults)
        if document:
            _question(document, inner, lessons, faults)
    faults.extend(
        check_curriculum(lessons.readings, lessons.questions, lessons.doubtful, lessons.quoting)
    )
    return lessons


def _marker(style: Path) -> str:
    """What a practice begins with. Style is a matter of its own: what is wrong with it is said there."""
    found = read_toml(style, [])
    said = found[0].get("practice") if found else None
    return said if isinstance(said, str) else ""


def _practice(body: str, marker: str) -> str:
    """The last paragraph that begins so, as plain text without its beginning; or empty."""
    for paragraph in reversed(body.split("\n\n")):
        if not marker or marker not in paragraph:
            continue
        words = " ".join(telegram_html.plain(markdown.convert(paragraph.strip())[0]).split())
        if words.startswith(marker):
            words = words.removeprefix(marker).strip()
            return words[:1].upper() + words[1:]
    return ""


def _files(folder: Path, faults: list[Fault]) -> Iterator[tuple[Path, str]]:
    if not folder.is_dir():
        faults.append(Fault(folder, 1, "is missing", absent=True))
        return
    for inner in sorted(path for path in folder.iterdir() if path.is_dir()):
        if inner.name not in FOLDERS and not inner.name.startswith("."):
            text = f"is no discipline and no occasion; they are {', '.join(FOLDERS)}"
            faults.append(Fault(inner, 1, text))
    for name in FOLDERS:
        for file in sorted((folder / name).glob("*.md")):
            yield file, name


def _reading(
    document: MarkdownDocument, folder: str, lessons: Lessons, faults: list[Fault]
) -> None:
    file, lines = document.file, document.lines
    before = len(faults)
    full = folder in DISCIPLINES or folder == FIRST_WEEK
    words = READING_WORDS if full else OCCASION_WORDS
    html = prose.check_markdown(document.body, file, document.body_line, {"name"}, faults)
    prose.check_words(html, *words, file, document.body_line, "the body", faults)
    if units(telegram_html.plain(html)) > telegram_html.TEXT_LIMIT - 200:
        faults.append(Fault(file, document.body_line, "is too long for a message of 4096"))
    named = _FILE.fullmatch(file.name)
    if not named:
        faults.append(Fault(file, 1, "should be called NN-slug.md, NN being its place on the path"))
    head = _reading_head(document, folder, faults)
    if not head:
        lessons.doubtful.add(_said(document, "id"))
        return
    if head.id in lessons.readings:
        text = f"id: {head.id} is taken by {lessons.readings[head.id].file}"
        faults.append(Fault(file, lines.of(("id",)), text))
        return
    for text in _unlike(head, lessons):
        faults.append(Fault(file, lines.of(("hook",)), f"hook: {text}"))
    place = int(named.group(1)) if named else 0
    for other in lessons.readings.values():
        if named and (other.folder, other.place) == (folder, place):
            faults.append(Fault(file, 1, f"has the same place on the path as {other.file}"))
    # A reading with a fault of its own is still known, so that its questions are not called orphans.
    lessons.readings[head.id] = Reading(
        id=head.id,
        title=head.title,
        hook=head.hook,
        folder=folder,
        place=place,
        recall=head.recall or (),
        sources=head.sources,
        body=document.body,
        file=file,
        practice=_practice(document.body, lessons.marker),
    )
    if len(faults) == before:
        lessons.html[document.body] = str(html)


def _reading_head(
    document: MarkdownDocument, folder: str, faults: list[Fault]
) -> ReadingHead | OccasionHead | None:
    """The front matter, which says itself in which folder it belongs."""
    head: ReadingHead | OccasionHead | None
    if folder in DISCIPLINES:
        head = validated(ReadingHead, document, faults)
        field, said = "discipline", head.discipline if head else folder
    else:
        head = validated(OccasionHead, document, faults)
        field, said = "occasion", head.occasion if head else folder
    if said != folder:
        text = f"{field}: is {said}, but the file is in {folder}"
        faults.append(Fault(document.file, document.lines.of((field,)), text))
    return head


def _unlike(head: ReadingHead | OccasionHead, lessons: Lessons) -> Iterator[str]:
    """Where a hook says no more than what is said already."""
    hook = head.hook.casefold()
    if hook == head.title.casefold():
        yield "is the title once more"
    for other in lessons.readings.values():
        if other.hook.casefold() == hook:
            yield f"is that of {other.file}"


def _question(
    document: MarkdownDocument, folder: str, lessons: Lessons, faults: list[Fault]
) -> None:
    file, lines = document.file, document.lines
    head = validated(QuestionHead, document, faults)
    if not head:
        lessons.doubtful.add(_said(document, "reading"))
        return
    first = QuestionPart(document.body, head.kind, head.options, head.low, head.high, head.feeds)
    parts = (first, *(_part(part, head) for part in head.then))
    allowed = {"name"} | head.needs | ({"earlier"} if head.earlier else set())
    for number, part in enumerate(parts):
        loc: Loc = ("then", number - 1) if number else ()
        line = lines.of(loc) if number else document.body_line
        if head.about:
            _check_both(part, file, line, allowed, lessons, faults)
        else:
            _check_ask(part.ask, file, line, allowed, lessons, faults)
        for name, text in (*_wrong(part), *_wrongly_fed(part, head)):
            faults.append(Fault(file, lines.of((*loc, name)), f"{name}: {text}"))
    for text in _wrongly_set(head):
        faults.append(Fault(file, lines.of(("sets",)), f"sets: {text}"))
    if head.id in lessons.questions:
        text = f"id: {head.id} is taken by {lessons.questions[head.id].file}"
        faults.append(Fault(file, lines.of(("id",)), text))
        return
    reading = lessons.readings.get(head.reading)
    if reading is None and head.reading not in lessons.doubtful:
        text = f"reading: there is no reading {head.reading}"
        faults.append(Fault(file, lines.of(("reading",)), text, absent=True))
    elif reading and reading.folder != folder:
        text = f"reading: {head.reading} is in {reading.folder}, the file in {folder}"
        faults.append(Fault(file, lines.of(("reading",)), text))
    needs = frozenset[str](head.needs)
    lessons.quoting[head.id] = lines.of(("earlier",))
    lessons.questions[head.id] = Question(
        *(head.id, head.reading, folder, head.depth, needs, head.earlier, parts, file),
        check_in=head.check_in,
        practice=head.practice,
        about=head.about,
        sets=head.sets.discipline if head.sets else (),
    )


def _part(part: PartHead, head: QuestionHead) -> QuestionPart:
    """A further part takes the question's kind, and with it the options, unless it has its own."""
    kind = part.kind or head.kind
    options = part.options or (head.options if kind == head.kind else ())
    return QuestionPart(part.ask, kind, options, part.low, part.high, part.feeds)


def _check_both(
    part: QuestionPart,
    file: Path,
    line: int,
    allowed: set[str],
    lessons: Lessons,
    faults: list[Fault],
) -> None:
    """A wording about a vision is right both for whoever holds one and for whoever does not."""
    row = branches.misplaced(part.ask)
    if row is not None:
        text = "has {% if vision %}, {% else %} or {% endif %} that opens or closes nothing"
        faults.append(Fault(file, line + row, text))
        return
    for held in (True, False):
        words, rows = branches.chosen(part.ask, held)
        found: list[Fault] = []
        _check_ask(words, file, 0, allowed | {"vision"}, lessons, found)
        if not held:
            text = "uses vision where there is none; {% if vision %} says what is said with one"
            named = [row for name, row in markdown.variables(words) if name == "vision"]
            found.extend(Fault(file, row, text) for row in named)
        faults.extend(Fault(file, line + rows[one.line], one.text) for one in found)


def _check_ask(
    ask: str,
    file: Path,
    line: int,
    allowed: set[str],
    lessons: Lessons,
    faults: list[Fault],
) -> None:
    html = prose.check_markdown(ask, file, line, allowed, faults)
    words = telegram_html.plain(html)
    if not words.strip():
        faults.append(Fault(file, line, "asks nothing"))
    elif len(words) > QUESTION_LIMIT:
        text = f"asks in {len(words)} characters; {QUESTION_LIMIT} are allowed"
        faults.append(Fault(file, line, text))
    lessons.html[ask] = str(html)


def _wrong(part: QuestionPart) -> Iterator[tuple[str, str]]:
    """What does not fit the part's kind: the field, and what is wrong with it."""
    kind, (low, high) = KINDS[part.kind], OPTIONS
    if kind.has_options and not low <= len(part.options) <= high:
        yield "options", f"{part.kind} has {low} to {high} options, not {len(part.options)}"
    if part.options and not kind.has_options:
        yield "options", f"{part.kind} has no options"
    if len({option.casefold() for option in part.options}) < len(part.options):
        yield "options", "two of them are the same"
    for name, value in (("low", part.low), ("high", part.high)):
        if value and not kind.has_ends:
            wanted = names_of(lambda one: one.has_ends)
            yield name, f"{part.kind} has no ends; they belong to {wanted}"


def _wrongly_fed(part: QuestionPart, head: QuestionHead) -> Iterator[tuple[str, str]]:
    """What keeps an answer to the part from the page."""
    if part.feeds in FIGURES and not KINDS[part.kind].is_figure:
        wanted = names_of(lambda one: one.is_figure)
        yield "feeds", f"{part.feeds} is a figure; it comes from {wanted}, not from {part.kind}"
    if part.feeds in WORDS and not KINDS[part.kind].is_words:
        wanted = names_of(lambda one: one.is_words)
        yield "feeds", f"{part.feeds} is words; it comes from {wanted}, not from {part.kind}"
    if part.feeds in FIGURES and not (head.about or head.needs):
        yield "feeds", f"{part.feeds} is of one vision; about: vision says of which"


def _wrongly_set(head: QuestionHead) -> Iterator[str]:
    """What keeps an answer from saying which discipline comes next."""
    named = head.sets.discipline if head.sets else ()
    if named and not KINDS[head.kind].can_set:
        yield f"comes from {names_of(lambda one: one.can_set)}, not from {head.kind}"
    elif named and len(named) != len(head.options):
        yield f"names {len(named)} for {len(head.options)} options"
    for one in named:
        if one not in DISCIPLINES:
            yield f"{one} is no discipline; they are {', '.join(DISCIPLINES)}"


def _said(document: MarkdownDocument, name: str) -> object:
    """What a faulty file says of itself, as far as that is text."""
    value = document.head.get(name)
    return value if isinstance(value, str) else None
