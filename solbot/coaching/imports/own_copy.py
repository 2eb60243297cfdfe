"""A copy that was taken here (docs/export.md), alone or in its ZIP, with the photos and the voice beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from solbot.body import Body
from solbot.coaching.imports import json_stream
from solbot.coaching.imports.archive import Archive
from solbot.coaching.imports.day_one import list_of
from solbot.coaching.imports.rules import (
    Asked,
    Asking,
    Bringer,
    LeftOut,
    Read,
    ReadDrawing,
    ReadEntry,
    ReadPage,
    Why,
    WordingBefore,
    day,
    is_sound,
    moment,
)
from solbot.content.answer_kinds import KINDS, Text, kind_of
from solbot.content.bodies import as_kept

ENTRIES: Final = ("answers", "unplaced")
NAME: Final = re.compile(r"(?:^|/)solbot-[^/]*\.json$")
REST: Final = (
    *(
        "requests",
        "inquiries",
        "seats",
        "bookings",
        "cohorts",
        "alumni",
        "interests",
        "returns",
        "tries",
    ),
    *("shared_by_me", "shared_with_me"),
)
PARTS: Final = 20  # that a question has, at most
LONGEST: Final = 400_000  # signs; what was kept here is kept here again
_FOLDERS = "|".join(one.file_name.partition("/")[0] for one in KINDS.values() if one.file_name)
_NUMBERED = re.compile(rf"(?:^|/)(?:{_FOLDERS})/(\d+)(?:-(\d+))?\.\w+$")


@dataclass(frozen=True)
class _Copy:
    """What its entries are read with: whose copy it is, the files beside it, and what each part of an asking asked."""

    bringer: Bringer
    whose: str
    files: Mapping[int, list[str]]
    asks: Mapping[int, Mapping[int, Asked]]
    in_zip: bool


def read(text: str, bringer: Bringer, archive: Archive | None) -> Iterator[Read]:
    """What is in a copy."""
    rest = json_stream.beside(text, *ENTRIES)
    member = rest.get("member")
    whose = str(member.get("id")) if isinstance(member, dict) else ""
    copy = _Copy(bringer, whose, _files(archive), _asks(text), archive is not None)
    for name in ENTRIES:
        for one in json_stream.each(text, name):
            if isinstance(one, dict):
                yield from _entry(one, copy, draft=name == "unplaced")
            else:
                yield LeftOut(Why.UNREADABLE)
    visions = [one for one in list_of(rest.get("visions")) if isinstance(one, dict)]
    yield ReadPage(
        visions,
        [one for one in list_of(rest.get("own_questions")) if isinstance(one, dict)],
        [one for one in list_of(rest.get("kept_readings")) if isinstance(one, dict)],
    )
    yield from _drawings(visions, archive)
    if others := sum(len(list_of(rest.get(name))) for name in REST):
        yield LeftOut(Why.REST, None, others)


def _asks(text: str) -> dict[int, dict[int, Asked]]:
    """What each part of an asking asked, by the numbers that the copy has for both."""
    found: dict[int, dict[int, Asked]] = {}
    for one in json_stream.each(text, "answers"):
        key = _place(one) if isinstance(one, dict) else None
        if key is not None:
            kind = kind_of(str(one.get("kind")))
            # Nothing else can be asked for again by what a copy has: it lacks the options.
            asks = kind.name if kind.must_be_given else Text.name
            found.setdefault(key[0], {})[key[1]] = (_said(one.get("asked")) or "", asks)
    return found


def _place(one: Mapping[str, object]) -> tuple[int, int] | None:
    """Which part of which asking something answers; None for a note."""
    asking, part = one.get("asking"), one.get("part")
    if type(asking) is not int or type(part) is not int or not 0 <= part < PARTS:
        return None
    return asking, part


def _drawings(visions: Sequence[Mapping[str, object]], archive: Archive | None) -> Iterator[Read]:
    """The drawings of visions that are in the ZIP; one that is in another part comes in with that."""
    there = set(archive.names if archive else ())
    for one in visions:
        names = [name for name in list_of(one.get("files")) if name in there]
        drawing, first = one.get("drawing"), next(iter(list_of(one.get("revisions"))), None)
        if not isinstance(drawing, dict) or not isinstance(first, dict):
            continue
        if names:
            caption, drawn = drawing.get("caption"), one.get("drawn_at")
            yield ReadDrawing(
                str(one.get("created_at")),
                as_kept(str(first.get("words"))),
                as_kept(caption) if isinstance(caption, str) else "",
                drawn if isinstance(drawn, str) else None,
                names[0],
            )
        elif not one.get("files") and drawing.get("photo"):
            yield LeftOut(Why.REFERENCE)


def _files(archive: Archive | None) -> dict[int, list[str]]:
    """The photos and the voice in a ZIP, by the number of their entry, in order."""
    found: dict[int, list[tuple[int, str]]] = {}
    for name in archive.names if archive else ():
        if match := _NUMBERED.search(name):
            found.setdefault(int(match[1]), []).append((int(match[2] or 0), name))
    return {number: [name for _, name in sorted(names)] for number, names in found.items()}


def _entry(one: Mapping[str, object], copy: _Copy, *, draft: bool) -> Iterator[Read]:
    at, on = moment(one.get("answered_at")), day(one.get("for_date"))
    if at is None or on is None:
        yield LeftOut(Why.NO_DATE)
        return
    if not is_sound(copy.bringer, at, on):
        yield LeftOut(Why.DATE, on)
        return
    photos = _beside(one, copy.files)
    if copy.in_zip and len(photos) < len(list_of(one.get("files"))):
        yield LeftOut(Why.PART, on)
        return
    body = _body(one, photos)
    if body is None:
        yield LeftOut(Why.UNREADABLE, on)
        return
    if "file_id" in body:
        yield LeftOut(Why.REFERENCE, on)
    place = None if draft else _place(one)
    yield ReadEntry(
        at,
        on,
        body,
        tuple(photos),
        asked=_said(one.get("asked")),
        discipline=_said(one.get("discipline")),
        question=_said(one.get("question")),
        asking=_asking(copy, place[0]) if place else None,
        part=place[1] if place else None,
        changed_at=moment(one.get("changed_at")),
        hidden=one.get("hidden") is True,
        earlier=tuple(_earlier(one)),
        draft=draft,
        own=True,
    )


def _asking(copy: _Copy, number: int) -> Asking:
    asks = copy.asks[number]
    each = tuple(asks.get(at, ("", Text.name)) for at in range(max(asks) + 1))
    return Asking(f"{copy.whose}:{number}", each)


def _earlier(one: Mapping[str, object]) -> Iterator[WordingBefore]:
    """What an entry said before it was corrected."""
    for each in list_of(one.get("earlier")):
        if isinstance(each, dict) and (until := moment(each.get("until"))) is not None:
            body = _body(each, ())
            if body is not None:
                yield {"body": body, "until": until.isoformat()}


def _beside(one: Mapping[str, object], files: Mapping[int, list[str]]) -> list[str]:
    """The files of an entry: those it names, else those that are called after it."""
    there = [name for names in files.values() for name in names] if one.get("files") else []
    named = [name for name in list_of(one.get("files")) if name in there]
    number = one.get("id")
    return named or (files.get(number, []) if isinstance(number, int) else [])


def _said(value: object) -> str | None:
    return as_kept(value)[:LONGEST] or None if isinstance(value, str) else None


def _body(one: Mapping[str, object], beside: Sequence[str]) -> Body | None:
    """What was answered, as it is kept; None for what is none of it."""
    answer = one.get("answer")
    if isinstance(answer, str) and len(answer) > LONGEST:
        return None
    kind = kind_of(str(one.get("kind")))
    body = kind.from_export(answer)
    if body is not None and beside:
        body.pop("file_id", None)
        body.pop("more", None)
    elif body is not None and kind.file_name and "file_id" not in body:
        return {**body, "kind": Text.name} if body.get("text") else None
    return body
