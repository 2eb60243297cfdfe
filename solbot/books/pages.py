"""The pages of a book: where each line and picture stands, and the objects they are in the file."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from solbot.books.faces import Face, Faces, Glyphs
from solbot.books.lines import Emoji, Line
from solbot.books.pdf import PdfWriter, array, dictionary, ref, words
from solbot.books.pictures import Placed, put_with_alpha

WIDTH, HEIGHT = 419.53, 595.28  # A5, in points
BOLDER = 0.035  # how much a sign is made bolder that has no bold font, in parts of its size
UNSEEN_IN = "NotoSerif-Regular"
EMOJI_DROP = 0.22  # of the size, below the line

Link = tuple[float, float, float, float, int]
"""A place on a page that leads to another page, by its number."""


@dataclass
class Sheet:
    """A page that is being set."""

    parts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


class Sheets:
    """Takes what stands on each page, and puts the page into the file as soon as it is full."""

    def __init__(self, pdf: PdfWriter, faces: Faces) -> None:
        """Begin with no page."""
        self.pdf = self._pdf = pdf
        self._faces = faces
        self._tree, self._resources = pdf.reserve(), pdf.reserve()
        self._fonts: dict[str, int] = {}
        self._emoji: dict[int, Placed] = {}
        self._pictures: set[int] = set()
        self.numbers: list[int] = []  # the objects of the pages, as they come
        self._waiting: list[tuple[int, int, list[Link]]] = []

    def put(self, page: Sheet, at: int | None = None) -> None:
        """A page is full; `at` is its place among those there are, else the last."""
        number = self._pdf.reserve()
        self.numbers.insert(len(self.numbers) if at is None else at, number)
        content = zlib.compress("\n".join(page.parts).encode("latin-1", "replace"), 6)
        held = self._pdf.stream(content, {"Filter": "/FlateDecode"}, packed=True)
        if page.links:  # they lead to pages that are not there yet
            self._waiting.append((number, held, page.links))
            return
        self._pdf.add(self._page(held, ""), number)

    def text(
        self,
        page: Sheet,
        line: Line,
        x: float,
        y: float,
        size: float,
        *,
        bold: bool = False,
        grey: float = 0.0,
    ) -> None:
        """A line whose foot begins at x and y, counted from the lower left corner."""
        scale = size / 1000
        begun: list[str] = []
        of: Face | None = None
        at = 0.0  # in thousandths of the size
        for one in line.shown:
            if isinstance(one, Emoji):
                self._flush(page, begun)
                of = None
                self._picture(page, one, x + at * scale, y, size)
            elif one.raised or one.shift:
                self._flush(page, begun)
                of = None
                begun.append(
                    self._start(
                        one, x + (at + one.shift) * scale, y + one.raised * scale, size, bold, grey
                    )
                )
                begun.append(one.shown)
                self._flush(page, begun)
            else:
                if one.face is not of:
                    self._flush(page, begun)
                    begun.append(self._start(one, x + at * scale, y, size, bold, grey))
                    of = one.face
                begun.append(one.shown)
            at += one.width
        self._flush(page, begun)

    def _start(self, one: Glyphs, x: float, y: float, size: float, bold: bool, grey: float) -> str:
        thick = bold and "Bold" not in one.face.name
        stroke = f"{size * BOLDER:.2f} w 2 Tr {grey:.2g} G " if thick else "0 Tr "
        return f"BT {grey:.2g} g {stroke}/{self._font(one)} {size:g} Tf {x:.2f} {y:.2f} Td ["

    @staticmethod
    def _flush(page: Sheet, begun: list[str]) -> None:
        if begun:
            page.parts.append(f"{''.join(begun).replace('><', '')}] TJ ET")
        begun.clear()

    def _font(self, one: Glyphs) -> str:
        name = one.face.name
        if name not in self._fonts:
            self._fonts[name] = self._pdf.reserve()
        return f"F{self._fonts[name]}"

    def _picture(self, page: Sheet, one: Emoji, x: float, y: float, size: float) -> None:
        if one.glyph not in self._emoji:
            content = self._faces.emoji.picture(one.glyph)
            self._emoji[one.glyph] = put_with_alpha(self._pdf, content)
        there = self._emoji[one.glyph]
        wide = one.width * size / 1000 * 0.94
        high = wide * there.height / there.width
        # Who searches or copies finds a space there that nobody sees, and that stands for the emoji.
        (space,) = self._faces.named(UNSEEN_IN).shaped(" ", rightwards=False)
        unseen = f"BT 3 Tr /{self._font(space)} {size:g} Tf {x:.2f} {y:.2f} Td {space.shown} Tj ET"
        page.parts.append(
            f"/Span <</ActualText {words(one.words)}>> BDC q {unseen} {wide:.2f} 0 0 {high:.2f} "
            f"{x + wide * 0.03:.2f} {y - size * EMOJI_DROP:.2f} cm /P{there.number} Do Q EMC"
        )
        self._pictures.add(there.number)

    def picture(
        self, page: Sheet, placed: Placed, x: float, y: float, wide: float, high: float
    ) -> None:
        """A picture whose lower left corner is at x and y."""
        page.parts.append(f"q {wide:.2f} 0 0 {high:.2f} {x:.2f} {y:.2f} cm /P{placed.number} Do Q")
        self._pictures.add(placed.number)

    @staticmethod
    def rule(
        page: Sheet, x: float, y: float, to: float, thick: float = 0.4, grey: float = 0.6
    ) -> None:
        """A line from the left to the right."""
        page.parts.append(f"{thick} w {grey} G {x:.2f} {y:.2f} m {to:.2f} {y:.2f} l S")

    def end(self, title: str, language: str, outline: Sequence[tuple[str, int, int]]) -> None:
        """Write what all pages share, and the file's end.

        `outline` is what a reader lists beside the book: titles, how deep each is, and its page.
        """
        for number, held, links in self._waiting:
            there = array([ref(self._pdf.add(self._link(*one))) for one in links])
            self._pdf.add(self._page(held, there), number)
        for name, number in self._fonts.items():
            self._faces.named(name).embed(self._pdf, number)
        fonts = {f"F{number}": ref(number) for number in self._fonts.values()}
        pictures = {f"P{number}": ref(number) for number in sorted(self._pictures)}
        shared = {"Font": dictionary(fonts), "XObject": dictionary(pictures)}
        self._pdf.add(dictionary(shared), self._resources)
        kids = array([ref(number) for number in self.numbers])
        tree = {"Type": "/Pages", "Kids": kids, "Count": str(len(self.numbers))}
        self._pdf.add(dictionary(tree), self._tree)
        root = {
            "Type": "/Catalog",
            "Pages": ref(self._tree),
            "Lang": words(language),
            "ViewerPreferences": "<</DisplayDocTitle true>>",
        } | self._outline(outline)
        info = {"Title": words(title), "Producer": words("solbot")}
        self._pdf.end(self._pdf.add(dictionary(root)), self._pdf.add(dictionary(info)))

    def _page(self, content: int, links: str) -> str:
        page = {
            "Type": "/Page",
            "Parent": ref(self._tree),
            "MediaBox": f"[0 0 {WIDTH} {HEIGHT}]",
            "Resources": ref(self._resources),
            "Contents": ref(content),
        }
        return dictionary(page | ({"Annots": links} if links else {}))

    def _link(self, left: float, low: float, right: float, high: float, page: int) -> str:
        return dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": f"[{left:.1f} {low:.1f} {right:.1f} {high:.1f}]",
                "Border": "[0 0 0]",
                "Dest": f"[{ref(self.numbers[page])} /XYZ null null null]",
            }
        )

    def _outline(self, entries: Sequence[tuple[str, int, int]]) -> dict[str, str]:
        if not entries:
            return {}
        root = self._pdf.reserve()
        numbers = [self._pdf.reserve() for _ in entries]
        parents: dict[int, int] = {0: root}
        kids: dict[int, list[int]] = {root: []}
        of: list[int] = []
        for number, (_, depth, _) in zip(numbers, entries, strict=True):
            parent = parents[max(one for one in parents if one < depth)]
            parents = {one: held for one, held in parents.items() if one < depth} | {depth: number}
            kids.setdefault(parent, []).append(number)
            of.append(parent)
        for number, parent, (title, _, page) in zip(numbers, of, entries, strict=True):
            row = kids[parent]
            place = row.index(number)
            beside = {"Prev": place - 1, "Next": place + 1}
            entry = {"Title": words(title), "Parent": ref(parent)}
            entry |= {name: ref(row[at]) for name, at in beside.items() if 0 <= at < len(row)}
            entry |= self._within(kids.get(number, ()), shut=True)
            entry["Dest"] = f"[{ref(self.numbers[page])} /XYZ null null null]"
            self._pdf.add(dictionary(entry), number)
        self._pdf.add(
            dictionary({"Type": "/Outlines"} | self._within(kids[root], shut=False)), root
        )
        return {"Outlines": ref(root)}

    @staticmethod
    def _within(row: Iterable[int], *, shut: bool) -> dict[str, str]:
        there = list(row)
        if not there:
            return {}
        count = str(-len(there) if shut else len(there))
        return {"First": ref(there[0]), "Last": ref(there[-1]), "Count": count}
