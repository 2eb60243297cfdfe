"""Plain Markdown files, one or a ZIP of them, with a date in the front matter or in the name, as Obsidian and Logseq
have them: `2024-03-05.md`, `2024_03_05.md`, `20240305 A walk.md`, `2024/03/05.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Final

from solbot.coaching.imports.archive import Archive
from solbot.coaching.imports.rules import (
    MEGABYTE,
    Bringer,
    LeftOut,
    Read,
    RefusedFile,
    Why,
    beside,
    clean,
    day,
    entry_of,
    joined,
    local,
    moment,
)

ENDINGS: Final = (".md", ".markdown", ".txt")
FILE: Final = 2 * MEGABYTE
HEAD: Final = 16 * 1024  # signs of front matter
DATES: Final = ("date", "created", "created_at", "creation date", "day", "datum", "fecha")
_HEAD = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_NAMED = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_. ]?)(\d{2})\2(\d{2})(?!\d)")
_FOLDERS = re.compile(r"(?:^|/)((?:19|20)\d{2})/(?:[^/]*/)?(\d{1,2})[^/]*/(\d{1,2})(?:\D[^/]*)?$")
_TIME = re.compile(r"^[T _-]*(\d{2})[.:h_-]?(\d{2})(?!\d)")
_PICTURE = re.compile(r"!\[\[([^\]|\n]+)(?:\|[^\]\n]*)?\]\]|!\[[^\]\n]*\]\(<?([^)>\s]+)>?[^)\n]*\)")
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)


def read(archive: Archive, bringer: Bringer) -> Iterator[Read]:
    """Every file of words in a ZIP."""
    there = {name.rpartition("/")[2].casefold(): name for name in archive.names}
    for name in archive.names:
        if name.casefold().endswith(ENDINGS):
            try:
                text = archive.text(name, FILE)
            except RefusedFile:
                yield LeftOut(Why.UNREADABLE)
                continue
            yield read_one(name, text, bringer, there)


def read_one(name: str, text: str, bringer: Bringer, there: Mapping[str, str]) -> Read:
    """One file; `there`: those beside it, by the end of their names."""
    text = text.replace("\r\n", "\n")
    head, words = _head(text)
    dated = _of_head(head, bringer) or _of_name(name, bringer)
    if dated is None:
        return LeftOut(Why.NO_DATE)
    photos: list[str] = []

    def taken(found: re.Match[str]) -> str:
        wanted = (found[1] or found[2]).rpartition("/")[2].casefold()
        if _REMOTE.match(found[1] or found[2]) or wanted not in there:
            return found[0]
        photos.append(there[wanted])
        return ""

    words = clean(_PICTURE.sub(taken, words))
    labels = [head.get("mood"), *_tags(head.get("tags"))]
    return entry_of(
        bringer, *dated, joined(clean(head.get("title")), words, beside(labels)), photos
    )


def _head(text: str) -> tuple[dict[str, object], str]:
    import yaml  # only where it is needed: the process has little memory

    found = _HEAD.match(text)
    if found is None or len(found[1]) > HEAD:
        return {}, text
    try:
        head = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text
    if not isinstance(head, dict):
        return {}, text
    return {str(name).casefold(): value for name, value in head.items()}, text[found.end() :]


def _of_head(head: Mapping[str, object], bringer: Bringer) -> tuple[datetime | None, date] | None:
    for name in DATES:
        value = head.get(name)
        if isinstance(value, datetime):
            value = value.isoformat()
        elif isinstance(value, date):
            return local(bringer, value, time(12)), value
        if (on := day(value)) is not None:
            return local(bringer, on, time(12)), on
        if isinstance(value, str) and (at := moment(value)) is not None:
            said = datetime.fromisoformat(value.strip())
            if said.tzinfo is None:
                return local(bringer, said.date(), said.time()), said.date()
            return at.astimezone(UTC), said.date()
    return None


def _of_name(name: str, bringer: Bringer) -> tuple[datetime | None, date] | None:
    named = _NAMED.search(name.rpartition("/")[2])
    found = named or _FOLDERS.search(name.rpartition(".")[0])
    if found is None:
        return None
    parts = (named[1], named[3], named[4]) if named else found.groups()[:3]
    try:
        on = date(*map(int, parts))
    except ValueError:
        return None
    hour = _TIME.match(name.rpartition("/")[2][named.end() :]) if named else None
    at = time(12)
    if hour is not None and int(hour[1]) < 24 and int(hour[2]) < 60:
        at = time(int(hour[1]), int(hour[2]))
    return local(bringer, on, at), on


def _tags(value: object) -> list[object]:
    if isinstance(value, str):
        return [one for one in re.split(r"[,\s]+", value) if one]
    return value if isinstance(value, list) else []
