"""What counts as an answer to a part of a question, and what it is kept as.

A body is a small mapping: `kind` (text · scale · choice · multi · voice · photo) and what belongs to it.
Words are always an answer, whatever the question asked for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

Body = dict[str, Any]
UNREADABLE = "unreadable"
"""The kind of a body that is kept and can't be opened just now."""


def plain(text: str) -> str:
    """A text as it is compared: case, accents' composition, punctuation and spacing do not matter."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(char if char.isalnum() else " " for char in folded)
    return " ".join(kept.split()) or folded.strip()


def text_body(text: str) -> Body:
    """Words, kept as they came."""
    return {"kind": "text", "text": text}


def scale_body(value: int) -> Body:
    """A figure from 0 to 10. Raises ValueError for another."""
    if not 0 <= value <= 10:
        raise ValueError("a scale goes from 0 to 10")
    return {"kind": "scale", "value": value}


def chosen_body(kind: str, options: Sequence[str], indices: Sequence[int]) -> Body:
    """One or several of the options, kept in their wording. Raises IndexError for one not there."""
    if any(index < 0 for index in indices):
        raise IndexError("there is no such option")
    return {"kind": kind, "chosen": [options[index] for index in sorted(set(indices))]}


def media_body(kind: str, file_id: str, caption: str | None) -> Body:
    """A voice message or a photo, by Telegram's file id, with its caption if it has one."""
    body = {"kind": kind, "file_id": file_id}
    return {**body, "text": caption} if caption else body


def options_named(text: str, options: Sequence[str], several: bool) -> list[int] | None:
    """Which options a typed text names, by wording or by number from 1; None when it is other words."""
    exact = _option(text, options)
    if exact is not None:
        return [exact]
    if not several:
        return None
    pieces = [
        piece for piece in text.replace(";", ",").replace("\n", ",").split(",") if piece.strip()
    ]
    if len(pieces) == 1 and all(word.isdigit() for word in text.split()):
        pieces = text.split()
    named = [_option(piece, options) for piece in pieces]
    return None if not named or None in named else sorted({i for i in named if i is not None})


def _option(text: str, options: Sequence[str]) -> int | None:
    wanted = plain(text)
    if wanted.isdecimal() and 1 <= int(wanted) <= len(options):
        return int(wanted) - 1
    for index, option in enumerate(options):
        if plain(option) == wanted:
            return index
    return None


def readable(body: Body | None) -> Body:
    """A body as it is shown: as it is kept, or one that says it can't be read (for None, and what is false)."""
    return dict(body) if body else {"kind": UNREADABLE}


def exported(body: Mapping[str, Any]) -> Any:
    """A body as the export shows it: words, a number, a list, or a file's mark with its caption."""
    kind = body["kind"]
    if kind == UNREADABLE:
        return None
    if kind == "text":
        return body["text"]
    if kind == "scale":
        return body["value"]
    if kind == "choice":
        return body["chosen"][0]
    if kind == "multi":
        return list(body["chosen"])
    return {kind: body["file_id"], "caption": body.get("text")}


def words_of(body: Mapping[str, Any]) -> str:
    """The words in a body, for searching and for the journal; empty for a bare voice message."""
    if body["kind"] == "scale":
        return str(body["value"])
    if body["kind"] in ("choice", "multi"):
        return ", ".join(body["chosen"])
    return str(body.get("text") or "")


def shortened(text: str, most: int) -> str:
    """The beginning of a text, in one piece."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
