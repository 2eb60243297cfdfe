"""Journey's ZIP: a JSON file for each entry, and the photos beside them.

Words are HTML (or Markdown, where `type` says so), moments milliseconds, and a place that is none is 1.79e308.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from solbot.coaching.imports.archive import Archive
from solbot.coaching.imports.day_one import list_of
from solbot.coaching.imports.html_text import is_html, words_of_html
from solbot.coaching.imports.rules import (
    Bringer,
    LeftOut,
    Read,
    ReadEntry,
    RefusedFile,
    Why,
    beside,
    clean,
    entry_of,
    from_milliseconds,
    joined,
    moment,
    on_clock,
    zone_called,
)

ENTRY: Final = 4 * 1024 * 1024  # bytes of one entry's file
PICTURES: Final = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic")
MARKS: Final = ({"text", "date_journal"}, {"text", "dateOfJournal"})


def is_entry(value: object) -> bool:
    """Whether this is one of Journey's files."""
    return isinstance(value, dict) and any(value.keys() >= marks for marks in MARKS)


def read(archive: Archive, bringer: Bringer) -> Iterator[Read]:
    """The entries of a ZIP."""
    there = {name.rpartition("/")[2]: name for name in archive.names}
    for name in archive.names:
        if not name.casefold().endswith(".json"):
            continue
        try:
            one = json.loads(archive.text(name, ENTRY))
        except (ValueError, RecursionError, RefusedFile):
            yield LeftOut(Why.UNREADABLE)
            continue
        yield from (read_one(one, bringer, there) if is_entry(one) else [LeftOut(Why.UNREADABLE)])


def read_one(
    one: Mapping[str, object], bringer: Bringer, there: Mapping[str, str]
) -> Iterator[Read]:
    """One entry; `there`: the files beside it."""
    at = from_milliseconds(one.get("date_journal")) or moment(one.get("dateOfJournal"))
    zone = zone_called(one.get("timezone"))
    on = on_clock(at, zone or bringer.zone)
    media = [str(name).rpartition("/")[2] for name in list_of(one.get("photos"))]
    pictures = [name for name in media if name.casefold().endswith(PICTURES)]
    photos = [there[name] for name in pictures if name in there]
    labels = [*list_of(one.get("tags")), one.get("address")]
    words = joined(clean(one.get("title")), _words(one), beside(labels))
    found = entry_of(bringer, at, on, words, photos)
    yield found
    if isinstance(found, ReadEntry):
        if zone is None and one.get("timezone"):
            yield LeftOut(Why.ZONE, on)
        if missing := len(pictures) - len(photos):
            yield LeftOut(Why.PHOTO_GONE, on, missing)
        if others := len(media) - len(pictures):
            yield LeftOut(Why.SOUND, on, others)


def _words(one: Mapping[str, object]) -> str:
    text = clean(one.get("text"))
    as_html = one.get("type") != "markdown" and is_html(text)
    return clean(words_of_html(text)) if as_html else text
