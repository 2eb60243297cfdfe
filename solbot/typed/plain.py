"""Texts as they are compared."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """A text as it is compared: case, accents' composition, punctuation and spacing do not matter."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(char if char.isalnum() else " " for char in folded)
    return " ".join(kept.split()) or folded.strip()
