"""The programs and the society of one language, from their files."""

from __future__ import annotations

import re
from pathlib import Path

from markupsafe import Markup

from solbot.content import prose
from solbot.content.faults import Fault
from solbot.content.heads import LinkHead, ProgramHead, SocietyHead, validated
from solbot.content.markup import is_web_address
from solbot.content.models import Link, Program, Society
from solbot.content.source import Document, read_document

CARD_WORDS = (40, 150)
DETAILS_WORDS = (60, 300)
RESERVE_WORDS = (3, 100)

_RULE = re.compile(r"---[ \t]*")
_SECTIONS = (
    ("the card", CARD_WORDS),
    ("the details", DETAILS_WORDS),
    ("how to reserve", RESERVE_WORDS),
)


def read_programs(folder: Path, root: Path, faults: list[Fault]) -> dict[str, Program]:
    """The programs of a language folder by id, in the order of their files.

    Files they offer must lie within `root`, so that nothing else can be sent out by mistake.
    """
    programs: dict[str, Program] = {}
    for file in sorted((folder / "programs").glob("*.md")):
        document = read_document(file, faults)
        program = _program(document, root, faults) if document else None
        if program is None:
            continue
        if program.id in programs and document:
            text = f"id: {program.id} is taken by {programs[program.id].file}"
            faults.append(Fault(file, document.lines.of(("id",)), text))
        else:
            programs[program.id] = program
    return programs


def read_society(file: Path, faults: list[Fault]) -> Society | None:
    """`society.md`, or None with its faults."""
    if not file.is_file():
        faults.append(Fault(file, 1, "is missing"))
        return None
    document = read_document(file, faults)
    if document is None:
        return None
    html = prose.check_markdown(document.body, file, document.body_line, (), faults)
    prose.check_words(html, *CARD_WORDS, file, document.body_line, "the body", faults)
    head = validated(SocietyHead, document, faults)
    if head is None:
        return None
    return Society(
        title=head.title,
        address=head.address,
        regions=head.regions,
        blog=_link(head.blog) if head.blog else None,
        store=_link(head.store) if head.store else None,
        journal=_link(head.journal) if head.journal else None,
        partners=tuple(_link(partner) for partner in head.partners),
        about=html,
        file=file,
    )


def _program(document: Document, root: Path, faults: list[Fault]) -> Program | None:
    texts = _sections(document, faults)
    head = validated(ProgramHead, document, faults)
    if head is None or texts is None:
        return None
    return Program(
        id=head.id,
        title=head.title,
        summary=head.summary,
        card=texts[0],
        details=texts[1],
        reserve=texts[2],
        place=head.place,
        dates=head.dates,
        price=head.price,
        url=head.url,
        article=_offered(head.article, "article", document, root, faults),
        flyer=_offered(head.flyer, "flyer", document, root, faults),
        checked=head.checked,
        file=document.file,
    )


def _sections(document: Document, faults: list[Fault]) -> list[Markup] | None:
    rows = document.body.split("\n")
    cuts = [number for number, row in enumerate(rows) if _RULE.fullmatch(row)]
    if len(cuts) != len(_SECTIONS) - 1:
        text = "should have three texts (card, details, how to reserve), with --- between them"
        faults.append(Fault(document.file, document.body_line, text))
        return None
    starts = [0, *(cut + 1 for cut in cuts)]
    texts = []
    for (what, words), start, end in zip(_SECTIONS, starts, [*cuts, len(rows)], strict=True):
        first = next((row for row in range(start, end) if rows[row].strip()), start)
        line = document.body_line + first
        source = "\n".join(rows[first:end])
        html = prose.check_markdown(source, document.file, line, (), faults)
        prose.check_words(html, *words, document.file, line, what, faults)
        texts.append(html)
    return texts


def _offered(
    value: str | None, field: str, document: Document, root: Path, faults: list[Fault]
) -> Path | str | None:
    if value is None:
        return None
    line = document.lines.of((field,))
    if "://" in value:
        if not is_web_address(value):
            text = f"{field}: should be a web address with http(s) and a host, or a file"
            faults.append(Fault(document.file, line, text))
        return value
    file = document.file.parent / value
    if not file.resolve().is_relative_to(root.resolve()):
        faults.append(Fault(document.file, line, f"{field}: {value} lies outside the content"))
    elif not file.is_file():
        faults.append(Fault(document.file, line, f"{field}: there is no file {value}"))
    return file


def _link(head: LinkHead) -> Link:
    return Link(head.name, head.about, head.url)
