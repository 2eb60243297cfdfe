"""A table: what it is called, what its columns are, and its rows, in words already."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WOULD_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")
_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True)
class Table:
    """A table. `lines` stand under its title where it is printed."""

    title: str
    lines: Sequence[str]
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def cell(words: str) -> str:
    """A cell that no spreadsheet takes for something to work out: it stands behind an apostrophe, which they hide."""
    return f"'{words}" if words.startswith(_WOULD_RUN) else words


def lines(words: str) -> list[str]:
    """The lines of a text, whatever ends them."""
    return _BREAKS.sub("\n", words).split("\n")


def text(words: str) -> str:
    """Words for a cell, with line feeds alone within it, and nothing a table can't hold."""
    return cell("\n".join(lines(words)).replace("\0", ""))
