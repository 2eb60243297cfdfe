"""The programs of one language, from their files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from markupsafe import Markup

from solbot.content import prose
from solbot.content.editions import HOLD_DAYS, Edition, prices
from solbot.content.faults import Fault
from solbot.content.markdown import convert
from solbot.content.models import Handout, Program
from solbot.content.source import MarkdownDocument, read_document
from solbot.content.sourced import sourced_markup
from solbot.content.telegram_html import is_web_address

if TYPE_CHECKING:
    from solbot.content.heads import ProgramHead

WORDS = {"card": (20, 150), "details": (20, 300), "reserve": (3, 100)}

_RULE = re.compile(r"---[ \t]*")
_SECTIONS = (
    ("the card", WORDS["card"]),
    ("the details", WORDS["details"]),
    ("how to reserve", WORDS["reserve"]),
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


def _program(document: MarkdownDocument, root: Path, faults: list[Fault]) -> Program | None:
    from solbot.content.heads import ProgramHead, validated  # for files alone, with pydantic

    texts = _sections(document, faults)
    head = validated(ProgramHead, document, faults)
    if head is None or texts is None:
        return None
    article = _offered(head.article, "article", document, root, faults)
    of_all = _offered(head.flyer, "flyer", document, root, faults)
    own = _offered(head.own_flyer, "own_flyer", document, root, faults)
    language = document.file.parent.parent.name
    edition = edition_of(head, texts, language)
    built = build(
        head.id, edition, language, article=article, flyer=own or of_all, checked=head.checked
    )
    return replace(
        built,
        file=document.file,
        flyer_of_all=of_all,
        own_flyer=own,
        card=sourced_markup(built.card, document.file),
        details=sourced_markup(built.details, document.file),
        reserve=sourced_markup(built.reserve, document.file),
    )


def edition_of(head: ProgramHead, texts: Sequence[str], language: str) -> Edition:
    """What a file says of a program, as an edition with copy in one language."""
    values = {
        "title": head.title,
        "summary": head.summary,
        **dict(zip(("card", "details", "reserve"), texts, strict=True)),
        "place": head.place,
        "dates": head.dates,
        "prices": list(head.prices) or None,
        "price": head.price,
        "starts": head.starts.isoformat(timespec="minutes") if head.starts else None,
        "ends": head.ends.isoformat(timespec="minutes") if head.ends else None,
        "zone": head.zone,
        "online": head.online or None,
        "joining": head.joining,
        "seats": head.seats,
        "hold_days": head.hold_days if head.hold_days != HOLD_DAYS else None,
        "url": head.url,
    }
    edition = Edition()
    for name, value in values.items():
        edition.put(name, language, value)
    return edition


def build(
    program_id: str,
    edition: Edition,
    language: str,
    *,
    article: Handout | None,
    flyer: Handout | None,
    checked: date | None,
    default_zone: str = "UTC",
) -> Program:
    """An edition as people see it in a language it has copy in. Copy that is missing is empty."""
    facts, copy = edition.facts, edition.copy.get(language, {})
    zone = ZoneInfo(facts.get("zone") or default_zone)
    return Program(
        id=program_id,
        language=language,
        title=copy.get("title", ""),
        summary=copy.get("summary", ""),
        card=_html(copy.get("card", "")),
        details=_html(copy.get("details", "")),
        reserve=_html(copy.get("reserve", "")),
        place=copy.get("place"),
        online=bool(facts.get("online")),
        dates=copy.get("dates"),
        starts=_moment(facts.get("starts"), zone),
        ends=_moment(facts.get("ends"), zone),
        prices=tuple(prices(copy.get("prices", ()))),
        price=copy.get("price"),
        joining=facts.get("joining"),
        seats=facts.get("seats"),
        hold_days=facts.get("hold_days", HOLD_DAYS),
        url=facts.get("url"),
        article=article,
        flyer=flyer,
        checked=checked,
        facts=facts,
        copy=copy,
    )


def _html(text: str) -> Markup:
    return Markup(convert(text)[0])  # noqa: S704


def _moment(text: str | None, zone: ZoneInfo) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=zone) if text else None


def _sections(document: MarkdownDocument, faults: list[Fault]) -> list[str] | None:
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
        texts.append(source.strip())
    return texts


def _offered(
    value: str | None, field: str, document: MarkdownDocument, root: Path, faults: list[Fault]
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
    if wrong := _not_to_be_offered(file, root):
        faults.append(Fault(document.file, line, f"{field}: {wrong.format(_shortened(value))}"))
        return None
    return file


def _not_to_be_offered(file: Path, root: Path) -> str | None:
    """Why a file can't be sent out, if so."""
    try:
        if not file.resolve().is_relative_to(root.resolve()):
            return "{} lies outside the content"
        if file.is_file():
            return None if file.stat().st_size else "{} is empty"
    except (OSError, ValueError, RuntimeError):  # no name for a file, or links in a circle
        return "{} can be no file"
    return "there is no file {}"


def _shortened(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:59]}…"
