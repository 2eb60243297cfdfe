"""`help_lines.toml` as it is written, and read.

Nothing in it is copy: names are the lines' own, numbers are as they are dialled.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from babel import Locale
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from solbot.content.faults import Fault
from solbot.content.heads import Head, MaybePlain, MaybeUrl, Plain, Url, a_day, at_most, validated
from solbot.content.help_lines import Country, HelpLine, HelpLines
from solbot.content.source import MarkdownDocument, read_toml

FILE = "help_lines.toml"


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
