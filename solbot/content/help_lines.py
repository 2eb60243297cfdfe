"""Where people turn to when it gets heavy, by country, for all languages. help_line_heads.py reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
