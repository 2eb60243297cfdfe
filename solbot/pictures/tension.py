"""The picture of a vision over time: up to three lines from 0 to 10, and below and above them what happened when.

It is made for a phone: upright, legible when it is 360 units wide. What is told apart by colour is told apart by dash,
marker and a word beside it as well. Drawing takes a tenth of a second: see bot/drawing.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from textwrap import wrap

from solbot.pictures.fitting import Grain, PlotPoint, apart, grouped, thinned, ticks
from solbot.pictures.pen import WIDTH, Pen, Point

PLOT = 230.0  # the height of the scale; the picture is as high as what is beside it needs
INK, QUIET, RULE, STRIP = "#222222", "#666666", "#DDDDDD", "#F3F3F1"
MARGIN, LEFT = 12.0, 32.0
TITLE, SPAN, LABEL, NOTE, FIGURE = 15.0, 11.5, 12.0, 10.5, 11.0  # sizes of what is written
LANE, LINE = 17.0, 14.0  # heights
LABELS_MOST = 140.0  # of the width; longer ones are written smaller
INSET = 9.0  # of the first and the last day from the edges
MARKERS_MOST = 26  # of a line; where there are more, only the first and the last have one
GUIDES_MOST = 12
MARK = 5.0  # the radius of a sign
FULL_SCALE = 10


class Stroke(StrEnum):
    """How a line is drawn."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


class Sign(StrEnum):
    """What a mark looks like."""

    UP = "up"
    DOWN = "down"
    RING = "ring"  # a dot in a ring, as a lens
    CROSS = "cross"
    TICK = "tick"
    HALF = "half"
    EMPTY = "empty"
    AHEAD = "ahead"


COLOURS = {Stroke.SOLID: "#0072B2", Stroke.DASHED: "#B84A00", Stroke.DOTTED: "#222222"}
WIDTHS = {Stroke.SOLID: 3.2, Stroke.DASHED: 2.4, Stroke.DOTTED: 2.6}
DASHES = {Stroke.SOLID: (0.0, 0.0), Stroke.DASHED: (7.0, 6.0), Stroke.DOTTED: (0.1, 5.5)}


@dataclass(frozen=True)
class Curve:
    """Figures from 0 to 10 in the order of their days, with what is written at the end; one a day at most."""

    stroke: Stroke
    label: str
    points: Sequence[tuple[date, int]]


@dataclass(frozen=True)
class Lane:
    """Marks of one kind, with what is written beside them. None is a day that is still to come."""

    sign: Sign
    label: str
    days: Sequence[date | None]


@dataclass(frozen=True)
class Tension:
    """What is drawn. `averaged` is written below where lines are averages, `several` where a mark is of several."""

    title: str
    span: str
    lines: Sequence[Curve]
    changes: Sequence[Lane]
    steps: Sequence[Lane]
    averaged: str
    several: str


Written = Callable[[date, Grain], str]
"""A date as the reader's language writes it."""


@dataclass(frozen=True)
class WrittenDates:
    """The dates of a picture as a reader's language writes them, found beforehand."""

    words: Mapping[date, str]

    def __call__(self, day: date, grain: Grain) -> str:
        """One of them."""
        del grain
        return self.words[day]


def dates(tension: Tension, written: Written) -> WrittenDates:
    """What is written for the dates on the axis of this picture."""
    grain, days = ticks(*extent(tension.lines, (*tension.changes, *tension.steps)))
    return WrittenDates({day: written(day, grain) for day in days})


def extent(lines: Iterable[Curve], lanes: Iterable[Lane]) -> tuple[date, date]:
    """The first and the last day of anything. Raises ValueError where there is none."""
    days = [on for line in lines for on, _ in line.points]
    days += [on for lane in lanes for on in lane.days if on is not None]
    return min(days), max(days)


def draw(tension: Tension, written: Written) -> bytes:
    """The picture as a PNG. Raises ValueError where there is no day to draw."""
    return _Drawing(tension, written).drawn()


class _Drawing:
    def __init__(self, tension: Tension, written: Written) -> None:
        self.tension, self.written, self.pen = tension, written, Pen()
        lanes = (*tension.changes, *tension.steps)
        self.first, self.last = extent(tension.lines, lanes)
        self.places = [thinned(line.points) for line in tension.lines]
        labels = [*(line.label for line in tension.lines), *(lane.label for lane in lanes)]
        self.size, self.right = self._room_for(labels)
        self.notes = self._notes()
        self.lanes_top = MARGIN + TITLE + SPAN + 18
        self.top = self.lanes_top + LANE * len(tension.changes) + 10
        self.bottom = self.top + PLOT
        self.steps_top = self.bottom + 28
        self.notes_top = self.steps_top + LANE * len(tension.steps) + 4

    def drawn(self) -> bytes:
        self.pen.begin(self.notes_top + LINE * len(self.notes) + MARGIN)
        self._heading()
        self._axes()
        self._strip(self.lanes_top, self.tension.changes)
        self._strip(self.steps_top, self.tension.steps)
        self._guides()
        for line, places in zip(self.tension.lines, self.places, strict=True):
            self._band(line, places)
        self._labels()
        for line, places in zip(self.tension.lines, self.places, strict=True):
            self._line(line, places)
        for line, places in zip(self.tension.lines, self.places, strict=True):
            self._markers(line, places)
        for number, note in enumerate(self.notes):
            self.pen.words(MARGIN, self.notes_top + LINE * (number + 0.5), note, NOTE, QUIET)
        return self.pen.png()

    def x(self, day: float) -> float:
        """Where a day is; a single one in the middle."""
        first, last = self.first.toordinal(), self.last.toordinal()
        share = (day - first) / (last - first) if last > first else 0.5
        return LEFT + INSET + share * (self.right - LEFT - 2 * INSET)

    def y(self, value: float) -> float:
        """Where a figure is."""
        return self.bottom - value / FULL_SCALE * (self.bottom - self.top)

    def _room_for(self, labels: Sequence[str]) -> tuple[float, float]:
        """How large labels are written, and where they begin."""
        widest = max((self.pen.breadth(one, LABEL, bold=True) for one in labels), default=0)
        size = min(LABEL, LABEL * LABELS_MOST / max(widest, 1))
        return size, WIDTH - MARGIN - widest * size / LABEL - 8

    def _notes(self) -> list[str]:
        tension = self.tension
        averaged = any(
            len(places) < len(line.points)
            for line, places in zip(tension.lines, self.places, strict=True)
        )
        lanes = (*tension.changes, *tension.steps)
        several = any(len(self._marks(lane)) < len(lane.days) for lane in lanes)
        notes = (averaged and tension.averaged, several and tension.several)
        most = int((WIDTH - 2 * MARGIN) / (NOTE * 0.6))
        return [line for note in notes if note for line in wrap(note, most)]

    def _marks(self, lane: Lane) -> list[float]:
        """Where the marks of a lane are, from left to right; what is to come is at the end."""
        at = [self.right - INSET if on is None else self.x(on.toordinal()) for on in lane.days]
        return grouped(at, 2 * MARK + 1)

    def _heading(self) -> None:
        self.pen.words(MARGIN, MARGIN + 8, self.tension.title, TITLE, INK, bold=True)
        self.pen.words(MARGIN, MARGIN + TITLE + 12, self.tension.span, SPAN, QUIET)

    def _axes(self) -> None:
        for value in range(0, FULL_SCALE + 1, 2):
            y = self.y(value)
            self.pen.line([(LEFT, y), (self.right, y)], QUIET if not value else RULE, 0.8)
            self.pen.words(LEFT - 7, y, str(value), FIGURE, QUIET, anchor="rm")
        grain, days = ticks(self.first, self.last)
        end = 0.0
        for day in days:
            words, x = self.written(day, grain), self.x(day.toordinal())
            half = self.pen.breadth(words, FIGURE) / 2
            x_words = max(x, MARGIN + half)
            if x_words - half > end + 5:
                self.pen.line([(x, self.bottom), (x, self.bottom + 4)], QUIET, 0.8)
                self.pen.words(x_words, self.bottom + 13, words, FIGURE, QUIET, anchor="mm")
                end = x_words + half

    def _strip(self, top: float, lanes: Sequence[Lane]) -> None:
        for number, lane in enumerate(lanes):
            y = top + LANE * (number + 0.5)
            low, high = y - LANE / 2 + 1, y + LANE / 2 - 1
            corners = [(LEFT, low), (self.right, low), (self.right, high), (LEFT, high)]
            self.pen.shape(corners, STRIP)
            for x in self._marks(lane):
                _sign(self.pen, lane.sign, x, y)
            self.pen.words(self.right + 8, y, lane.label, min(self.size, FIGURE), INK)

    def _guides(self) -> None:
        """From each change of words down to the axis, unless there are so many that they hide the lines."""
        found = [x for lane in self.tension.changes for x in self._marks(lane)]
        for x in found if len(found) <= GUIDES_MOST else ():
            self.pen.line([(x, self.top - 6), (x, self.bottom)], "#BBBBBB", 0.8, (2, 3))

    def _band(self, line: Curve, places: Sequence[PlotPoint]) -> None:
        """From the lowest to the highest, where a line is of averages."""
        if len(places) < len(line.points):
            above = [(self.x(one.day), self.y(one.high)) for one in places]
            below = [(self.x(one.day), self.y(one.low)) for one in reversed(places)]
            self.pen.shape([*above, *below], f"{COLOURS[line.stroke]}22")

    def _line(self, line: Curve, places: Sequence[PlotPoint]) -> None:
        points = [(self.x(one.day), self.y(one.value)) for one in places]
        if len(points) > 1:
            stroke = line.stroke
            self.pen.line(points, COLOURS[stroke], WIDTHS[stroke], DASHES[stroke])

    def _markers(self, line: Curve, places: Sequence[PlotPoint]) -> None:
        shown = places if len(places) <= MARKERS_MOST else (places[0], places[-1])
        for one in shown:
            _marker(self.pen, line.stroke, self.x(one.day), self.y(one.value))

    def _labels(self) -> None:
        """What each line is, beside its end; a thin line leads there."""
        lines = [line for line in self.tension.lines if line.points]
        ends = [line.points[-1] for line in lines]
        wanted = [self.y(value) for _, value in ends]
        found = apart(wanted, self.size + 4, self.top, self.bottom)
        for line, (on, value), y in zip(lines, ends, found, strict=True):
            way = [(self.x(on.toordinal()), self.y(value)), (self.right, y), (self.right + 5, y)]
            self.pen.line(way, "#AAAAAA", 0.8)
            colour = COLOURS[line.stroke]
            self.pen.words(self.right + 8, y, line.label, self.size, colour, bold=True)


def _marker(pen: Pen, stroke: Stroke, x: float, y: float) -> None:
    """A round, a pointed and a square one, each smaller than the last, so that all are seen in the same place."""
    colour = COLOURS[stroke]
    if stroke is Stroke.SOLID:
        pen.disc(x, y, 5.6, colour)
        return
    wide, turned = (4.2, True) if stroke is Stroke.DASHED else (1.9, False)
    for radius, fill in ((wide + 0.8, "#FFFFFF"), (wide, colour)):
        pen.shape(_square(x, y, radius, turned=turned), fill)


def _square(x: float, y: float, radius: float, *, turned: bool) -> list[Point]:
    if turned:
        return [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
    return [(x + a * radius, y + b * radius) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]


def _sign(pen: Pen, sign: Sign, x: float, y: float) -> None:
    """One mark."""
    if sign in (Sign.UP, Sign.DOWN):
        up = -MARK if sign is Sign.UP else MARK
        pen.line([(x, y - up), (x, y + up)], INK, 1.6)
        pen.line([(x - 3.6, y + up * 0.25), (x, y + up), (x + 3.6, y + up * 0.25)], INK, 1.6)
    elif sign is Sign.CROSS:
        for way in (-3.6, 3.6):
            pen.line([(x - 3.6, y - way), (x + 3.6, y + way)], INK, 1.6)
    elif sign is Sign.AHEAD:
        pen.shape([(x - 3, y - 4.2), (x + 4, y), (x - 3, y + 4.2)], STRIP, INK, 1.4)
    elif sign is Sign.TICK:
        pen.disc(x, y, MARK, INK)
        pen.line([(x - 2.4, y + 0.1), (x - 0.7, y + 2), (x + 2.5, y - 1.9)], "#FFFFFF", 1.3)
    else:
        pen.disc(x, y, MARK, STRIP, INK, 1.4)
        if sign is Sign.HALF:
            pen.half_disc(x, y, MARK, INK)
        if sign is Sign.RING:
            pen.disc(x, y, 1.7, INK)
