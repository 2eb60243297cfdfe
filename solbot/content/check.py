"""Reads a content folder as a whole and finds every fault in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from solbot.content import across, news
from solbot.content import help_line_heads as helping
from solbot.content.curriculum import path_of
from solbot.content.envelope import authored
from solbot.content.expected import ExpectedContent, shipped
from solbot.content.faults import Fault
from solbot.content.header import CODE, read_filters, read_header, read_topics, read_vocabulary
from solbot.content.labels import read_labels, too_long
from solbot.content.language import Language
from solbot.content.lessons import Lessons, read_lessons
from solbot.content.longest import variants
from solbot.content.models import OCCASIONS, Program, Question, Reading
from solbot.content.programs import read_programs
from solbot.content.prose import check_copy
from solbot.content.society import read_society
from solbot.content.source import read_text, read_toml
from solbot.content.templates import ENDINGS, Renderer, Reply, files_in, renderer_of, try_reply

ON_TOP = (
    *("language.toml", "words.toml", "about.toml", "buttons.toml", "society.md"),
    *("style.toml", "glossary.md"),
)
OF_ALL = (helping.FILE, news.FILE, news.PRIVACY)
"""Beside the languages, one for all of them."""
_FIGURES = re.compile(r"\d+")


def check(
    folder: Path, default_language: str = "en", expected: ExpectedContent | None = None
) -> list[Fault]:
    """Every fault of a content folder, in the order of files and lines; empty when there is none.

    `expected` is what the code asks of a language; by default, what this version ships with. Style is part of it,
    though no fault of style keeps the bot from starting.
    """
    from solbot.authoring.style.check import check_style

    wanted = expected or shipped()
    languages, faults = inspect(folder, default_language, wanted)
    known = {_kind(one) for one in faults}
    for language in languages:
        for fault in _at_length(folder / language.code, language, wanted):
            if _kind(fault) not in known:
                known.add(_kind(fault))
                faults.append(fault)
    return sorted({*faults, *check_style(folder, languages)})


def _kind(fault: Fault) -> tuple[Path, int, str]:
    """The same fault with other samples differs by its figures alone."""
    return fault.file, fault.line, _FIGURES.sub("", fault.text)


def inspect(
    folder: Path, default_language: str, expected: ExpectedContent | None = None
) -> tuple[tuple[Language, ...], list[Fault]]:
    """The languages that could be read, the default first, and every fault that would break something."""
    faults: list[Fault] = []
    codes = _codes(folder, default_language, faults)
    wanted = expected or shipped()
    found = [_of_code(folder, code, default_language, wanted, faults) for code in codes]
    languages = tuple(language for language in found if language)
    faults.extend(across.differences(folder, languages))
    if languages:
        helping.read_help_lines(folder, faults)
        news.read_news(folder, faults)
        news.read_privacy(folder, faults)
    return languages, sorted(set(faults))


def _at_length(folder: Path, language: Language, expected: ExpectedContent) -> Iterator[Fault]:
    """What does not hold of a language's replies and buttons with its longest days and times, and in each of its
    plural forms."""
    file = folder / "buttons.toml"
    for samples in variants(expected.samples, language.twelve.filters):
        found: list[Fault] = []
        for reply in language.replies.values():
            try_reply(reply.twelve, replace(expected, samples=samples), found)
        yield from found
        yield from too_long(language.buttons, file, samples)


def _codes(folder: Path, default: str, faults: list[Fault]) -> list[str]:
    if not folder.is_dir():
        faults.append(Fault(folder, 1, "is not a folder" if folder.exists() else "does not exist"))
        return []
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    codes = []
    for entry in entries:
        if entry.is_dir() and CODE.fullmatch(entry.name):
            codes.append(entry.name)
        elif entry.name in OF_ALL:
            continue
        elif entry.is_dir():
            faults.append(Fault(entry, 1, "is no language code such as en or pt-BR"))
        else:
            faults.append(Fault(entry, 1, "is read by nobody; content lives in language folders"))
    if not codes:
        faults.append(Fault(folder, 1, "has no language in it"))
    elif default not in codes:
        faults.append(Fault(folder / default, 1, f"is missing; {default} is the default language"))
    return sorted(codes, key=lambda code: (code != default, code))


def _of_code(
    root: Path, code: str, default: str, expected: ExpectedContent, faults: list[Fault]
) -> Language | None:
    """A language with its faults; what a draft lacks is none, but the default language is no draft."""
    found: list[Fault] = []
    language = _language(root, code, expected, found)
    header = read_header(root / code / "language.toml", [])
    draft = header is not None and header.draft
    if draft and code == default:
        found.append(Fault(root / code / "language.toml", 1, "draft: is the default language"))
    faults.extend(one for one in found if not (draft and one.absent))
    return language


def _language(
    root: Path, code: str, expected: ExpectedContent, faults: list[Fault]
) -> Language | None:
    folder = root / code
    header = read_header(folder / "language.toml", faults)
    vocabulary = read_vocabulary(folder / "words.toml", faults)
    topics = read_topics(folder / "about.toml", faults)
    society = read_society(folder / "society.md", faults)
    lessons = read_lessons(folder, faults)
    programs = read_programs(folder, root, faults)
    buttons = _buttons(folder / "buttons.toml", expected, faults)
    filters = read_filters(code, header, folder / "language.toml", faults) if header else None
    replies = {}
    if filters:
        renderer = renderer_of(str(filters.locale), filters.formats)
        replies = _replies(folder / "replies", renderer, expected, faults)
    _every_file(folder, programs.values(), faults)
    if not (header and vocabulary and topics and society and filters):
        return None
    language = Language(
        code=code,
        name=header.name,
        filters=filters,
        profile=header.profile,
        commands=header.commands,
        vocabulary=vocabulary,
        topics=topics,
        society=society,
        readings=MappingProxyType(lessons.readings),
        path=path_of(lessons.readings),
        occasions=MappingProxyType({one: _of_occasion(lessons, one) for one in OCCASIONS}),
        questions=MappingProxyType(dict(sorted(lessons.questions.items()))),
        programs=MappingProxyType(programs),
        replies=MappingProxyType(replies),
        buttons=MappingProxyType(buttons),
        by_reading=MappingProxyType(_by_reading(lessons)),
        html=MappingProxyType(lessons.html),
        draft=header.draft,
        labels_file=folder / "buttons.toml",
    )
    for file, wrong in authored(language, expected.samples, {one.file for one in faults}):
        faults.append(Fault(file, 1, wrong))
    return language


def _of_occasion(lessons: Lessons, occasion: str) -> tuple[Reading, ...]:
    found = [one for one in lessons.readings.values() if one.folder == occasion]
    return tuple(sorted(found, key=lambda one: one.place))


def _by_reading(lessons: Lessons) -> dict[str, tuple[Question, ...]]:
    ordered = sorted(lessons.questions.values(), key=lambda question: question.id)
    return {
        reading: tuple(question for question in ordered if question.reading == reading)
        for reading in lessons.readings
    }


def _buttons(file: Path, expected: ExpectedContent, faults: list[Fault]) -> dict[str, str]:
    found = read_toml(file, faults)
    if found is None:
        return {}
    return read_labels(*found, file, expected.buttons, expected.samples, faults)


def _replies(
    folder: Path, renderer: Renderer, expected: ExpectedContent, faults: list[Fault]
) -> dict[str, Reply]:
    replies: dict[str, Reply] = {}
    missing = set(expected.replies)
    for name, file in files_in(folder):
        if name not in missing:
            text = "there are two of it" if name in expected.replies else "no reply is called so"
            faults.append(Fault(file, 1, text))
            continue
        missing.discard(name)
        source = read_text(file, faults)
        if source is None:
            continue
        reply = renderer.reply(name, file, source, expected.replies[name], faults)
        if reply:
            replies[name] = reply
            try_reply(reply, expected, faults)
    faults.extend(
        Fault(folder / f"{name}.html.j2", 1, "is missing", absent=True) for name in missing
    )
    return replies


def _every_file(folder: Path, programs: Iterable[Program], faults: list[Fault]) -> None:
    """Placeholder copy in the files that are read, and files that nobody reads."""
    offered = {
        path.resolve()
        for program in programs
        for path in (program.article, program.flyer_of_all, program.own_flyer)
        if isinstance(path, Path)
    }
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        inner = file.relative_to(folder)
        if any(piece.startswith(".") for piece in inner.parts) or file.resolve() in offered:
            continue
        if not _is_read(inner):
            faults.append(Fault(file, 1, "is read by nobody"))
            continue
        silent: list[Fault] = []
        text = read_text(file, silent)
        check_copy(text or "", file, folder.name, faults)


def _is_read(inner: Path) -> bool:
    """Whether a file of a language folder has a place in it. Source: docs/authors.md."""
    parts = inner.parts
    if len(parts) == 1:
        return inner.name in ON_TOP
    if parts[0] == "replies":
        return inner.name.endswith(ENDINGS)
    if parts[0] == "programs":
        return len(parts) == 2 and inner.suffix == ".md"
    return parts[0] in ("readings", "questions") and len(parts) == 3 and inner.suffix == ".md"
