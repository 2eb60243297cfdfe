"""What a picture is drawn with. Lengths are units, of which a picture is 360 wide, as narrow phones are; each becomes
three dots. Lines are drawn twice as large and made smaller, which smooths them."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Pillow takes a moment to come in, and only who draws needs it
    from PIL import ImageFont

WIDTH = 360
DOTS = 3  # of a unit
FINE = 2  # how much larger lines are drawn
THIN = 1.0  # a line no wider than this needs no round ends
PAPER = "#FFFFFF"
QUICK = 2  # of 9: how hard a PNG is pressed together; Telegram makes it a JPEG anyway

Point = tuple[float, float]


class Pen:
    """Draws one picture."""

    def __init__(self) -> None:
        """Begin: at first, words can be measured."""
        self._words: list[tuple[Point, str, str, str, ImageFont.FreeTypeFont]] = []
        self._fonts: dict[tuple[float, bool], ImageFont.FreeTypeFont] = {}

    def begin(self, height: float) -> None:
        """Take an empty sheet of this height."""
        from PIL import Image, ImageDraw

        size = (WIDTH * DOTS * FINE, round(height * DOTS) * FINE)
        self._image = Image.new("RGB", size, PAPER)
        self._draw = ImageDraw.Draw(self._image)
        self._blend = ImageDraw.Draw(self._image, "RGBA")  # a colour may be see-through

    def line(
        self, points: Sequence[Point], colour: str, width: float, dash: tuple[float, float] = (0, 0)
    ) -> None:
        """A line through points with round ends; with a dash, pieces of it and gaps between them."""
        for piece in _dashed(points, *dash) if any(dash) else (points,):
            found = [_fine(*one) for one in piece]
            if len(found) > 1:
                self._draw.line(found, colour, round(width * DOTS * FINE), "curve")
            for x, y in (piece[0], piece[-1]) if width > THIN else ():
                self.disc(x, y, width / 2, colour)

    def shape(self, points: Sequence[Point], fill: str, edge: str = "", width: float = 0) -> None:
        """A filled shape with corners; with an edge of this width, if there is one."""
        self._blend.polygon([_fine(*one) for one in points], fill)
        if edge:
            self.line([*points, points[0]], edge, width)

    def disc(
        self, x: float, y: float, radius: float, fill: str, edge: str = "", width: float = 0
    ) -> None:
        """A filled circle, its edge inside of it."""
        box = (*_fine(x - radius, y - radius), *_fine(x + radius, y + radius))
        self._draw.ellipse(box, fill, edge or None, round(width * DOTS * FINE))

    def half_disc(self, x: float, y: float, radius: float, fill: str) -> None:
        """The left half of a filled circle."""
        box = (*_fine(x - radius, y - radius), *_fine(x + radius, y + radius))
        self._draw.pieslice(box, 90, 270, fill)

    def words(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        colour: str,
        *,
        anchor: str = "lm",
        bold: bool = False,
    ) -> None:
        """Words; `anchor` as Pillow has it, such as "lm": begins here, in the middle of its height."""
        at = (x * DOTS, y * DOTS)
        self._words.append((at, words, colour, anchor, self._font(size, bold=bold)))

    def breadth(self, words: str, size: float, *, bold: bool = False) -> float:
        """How much room words take from left to right."""
        return self._font(size, bold=bold).getlength(words) / DOTS

    def png(self) -> bytes:
        """The picture. Words are set last, on top of everything."""
        from PIL import ImageDraw

        image = self._image.reduce(FINE)
        draw = ImageDraw.Draw(image)
        for at, words, colour, anchor, font in self._words:
            draw.text(at, words, colour, font, anchor)
        found = io.BytesIO()
        image.save(found, "png", compress_level=QUICK)
        return found.getvalue()

    def _font(self, size: float, *, bold: bool) -> ImageFont.FreeTypeFont:
        """A pen has fonts of its own: pictures are drawn in several threads."""
        from PIL import ImageFont

        if (size, bold) not in self._fonts:
            name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
            self._fonts[size, bold] = ImageFont.truetype(str(_fonts() / name), size * DOTS)
        return self._fonts[size, bold]


@cache
def _fonts() -> Path:
    """The fonts that matplotlib brings; finding them takes none of the second that it takes to come in."""
    found = find_spec("matplotlib")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("matplotlib brings the fonts, and is not there")
    return Path(found.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"


def _fine(x: float, y: float) -> Point:
    return x * DOTS * FINE, y * DOTS * FINE


def _dashed(points: Sequence[Point], on: float, off: float) -> list[list[Point]]:
    """The pieces of a line that are seen: `on` long, `off` apart."""
    pieces: list[list[Point]] = [[points[0]]]
    seen, left = True, on
    for (x0, y0), (x1, y1) in pairwise(points):
        length, gone = math.hypot(x1 - x0, y1 - y0), 0.0
        while length - gone > left:
            gone += left
            at = (x0 + (x1 - x0) * gone / length, y0 + (y1 - y0) * gone / length)
            if seen:
                pieces[-1].append(at)
            else:
                pieces.append([at])
            seen = not seen
            left = on if seen else off
        left -= length - gone
        if seen:
            pieces[-1].append((x1, y1))
    return pieces
