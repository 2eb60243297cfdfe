"""Where things go in a picture of something over time: pure rules, in days and in units of length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

POINTS = 40  # of a line; where there are more, each place on it stands for several


@dataclass(frozen=True)
class PlotPoint:
    """A place on a line: a figure as it is, or the average of several with the lowest and the highest of them."""

    day: float
    value: float
    low: float
    high: float


def thinned(points: Sequence[tuple[date, int]], most: int = POINTS) -> list[PlotPoint]:
    """A line's places, one a figure; of more than `most` figures, averages over equal stretches of time.

    The first and the last figure are always themselves. `points` are in the order of their days.
    """
    days = [(on.toordinal(), value) for on, value in points]
    if len(days) <= most:
        return [_average([one]) for one in days]
    first, *inner, last = days
    stretch = (last[0] - first[0]) / most
    between = groupby(inner, lambda one: int((one[0] - first[0]) / stretch))
    return [_average([first]), *(_average(list(found)) for _, found in between), _average([last])]


def _average(found: Sequence[tuple[int, int]]) -> PlotPoint:
    days, values = zip(*found, strict=True)
    return PlotPoint(sum(days) / len(days), sum(values) / len(values), min(values), max(values))


def apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Where to put labels that belong at `wanted`: as near to it as can be, in the same order, none nearer to another
    than `gap`, all between `low` and `high` if they fit there. Those that belong at the same place stay in their
    order."""
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    blocks: list[tuple[float, int]] = []  # an average, and how many it is of
    for rank, number in enumerate(order):
        blocks.append((wanted[number] - rank * gap, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (one, ones), (other, others) = blocks.pop(), blocks.pop()
            blocks.append(((one * ones + other * others) / (ones + others), ones + others))
    top = max(low, high - (len(wanted) - 1) * gap)
    starts = [min(max(start, low), top) for start, count in blocks for _ in range(count)]
    found = dict(zip(order, (at + rank * gap for rank, at in enumerate(starts)), strict=True))
    return [found[number] for number in range(len(wanted))]


def grouped(wanted: Sequence[float], gap: float) -> list[float]:
    """Where to put marks so that none comes nearer to another than `gap`: one that would is left to the one before."""
    found: list[float] = []
    for at in sorted(wanted):
        if not found or at - found[-1] >= gap:
            found.append(at)
    return found


class Grain(StrEnum):
    """How exactly a date is written on an axis, as CLDR's skeletons name it."""

    DAY = "MMMd"
    MONTH = "MMM"
    MONTH_OF_YEAR = "yMMM"
    YEAR = "y"


DAYS, A_YEAR, MONTHS = 150, 330, 1_500
"""The longest stretches that are told in days, in months without a year, and in months."""
TICKS = 4


def ticks(first: date, last: date) -> tuple[Grain, list[date]]:
    """Which dates stand on an axis from `first` to `last`, at most four: both ends and days between, or the
    beginnings of months or years."""
    days = (last - first).days
    if days <= DAYS:
        parts = min(days, TICKS - 1) or 1
        offsets = sorted({round(days * number / parts) for number in range(parts + 1)})
        return Grain.DAY, [date.fromordinal(first.toordinal() + one) for one in offsets]
    months = _months(first, last)
    if days <= MONTHS:
        grain = Grain.MONTH if days <= A_YEAR else Grain.MONTH_OF_YEAR
        return grain, _every(months, (1, 2, 3, 4, 6, 12))
    return Grain.YEAR, _every([one for one in months if one.month == 1], (1, 2, 3, 5, 10, 20, 50))


def _months(first: date, last: date) -> list[date]:
    """The beginnings of months from one day to another."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    found = (date(number // 12, number % 12 + 1, 1) for number in numbers)
    return [one for one in found if one >= first]


def _every(found: Sequence[date], steps: Sequence[int]) -> list[date]:
    """Some of these, evenly apart, and at most four."""
    step = next((one for one in steps if len(found[::one]) <= TICKS), len(found))
    return list(found[::step])
