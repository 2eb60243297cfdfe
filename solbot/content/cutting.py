"""Long texts in little room: cut where it shows least, never inside what people see as one sign."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from solbot.content.lengths import room, units

SIGN = regex.compile(r"\X")
"""What people see as one sign: a letter with its accents, a flag, a family."""

END = "…"
LARGEST = 40  # units of a sign; the flag of Scotland has 14, a family 11


def shortened(text: str, most: int) -> str:
    """A text that takes up at most so much room; the end of a longer one gives way to an ellipsis, between two
    words where there are any."""
    if room(text) <= most:
        return text
    kept, left = [], most - room(END)
    for sign in _signs(text):
        left -= room(sign) - room("")
        if left < 0:
            break
        kept.append(sign)
    begins = "".join(kept)
    words, space, _ = begins.rpartition(" ")
    return (words if space and 2 * len(words) > len(begins) else begins).rstrip() + END


def one_line(text: str, most: int) -> str:
    """The same on one line."""
    return shortened(" ".join(text.split()), most)


def pieces(text: str, most: int) -> list[str]:
    """A text in order, in pieces of at most so many units each; nothing of it is left out."""
    found: list[str] = []
    kept: list[str] = []
    length = 0
    for sign in _signs(text):
        if length + units(sign) > most:
            found.append("".join(kept))
            kept, length = [], 0
        kept.append(sign)
        length += units(sign)
    return [*found, "".join(kept)] if kept else found


def _signs(text: str) -> Iterator[str]:
    """The signs of a text. What no eye takes for one any more, such as a letter with fifty accents, comes apart."""
    for found in SIGN.finditer(text):
        sign = found[0]
        yield from (sign,) if units(sign) <= LARGEST else sign
