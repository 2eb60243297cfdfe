"""Words that know which content files they come from, so that an author can find what to change."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup


class Sourced(str):
    """Text as any other; `files` are those it comes from, the first the one that shaped it."""

    files: tuple[Path, ...] = ()
    style: str | None = None  # of the button whose label it is


class SourcedMarkup(Markup):
    """The same for what is HTML already."""

    files: tuple[Path, ...] = ()


def files_of(text: object) -> tuple[Path, ...]:
    """The files a text comes from, as far as it knows them."""
    return text.files if isinstance(text, Sourced | SourcedMarkup) else ()


def sourced(text: str, files: Iterable[Path]) -> Sourced:
    """The text, with its files; each is named once."""
    words = Sourced(text)
    words.files = tuple(dict.fromkeys(files))
    return words


def style_of(label: str) -> str | None:
    """How a button with this label looks; None: as any other."""
    return label.style if isinstance(label, Sourced) else None


def sourced_markup(html: str, *files: Path) -> SourcedMarkup:
    """HTML that is safe already, with its files."""
    words = SourcedMarkup(html)
    words.files = files
    return words
