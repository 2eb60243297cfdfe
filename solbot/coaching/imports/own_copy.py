"""A copy that was taken here (docs/export.md), alone or in its ZIP, with the photos and the voice beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from solbot.coaching.imports import json_stream
from solbot.coaching.imports.archive import Archive
from solbot.coaching.imports.day_one import list_of
from solbot.coaching.imports.rules import (
    Bringer,
    LeftOut,
    Read,
    ReadEntry,
    ReadPage,
    Why,
    day,
    is_sound,
    moment,
)

ENTRIES: Final = ("answers", "unplaced")
NAME: Final = re.compile(r"(?:^|/)solbot-[^/]*\.json$")
REST: Final = ("requests", "inquiries", "cohorts", "alumni", "interests", "returns", "tries")
LONGEST: Final = 400_000  # signs; what was kept here is kept here again
_NUMBERED = re.compile(r"(?:^|/)(?:photos|voice)/(\d+)(?:-(\d+))?\.\w+$")


def read(text: str, bringer: Bringer, archive: Archive | None) -> Iterator[Read]:
    """What is in a copy."""
    files = _files(archive)
    for name in ENTRIES:
        for one in json_stream.each(text, name):
            if isinstance(one, dict):
                draft = name == "unplaced"
                yield from _entry(one, bringer, files, draft=draft, in_zip=archive is not None)
            else:
                yield LeftOut(Why.UNREADABLE)
    rest = json_stream.beside(text, *ENTRIES)
    visions, questions = list_of(rest.get("visions")), list_of(rest.get("own_questions"))
    yield ReadPage(
        [one for one in visions if isinstance(one, dict)],
        [one for one in questions if isinstance(one, dict)],
    )
    others = sum(len(list_of(rest.get(name))) for name in REST)
    if others := others + sum(bool(one.get("drawing")) for one in visions if isinstance(one, dict)):
        yield LeftOut(Why.REST, None, others)


def _files(archive: Archive | None) -> dict[int, list[str]]:
    """The photos and the voice in a ZIP, by the number of their entry, in order."""
    found: dict[int, list[tuple[int, str]]] = {}
    for name in archive.names if archive else ():
        if match := _NUMBERED.search(name):
            found.setdefault(int(match[1]), []).append((int(match[2] or 0), name))
    return {number: [name for _, name in sorted(names)] for number, names in found.items()}


def _entry(
    one: Mapping[str, Any],
    bringer: Bringer,
    files: Mapping[int, list[str]],
    *,
    draft: bool,
    in_zip: bool,
) -> Iterator[Read]:
    at, on = moment(one.get("answered_at")), day(one.get("for_date"))
    if at is None or on is None:
        yield LeftOut(Why.NO_DATE)
        return
    if not is_sound(bringer, at, on):
        yield LeftOut(Why.DATE, on)
        return
    photos = _beside(one, files)
    if in_zip and len(photos) < len(list_of(one.get("files"))):
        yield LeftOut(Why.PART, on)
        return
    body = _body(str(one.get("kind")), one.get("answer"), photos)
    if body is None:
        yield LeftOut(Why.UNREADABLE, on)
        return
    yield ReadEntry(
        at,
        on,
        body,
        tuple(photos),
        asked=_said(one.get("asked")),
        discipline=_said(one.get("discipline")),
        question=_said(one.get("question")),
        changed_at=moment(one.get("changed_at")),
        draft=draft,
        own=True,
    )


def _beside(one: Mapping[str, Any], files: Mapping[int, list[str]]) -> list[str]:
    """The files of an entry: those it names, else those that are called after it."""
    there = [name for names in files.values() for name in names] if one.get("files") else []
    named = [name for name in list_of(one.get("files")) if name in there]
    number = one.get("id")
    return named or (files.get(number, []) if isinstance(number, int) else [])


def _said(value: object) -> str | None:
    return as_kept(value)[:LONGEST] or None if isinstance(value, str) else None


def _body(kind: str, answer: Any, photos: list[str]) -> dict[str, Any] | None:
    """What was answered, as it is kept; None for what is none of it."""
    if kind == "text" and isinstance(answer, str) and len(answer) <= LONGEST:
        return {"kind": kind, "text": as_kept(answer)}
    if kind == "scale" and isinstance(answer, int) and 0 <= answer <= 10:
        return {"kind": kind, "value": int(answer)}
    if kind == "choice" and isinstance(answer, str):
        return {"kind": kind, "chosen": [as_kept(answer)]}
    if kind == "multi" and isinstance(answer, list) and answer:
        return {"kind": kind, "chosen": [as_kept(str(one)) for one in answer]}
    if kind in ("voice", "photo") and isinstance(answer, dict):
        return _media(kind, answer, photos)
    return None


def _media(kind: str, answer: Mapping[str, Any], photos: list[str]) -> dict[str, Any] | None:
    caption = answer.get("caption")
    body = {"kind": kind} | ({"text": as_kept(caption)} if isinstance(caption, str) else {})
    if photos:
        return body
    first, more = answer.get(kind), list_of(answer.get("more"))
    if not isinstance(first, str) or not first:
        return {**body, "kind": "text"} if body.get("text") else None
    names = [str(one)[:200] for one in more]
    rest = {"more": [{"message": 0, "file_id": one, "text": ""} for one in names]}
    return body | {"file_id": first[:200]} | (rest if names else {})


def as_kept(text: str) -> str:
    """Words of the journal, to the sign."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")
