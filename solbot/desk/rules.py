"""What is filled in for each person in the words of staff, purely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

PLACEHOLDERS = ("name", "program")
LONGEST_NAME = 64  # characters; Telegram allows no longer ones

_PLACEHOLDER = re.compile(r"([ \u00a0,]*)\{([^{}|]*)(?:\|([^{}]*))?\}([ ,;:]*)")
_WORD = re.compile(r"\w+")


def unknown(words: str) -> Iterator[str]:
    """What stands in braces and is filled in by nobody; other braces are words as any."""
    for found in _PLACEHOLDER.finditer(words):
        key = found[2].strip()
        if _WORD.fullmatch(key) and key.casefold() not in PLACEHOLDERS:
            yield key


def names(words: str, placeholder: str) -> bool:
    """Whether a placeholder is filled in."""
    return any(found[2].strip().casefold() == placeholder for found in _PLACEHOLDER.finditer(words))


def filled(words: str, name: str | None, program: str | None) -> str:
    """The words for one person. Who has no name is spoken to by the word after a bar, `{name|friend}`; without one,
    the comma before it goes along, and a sentence that began with it begins with its next word."""
    values = {"name": (name or "").strip()[:LONGEST_NAME], "program": (program or "").strip()}
    done: list[str] = []
    at, begins = 0, False
    for found in _PLACEHOLDER.finditer(words):
        done.append(_begun(words[at : found.start()], begins))
        at, begins = found.end(), False
        value = _value(found, values)
        if value:
            done.append(found[1] + value + found[4])
        elif (found[1] or "".join(done).strip(" ")[-1:]) not in ("", "\n"):
            done.append(found[4])
        else:
            begins = True
    done.append(_begun(words[at:], begins))
    return "".join(done).strip()


def _value(found: re.Match[str], values: Mapping[str, str]) -> str:
    known = values.get(found[2].strip().casefold())
    if known is None:
        return found[0].removeprefix(found[1]).removesuffix(found[4])
    return known or (found[3] or "").strip()


def _begun(words: str, begins: bool) -> str:
    return words[:1].upper() + words[1:] if begins else words
