"""The one condition an author may write in a question: what is said with a vision, and what without one."""

from __future__ import annotations

import re
from typing import NamedTuple

_IF, _ELSE, _END = "if vision", "else", "endif"
_NAMES = f"({_IF}|{_ELSE}|{_END})"
_TAG = re.compile(rf"(?m)^[ \t]*\{{% *{_NAMES} *%\}}[ \t]*\n|\{{% *{_NAMES} *%\}}")
_MAY_FOLLOW = {None: (_IF,), _IF: (_ELSE, _END), _ELSE: (_END,), _END: (_IF,)}


class Branch(NamedTuple):
    """A wording without conditions, and for each of its lines the line of the source it stands on (from 0)."""

    words: str
    rows: tuple[int, ...]


def chosen(source: str, held: bool) -> Branch:
    """What a wording says to somebody who holds a vision, or who does not. A tag alone on its line takes the line
    with it."""
    words, rows, at, shown = "", [0], 0, True
    for tag in [*_TAG.finditer(source), None]:
        piece = source[at : tag.start() if tag else len(source)]
        if shown:
            row = source.count("\n", 0, at)
            rows[-1] = row if not words or words.endswith("\n") else rows[-1]
            rows += range(row + 1, row + 1 + piece.count("\n"))
            words += piece
        if tag:
            at, shown = tag.end(), _is_shown(tag.group(1) or tag.group(2), held)
    return Branch(words.rstrip(), tuple(rows))


def misplaced(source: str) -> int | None:
    """The line (from 0) of the first tag that opens or closes nothing; None where all is in order."""
    last, row = None, 0
    for tag in _TAG.finditer(source):
        name, row = tag.group(1) or tag.group(2), source.count("\n", 0, tag.start())
        if name not in _MAY_FOLLOW[last]:
            return row
        last = name
    return None if last in (None, _END) else row


def _is_shown(tag: str, held: bool) -> bool:
    return tag == _END or held == (tag == _IF)
