"""Daylio's CSV, and its backup (`.daylio`): a ZIP with JSON in base64, months counted from 0.

The CSV begins with a byte order mark; days of the week, months, moods and times of the day are as the app was set:
`19:05`, `7:05 PM`, `7:05 p. m.`. Line breaks of notes are lost in it. Older ones have no `full_date`, but a year and
a date in the app's language.
"""

from __future__ import annotations

import base64
import binascii
import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, Final

from solbot.coaching.imports import json_stream
from solbot.coaching.imports.archive import Archive
from solbot.coaching.imports.day_one import list_of
from solbot.coaching.imports.html_text import is_html, words_of_html
from solbot.coaching.imports.rules import (
    Bringer,
    ImportRefusal,
    LeftOut,
    Read,
    ReadEntry,
    RefusedFile,
    Why,
    beside,
    clean,
    day,
    entry_of,
    from_milliseconds,
    joined,
    local,
)

BACKUP: Final = "backup.daylio"
COLUMNS: Final = {"mood", "activities", "note"}
_TIME = re.compile(r"(\d{1,2})\s*[:.h]\s*(\d{2})")
_AFTERNOON = re.compile(r"p\.?\s*m|μ\.?\s*μ|下午|午後|午后|오후|م$", re.I)
_MORNING = re.compile(r"a\.?\s*m|π\.?\s*μ|上午|午前|오전|ص$", re.I)
_NUMBERS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
LANGUAGES: Final = (
    "en", "es", "de", "fr", "it", "pt", "nl", "pl", "ru", "uk", "tr", "cs", "sk", "sv", "da", "nb", "fi",
    "hu", "ro", "el", "hr", "id", "vi",
)  # fmt: skip
_FIELD: Final = 200_000  # signs in one cell

Fields = Mapping[str, Any]
ById = Mapping[int, object]


def is_csv(text: str) -> bool:
    """Whether the first line is that of a Daylio CSV."""
    head = set(re.split(r"[,;\t]", text.partition("\n")[0].strip().casefold().replace('"', "")))
    return head >= COLUMNS and bool(head & {"full_date", "date"})


def read_csv(text: str, bringer: Bringer) -> Iterator[Read]:
    """The entries of a CSV."""
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(_FIELD)
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    rows.fieldnames = [str(name).strip().casefold() for name in rows.fieldnames or ()]
    try:
        for row in rows:
            yield _of_row({name: value for name, value in row.items() if name}, bringer)
    except csv.Error:
        raise RefusedFile(ImportRefusal.BROKEN) from None


def _of_row(row: Fields, bringer: Bringer) -> Read:
    on = day(row.get("full_date")) or _old_date(str(row.get("year")), str(row.get("date")))
    hour = _clock(str(row.get("time") or ""))
    if on is None:
        return LeftOut(Why.NO_DATE)
    activities = str(row.get("activities") or "").split("|")
    words = joined(
        clean(row.get("note_title")),
        _words(row.get("note")),
        beside([row.get("mood"), *activities]),
    )
    return entry_of(bringer, local(bringer, on, hour or time(12)), on, words)


def _clock(text: str) -> time | None:
    found = _TIME.search(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    if _AFTERNOON.search(text) and hour < 12:
        hour += 12
    elif _MORNING.search(text) and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _old_date(year: str, text: str) -> date | None:
    numbers, letters = _NUMBERS.findall(text), _LETTERS.findall(text.casefold())
    month = next((_months()[word] for word in letters if word in _months()), None)
    try:
        if month is not None:
            return date(int(year), month, int(numbers[0]))
        return date(int(year), *map(int, numbers[:2]))  # 5月8日
    except (ValueError, IndexError, TypeError):
        return None


@cache
def _months() -> dict[str, int]:
    from babel.dates import get_month_names

    found: dict[str, int] = {}
    for code in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, code).items():
                    found.setdefault(name.casefold().rstrip("."), number)
    return found


def read_backup(archive: Archive, bringer: Bringer) -> Iterator[Read]:
    """The entries of a backup. Raises RefusedFile."""
    try:
        packed = "".join(archive.text(BACKUP).split())
        text = base64.b64decode(packed, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise RefusedFile(ImportRefusal.BROKEN) from None
    yield from read_json(text, bringer, archive)


def read_json(text: str, bringer: Bringer, archive: Archive | None) -> Iterator[Read]:
    """The entries of a backup's JSON."""
    rest = json_stream.beside(text, "dayEntries")
    moods, tags = _moods(rest, bringer), _by_id(rest, "tags", "name")
    sums, kinds = _by_id(rest, "assets", "checksum"), _by_id(rest, "assets", "type")
    there = (
        {name.rpartition("/")[2].partition(".")[0]: name for name in archive.names}
        if archive
        else {}
    )
    for one in json_stream.each(text, "dayEntries"):
        if not isinstance(one, dict):
            yield LeftOut(Why.UNREADABLE)
            continue
        assets = [(sums.get(number), kinds.get(number)) for number in _hashable(one.get("assets"))]
        pictures = [there.get(str(name)) for name, kind in assets if kind in (1, None)]
        found = _of_day(one, bringer, moods, tags, [name for name in pictures if name])
        yield found
        if isinstance(found, ReadEntry):
            if missing := pictures.count(None):
                yield LeftOut(Why.PHOTO_GONE, found.on, missing)
            if others := len(assets) - len(pictures):
                yield LeftOut(Why.SOUND, found.on, others)


def _of_day(
    one: Fields, bringer: Bringer, moods: ById, tags: ById, photos: list[str]
) -> ReadEntry | LeftOut:
    try:
        on = date(one["year"], one["month"] + 1, one["day"])
        hour = time(one.get("hour", 12), one.get("minute", 0))
    except (KeyError, TypeError, ValueError):
        return LeftOut(Why.NO_DATE)
    words = joined(
        clean(one.get("note_title")),
        _words(one.get("note")),
        beside(
            [
                moods.get(next(iter(_hashable([one.get("mood")])), 0)),
                *(tags.get(number) for number in _hashable(one.get("tags"))),
            ]
        ),
    )
    return entry_of(bringer, _moment(one, on, hour) or local(bringer, on, hour), on, words, photos)


def _moment(one: Fields, on: date, hour: time) -> datetime | None:
    """What the file says of the moment, if its local date and time are that far from UTC."""
    at, offset = from_milliseconds(one.get("datetime")), one.get("timeZoneOffset")
    if at is None or not isinstance(offset, int) or abs(offset) > 86_400_000:
        return None
    said = (at + timedelta(milliseconds=offset)).replace(tzinfo=None)
    return at if abs(said - datetime.combine(on, hour)) < timedelta(minutes=2) else None


def _moods(rest: Fields, bringer: Bringer) -> dict[int, str]:
    found: dict[int, str] = dict(enumerate(bringer.moods, 1))
    for one in list_of(rest.get("customMoods")):
        if isinstance(one, dict) and isinstance(one.get("id"), int):
            number = one.get("predefined_name_id")
            named = clean(one.get("custom_name"))
            known = bringer.moods[number - 1] if number in (1, 2, 3, 4, 5) else ""
            found[one["id"]] = named or known
    return found


def _by_id(rest: Fields, name: str, field: str) -> dict[int, object]:
    return {
        one["id"]: one.get(field)
        for one in list_of(rest.get(name))
        if isinstance(one, dict) and isinstance(one.get("id"), int)
    }


def _hashable(value: object) -> list[int]:
    return [one for one in list_of(value) if isinstance(one, int)]


def _words(value: object) -> str:
    text = clean(value)
    return clean(words_of_html(text)) if is_html(text) else text
