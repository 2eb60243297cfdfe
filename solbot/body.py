"""The shape of what somebody sent, as it is kept. What is done with it: content/bodies.py."""

from __future__ import annotations

from typing import Required, TypedDict


class Piece(TypedDict, total=False):
    """What came in one of several messages that belong together."""

    message: Required[int | None]
    text: Required[str]
    file_id: str
    unique_id: str


class Body(TypedDict, total=False):
    """What somebody sent in one go, be it in several messages."""

    kind: Required[str]  # of content/answer_kinds.py, or document · unreadable
    text: str
    value: int
    chosen: list[str]
    file_id: str
    unique_id: str
    pieces: list[Piece]  # a text that the app cut
    more: list[Piece]  # the further pictures of an album
    sealed: list[str]  # the names of files that are kept here
    shown: dict[str, str]  # the ids these have with Telegram, by name
    wordings: dict[str, str]  # of a message to people, by language
    language: str  # the one its text is in
