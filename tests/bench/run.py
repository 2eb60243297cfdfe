"""What every section of the benchmarks is given."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from tests.bench.report import Report, Row
from tests.bench.telegram import Telegram

SEED = 20261123
HTML = "<b>Good morning, {name}.</b>\n\nWhat did you <i>see</i> yesterday that you had not seen before?"


@dataclass
class Run:
    """One section's run: a fresh stand-in for Telegram, an empty folder, dice of its own, and the report."""

    section: str
    telegram: Telegram
    folder: Path
    report: Report
    dice: random.Random
    quick: bool = False

    def count(self, full: int) -> int:
        """How many to do: a tenth in a quick run."""
        return max(1, full // 10) if self.quick else full

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
        self.report.add(Row(self.section, what, figure, unit, name, other, target, met))
