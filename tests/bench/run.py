"""What every section of the benchmarks is given."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from tests.bench.report import Report, Row
from tests.bench.telegram import Telegram

SEED = 20261123
HTML = "<b>Good morning, {name|friend}.</b>\n\nWhat did you <i>see</i> yesterday that you had not seen before?"


class Size(IntEnum):
    """How much of the work is done: it is divided by so many."""

    WHOLE = 1
    QUICK = 10
    SMALLEST = 2_000  # enough to see that it runs; its figures say nothing


@dataclass
class Run:
    """One section's run: a fresh stand-in for Telegram, an empty folder, dice of its own, and the report."""

    section: str
    telegram: Telegram
    folder: Path
    report: Report
    dice: random.Random
    size: Size = Size.WHOLE

    def count(self, whole: int, least: int = 3) -> int:
        """How many to do."""
        return max(least, whole // self.size)

    def steady(self, whole: int, least: int = 20) -> int:
        """How many to do where fewer would cost less each: a quick run does as many as a whole one."""
        return least if self.size is Size.SMALLEST else whole

    def seconds(self, whole: float) -> float:
        """How long to watch, or to let something settle."""
        return whole / 20 if self.size is Size.SMALLEST else whole

    def chats(self, count: int) -> list[int]:
        """So many chat ids, all different, as wide as Telegram's are."""
        return self.dice.sample(range(10**8, 10**10), count)

    def row(
        self,
        what: str,
        figure: float,
        unit: str,
        baseline: tuple[str, float] | None = None,
        target: str = "",
        met: bool | None = None,
    ) -> None:
        """Report a figure; `baseline` is a name and a figure in the same unit."""
        name, other = baseline or ("", None)
        if self.size is Size.SMALLEST:
            return  # judging such figures would be guessing
        self.report.add(Row(self.section, what, figure, unit, name, other, target, met))
