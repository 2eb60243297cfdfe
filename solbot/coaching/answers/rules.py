"""What counts as an answer to a part of a question. What it is kept as: content/bodies.py."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from solbot.body import Body
from solbot.content.bodies import UNREADABLE, files_of, words_of
from solbot.typed.plain import plain


class Followed(StrEnum):
    """What the edit of a message came to."""

    CHANGED = "changed"
    THE_SAME = "the same"  # Telegram calls it edited, and nothing of it differs
    ON_PAGE = "on page"  # changed, and the page of a vision says the same
    PAGE_STAYS = "page stays"  # changed, but the page, where it has no room, says what it said


SCALE = range(11)


def scale_body(value: int) -> Body:
    """A figure from 0 to 10. Raises ValueError for another."""
    if value not in SCALE:
        raise ValueError("a scale goes from 0 to 10")
    return {"kind": "scale", "value": value}


def chosen_body(kind: str, options: Sequence[str], indices: Sequence[int]) -> Body:
    """One or several of the options, kept in their wording. Raises IndexError for one not there."""
    if any(index < 0 for index in indices):
        raise IndexError("there is no such option")
    return {"kind": kind, "chosen": [options[index] for index in sorted(set(indices))]}


def fulfils(body: Body, kind: str) -> bool:
    """Whether a body is all that a part of this kind asks for: words are an answer to anything but a scale."""
    return kind != "scale" or body["kind"] == "scale"


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


def exported(body: Body) -> object:
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
    files = {kind: body.get("file_id"), "caption": words_of(body) or None}
    return files | ({"more": list(files_of(body)[1:])} if body.get("more") else {})
