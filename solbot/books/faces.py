"""The fonts of a book: which has a sign, what a word looks like in it, and what of it is put into the file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from solbot.books.pdf import PdfWriter, array, dictionary, ref

FONTS = Path(__file__).with_name("fonts")
EMOJI = "NotoColorEmoji"
FALLBACKS = (
    *("NotoSerifHebrew-Regular", "NotoNaskhArabic-Regular", "NotoSansDevanagari-Regular"),
    *("NotoSansThai-Regular", "NotoSansCJKsc-Regular", "NotoSansSymbols-Regular"),
    *("NotoSansSymbols2-Regular", "NotoSansMath-Regular"),
)
"""What is looked through first where a sign is not in the font that was asked for; then all the others."""

HIDDEN = frozenset(
    {0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF}
    | {*range(0x202A, 0x202F)}
    | {*range(0x2066, 0x206A)}
    | {*range(0xFE00, 0xFE10)}
    | {*range(0xE0000, 0xE0080)}
)
"""Signs that show nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Signs of one font in a row: `shown` is what a page says of them, `width` in thousandths of the size.

    Where `raised`, they stand so much higher, and `shown` is of a single one.
    """

    face: Face
    shown: str
    width: float
    shift: float = 0.0  # to the right, without taking room
    raised: float = 0.0


class Face:
    """One font."""

    def __init__(self, name: str) -> None:
        """Open the font of this name. Raises OSError where it is not there."""
        self.name = name
        file = next(
            FONTS / f"{name}{end}" for end in (".ttf", ".otf") if (FONTS / f"{name}{end}").exists()
        )
        self._face = hb.Face(hb.Blob.from_file_path(str(file)))
        self._font = hb.Font(self._face)
        self._scale = 1000 / self._face.upem
        self._used: dict[int, str] = {}
        self._widths: dict[int, float] = {}
        self.is_cff = file.suffix == ".otf"

    @cached_property
    def signs(self) -> frozenset[int]:
        """What it has."""
        return frozenset(self._face.unicodes)

    def has(self, text: str) -> bool:
        """Whether it has all of a text."""
        return all(ord(sign) in self.signs or ord(sign) in HIDDEN for sign in text)

    def shaped(self, text: str, *, rightwards: bool) -> list[Glyphs]:
        """What a text looks like, from left to right."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rightwards else "ltr"
        hb.shape(self._font, buffer)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        self._note(text, infos)
        return self._runs(infos, positions)

    def _note(self, text: str, infos: Sequence[Any]) -> None:
        """Remember what is shown, and which words it stands for, so that they can be searched and copied."""
        starts = sorted({info.cluster for info in infos})
        ends = dict(zip(starts, (*starts[1:], len(text)), strict=True))
        said: set[int] = set()
        for info in infos:
            glyph, cluster = info.codepoint, info.cluster
            words = "" if cluster in said else text[cluster : ends[cluster]]
            said.add(cluster)
            if not self._used.get(glyph):
                self._used[glyph] = words

    def _runs(self, infos: Sequence[Any], positions: Sequence[Any]) -> list[Glyphs]:
        found: list[Glyphs] = []
        row: list[str] = []
        width = 0.0
        for info, place in zip(infos, positions, strict=True):
            glyph = info.codepoint
            advance, plain = place.x_advance * self._scale, self._width(glyph)
            if place.x_offset or place.y_offset:
                if row:
                    found.append(Glyphs(self, "".join(row), width))
                    row, width = [], 0.0
                shift, raised = place.x_offset * self._scale, place.y_offset * self._scale
                found.append(Glyphs(self, f"<{glyph:04X}>", advance, shift, raised))
                continue
            row.append(f"<{glyph:04X}>")
            if abs(advance - plain) > 0.5:
                row.append(f"{plain - advance:.0f}")
            width += advance
        if row:
            found.append(Glyphs(self, "".join(row).replace("><", ""), width))
        return found

    def _width(self, glyph: int) -> float:
        known = self._widths.get(glyph)
        if known is None:
            known = self._widths[glyph] = self._font.get_glyph_h_advance(glyph) * self._scale
        return known

    def embed(self, pdf: PdfWriter, number: int) -> None:
        """Write what was used of the font."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(self._used)
        wanted.layout_feature_tag_set.clear()
        # A page names a sign by its number in the whole font.
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NOTDEF_OUTLINE
        subset = hb.subset(self._face, wanted)
        name = f"/SOLBOT+{self.name}"
        if self.is_cff:
            data = bytes(subset.reference_table("CFF ").data)
            file = {"FontFile3": ref(pdf.stream(data, {"Subtype": "/CIDFontType0C"}))}
        else:
            data = bytes(subset.blob.data)
            file = {"FontFile2": ref(pdf.stream(data, {"Length1": str(len(data))}))}
        inner = pdf.add(
            dictionary(self._inner(name, pdf.add(dictionary(self._described(name) | file))))
        )
        outer = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": "/Identity-H",
            "DescendantFonts": f"[{ref(inner)}]",
            "ToUnicode": ref(pdf.stream(self._meanings(), {})),
        }
        pdf.add(dictionary(outer), number)

    def _described(self, name: str) -> dict[str, str]:
        extents = self._font.get_font_extents("ltr")
        return {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": "4",
            "FontBBox": "[-1000 -500 2500 1500]",
            "ItalicAngle": "-12" if "Italic" in self.name else "0",
            "Ascent": f"{extents.ascender * self._scale:.0f}",
            "Descent": f"{extents.descender * self._scale:.0f}",
            "CapHeight": "714",
            "StemV": "80",
        }

    def _inner(self, name: str, descriptor: int) -> dict[str, str]:
        widths = [f"{glyph} [{self._width(glyph):.0f}]" for glyph in sorted(self._used)]
        return {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if self.is_cff else "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            "FontDescriptor": ref(descriptor),
            "DW": "1000",
            "W": array(widths),
        } | ({} if self.is_cff else {"CIDToGIDMap": "/Identity"})

    def _meanings(self) -> bytes:
        """Which words each sign stands for."""
        pairs = [(glyph, words) for glyph, words in sorted(self._used.items()) if words]
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        ]
        for start in range(0, len(pairs), 100):
            some = pairs[start : start + 100]
            lines.append(f"{len(some)} beginbfchar")
            lines += [
                f"<{glyph:04X}> <{words.encode('utf-16-be', 'replace').hex().upper()}>"
                for glyph, words in some
            ]
            lines.append("endbfchar")
        lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(lines).encode()


class EmojiFace:
    """The emoji: which picture a cluster of signs is."""

    def __init__(self) -> None:
        """Open the rules; the pictures are read when one is shown."""
        self._face = hb.Face(hb.Blob.from_file_path(str(FONTS / f"{EMOJI}.ttf")))
        self._font = hb.Font(self._face)
        self._pictures = FONTS / f"{EMOJI}.pictures"

    @cached_property
    def _places(self) -> dict[int, tuple[int, int]]:
        with self._pictures.open("rb") as file:
            size = int.from_bytes(file.read(4))
            index = json.loads(file.read(size))
        return {int(glyph): (size + 4 + start, length) for glyph, (start, length) in index.items()}

    def shaped(self, cluster: str) -> list[int]:
        """The pictures a cluster is shown by; none where there is none."""
        buffer = hb.Buffer()
        buffer.add_str(cluster)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer)
        return [info.codepoint for info in buffer.glyph_infos if info.codepoint in self._places]

    def picture(self, glyph: int) -> bytes:
        """One picture, a PNG."""
        start, length = self._places[glyph]
        with self._pictures.open("rb") as file:
            file.seek(start)
            return file.read(length)


class Faces:
    """All fonts, each opened when it is first needed."""

    def __init__(self) -> None:
        """Open none yet."""
        self._opened: dict[str, Face] = {}
        self._of_sign: dict[str, Face | None] = {}

    @cached_property
    def emoji(self) -> EmojiFace:
        """The emoji."""
        return EmojiFace()

    @property
    def opened(self) -> Sequence[Face]:
        """Those that were needed."""
        return list(self._opened.values())

    def named(self, name: str) -> Face:
        """A font by its name."""
        if name not in self._opened:
            self._opened[name] = Face(name)
        return self._opened[name]

    def having(self, cluster: str) -> Face | None:
        """A font that has a cluster of signs; None where none has."""
        if cluster not in self._of_sign:
            found = (self.named(name) for name in self._names() if self.named(name).has(cluster))
            self._of_sign[cluster] = next(found, None)
        return self._of_sign[cluster]

    def _names(self) -> Sequence[str]:
        styled = ("NotoSerif-", "NotoSans-", EMOJI)
        there = sorted(
            file.stem for file in FONTS.glob("*.[ot]tf") if not file.stem.startswith(styled)
        )
        return [*FALLBACKS, *(name for name in there if name not in FALLBACKS)]
