"""A fault in the content, and the error that carries all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from solbot.errors import SolbotError


@dataclass(frozen=True, order=True)
class Fault:
    """Something an author has to mend, and where. `line` counts from 1. What is `absent` is not wrong, only not
    there yet: a draft may lack it."""

    file: Path
    line: int
    text: str
    absent: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


class ContentError(SolbotError):
    """The content has faults; `faults` holds every one of them, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
