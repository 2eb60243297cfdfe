"""The figures, each beside its baseline: a table while they come in, JSON at the end."""

from __future__ import annotations

import json
import math
import os
import platform
import re
import sqlite3
import time
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import __version__ as sqlalchemy_version
from telegram import __version__ as ptb_version

WIDTHS = (13, 53, 18, 30, 8, 16, 4)
HEADS = ("section", "what", "figure", "baseline", "ratio", "target", "met")
FIFTH = 1.2
_BOUND = re.compile(r"(<=?|>=)\s*([\d.,]*\d)(x?)")


@dataclass(frozen=True)
class Row:
    """One figure; a row without a baseline's figure has no ratio."""

    section: str
    what: str
    figure: float
    unit: str
    baseline: str = ""
    baseline_figure: float | None = None  # in the same unit
    target: str = ""
    met: bool | None = None

    @property
    def ratio(self) -> float | None:
        """The figure divided by the baseline's."""
        return self.figure / self.baseline_figure if self.baseline_figure else None

    @property
    def slip(self) -> float:
        """How many times it is worse than its target, in the worst of what that asks; 1 where the target is met."""
        if self.met is not False:
            return 1.0
        return max((self._worse(*bound) for bound in _BOUND.findall(self.target)), default=math.inf)

    def _worse(self, way: str, number: str, of_ratio: str) -> float:
        found, bound = self.ratio if of_ratio else self.figure, float(number.replace(",", ""))
        if not found:
            return math.inf
        return bound / found if way == ">=" else found / bound

    def cells(self) -> tuple[str, ...]:
        """The row as the table shows it."""
        baseline = ""
        if self.baseline_figure is not None:
            baseline = f"{_short(self.baseline_figure)} {self.baseline}"
        ratio = f"{self.ratio:.2f}x" if self.ratio is not None else ""
        met = {True: "yes", False: "NO", None: ""}[self.met]
        figure = f"{_short(self.figure)} {self.unit}"
        return (self.section, self.what, figure, baseline, ratio, self.target, met)


def read_rows(path: Path) -> list[Row]:
    """The rows of a report that was written."""
    found = json.loads(path.read_text(encoding="utf-8"))["rows"]
    return [Row(**{key: one for key, one in row.items() if key != "ratio"}) for row in found]


@dataclass
class Report:
    """All rows of one run."""

    seed: int
    rows: list[Row] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)
    load: float = field(default_factory=lambda: os.getloadavg()[0])

    def add(self, row: Row) -> None:
        """Keep the row and print it, below the heads when it is the first."""
        if not self.rows:
            print(_line(HEADS), flush=True)
        self.rows.append(row)
        print(_line(row.cells()), flush=True)

    def verdict(self) -> str:
        """How many targets were met, and in how much time."""
        judged = [row.met for row in self.rows if row.met is not None]
        seconds = time.monotonic() - self.started
        return f"{sum(judged)} of {len(judged)} targets met, in {seconds:.0f} seconds."

    def slipped(self, known: Collection[tuple[str, str, str]]) -> list[str]:
        """What misses its target by more than a fifth and is not `known` to: section, what and unit."""
        return [
            f"{row.section}: {row.what} ({row.slip:.2f} times the target)"
            for row in self.rows
            if row.slip > FIFTH and (row.section, row.what, row.unit) not in known
        ]

    def write(self, path: Path) -> None:
        """Write rows and the facts of this machine as JSON, making the folder if need be."""
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [{**asdict(row), "ratio": row.ratio} for row in self.rows]
        found = {"machine": self._machine(), "rows": rows}
        path.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")

    def _machine(self) -> dict[str, Any]:
        return {
            "cpus": os.cpu_count(),
            "load_before": self.load,  # others at work on the machine spoil every figure
            "system": platform.platform(),
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "sqlalchemy": sqlalchemy_version,
            "python-telegram-bot": ptb_version,
            "seed": self.seed,
            "seconds": round(time.monotonic() - self.started, 1),
        }


def _line(cells: tuple[str, ...]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True))
    return " ".join(padded).rstrip()


def _short(number: float) -> str:
    """Three digits that matter, and never a power of ten."""
    if abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.3g}" if abs(number) >= 0.001 or not number else f"{number:.6f}"
