"""The catalog: every language of the content folder, loaded and checked as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from solbot.content.draft import drafted
from solbot.content.faults import ContentError, Fault
from solbot.content.help_lines import HelpLines
from solbot.content.language import Language

if TYPE_CHECKING:
    from solbot.content.expected import ExpectedContent

__all__ = ["Catalog", "ContentError", "Fault", "Language", "load"]


@dataclass(frozen=True, eq=False, repr=False)
class Catalog:
    """All words the bot has. `languages` are codes, the default first; `help_lines` are the same in all of them, and so
    is `news`: of when the latest is that everybody hears once."""

    languages: tuple[str, ...]
    by_code: Mapping[str, Language]
    help_lines: HelpLines
    news: date | None = None
    privacy: date | None = None  # since when the privacy text is as it is

    @cached_property
    def default(self) -> Language:
        """The language of those whose own is not here."""
        return self.by_code[self.languages[0]]

    @cached_property
    def complete(self) -> tuple[str, ...]:
        """The languages that lack nothing, the default first."""
        return tuple(code for code in self.languages if not self.by_code[code].draft)

    def language(self, code: str) -> Language:
        """A language by its code, or the default."""
        return self.by_code.get(code, self.default)

    def names_of(self, key: str) -> frozenset[str]:
        """Whatever a button is called, in any of the languages."""
        return frozenset().union(*(one.names_of(key) for one in self.by_code.values()))

    def best(self, hint: str | None) -> str:
        """The code that fits an IETF tag best: `pt-BR` itself, else `pt`, else another `pt-…`,
        else the default. A draft is spoken only to those who chose it."""
        tag = (hint or "").replace("_", "-").lower()
        known = {code.lower(): code for code in self.complete}
        while tag:
            if tag in known:
                return known[tag]
            close = [code for low, code in known.items() if low.startswith(tag + "-")]
            if close:
                return close[0]
            tag = tag.rpartition("-")[0]
        return self.languages[0]


def load(
    folder: Path, default_language: str = "en", expected: ExpectedContent | None = None
) -> Catalog:
    """Read and check a content folder; nothing is left to be read later.

    Raises:
        ContentError: with every fault there is.
    """
    # With all that only reading and checking need.
    from solbot.content.check import inspect
    from solbot.content.help_line_heads import read_help_lines
    from solbot.content.news import read_news, read_privacy

    languages, faults = inspect(folder, default_language, expected)
    help_lines = read_help_lines(folder, [])
    if faults or help_lines is None:
        raise ContentError(faults)
    by_code = {one.code: drafted(one, languages[0]) if one.draft else one for one in languages}
    return Catalog(
        tuple(by_code),
        MappingProxyType(by_code),
        help_lines,
        read_news(folder, []),
        read_privacy(folder, []),
    )
