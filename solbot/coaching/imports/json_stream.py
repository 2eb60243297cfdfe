"""JSON with one long list in it, read an element at a time, so that there is never more than one of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from solbot.coaching.imports.rules import ImportRefusal, RefusedFile

_SPACES = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


def each(text: str, name: str) -> Iterator[Any]:
    """The elements of the list of this name at the top. Raises RefusedFile where the text is no JSON, or cut off."""
    for found, one, in_list in _walk(text):
        if found == name and in_list:
            yield one


def beside(text: str, *lists: str) -> dict[str, object]:
    """Everything at the top but these lists. Raises RefusedFile."""
    rest: dict[str, Any] = {}
    for name, one, in_list in _walk(text):
        if name in lists:
            rest.setdefault(name, None)
        elif in_list:
            rest[name].append(one)
        else:
            rest[name] = one
    return rest


def names(text: str) -> set[str]:
    """What stands at the top of an object, as far as it can be read; nothing of what is none."""
    found: set[str] = set()
    try:
        for name, _, _ in _walk(text):
            found.add(name)
    except RefusedFile:
        return found
    return found


def _walk(text: str) -> Iterator[tuple[str, Any, bool]]:
    try:
        yield from _members(text)
    except (ValueError, IndexError, RecursionError):
        raise RefusedFile(ImportRefusal.BROKEN) from None


def _members(text: str) -> Iterator[tuple[str, Any, bool]]:
    at = _expect(text, 0, "{")
    while text[at] != "}":
        name, at = _DECODER.raw_decode(text, at)
        at = _expect(text, _after(text, at), ":")
        if text[at] == "[":
            at = _after(text, at + 1)
            yield str(name), [], False
            while text[at] != "]":
                one, at = _DECODER.raw_decode(text, at)
                yield str(name), one, True
                at = _next(text, at, "]")
            at = _next(text, at + 1, "}")
        else:
            one, at = _DECODER.raw_decode(text, at)
            yield str(name), one, False
            at = _next(text, at, "}")
    if _after(text, at + 1) != len(text):
        raise ValueError("something follows")


def _next(text: str, at: int, end: str) -> int:
    at = _after(text, at)
    if text[at] == ",":
        return _after(text, at + 1)
    if text[at] != end:
        raise ValueError("neither the next nor the end")
    return at


def _expect(text: str, at: int, sign: str) -> int:
    at = _after(text, at)
    if text[at] != sign:
        raise ValueError("something else")
    return _after(text, at + 1)


def _after(text: str, at: int) -> int:
    found = _SPACES.match(text, at)
    return found.end() if found else at
