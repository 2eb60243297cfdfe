"""Sets a book: its cover, its contents with the page of each chapter, and the chapters, on pages of A5."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO

from solbot.books.book import Block, Book, Chapter, Paragraphs, Picture, Style
from solbot.books.faces import Faces
from solbot.books.lines import Line, LineBreaker
from solbot.books.pages import HEIGHT, WIDTH, Sheet, Sheets
from solbot.books.pdf import PdfWriter
from solbot.books.pictures import Placed, Ready, put, ready

SERIF, ITALIC, BOLD = "NotoSerif-Regular", "NotoSerif-Italic", "NotoSerif-Bold"
SANS, SANS_BOLD = "NotoSans-Regular", "NotoSans-Bold"
LEFT = RIGHT = 52.0
TOP, BOTTOM = 62.0, 60.0
COLUMN = WIDTH - LEFT - RIGHT
HIGHEST = 250.0  # of a picture
PICTURE_DOTS = 2560
DRAWN_DOTS = 2560  # of a picture that is drawn for the book
CONTENTS_LINE = 17.0
CONTENTS_FIRST = 78.0  # below the top of the first page of the contents
ROOM = 6  # thousandths
SMALLER = 0.6
OPENERS, AHEAD = 2, 12  # pictures are opened side by side, so many before they are wanted


@dataclass(frozen=True)
class Type:
    """How a style is set: sizes in points; `above` stands before the first paragraph, `between` before others."""

    font: str
    size: float
    leading: float
    above: float
    between: float = 3.0
    grey: float = 0.0
    indent: float = 0.0
    bold: bool = False


INDENT = 108.0  # of a list, for a date in full before it
TYPES = {
    Style.DAY: Type(SANS_BOLD, 9.5, 13.5, 22.0, bold=True),
    Style.SMALL: Type(SANS, 7.8, 11.0, 12.0, grey=0.42),
    Style.ASKED: Type(ITALIC, 10.2, 14.6, 3.0, grey=0.22),
    Style.WORDS: Type(SERIF, 10.4, 15.6, 4.0),
    Style.ITEM: Type(SERIF, 9.6, 14.0, 3.5, between=1.0, indent=INDENT),
    Style.BESIDE: Type(SANS, 8.0, 12.0, 0.5, between=0.5, grey=0.38, indent=INDENT),
    Style.NOTE: Type(SANS, 8.2, 11.6, 5.0, grey=0.42),
    Style.CAPTION: Type(ITALIC, 9.2, 13.0, 4.0, grey=0.3),
}
LABEL = Type(SANS, 7.8, 14.0, 0.0, grey=0.42)
TITLES = {1: Type(BOLD, 23.0, 30.0, 0.0, bold=True), 2: Type(BOLD, 16.0, 22.0, 34.0, bold=True)}
NEEDS = {1: 400.0, 2: 170.0}
"""How much room a chapter's title wants below it; where there is less, it begins a page."""

Found = Callable[[Picture], bytes | None]
Told = Callable[[int, int], None]


class Opener:
    """Opens the pictures of a book in their order, a few before they are wanted."""

    def __init__(self, found: Found, dots: int) -> None:
        """`found` fetches a picture; none is to be more than `dots` wide or high."""
        self._found, self._dots = found, dots
        self._pool = ThreadPoolExecutor(OPENERS)
        self._left: Iterator[Picture] = iter(())
        self._under_way: deque[Future[Ready | None]] = deque()

    def begin(self, chapters: Sequence[Chapter]) -> None:
        """Begin with the first."""
        blocks = (block for chapter in chapters for block in chapter.blocks)
        self._left = (block for block in blocks if isinstance(block, Picture))
        for _ in range(AHEAD):
            self._take()

    def next(self) -> Ready | None:
        """The next picture; None where it can't be opened."""
        self._take()
        return self._under_way.popleft().result()

    def end(self) -> None:
        """There are no more."""
        self._pool.shutdown()

    def _take(self) -> None:
        block = next(self._left, None)
        if block is not None:
            self._under_way.append(self._pool.submit(self._opened, block))

    def _opened(self, block: Picture) -> Ready | None:
        content = self._found(block)
        return ready(content, DRAWN_DOTS if block.drawn else self._dots) if content else None


class Setter:
    """Sets one book."""

    def __init__(
        self, out: BinaryIO, found: Found, told: Told, *, dots: int = PICTURE_DOTS
    ) -> None:
        """`found` fetches a picture, None where it is not there; `told` hears how much is done of how much."""
        self._faces = Faces()
        self._pages = Sheets(PdfWriter(out), self._faces)
        self._pdf = self._pages.pdf
        self._breaker = LineBreaker(self._faces)
        self._opener = Opener(found, dots)
        self._told = told
        self._page = Sheet()
        self._y = 0.0
        self._head = ""
        self._front = 0  # pages before the first chapter

    def set(self, book: Book) -> int:
        """Write the book; returns how many pages it has."""
        self._front = 0 if book.bare else 1 + len(_contents(book.chapters))
        listed: list[tuple[Chapter, int]] = []
        self._book = book
        self._opener.begin(book.chapters)
        self._begin()
        for place, chapter in enumerate(book.chapters):
            self._chapter(chapter)
            listed.append((chapter, len(self._pages.numbers)))
            for block in chapter.blocks:
                self._block(block)
            self._told(place + 1, len(book.chapters))
        self._finish()
        if not book.bare:
            self._cover(book)
            self._list(book, listed)
        outline = [
            (chapter.listed or chapter.title, chapter.depth, page + self._front)
            for chapter, page in listed
        ]
        self._pages.end(book.title, book.language, outline)
        self._opener.end()
        return len(self._pages.numbers)

    # --- Pages

    def _begin(self) -> None:
        self._page, self._y = Sheet(), HEIGHT - TOP

    def _finish(self) -> None:
        """A page is full: what stands above and below it is put there, and it goes into the file."""
        if self._head:
            self._centred(self._head, Type(SANS, 7.4, 10.0, 0.0, grey=0.5), HEIGHT - 38.0)
        number = len(self._pages.numbers) + 1 + self._front
        self._centred(str(number), Type(SANS, 8.0, 10.0, 0.0, grey=0.4), 34.0)
        self._pages.put(self._page)
        self._begin()

    @property
    def _is_empty(self) -> bool:
        return self._y >= HEIGHT - TOP

    def _room(self, needs: float) -> None:
        if self._y - needs < BOTTOM and not self._is_empty:
            self._finish()

    def _centred(self, text: str, kind: Type, y: float, page: Sheet | None = None) -> None:
        line = self._cut(text, kind, COLUMN)
        x = (WIDTH - line.width * kind.size / 1000) / 2
        self._put(line, x, y, kind, page)

    def _cut(self, text: str, kind: Type, width: float) -> Line:
        """The first line of a text, with a sign that it goes on where it does."""
        wide = width / kind.size * 1000
        lines = self._breaker.lines(text, kind.font, wide)
        if len(lines) == 1:
            return lines[0]
        words = text
        while len(lines) > 1 and words:
            words = words[: int(len(words) * 0.9)].rstrip()
            lines = self._breaker.lines(f"{words}…", kind.font, wide)
        return lines[0]

    def _put(self, line: Line, x: float, y: float, kind: Type, page: Sheet | None = None) -> None:
        self._pages.text(page or self._page, line, x, y, kind.size, bold=kind.bold, grey=kind.grey)

    # --- Chapters

    def _chapter(self, chapter: Chapter) -> None:
        kind = TITLES[min(chapter.depth, 2)]
        if chapter.depth == 1:
            if not self._is_empty:
                self._finish()
        else:
            self._room(NEEDS[2])
        self._head = chapter.head
        if not self._is_empty:
            self._y -= kind.above
        elif chapter.depth == 1:
            self._y -= 36.0
        self._paragraphs(chapter.title, kind, keep=2)
        self._y -= 5.0
        self._pages.rule(
            self._page, LEFT, self._y, LEFT + (COLUMN if chapter.depth > 1 else 46.0), 0.6, 0.35
        )
        self._y -= 4.0

    def _block(self, block: Block) -> None:
        if isinstance(block, Picture):
            self._picture(block)
            return
        kind = TYPES[block.style]
        if not self._is_empty:
            self._y -= kind.above
        if block.holds:
            self._room(kind.leading + 46.0)
        if block.label:
            self._room(kind.leading)
            label = self._cut(block.label, LABEL, kind.indent - 6.0)
            self._put(label, LEFT, self._y - kind.size, LABEL)
        self._paragraphs(block.text, kind)

    def _paragraphs(self, text: str, kind: Type, keep: int = 1) -> None:
        wide = (COLUMN - kind.indent) / kind.size * 1000 + ROOM
        for place, paragraph in enumerate(_paragraphs(text)):
            if not paragraph:
                self._y -= kind.leading / 2
                continue
            if place:
                self._y -= kind.between
            lines = self._breaker.lines(paragraph, kind.font, wide)
            self._lines(lines, kind, keep)

    def _lines(self, lines: Sequence[Line], kind: Type, keep: int) -> None:
        """Lines one below the other. Neither the first nor the last of several stands alone on a page."""
        for place, line in enumerate(lines):
            left = len(lines) - place
            together = min(left, 2 if place == 0 or left == 2 else 1)
            self._room(max(keep if place == 0 else 1, together) * kind.leading)
            self._y -= kind.leading
            x = LEFT + kind.indent
            if line.rightwards:
                x = WIDTH - RIGHT - line.width * kind.size / 1000
            self._put(line, x, self._y + kind.leading - kind.size, kind)

    def _picture(self, block: Picture) -> None:
        opened = self._opener.next()
        if opened is None:
            if self._book.missing:
                self._block(Paragraphs(Style.NOTE, self._book.missing))
            return
        placed = put(self._pdf, opened)
        left = self._y - BOTTOM - 12.0
        wide, high = _fitted(
            placed, HEIGHT - TOP - BOTTOM - 12.0 if block.wide else HIGHEST, wide=block.wide
        )
        if high > left >= high * SMALLER:  # a little smaller, it need not begin a page
            wide, high = wide * left / high, left
        self._room(high + 12.0)
        self._y -= 8.0 + high
        self._pages.picture(self._page, placed, LEFT, self._y, wide, high)
        self._y -= 4.0

    # --- What comes first

    def _cover(self, book: Book) -> None:
        page = Sheet()
        kind = Type(BOLD, 30.0, 38.0, 0.0, bold=True)
        y = HEIGHT * 0.66
        for line in self._breaker.lines(book.title, kind.font, COLUMN / kind.size * 1000)[:4]:
            self._put(line, (WIDTH - line.width * kind.size / 1000) / 2, y, kind, page)
            y -= kind.leading
        y += 14.0
        self._pages.rule(page, WIDTH / 2 - 30, y, WIDTH / 2 + 30, 0.8, 0.35)
        y -= 30.0
        for text in book.lines:
            self._centred(text, Type(SERIF, 12.0, 20.0, 0.0, grey=0.2), y, page)
            y -= 20.0
        self._centred(book.small_print, Type(SANS, 8.0, 12.0, 0.0, grey=0.5), 52.0, page)
        self._pages.put(page, 0)

    def _list(self, book: Book, listed: Sequence[tuple[Chapter, int]]) -> None:
        """The contents, after the cover."""
        pages = dict(
            zip([id(chapter) for chapter, _ in listed], [page for _, page in listed], strict=True)
        )
        for at, some in enumerate(_contents(book.chapters)):
            page = Sheet()
            y = HEIGHT - TOP
            if at == 0:
                y -= 36.0
                title = TITLES[1]
                line = self._cut(book.contents, title, COLUMN)
                self._put(line, LEFT, y, title, page)
                self._pages.rule(page, LEFT, y - 14.0, LEFT + 46.0, 0.6, 0.35)
                y -= CONTENTS_FIRST - 36.0
            for chapter in some:
                self._listed(page, chapter, pages[id(chapter)] + self._front, y)
                y -= CONTENTS_LINE
            self._centred(str(at + 2), Type(SANS, 8.0, 10.0, 0.0, grey=0.4), 34.0, page)
            self._pages.put(page, at + 1)

    def _listed(self, page: Sheet, chapter: Chapter, at: int, y: float) -> None:
        first = chapter.depth == 1
        kind = Type(BOLD if first else SERIF, 10.0, CONTENTS_LINE, 0.0, bold=first)
        left = LEFT + 14.0 * (chapter.depth - 1)
        number = self._cut(str(at + 1), Type(SERIF, 10.0, 10.0, 0.0), COLUMN)
        right = WIDTH - RIGHT - number.width / 100
        line = self._cut(chapter.listed or chapter.title, kind, right - left - 24.0)
        self._put(line, left, y, kind, page)
        self._put(number, right, y, Type(SERIF, 10.0, 10.0, 0.0), page)
        begins = left + line.width / 100 + 6.0
        if right - 6.0 > begins:
            page.parts.append(
                f"q 0.6 w [0.6 3.4] 0 d 1 J 0.6 G {begins:.1f} {y + 1:.1f} m {right - 6:.1f} {y + 1:.1f} l S Q"
            )
        page.links.append((left, y - 4.0, WIDTH - RIGHT, y + 11.0, at))


def _fitted(placed: Placed, highest: float, *, wide: bool) -> tuple[float, float]:
    """How wide and high a picture is on the page; a small one is not blown up."""
    most = COLUMN if wide else min(COLUMN, placed.width * 0.5)
    scale = min(most / placed.width, highest / placed.height)
    return placed.width * scale, placed.height * scale


def _contents(chapters: Sequence[Chapter]) -> list[list[Chapter]]:
    """What is listed on which page of the contents."""
    room = HEIGHT - TOP - BOTTOM
    first, others = int((room - CONTENTS_FIRST) / CONTENTS_LINE), int(room / CONTENTS_LINE)
    rest = list(chapters[first:])
    pages = [rest[start : start + others] for start in range(0, len(rest), others)]
    return [list(chapters[:first]), *pages]


_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")


def _paragraphs(text: str) -> list[str]:
    """The lines a person made, without what no page can show."""
    lines = [_UNSEEN.sub("", line).strip() for line in _ENDS.sub("\n", text).split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
