"""Makes solbot/books/fonts/ from Debian's font packages: `python -m tests.tools.make_fonts`.

`apt-get install fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji` brings them. The Chinese, Japanese and Korean
font is cut down to what the encodings of those countries hold; the emoji are made smaller, and kept beside the rules
by which several signs become one of them. All else is as it is there.
"""

from __future__ import annotations

import io
import json
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path

import uharfbuzz as hb
from PIL import Image

FONTS = Path(__file__).parents[2] / "solbot" / "books" / "fonts"
NOTO = Path("/usr/share/fonts/truetype/noto")
CJK = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SIMPLIFIED = 2  # the font of the collection whose signs are drawn as in China
ENCODINGS = ("gbk", "big5", "shift_jis", "euc_kr")
HANGUL = range(0xAC00, 0xD7A4)
EMOJI = NOTO / "NotoColorEmoji.ttf"
EMOJI_SIZE = 72  # dots; at 11 points that is more than a printer shows

PLAIN = (
    *("NotoSerif-Regular", "NotoSerif-Italic", "NotoSerif-Bold", "NotoSans-Regular"),
    *("NotoSans-Bold", "NotoSerifHebrew-Regular", "NotoNaskhArabic-Regular"),
    *(
        f"NotoSans{script}-Regular"
        for script in (
            *("Armenian", "Bengali", "CanadianAboriginal", "Cherokee", "Devanagari", "Ethiopic"),
            *(
                "Georgian",
                "Gujarati",
                "Gurmukhi",
                "Javanese",
                "Kannada",
                "Khmer",
                "Lao",
                "Malayalam",
            ),
            *("Math", "Mongolian", "Myanmar", "NKo", "Oriya", "Sinhala", "Symbols", "Symbols2"),
            *("Syriac", "Tamil", "Telugu", "Thaana", "Thai", "Tifinagh", "Yi"),
        )
    ),
    *("NotoSerifTibetan-Regular", "NotoMusic-Regular"),
)


def encoded() -> Iterator[int]:
    """What the encodings hold."""
    for encoding in ENCODINGS:
        for first in range(0x81, 0xFF):
            for second in range(0x40, 0xFF):
                try:
                    found = bytes((first, second)).decode(encoding)
                except UnicodeDecodeError:
                    continue
                yield from map(ord, found)


def cut_down() -> bytes:
    """The font for Chinese, Japanese and Korean."""
    face = hb.Face(hb.Blob.from_file_path(str(CJK)), SIMPLIFIED)
    wanted = hb.SubsetInput()
    there = {*encoded(), *HANGUL, *range(0x2E80, 0x3400), *range(0xFF00, 0xFFF0)}
    wanted.unicode_set.update({*face.unicodes} & there)
    wanted.layout_feature_tag_set.clear()
    # A book refers to a sign by its number there.
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.RETAIN_GIDS
    return bytes(hb.subset(face, wanted).blob.data)


def emoji() -> tuple[bytes, bytes]:
    """The rules of the emoji font, and its pictures: a list of where each is, then one after the other."""
    face = hb.Face(hb.Blob.from_file_path(str(EMOJI)))
    font, pictures, places = hb.Font(face), bytearray(), {}
    for glyph in range(face.glyph_count):
        picture = font.get_glyph_color_png(glyph)
        if picture is None or not len(picture.data):
            continue
        small = _smaller(bytes(picture.data))
        places[glyph] = (len(pictures), len(small))
        pictures += small
    kept = hb.SubsetInput()
    kept.keep_everything()
    kept.drop_table_tag_set.update({int.from_bytes(tag) for tag in (b"CBDT", b"CBLC")})
    kept.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NOTDEF_OUTLINE
    rules = bytes(hb.subset(face, kept).blob.data)
    index = json.dumps(places, separators=(",", ":")).encode()
    return rules, struct.pack(">I", len(index)) + index + bytes(pictures)


def _smaller(png: bytes) -> bytes:
    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    picture.thumbnail((EMOJI_SIZE, EMOJI_SIZE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.quantize(128, method=Image.Quantize.FASTOCTREE).save(out, "png", optimize=True)
    return out.getvalue()


def main() -> None:
    """Make them all anew."""
    FONTS.mkdir(parents=True, exist_ok=True)
    for name in PLAIN:
        shutil.copyfile(NOTO / f"{name}.ttf", FONTS / f"{name}.ttf")
    (FONTS / "NotoSansCJKsc-Regular.otf").write_bytes(cut_down())
    rules, pictures = emoji()
    (FONTS / "NotoColorEmoji.ttf").write_bytes(rules)
    (FONTS / "NotoColorEmoji.pictures").write_bytes(pictures)


if __name__ == "__main__":
    main()
