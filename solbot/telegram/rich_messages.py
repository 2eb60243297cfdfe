"""The words of a rich message: everything in its blocks that is there to be read.

Its blocks and texts are those of RichBlock and RichText in the Bot API 10.3; a kind that comes later is read by the
same names.
"""

from __future__ import annotations

from typing import Any

from solbot.telegram.payload import LONGEST, Fields, fit, part

# In the order it is read. What is not here says how something looks, where it leads or what it is called.
_READ = (
    "label", "summary", "text", "alternative_text", "expression", "button", "buttons",
    "blocks", "items", "cells", "caption", "credit",
)  # fmt: skip
_ON_LINES = frozenset({"summary", "buttons", "blocks", "items", "cells", "caption", "credit"})
_AFTER_LABEL, _AFTER_CELL = " ", "\t"
_DEEPEST = 64  # Telegram allows 16


def words_of(message: Fields) -> str:
    """The words of a message's rich content; empty where it has none."""
    found: list[str] = []
    _gather(part(message, "rich_message"), found, 0)
    return fit("".join(found)).strip()[:LONGEST]


def _gather(piece: Any, found: list[str], deep: int) -> None:
    """What a piece says: a string, several pieces one after the other, or an object that holds them."""
    if isinstance(piece, str):
        found.append(piece)
    elif deep > _DEEPEST:
        return
    elif isinstance(piece, list):
        for one in piece:
            _gather(one, found, deep + 1)
    elif isinstance(piece, dict):
        for name in _READ:
            if name in piece:
                _gather_held(piece, name, found, deep + 1)


def _gather_held(piece: Fields, name: str, found: list[str], deep: int) -> None:
    """What a piece holds under a name; where that is a block or a row, on lines of its own."""
    if name not in _ON_LINES:
        _gather(piece[name], found, deep)
        if name == "label":
            found.append(_AFTER_LABEL)
        elif "valign" in piece:
            found.append(_AFTER_CELL)
        return
    for one in piece[name] if isinstance(piece[name], list) else [piece[name]]:
        if found and not found[-1].endswith("\n") and found[-1] != _AFTER_LABEL:
            found.append("\n")
        _gather(one, found, deep)
