"""In which direction each sign of a line is read: the Unicode Bidirectional Algorithm (UAX #9) without the signs that
set a direction by themselves, which count as nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

RIGHTWARDS = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Any sign that may be read from right to left."""

_NOTHING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN"})


def is_rightwards(text: str) -> bool:
    """Whether a paragraph is read from right to left: as its first letter is."""
    for sign in text:
        found = unicodedata.bidirectional(sign)
        if found in ("R", "AL"):
            return True
        if found == "L":
            return False
    return False


def levels(text: str, *, rightwards: bool) -> list[int]:
    """How deep each sign is: even is read from left to right, odd from right to left."""
    base = int(rightwards)
    kinds = [_kind(sign) for sign in text]
    _weak(kinds, "R" if rightwards else "L")
    _neutral(kinds, "R" if rightwards else "L")
    return [_level(kind, base) for kind in kinds]


def order(of: Sequence[int]) -> list[int]:
    """In which order things of these levels stand on a line, from left to right."""
    places = list(range(len(of)))
    odd = [level for level in of if level % 2]
    for level in range(max(of, default=0), min(odd, default=1) - 1, -1):
        start = 0
        while start < len(places):
            if of[places[start]] < level:
                start += 1
                continue
            end = start
            while end < len(places) and of[places[end]] >= level:
                end += 1
            places[start:end] = reversed(places[start:end])
            start = end
    return places


def _kind(sign: str) -> str:
    found = unicodedata.bidirectional(sign) or "L"
    return "BN" if found in _NOTHING else found


def _level(kind: str, base: int) -> int:
    if base % 2 == 0:
        return {"R": base + 1, "AN": base + 2, "EN": base + 2}.get(kind, base)
    return {"L": base + 1, "AN": base + 1, "EN": base + 1}.get(kind, base)


def _weak(kinds: list[str], outside: str) -> None:
    """Rules W1 to W7."""
    before = strong = outside
    for place, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[place] = kind = before
        if kind in ("R", "L", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[place] = "AN"
        if kind != "BN":
            before = kinds[place]
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for place in range(1, len(kinds) - 1):
        around = kinds[place - 1], kinds[place + 1]
        if around == ("EN", "EN") and kinds[place] in ("ES", "CS"):
            kinds[place] = "EN"
        elif around == ("AN", "AN") and kinds[place] == "CS":
            kinds[place] = "AN"
    for place in (*range(len(kinds)), *range(len(kinds) - 1, -1, -1)):
        beside = kinds[max(0, place - 1)], kinds[min(len(kinds) - 1, place + 1)]
        if kinds[place] == "ET" and "EN" in beside:
            kinds[place] = "EN"
    strong = outside
    for place, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):
            kinds[place] = "ON"
        elif kind in ("R", "L"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"


def _neutral(kinds: list[str], outside: str) -> None:
    """Rules N1 and N2, and L1 for the end of the line."""
    ends = [place for place, kind in enumerate(kinds) if kind not in _NEUTRAL]
    for before, after in pairwise((-1, *ends, len(kinds))):
        left = outside if before < 0 else _strong(kinds[before])
        right = outside if after == len(kinds) else _strong(kinds[after])
        between = left if left == right else outside
        for place in range(before + 1, after):
            kinds[place] = between


def _strong(kind: str) -> str:
    return "R" if kind in ("EN", "AN") else kind
