"""Words as they stand on a page: what each looks like, and where a line ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from solbot.books import bidi
from solbot.books.faces import HIDDEN, Face, Faces, Glyphs

EMOJI_SIZE = 1170.0  # thousandths of the size of the words around
SPACE_LIKE = " \t\u00a0\u2009\u202f\u3000"

_CLUSTER = regex.compile(r"\X")
_EMOJI = regex.compile(
    r"\p{Emoji_Presentation}|\p{Emoji}\ufe0f|[0-9#*]\ufe0f?\u20e3|\p{Extended_Pictographic}\u200d"
)
_TEXT = regex.compile(r".\ufe0e")
_WORD = regex.compile(r"[ \t\u3000\u2009]+|[^ \t\u3000\u2009]+")
# Between two of these a line may end; before what closes and after what opens it may not.
_APART = regex.compile(
    r"(?<=[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー、。，．！？；：）」』】》〉…])"
    r"(?=[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}（「『【《〈])(?![ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々ー])"
    r"|(?<=[\p{Latin}\p{Nd}])(?=[\p{Han}])|(?<=[\p{Han}、。，．！？；：）」』】])(?=[\p{Latin}\p{Nd}])"
    r"|(?<=[-‐–—/])(?=\p{L})"
)
_UNSPACED = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


@dataclass(frozen=True, slots=True)
class Emoji:
    """One picture among the words."""

    glyph: int
    words: str
    width: float = EMOJI_SIZE


Shown = Glyphs | Emoji


@dataclass(frozen=True, slots=True)
class Bit:
    """What no line ends within, or the space between two such."""

    shown: tuple[Shown, ...]
    width: float  # thousandths of the size
    space: bool = False
    level: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one line, from left to right."""

    shown: Sequence[Shown]
    width: float
    rightwards: bool = False


class LineBreaker:
    """Breaks texts into lines. It remembers every word it met."""

    def __init__(self, faces: Faces) -> None:
        """Take the fonts."""
        self._faces = faces
        self._bit = lru_cache(maxsize=200_000)(self._made)
        self._parts: dict[str, dict[str, tuple[Bit, ...]]] = {}

    def lines(self, text: str, font: str, width: float) -> list[Line]:
        """A paragraph in lines that are no wider than `width`, in thousandths of the size of the font."""
        right = bidi.is_rightwards(text)
        mixed = bool(bidi.RIGHTWARDS.search(text))
        rows = self._rows(
            self._mixed(text, font, right) if mixed else self._plain(text, font), font, width
        )
        return [_line(row, right, mixed) for row in rows] or [Line((), 0.0, right)]

    def width(self, text: str, font: str) -> float:
        """How wide a text is on one line."""
        return self.lines(text, font, float("inf"))[0].width

    def _plain(self, text: str, font: str) -> list[Bit]:
        known = self._parts.setdefault(font, {})
        bits: list[Bit] = []
        space = self._bit(" ", font, 0)
        for word in text.replace("\t", " ").split(" "):
            parts = known.get(word)
            if parts is None:
                cut = [word] if word.isascii() and word.isalpha() else _parts(word)
                parts = known[word] = tuple(self._bit(part, font, 0) for part in cut)
            bits += parts
            bits.append(space)
        bits.pop()
        return bits

    def _mixed(self, text: str, font: str, right: bool) -> list[Bit]:
        bits: list[Bit] = []
        levels = bidi.levels(text, rightwards=right)
        for found in _WORD.finditer(text):
            start, end = found.span()
            at = start
            while at < end:
                to = at + 1
                while to < end and levels[to] == levels[at]:
                    to += 1
                bits.append(self._bit(text[at:to], font, levels[at]))
                at = to
        return bits

    def _rows(self, bits: Sequence[Bit], font: str, width: float) -> list[list[Bit]]:
        rows: list[list[Bit]] = []
        row: list[Bit] = []
        used = 0.0
        for one in bits:
            used += one.width
            if one.space:
                if row:
                    row.append(one)
                else:
                    used = 0.0
            elif used <= width:
                row.append(one)
            else:
                if row:
                    rows.append(_trimmed(row))
                row, used = [one], one.width
                if used > width:  # too long for any line
                    *whole, last = self._cut(one, font, width)
                    rows += [[part] for part in whole]
                    row, used = [last], last.width
        if row:
            rows.append(_trimmed(row))
        return rows

    def _cut(self, bit: Bit, font: str, width: float) -> Iterator[Bit]:
        """A word in pieces that fit; a syllable of a script without spaces is kept whole."""
        piece, used = "", 0.0
        for cluster in _CLUSTER.findall(bit.words):
            wide = self._bit(cluster, font, bit.level).width
            if piece and used + wide > width:
                yield self._bit(piece, font, bit.level)
                piece, used = "", 0.0
            piece += cluster
            used += wide
        if piece:
            yield self._bit(piece, font, bit.level)

    def _made(self, word: str, font: str, level: int) -> Bit:
        space = word[0] in SPACE_LIKE and not word.strip(SPACE_LIKE)
        if space:
            word = word.replace("\t", "    ")
        face = self._faces.named(font)
        if face.has(word) and not _EMOJI.search(word):
            shown: list[Shown] = [*face.shaped(word, rightwards=level % 2 == 1)]
        else:
            runs = list(self._runs(word, face))
            shown = [
                one
                for run in (reversed(runs) if level % 2 else runs)
                for one in self._shaped(*run, face, rightwards=level % 2 == 1)
            ]
        return Bit(tuple(shown), sum(one.width for one in shown), space, level, word)

    def _runs(self, word: str, face: Face) -> Iterator[tuple[str, Face | None, bool]]:
        """A word in runs of one font each; whether it is an emoji."""
        run, of = "", None
        for cluster in _CLUSTER.findall(word):
            if _EMOJI.match(cluster) and not _TEXT.match(cluster):
                if run:
                    yield run, of, False
                    run = ""
                yield cluster, None, True
                continue
            takes = face if face.has(cluster) else self._faces.having(cluster)
            if of is not None and takes is not of and run and of.has(cluster) and takes is not face:
                takes = of
            if run and takes is not of:
                yield run, of, False
                run = ""
            run, of = run + cluster, takes
        if run:
            yield run, of, False

    def _shaped(
        self, run: str, of: Face | None, emoji: bool, face: Face, *, rightwards: bool
    ) -> Sequence[Shown]:
        if emoji:
            pictures = self._faces.emoji.shaped(run)
            if pictures:
                words = (run, *[""] * (len(pictures) - 1))
                return [Emoji(*one) for one in zip(pictures, words, strict=True)]
            of = self._faces.having(run)
        if of is None and all(ord(sign) in HIDDEN for sign in run):
            return []
        return (of or face).shaped(run, rightwards=rightwards)


def _parts(word: str) -> list[str]:
    """Where a line may end within what has no space in it."""
    parts = [part for part in _APART.split(word) if part]
    if _UNSPACED.search(word):
        return [cluster for part in parts for cluster in _CLUSTER.findall(part)]
    return parts


def _trimmed(row: list[Bit]) -> list[Bit]:
    while row and row[-1].space:
        row.pop()
    return row


def _line(row: Sequence[Bit], right: bool, mixed: bool) -> Line:
    placed = [row[place] for place in bidi.order([bit.level for bit in row])] if mixed else row
    return Line(
        [one for bit in placed for one in bit.shown], sum([bit.width for bit in row]), right
    )
