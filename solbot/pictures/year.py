"""A year on one picture: every day a square, filled where something was written.

It is made for a phone: three months in a row. What is told apart by colour is told apart by its shape as well: a day
with one entry is a filled square, one with several has a white dot in it; today has a frame. Drawing takes a tenth of a
second: see bot/drawing.py.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from solbot.pictures.pen import WIDTH, Pen

MARGIN, TOP = 12.0, 42.0
ACROSS = 3  # months
GAP = 12.0
SIDE = (WIDTH - 2 * MARGIN - (ACROSS - 1) * GAP) / ACROSS / 7
NAME, LETTERS = 16.0, 11.0  # heights above the days of a month
MONTH = NAME + LETTERS + 6 * SIDE + 8
TITLE, LABEL, SMALL = 15.0, 11.0, 7.5
INK, QUIET, EMPTY, FULL, MARK = "#222222", "#666666", "#E9E9E6", "#0072B2", "#FFFFFF"
LEGEND = 34.0


@dataclass(frozen=True)
class Year:
    """What is drawn: how many entries each day has, with the words beside it. `weekdays` begin on Monday."""

    number: int
    days: Mapping[date, int]
    today: date
    title: str
    months: Sequence[str]
    weekdays: Sequence[str]
    one: str
    several: str


def draw(year: Year) -> bytes:
    """The picture as a PNG."""
    pen = Pen()
    rows = 12 // ACROSS
    pen.begin(TOP + rows * MONTH + LEGEND)
    pen.words(MARGIN, MARGIN + 10, year.title, TITLE, INK, bold=True)
    for month in range(1, 13):
        row, column = divmod(month - 1, ACROSS)
        _month(pen, year, month, MARGIN + column * (7 * SIDE + GAP), TOP + row * MONTH)
    _legend(pen, year, TOP + rows * MONTH + LEGEND / 2 - 4)
    return pen.png()


def _month(pen: Pen, year: Year, month: int, left: float, top: float) -> None:
    pen.words(left, top + NAME / 2, year.months[month - 1], LABEL, INK, bold=True)
    for at, letter in enumerate(year.weekdays):
        pen.words(
            left + (at + 0.5) * SIDE, top + NAME + LETTERS / 2, letter, SMALL, QUIET, anchor="mm"
        )
    first, count = calendar.monthrange(year.number, month)
    for day in range(1, count + 1):
        row, column = divmod(first + day - 1, 7)
        on = date(year.number, month, day)
        x, y = left + column * SIDE, top + NAME + LETTERS + row * SIDE
        _day(pen, x, y, year.days.get(on, 0), today=on == year.today)


def _day(pen: Pen, x: float, y: float, entries: int, *, today: bool = False) -> None:
    low, high = 1.0, SIDE - 1.0
    corners = [(x + a, y + b) for a, b in ((low, low), (high, low), (high, high), (low, high))]
    pen.shape(corners, FULL if entries else EMPTY, INK if today else "", 1.2 if today else 0)
    if entries > 1:
        pen.disc(x + SIDE / 2, y + SIDE / 2, SIDE / 5, MARK)


def _legend(pen: Pen, year: Year, y: float) -> None:
    x = MARGIN
    for entries, words in ((1, year.one), (2, year.several)):
        _day(pen, x, y - SIDE / 2, entries)
        pen.words(x + SIDE + 5, y, words, LABEL, INK)
        x += SIDE + 5 + pen.breadth(words, LABEL) + 16
