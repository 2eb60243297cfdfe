"""Day One's JSON, alone or in its ZIP: `Journal.json` (one a journal) and `photos/<md5>.<type>`.

Words are Markdown in which marks of punctuation have a backslash before them, and pictures stand as
`![](dayone-moment://ID)`. The moment is UTC, and the writer's zone stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from solbot.coaching.imports import json_stream
from solbot.coaching.imports.archive import Archive
from solbot.coaching.imports.rules import (
    Bringer,
    LeftOut,
    Read,
    ReadEntry,
    Why,
    beside,
    clean,
    entry_of,
    joined,
    moment,
    on_clock,
    zone_called,
)

_MOMENT = re.compile(r"!?\[[^\]\n]*\]\(dayone-moment:/*(?:[A-Za-z]+/)?([A-Za-z0-9-]+)\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_OTHER = ("videos", "audios", "pdfAttachments")
Fields = Mapping[str, object]


def read(text: str, bringer: Bringer, archive: Archive | None) -> Iterator[Read]:
    """The entries of one journal."""
    there = {name.rpartition("/")[2].casefold(): name for name in archive.names} if archive else {}
    for one in json_stream.each(text, "entries"):
        if isinstance(one, dict):
            yield from _entry(one, bringer, there)
        else:
            yield LeftOut(Why.UNREADABLE)


def _entry(one: Fields, bringer: Bringer, there: Mapping[str, str]) -> Iterator[Read]:
    at = moment(one.get("creationDate"))
    zone = zone_called(one.get("timeZone"))
    on = on_clock(at, zone or bringer.zone)
    text = clean(one.get("text"))
    photos, missing = _photos(one, text, there)
    words = clean(_ESCAPED.sub(r"\1", _MOMENT.sub("", text)))
    tags = one.get("tags")
    labels = [*(tags if isinstance(tags, list) else ()), _place(one)]
    found = entry_of(bringer, at, on, joined(words, beside(labels)), photos)
    yield found
    if isinstance(found, ReadEntry):
        if zone is None and one.get("timeZone"):
            yield LeftOut(Why.ZONE, on)
        if missing:
            yield LeftOut(Why.PHOTO_GONE, on, missing)
        if others := sum(len(list_of(one.get(name))) for name in _OTHER):
            yield LeftOut(Why.SOUND, on, others)


def _place(one: Fields) -> object:
    place = one.get("location")
    return place.get("placeName") if isinstance(place, dict) else None


def _photos(one: Fields, text: str, there: Mapping[str, str]) -> tuple[list[str], int]:
    """Names within the ZIP of an entry's photos, in the order they stand in its words; how many are not there."""
    order = {found.upper(): at for at, found in enumerate(_MOMENT.findall(text))}

    def place(photo: Fields) -> tuple[int, int]:
        at, number = order.get(str(photo.get("identifier")).upper()), photo.get("orderInEntry")
        return at if at is not None else len(order), number if isinstance(number, int) else 0

    kept = sorted((one for one in list_of(one.get("photos")) if isinstance(one, dict)), key=place)
    names = [there.get(f"{one.get('md5')}.{one.get('type')}".casefold()) for one in kept]
    found = [name for name in names if name]
    return found, len(names) - len(found)


def list_of(value: object) -> list[Any]:
    """A list; none of what is no list."""
    return value if isinstance(value, list) else []
