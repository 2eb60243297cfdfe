"""Formatted text as Telegram's HTML: https://core.telegram.org/bots/api#messageentity

Entities count in UTF-16. They may overlap, cut a letter in two or lead past the end: no word is ever lost, and what is
written is always well formed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from solbot.telegram.payload import Fields, number, part, text

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
MOST = 1000  # of one message; Telegram shows a hundred


@dataclass(frozen=True)
class TagSpan:
    """A stretch of letters with its tags."""

    start: int
    end: int
    opening: str
    closing: str


def html_of(words: str, entities: Sequence[Fields]) -> str:
    """The words with their formatting."""
    spans = sorted(_spans(words, entities[:MOST]), key=lambda span: (span.start, -span.end))
    written: list[str] = []
    open_now: list[TagSpan] = []
    at = 0
    for place in sorted({edge for span in spans for edge in (span.start, span.end)}):
        written.append(escape(words[at:place], quote=False))
        at = place
        again = _closed(open_now, place, written)
        for span in (*again, *(one for one in spans if one.start == place)):
            written.append(span.opening)
            open_now.append(span)
    return "".join([*written, escape(words[at:], quote=False)])


def _closed(open_now: list[TagSpan], place: int, written: list[str]) -> list[TagSpan]:
    """Close what ends here; returns what had to be closed with it and goes on."""
    ending = [at for at, span in enumerate(open_now) if span.end <= place]
    again: list[TagSpan] = []
    while ending and len(open_now) > ending[0]:
        span = open_now.pop()
        written.append(span.closing)
        if span.end > place:
            again.insert(0, span)
    return again


def _spans(words: str, entities: Iterable[Fields]) -> list[TagSpan]:
    letters = _letters(words)
    found = []
    for entity in entities:
        offset, length = number(entity, "offset"), number(entity, "length")
        tags = _tags(entity)
        if tags is None or offset is None or length is None or offset < 0 or length <= 0:
            continue
        end = min(offset + length, len(letters) - 1)
        if offset < end:
            found.append(TagSpan(letters[offset], letters[end - 1] + 1, *tags))
    return found


def _letters(words: str) -> list[int]:
    """For each unit of UTF-16 the letter it belongs to; one more for the end."""
    places: list[int] = []
    for at, letter in enumerate(words):
        places.extend([at] * (2 if ord(letter) > 0xFFFF else 1))
    return [*places, len(words)]


def _tags(entity: Fields) -> tuple[str, str] | None:
    kind = text(entity, "type")
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if kind == "text_link" and (url := text(entity, "url")):
        return f'<a href="{escape(url)}">', "</a>"
    if kind == "text_mention" and (user := number(part(entity, "user"), "id")) is not None:
        return f'<a href="tg://user?id={user}">', "</a>"
    if kind == "date_time" and (unix := number(entity, "unix_time")) is not None:
        shown = text(entity, "date_time_format")
        form = f' format="{escape(shown)}"' if shown else ""
        return f'<tg-time unix="{unix}"{form}>', "</tg-time>"
    return None
