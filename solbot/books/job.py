"""What the process that makes a book is given: the book, and what goes into a ZIP beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from solbot.books.book import Book
from solbot.pictures.tension import Tension


@dataclass(frozen=True, slots=True)
class Slice:
    """A file beside the job: where it begins in the one that holds them all, and how long it is."""

    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Packed:
    """What goes into a ZIP beside the book: texts by their names, some of them into every part, and files."""

    texts: Sequence[tuple[str, bytes]]
    everywhere: Sequence[tuple[str, bytes]]
    files: Sequence[tuple[str, int]]  # each by its place among the job's
    owners: Sequence[str]  # whose each of the files is: those of one stay together
    book: str  # what the book is called in it
    at: tuple[int, int, int, int, int, int]  # when, as the ZIP says
    back: int  # bytes of a part that can be brought back


@dataclass(frozen=True, slots=True)
class BookJob:
    """All there is to do."""

    book: Book
    files: Sequence[Slice]
    drawings: Sequence[Tension]
    locale: str  # of the dates in the drawings
    name: str  # of what is made, without its ending
    packed: Packed | None = None  # None: the book alone


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: the place of the open file it is in, its name and size."""

    place: int
    name: str
    size: int
