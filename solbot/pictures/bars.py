"""Bar charts. matplotlib takes a second to come in and some tenths to draw: see bot/drawing.py."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

COLOURS = ("#8fb3c9", "#2f6073")
STUB = 0.04  # of the width: what stands for a figure that is not shown
WIDTH, ROW, EDGE = 8.0, 0.75, 1.3  # inches
DPI = 130


@dataclass(frozen=True)
class Bar:
    """One bar, and what is written at its end; without a length, a hatched stub."""

    length: int | None
    text: str


def draw(title: str, legend: Sequence[str], rows: Sequence[tuple[str, Sequence[Bar]]]) -> bytes:
    """Rows of bars, the first on top, as a PNG. Each row has a bar for each word of the legend."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = Figure(figsize=(WIDTH, EDGE + ROW * len(rows)), dpi=DPI, layout="constrained")
    axes = figure.add_subplot()
    longest = max([bar.length or 0 for _, bars in rows for bar in bars] + [1])
    thick = 0.8 / len(legend)
    for number, word in enumerate(legend):
        for place, (_, bars) in enumerate(rows):
            bar = bars[number]
            length = longest * STUB if bar.length is None else bar.length
            at = place + (number - (len(legend) - 1) / 2) * thick
            axes.barh(
                at,
                length,
                height=thick * 0.92,
                color=COLOURS[number] if bar.length is not None else "white",
                edgecolor=COLOURS[number],
                hatch=None if bar.length is not None else "////",
                label=word if place == 0 else None,
            )
            axes.text(length + longest * 0.012, at, bar.text, va="center", fontsize=9)
    axes.set_yticks(range(len(rows)), [name for name, _ in rows])
    axes.invert_yaxis()
    axes.set_xlim(0, longest * 1.22)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_title(title, loc="left", fontsize=11)
    figure.legend(loc="outside lower center", ncols=len(legend), frameon=False)
    picture = io.BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(picture, format="png")
    return picture.getvalue()
