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


@dataclass(frozen=True, slots=True)
class Ready:
    """A picture as a file holds it: a JPEG."""

    content: bytes
    mode: str
    size: tuple[int, int]


def ready(content: bytes, most: int) -> Ready | None:
    """A picture, upright and at most `most` dots wide and high; None where it can't be opened.

    A JPEG that is small enough stays as it came.
    """
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MOST_DOTS:
                return None
            if _as_it_came(picture, most):
                picture.load()  # one that was cut off is none
                return Ready(content, picture.mode, picture.size)
            # A JPEG is opened at a half, a quarter or an eighth of its size several times as fast.
            share = next((one for one in (1, 2, 4) if max(picture.size) <= one * most), 8)
            picture.draft("RGB", (picture.width // share, picture.height // share))
            shown = ImageOps.exif_transpose(picture)
            shown.thumbnail((most, most), Image.Resampling.BILINEAR)
            return _packed(shown)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def put(pdf: PdfWriter, one: Ready) -> Placed:
    """Write a picture."""
    entries = {
        **_size(one.size),
        "ColorSpace": "/DeviceGray" if one.mode == "L" else "/DeviceRGB",
        "BitsPerComponent": "8",
        "Filter": "/DCTDecode",
    }
    return Placed(pdf.stream(one.content, entries, packed=True), *one.size)


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


def _packed(picture: Image.Image) -> Ready:
    if "A" in picture.getbands() or "transparency" in picture.info:
        whole = picture.convert("RGBA")
        ground = Image.new("RGB", whole.size, "white")
        ground.paste(whole, mask=whole.getchannel("A"))
        picture = ground
    picture = picture if picture.mode == "L" else picture.convert("RGB")
    out = io.BytesIO()
    picture.save(out, "jpeg", quality=80)
    return Ready(out.getvalue(), picture.mode, picture.size)


def _size(size: tuple[int, int]) -> dict[str, str]:
    kind = {"Type": "/XObject", "Subtype": "/Image"}
    return {**kind, "Width": str(size[0]), "Height": str(size[1])}
