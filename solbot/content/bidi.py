"""Words of another direction inside a text: kept apart, so that they disturb nothing around them.

Unicode Standard Annex 9: between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE a piece finds its own direction, and
what stands around it is laid out as if it were a single neutral sign.
"""

from __future__ import annotations

import unicodedata

FSI, PDI = "\u2068", "\u2069"
OPENING = ("\u2066", "\u2067", FSI)
_TURNED = {"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "RLI", "LRI", "FSI", "PDI", "PDF"}
_STRAIGHT = {"L", *(_TURNED - {"R", "AL", "AN"})}


def isolated(text: str, *, rightwards: bool = True) -> str:
    """A text to be put into one that runs to the right (or not `rightwards`), each row of it apart; unchanged where
    nothing in it runs otherwise."""
    other = _TURNED if rightwards else _STRAIGHT
    if text.isascii() and rightwards:
        return text
    return "\n".join(_row(row) if _has(row, other) else row for row in text.split("\n"))


def _has(row: str, kinds: set[str]) -> bool:
    return any(unicodedata.bidirectional(char) in kinds for char in row)


def _row(row: str) -> str:
    """The row apart from what is around it; isolates of its own are closed in it, and close nothing outside."""
    depth, kept = 0, []
    for char in row:
        if char == PDI and depth == 0:
            continue
        depth += (char in OPENING) - (char == PDI)
        kept.append(char)
    return f"{FSI}{''.join(kept)}{PDI * depth}{PDI}"
