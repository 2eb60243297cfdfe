"""What somebody sent, as it is kept: a body.

It is a small mapping: `kind` and what belongs to it; what is so of each kind: answer_kinds.py. What came in several
messages that belong together is one body: a text that the app cut has its `pieces`, an album its further pictures under
`more`, each with the message it came in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from solbot.body import Body, Piece
from solbot.content.lengths import units

_Filed = TypeVar("_Filed", Body, Piece)
UNREADABLE = "unreadable"
"""The kind of a body that is kept and can't be opened just now."""

SCALE = range(11)
LONGEST = 4096  # UTF-16 units of one message: https://core.telegram.org/bots/api#message


def text_body(text: str) -> Body:
    """Words, kept as they came."""
    return {"kind": "text", "text": text}


def scale_body(value: int) -> Body:
    """A figure from 0 to 10. Raises ValueError for another."""
    if value not in SCALE:
        raise ValueError("a scale goes from 0 to 10")
    return {"kind": "scale", "value": value}


def media_body(kind: str, file_id: str, caption: str | None, unique_id: str | None = None) -> Body:
    """A voice message or a photo, by Telegram's file id, with its caption if it has one.

    The file id changes by itself, the unique one does not, and can't be sent.
    """
    body: Body = {"kind": kind, "file_id": file_id}
    if caption:
        body["text"] = caption
    if unique_id:
        body["unique_id"] = unique_id
    return body


def with_text(body: Body, first: int | None, message: int, text: str) -> Body:
    """Words that go on in another message: the app cut them. `first` is the message the body came in."""
    there = body.get("pieces") or [{"message": first, "text": body["text"]}]
    return _joined(body, [*there, {"message": message, "text": text}])


def with_photo(
    body: Body, message: int, file_id: str, caption: str, unique_id: str | None = None
) -> Body:
    """One more picture of the same album; its words join the others."""
    one: Piece = {"message": message, "file_id": file_id, "text": caption}
    if unique_id:
        one["unique_id"] = unique_id
    return {**body, "more": [*body.get("more", ()), one]}


def came_in(body: Body, first: int | None, message: int) -> bool:
    """Whether a body came in a message, as a whole or with a piece of it."""
    pieces = (*body.get("pieces", ()), *body.get("more", ()))
    return message == first or any(one["message"] == message for one in pieces)


def with_file(body: _Filed, file_id: str | None, unique_id: str | None) -> _Filed:
    """A body with another file in its place; the same one under another id changes nothing."""
    known = body.get("unique_id")
    if file_id is None or (known is not None and known == unique_id):
        return body
    changed = body.copy()
    changed["file_id"] = file_id
    if unique_id:
        changed["unique_id"] = unique_id
    return changed


def with_piece_edited(
    body: Body, message: int, text: str, file_id: str | None, unique_id: str | None = None
) -> Body | None:
    """The body with one of its pieces edited; None where the message is none of them."""
    pieces, found = _edited(body.get("pieces", ()), message, text)
    if found is not None:
        return _joined(body, pieces)
    more, found = _edited(body.get("more", ()), message, text)
    if found is None:
        return None
    edited = with_file(found, file_id, unique_id)
    return {**body, "more": [edited if one is found else one for one in more]}


def files_of(body: Body) -> tuple[str, ...]:
    """The file ids in a body, in the order they came."""
    first = (body["file_id"],) if "file_id" in body else ()
    return (*first, *(one["file_id"] for one in body.get("more", ())))


def sealed_files(body: Body) -> tuple[str, ...]:
    """The files of a body that are kept here, by the names they have here: what came in from elsewhere."""
    return tuple(body.get("sealed", ()))


def pictures_in(body: Body) -> int:
    """How many files there are in a body, wherever they are kept."""
    return len(files_of(body)) + len(sealed_files(body))


def readable(body: Body | None) -> Body:
    """A body as it is shown: as it is kept, or one that says it can't be read (for None, and what is false)."""
    return body.copy() if body else {"kind": UNREADABLE}


def as_kept(text: str) -> str:
    """Words of the journal, to the sign, as a database can hold them."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


def _edited(pieces: Iterable[Piece], message: int, text: str) -> tuple[list[Piece], Piece | None]:
    """Copies of them, and the one that came in a message, with these words."""
    copies = [one.copy() for one in pieces]
    found = next((one for one in copies if one["message"] == message), None)
    if found is not None:
        found["text"] = text
    return copies, found


def _joined(body: Body, pieces: list[Piece]) -> Body:
    """A piece as long as a message can be was cut in the middle of something; another one where there was room."""
    texts = [str(one["text"]) for one in pieces]
    ends = ["" if units(text) >= LONGEST else "\n" for text in texts]
    text = "".join(text + end for text, end in zip(texts, ends, strict=True)).rstrip("\n")
    return {**body, "text": text, "pieces": pieces}
