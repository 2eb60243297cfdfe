"""What is in a book, in words already: its cover, and chapters of blocks one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Style(StrEnum):
    """How words are set."""

    DAY = "day"  # a heading within a chapter
    SMALL = "small"  # a time, what something is about
    ASKED = "asked"
    WORDS = "words"  # what the person wrote
    ITEM = "item"  # one of a list
    BESIDE = "beside"  # what belongs to one of a list
    NOTE = "note"  # what the book says of something that is not in it
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Paragraphs, one a line. `label` stands before a list's item, such as a date."""

    style: Style
    text: str
    label: str = ""
    holds: bool = False  # nothing is at the end of a page that stands above what it speaks of


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the number of a file beside the book, or of a picture that is drawn for it."""

    file: int
    drawn: bool = False
    wide: bool = False  # as wide as the words, where it would be smaller


Block = Paragraphs | Picture


@dataclass(frozen=True, slots=True)
class Chapter:
    """Something with a line in the contents. `depth` 1 begins a part of the book."""

    title: str
    depth: int
    blocks: Sequence[Block] = ()
    listed: str = ""  # what the contents say of it, if not its title
    head: str = ""  # above its pages


@dataclass(frozen=True, slots=True)
class Book:
    """All of it."""

    title: str
    lines: Sequence[str]  # under the title
    contents: str  # the heading of the contents
    chapters: Sequence[Chapter]
    language: str = "en"
    small_print: str = ""  # at the foot of the cover
    missing: str = ""  # said in the place of a picture that can't be opened
    bare: bool = False  # a few pages that want neither cover nor contents
    meta: dict[str, str] = field(default_factory=dict)
