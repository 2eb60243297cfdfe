"""What counts as an answer to a part of a question, and what it is kept as.

A body is a small mapping: `kind` (text · scale · choice · multi · voice · photo) and what belongs to it.
What came in several messages that belong together is one body: a text that the app cut has its `pieces`, an
album its further pictures under `more`, each with the message it came in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from solbot.content.lengths import units
from solbot.typed.plain import plain

Body = dict[str, Any]
UNREADABLE = "unreadable"
"""The kind of a body that is kept and can't be opened just now."""

LONGEST = 4096  # UTF-16 units of one message: https://core.telegram.org/bots/api#message


class Followed(StrEnum):
    """What the edit of a message came to."""

    CHANGED = "changed"
    THE_SAME = "the same"  # Telegram calls it edited, and nothing of it differs
    ON_PAGE = "on page"  # changed, and the page of a vision says the same
    PAGE_STAYS = "page stays"  # changed, but the page, where it has no room, says what it said


def text_body(text: str) -> Body:
    """Words, kept as they came."""
    return {"kind": "text", "text": text}


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


def media_body(kind: str, file_id: str, caption: str | None, unique_id: str | None = None) -> Body:
    """A voice message or a photo, by Telegram's file id, with its caption if it has one.

    The file id changes by itself, the unique one does not, and can't be sent.
    """
    body = {"kind": kind, "file_id": file_id}
    more = {"text": caption, "unique_id": unique_id}
    return body | {name: value for name, value in more.items() if value}


def fulfils(body: Mapping[str, Any], kind: str) -> bool:
    """Whether a body is all that a part of this kind asks for: words are an answer to anything but a scale."""
    return kind != "scale" or body["kind"] == "scale"


def with_text(body: Body, first: int | None, message: int, text: str) -> Body:
    """Words that go on in another message: the app cut them. `first` is the message the body came in."""
    there = body.get("pieces") or [{"message": first, "text": body["text"]}]
    return _joined(body, [*there, {"message": message, "text": text}])


def with_photo(
    body: Body, message: int, file_id: str, caption: str, unique_id: str | None = None
) -> Body:
    """One more picture of the same album; its words join the others."""
    one = {"message": message, "file_id": file_id, "text": caption}
    if unique_id:
        one["unique_id"] = unique_id
    return {**body, "more": [*body.get("more", ()), one]}


def came_in(body: Mapping[str, Any], first: int | None, message: int) -> bool:
    """Whether a body came in a message, as a whole or with a piece of it."""
    pieces = (*body.get("pieces", ()), *body.get("more", ()))
    return message == first or any(one["message"] == message for one in pieces)


def with_file(body: Body, file_id: str | None, unique_id: str | None) -> Body:
    """A body with another file in its place; the same one under another id changes nothing."""
    known = body.get("unique_id")
    if file_id is None or (known is not None and known == unique_id):
        return body
    return {**body, "file_id": file_id} | ({"unique_id": unique_id} if unique_id else {})


def with_piece_edited(
    body: Body, message: int, text: str, file_id: str | None, unique_id: str | None = None
) -> Body | None:
    """The body with one of its pieces edited; None where the message is none of them."""
    for kind in ("pieces", "more"):
        pieces = [dict(one) for one in body.get(kind, ())]
        found = next((one for one in pieces if one["message"] == message), None)
        if found is None:
            continue
        found["text"] = text
        if kind == "pieces":
            return _joined(body, pieces)
        edited = with_file(found, file_id, unique_id)
        return {**body, "more": [edited if one is found else one for one in pieces]}
    return None


def files_of(body: Mapping[str, Any]) -> tuple[str, ...]:
    """The file ids in a body, in the order they came."""
    first = (body["file_id"],) if "file_id" in body else ()
    return (*first, *(one["file_id"] for one in body.get("more", ())))


def sealed_files(body: Mapping[str, Any]) -> tuple[str, ...]:
    """The files of a body that are kept here, by the names they have here: what came in from elsewhere."""
    return tuple(body.get("sealed", ()))


def pictures_in(body: Mapping[str, Any]) -> int:
    """How many files there are in a body, wherever they are kept."""
    return len(files_of(body)) + len(sealed_files(body))


def _joined(body: Body, pieces: list[Body]) -> Body:
    """A piece as long as a message can be was cut in the middle of something; another one where there was room."""
    texts = [str(one["text"]) for one in pieces]
    ends = ["" if units(text) >= LONGEST else "\n" for text in texts]
    text = "".join(text + end for text, end in zip(texts, ends, strict=True)).rstrip("\n")
    return {**body, "text": text, "pieces": pieces}


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
    files = {kind: body.get("file_id"), "caption": words_of(body) or None}
    return files | ({"more": list(files_of(body)[1:])} if body.get("more") else {})


def words_of(body: Mapping[str, Any]) -> str:
    """The words in a body, for searching and for the journal; empty for a bare voice message."""
    if body["kind"] == "scale":
        return str(body["value"])
    if body["kind"] in ("choice", "multi"):
        return ", ".join(body["chosen"])
    texts = (body.get("text"), *(one["text"] for one in body.get("more", ())))
    return "\n".join(str(text) for text in texts if text)
