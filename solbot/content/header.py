"""`language.toml`, `words.toml` and `about.toml`: what a language is called, and the words it understands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from babel import Locale, UnknownLocaleError

from solbot.content.faults import Fault
from solbot.content.filters import Filters
from solbot.content.heads import LanguageHead, validated
from solbot.content.models import BotProfile, Formats, Header
from solbot.content.source import LineNumbers, MarkdownDocument, read_toml
from solbot.typed.about import Topics
from solbot.typed.vocabulary import Vocabulary

CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def read_header(file: Path, faults: list[Fault]) -> Header | None:
    """`language.toml`, or None with its faults."""
    found = read_toml(file, faults)
    if found is None:
        return None
    head = validated(LanguageHead, MarkdownDocument(file, found[0], found[1], "", 1), faults)
    if head is None:
        return None
    profile = BotProfile(head.profile.name, head.profile.description, head.profile.about)
    formats = Formats(**dict(head.formats))
    return Header(head.name, profile, MappingProxyType(dict(head.commands)), formats, head.draft)


def read_filters(code: str, header: Header, file: Path, faults: list[Fault]) -> Filters | None:
    """The filters for a language, or None with a fault where Babel cannot write it so."""
    locale = locale_of(code)
    if locale is None:
        faults.append(Fault(file.parent, 1, f"{code} is no language known to Babel"))
        return None
    try:
        return Filters(locale, header.formats)
    except (ValueError, KeyError, AttributeError) as error:
        faults.append(Fault(file, 1, f"formats: cannot be used: {error}"))
        return None


def locale_of(code: str) -> Locale | None:
    """Babel's locale for a language code, or None."""
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def read_vocabulary(file: Path, faults: list[Fault]) -> Vocabulary | None:
    """`words.toml`, or None with its faults."""
    found = read_toml(file, faults)
    if found is None:
        return None
    table, lines = found
    try:
        return Vocabulary.from_mapping(table)
    except ValueError as error:
        faults.append(Fault(file, _named(str(error), table, lines), str(error)))
        return None


def read_topics(file: Path, faults: list[Fault]) -> Topics | None:
    """`about.toml`, or None with its faults."""
    found = read_toml(file, faults)
    if found is None:
        return None
    table, lines = found
    try:
        return Topics.from_mapping(table)
    except ValueError as error:
        faults.append(Fault(file, _named(str(error), table, lines), str(error)))
        return None


def _named(text: str, table: Mapping[str, object], lines: LineNumbers) -> int:
    """The line of the first key that an error names."""
    named = [key for key in table if re.search(rf"\b{re.escape(key)}\b", text)]
    return min((lines.of((key,)) for key in named), default=1)
