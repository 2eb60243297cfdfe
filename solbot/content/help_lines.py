"""`help_lines.toml`: where people turn to when it gets heavy, by country, for all languages.

Nothing in it is copy: names are the lines' own, numbers are as they are dialled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated

from babel import Locale
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from solbot.content.faults import Fault
from solbot.content.heads import Head, MaybePlain, MaybeUrl, Plain, Url, a_day, at_most, validated
from solbot.content.source import MarkdownDocument, read_toml

FILE = "help_lines.toml"


@dataclass(frozen=True)
class HelpLine:
    """One place to turn to. `press` is what to choose once somebody answers, `text` where a text message goes,
    `where` the part of the country it is for; `always`: by day and night."""

    name: str
    phone: str | None
    press: str | None
    text: str | None
    where: str | None
    url: str | None
    always: bool


@dataclass(frozen=True)
class Country:
    """The lines of a country, and its number for emergencies where that is known."""

    lines: tuple[HelpLine, ...]
    emergency: str | None


@dataclass(frozen=True)
class HelpLines:
    """All there are; `everywhere` knows those of other countries."""

    everywhere: HelpLine
    countries: Mapping[str, Country] = field(default_factory=dict)

    def within(self, country: str | None) -> Country:
        """Those of a country by its code; none where it is not known."""
        return self.countries.get(country or "", Country((), None))


def read_help_lines(folder: Path, faults: list[Fault]) -> HelpLines | None:
    """The file of a content folder, or None with its faults."""
    file = folder / FILE
    found = read_toml(file, faults)
    if found is None:
        return None
    head = validated(_Head, MarkdownDocument(file, found[0], found[1], "", 1), faults)
    if head is None:
        return None
    countries = {
        code: Country(tuple(map(_line, one.lines)), one.emergency)
        for code, one in head.countries.items()
    }
    return HelpLines(_line(head.everywhere), countries)


def _line(head: _LineHead) -> HelpLine:
    known = head.model_dump(exclude={"source", "checked"})
    return HelpLine(**known)


def _a_country(code: str) -> str:
    if len(code) != 2 or code not in Locale("en").territories:
        raise ValueError("should be a country's code of two letters, such as AR")
    return code


Number = Annotated[str | None, Field(pattern=r"^[0-9*#+(][0-9*#+() -]{1,30}$")]


class _LineHead(Head):
    name: Annotated[Plain, at_most(60)]
    phone: Number = None
    press: Annotated[str | None, Field(pattern=r"^[0-9]{1,2}$")] = None
    text: Number = None
    where: Annotated[MaybePlain, Field(max_length=40)] = None
    url: MaybeUrl = None
    always: bool = False
    source: Url
    checked: Annotated[date, BeforeValidator(a_day)]

    @model_validator(mode="after")
    def _leads_somewhere(self) -> _LineHead:
        if not (self.phone or self.text or self.url):
            raise ValueError("should have a phone, a text or a url")
        return self


class _CountryHead(Head):
    emergency: Number = None
    lines: Annotated[tuple[_LineHead, ...], Field(min_length=1)]


class _Head(Head):
    everywhere: _LineHead
    countries: dict[Annotated[str, AfterValidator(_a_country)], _CountryHead]
