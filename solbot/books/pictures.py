"""Pictures in a book: upright, no larger than a printer shows, and as they came where that will do."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

from solbot.books.pdf import PdfWriter, ref

UPRIGHT = 1
ORIENTATION = 0x0112
MOST_DOTS = 40_000_000
"""Of a picture that is opened: a small file can claim to be a huge one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture in the file: its object, and how wide and high it is in dots."""

    number: int
    width: int
    height: int


def put(pdf: PdfWriter, content: bytes, most: int) -> Placed | None:
    """Write a picture, at most `most` dots wide and high; None where it can't be opened.

    A JPEG that is small enough is written as it came.
    """
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MOST_DOTS:
                return None
            if _as_it_came(picture, most):
                return _jpeg(pdf, content, picture.mode, picture.size)
            picture.draft("RGB", (most, most))
            shown = ImageOps.exif_transpose(picture)
            shown.thumbnail((most, most))
            return _jpeg(pdf, *_packed(shown))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def put_with_alpha(pdf: PdfWriter, content: bytes) -> Placed:
    """Write a picture that lets what is behind it through, such as an emoji."""
    with Image.open(io.BytesIO(content)) as picture:
        shown = picture.convert("RGBA")
    size = _size(shown.size)
    alpha = {**size, "ColorSpace": "/DeviceGray", "BitsPerComponent": "8"}
    mask = pdf.stream(shown.getchannel("A").tobytes(), alpha)
    colours = {**size, "ColorSpace": "/DeviceRGB", "BitsPerComponent": "8", "SMask": ref(mask)}
    return Placed(pdf.stream(shown.convert("RGB").tobytes(), colours), *shown.size)


def _as_it_came(picture: Image.Image, most: int) -> bool:
    plain = picture.format == "JPEG" and picture.mode in ("RGB", "L")
    upright = picture.getexif().get(ORIENTATION, UPRIGHT) == UPRIGHT
    return plain and upright and max(picture.size) <= most


def _packed(picture: Image.Image) -> tuple[bytes, str, tuple[int, int]]:
    if "A" in picture.getbands() or "transparency" in picture.info:
        whole = picture.convert("RGBA")
        ground = Image.new("RGB", whole.size, "white")
        ground.paste(whole, mask=whole.getchannel("A"))
        picture = ground
    picture = picture if picture.mode == "L" else picture.convert("RGB")
    out = io.BytesIO()
    picture.save(out, "jpeg", quality=80)
    return out.getvalue(), picture.mode, picture.size


def _jpeg(pdf: PdfWriter, content: bytes, mode: str, size: tuple[int, int]) -> Placed:
    entries = {
        **_size(size),
        "ColorSpace": "/DeviceGray" if mode == "L" else "/DeviceRGB",
        "BitsPerComponent": "8",
        "Filter": "/DCTDecode",
    }
    return Placed(pdf.stream(content, entries, packed=True), *size)


def _size(size: tuple[int, int]) -> dict[str, str]:
    kind = {"Type": "/XObject", "Subtype": "/Image"}
    return {**kind, "Width": str(size[0]), "Height": str(size[1])}
