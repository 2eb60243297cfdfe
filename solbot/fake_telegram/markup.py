"""Telegram's HTML, read as strictly as Telegram reads it (core.telegram.org/bots/api#html-style)."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
NAMED = {"lt", "gt", "amp", "quot"}
_TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[a-zA-Z-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'))?)*)\s*>"
)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'))?")
_ENTITY = re.compile(r"&(#x[0-9a-fA-F]+|#[0-9]+|[a-zA-Z]+);")
# What TDLib takes out of every text, and what it puts a space for; seen with 1.8.69 for each sign up to U+2FFFF.
_TAKEN_OUT = re.compile("[\r\u030a\u0333\u033f\u2028-\u202e]")
_BLANKED = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")


class MarkupError(ValueError):
    """Text that Telegram refuses; the message is Telegram's."""


def units(text: str) -> int:
    """The length Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class _Open:
    tag: str
    entity: dict[str, Any]


@dataclass
class _Reader:
    source: str
    text: str = ""
    length: int = 0
    entities: list[dict[str, Any]] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def add(self, plain: str) -> None:
        self.text += plain
        self.length += units(plain)


def parse(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text and its entities. Raises MarkupError where Telegram would refuse."""
    reader, at = _Reader(source), 0
    while at < len(source):
        char = source[at]
        if char == "<":
            at = _tag(reader, at)
        elif char == "&":
            at = _entity(reader, at)
        else:
            end = _plain_end(source, at)
            reader.add(source[at:end])
            at = end
    if reader.open:
        tag = reader.open[-1].tag
        offset = len(source.encode())
        raise MarkupError(f"can't find end tag corresponding to start tag {tag} at byte {offset}")
    reader.entities.sort(key=lambda one: (one["offset"], -one["length"]))
    return reader.text, [one for one in reader.entities if one["length"]]


def cleaned(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """A text as Telegram passes it on, without some signs: a letter in two parts loses its ring; with its entities."""
    gone = [units(text[: found.start()]) for found in _TAKEN_OUT.finditer(text)]
    moved = []
    for one in entities:
        start, end = (
            at - bisect_left(gone, at) for at in (one["offset"], one["offset"] + one["length"])
        )
        if start < end:
            moved.append({**one, "offset": start, "length": end - start})
    return _BLANKED.sub(" ", _TAKEN_OUT.sub("", text)), moved


def trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """A cleaned text without the space around it, and its entities moved along; those of nothing but space are gone."""
    text, entities = cleaned(text, entities)
    kept = text.strip()
    before, length = units(text[: len(text) - len(text.lstrip())]), units(kept)
    moved = []
    for one in entities:
        start = max(one["offset"] - before, 0)
        end = min(one["offset"] + one["length"] - before, length)
        if start < end:
            moved.append({**one, "offset": start, "length": end - start})
    return kept, moved


def _plain_end(source: str, at: int) -> int:
    ends = [end for end in (source.find("<", at), source.find("&", at)) if end != -1]
    return min(ends, default=len(source))


def _tag(reader: _Reader, at: int) -> int:
    found = _TAG.match(reader.source, at)
    offset = len(reader.source[:at].encode())
    if found is None:
        raise MarkupError(f"unsupported start tag at byte offset {offset}")
    closing, name, rest = found.group(1), found.group(2).lower(), found.group(3)
    if closing:
        _close(reader, name, offset)
    else:
        reader.open.append(_Open(name, _start(name, rest, reader.length, offset)))
    return found.end()


def _start(name: str, rest: str, at: int, offset: int) -> dict[str, Any]:
    attributes = {
        key.lower(): html.unescape(double or single)
        for key, double, single in _ATTRIBUTE.findall(rest)
    }
    kind = TAGS.get(name)
    if name == "span" and attributes.get("class") == "tg-spoiler":
        kind = "spoiler"
    if kind is None:
        raise MarkupError(f'unsupported start tag "{name}" at byte offset {offset}')
    entity: dict[str, Any] = {"type": kind, "offset": at}
    if kind == "text_link":
        entity["url"] = attributes.get("href", "")
    if name == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    if name == "code" and attributes.get("class", "").startswith("language-"):
        entity["language"] = attributes["class"].removeprefix("language-")
    if kind == "custom_emoji" and not attributes.get("emoji-id", "").isdecimal():
        raise MarkupError(f"Invalid custom emoji identifier specified at byte offset {offset}")
    if kind == "date_time":
        unix, shown = attributes.get("unix", ""), attributes.get("format", "")
        if not unix.isdecimal() or not _FORMAT.fullmatch(shown):
            raise MarkupError(f"Invalid date-time specified at byte offset {offset}")
        entity |= {"unix_time": int(unix)} | ({"date_time_format": shown} if shown else {})
    return entity


def _close(reader: _Reader, name: str, offset: int) -> None:
    if not reader.open:
        raise MarkupError(f"unexpected end tag at byte offset {offset}")
    opened = reader.open.pop()
    if opened.tag != name:
        raise MarkupError(
            f'unmatched end tag at byte offset {offset}, expected "</{opened.tag}>", found "</{name}>"'
        )
    entity = opened.entity
    entity["length"] = reader.length - entity["offset"]
    if entity["type"] != "text_link" or entity["url"]:
        reader.entities.append(entity)


def _entity(reader: _Reader, at: int) -> int:
    found = _ENTITY.match(reader.source, at)
    if found is None or not (found.group(1)[0] == "#" or found.group(1) in NAMED):
        # Telegram leaves what is no entity of its own as it stands.
        reader.add("&")
        return at + 1
    reader.add(html.unescape(found.group(0)))
    return found.end()
