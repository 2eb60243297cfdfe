"""Whether a text shows anything."""

from __future__ import annotations

import unicodedata

_CATEGORIES = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})

# Letters and signs that are drawn as nothing: Hangul fillers, the empty Braille cell, what joins or varies others.
_BLANKS = frozenset(map(chr, (0x034F, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0))) | frozenset(
    map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)


def visible(text: str) -> bool:
    """Whether anything of a text can be seen: not if it is nothing but spaces, and signs that have no look."""
    return any(one not in _BLANKS and unicodedata.category(one) not in _CATEGORIES for one in text)
