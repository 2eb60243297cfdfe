"""Texts as they are compared."""

from __future__ import annotations

import re
import unicodedata

_BETWEEN = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """A text as it is compared: case, accents' composition, punctuation and spacing do not matter."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _BETWEEN.sub(" ", folded).strip() or folded.strip()
