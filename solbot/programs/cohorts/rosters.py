"""Lists of people as staff paste them: usernames, links or numbers, one a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKS = re.compile(r"^[\s•*·–-]+|[\s,;.]+$")
_LINK = re.compile(r"^(?:https?://)?(?:www\.)?(?:t|telegram)\.me/", re.IGNORECASE)
_USERNAME = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{3,31})")
_NUMBER = re.compile(r"\d{1,18}")


@dataclass(frozen=True)
class Named:
    """One line of a list: the number or the username it names; neither where it can't be read."""

    line: str
    id: int | None = None
    username: str | None = None  # without @, in small letters


def read(text: str) -> list[Named]:
    """The people a pasted text names, each once, in its order. Commas and semicolons part lines, too."""
    lines = (_MARKS.sub("", line) for line in re.split(r"[\n,;]", text))
    found = dict.fromkeys(_named(line) for line in lines if line)
    once: dict[object, Named] = {}
    for one in found:
        once.setdefault(one.id or one.username or one.line, one)
    return list(once.values())


def _named(line: str) -> Named:
    bare = _LINK.sub("", line).strip()
    if _NUMBER.fullmatch(bare):
        return Named(line, id=int(bare))
    match = _USERNAME.fullmatch(bare)
    return Named(line, username=match[1].lower()) if match else Named(line)
