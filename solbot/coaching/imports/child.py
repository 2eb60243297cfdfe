"""The process that a file is read in: given the file on its standard input, it says what is in it on the output.

It has no keys, no database and no network to speak of, and may take little memory: what goes wrong in it is one
refused file. Frames: a sign, four bytes of length, and that much JSON; or, for `p`, the bytes of a photo.
"""

from __future__ import annotations

import json
import os
import resource
import struct
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from typing import IO, Final
from zoneinfo import ZoneInfo

from solbot import zone_files
from solbot.coaching.imports import reading
from solbot.coaching.imports.archive import Archive
from solbot.coaching.imports.rules import (
    MEGABYTE,
    PHOTO,
    Bringer,
    ImportRefusal,
    LeftOut,
    Read,
    ReadDrawing,
    ReadEntry,
    ReadingErrand,
    ReadPage,
    RefusedFile,
    SaidEntry,
    Tally,
    Why,
    mark_of,
)
from solbot.content.answer_kinds import Text, kind_of, words_of

MEMORY: Final = 1024 * MEGABYTE
SECONDS: Final = 120  # of the processor
BATCH: Final = 25  # entries in a frame, which are put into the database at once
SHOWN: Final = ((b"\xff\xd8\xff", 0), (b"\x89PNG\r\n\x1a\n", 0), (b"WEBP", 8))
"""How the pictures begin that Telegram shows."""


class Frames:
    """What this process says."""

    def __init__(self, out: IO[bytes], *, whole: bool) -> None:
        """`whole`: with the words and the photos, and not only what there is to count."""
        self._out = out
        self._whole = whole
        self._batch: list[SaidEntry] = []
        self.tally = Tally()

    def say(self, sign: bytes, content: object) -> None:
        """One frame of JSON."""
        self._put(sign, json.dumps(content, ensure_ascii=True).encode())

    def _put(self, sign: bytes, content: bytes) -> None:
        self._out.write(sign + struct.pack(">I", len(content)) + content)

    def take(self, one: Read, archive: Archive | None) -> None:
        """One thing of the file."""
        if isinstance(one, LeftOut):
            self.tally.add(one)
        elif isinstance(one, ReadPage):
            self.flush()
            self.say(b"g", asdict(one))
        elif isinstance(one, ReadDrawing):
            self._drawing(one, archive)
        else:
            self._entry(one, archive)

    def _entry(self, one: ReadEntry, archive: Archive | None) -> None:
        pictures = self._photos(one, archive)
        if one.photos and not pictures:
            if not one.body.get("text"):
                return  # its photos are counted
            one = replace(one, body={**one.body, "kind": Text.name})
        self._batch.append(self._said(one, len(pictures)))
        if self._whole and pictures:
            self.flush()
            for name in pictures:
                content = archive.bytes(name, PHOTO) if archive else b""
                self._put(b"p", content or b"")
        elif len(self._batch) == BATCH:
            self.flush()

    def _drawing(self, one: ReadDrawing, archive: Archive | None) -> None:
        why = _fault(one.photo, archive, "photo")
        if why is not None:
            self.tally.add(LeftOut(why))
            return
        self.say(b"d", asdict(one))
        if self._whole and archive is not None:
            self._put(b"p", archive.bytes(one.photo, PHOTO) or b"")

    def _photos(self, one: ReadEntry, archive: Archive | None) -> list[str]:
        """The names of those that can be taken; the others are counted."""
        found = []
        for name in one.photos if archive is not None else ():
            if (why := _fault(name, archive, one.body["kind"])) is None:
                found.append(name)
            else:
                self.tally.add(LeftOut(why, one.on))
        return found

    def _said(self, one: ReadEntry, photos: int) -> SaidEntry:
        said: SaidEntry = {
            "mark": mark_of(one, words_of(one.body)),
            "on": one.on.isoformat(),
            "photos": photos,
            "draft": one.draft,
        }
        if self._whole:
            asking = one.asking
            said |= {
                "at": one.at.isoformat(),
                "body": one.body,
                "changed_at": one.changed_at.isoformat() if one.changed_at else None,
                "beside": {
                    name: value
                    for name in ("asked", "discipline", "question")
                    if (value := getattr(one, name))
                },
                "asking": {"key": asking.key, "asks": list(asking.asks)} if asking else None,
                "part": one.part,
                "hidden": one.hidden,
                "earlier": one.earlier,
            }
        return said

    def flush(self) -> None:
        """What was gathered is said."""
        if self._batch:
            self.say(b"e", self._batch)
            self._batch = []


def _fault(name: str, archive: Archive | None, kind: str) -> Why | None:
    if archive is None:
        return Why.PHOTO_GONE
    if archive.size(name) > PHOTO:
        return Why.PHOTO_LARGE
    if not kind_of(kind).is_picture:
        return None
    head = archive.head(name)
    return None if any(head[at:].startswith(sign) for sign, at in SHOWN) else Why.PHOTO_KIND


def _limit() -> None:
    """Little memory, some of the processor, and after everybody else."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)


def _given(source: IO[bytes]) -> tuple[ReadingErrand, bytes]:
    (size,) = struct.unpack(">I", source.read(4))
    return json.loads(source.read(size)), source.read()


def _found(asked: ReadingErrand, content: bytes, frames: Frames) -> None:
    bringer = Bringer(
        datetime.fromisoformat(asked["now"]), ZoneInfo(asked["zone"]), tuple(asked["moods"])
    )
    app, found, archive = reading.read(asked["name"], content, bringer)
    frames.say(b"h", {"app": app})
    for one in _each(found):
        frames.take(one, archive)
    frames.flush()


def _each(found: Iterator[Read]) -> Iterator[Read]:
    try:
        yield from found
    except (ValueError, OverflowError, RecursionError):
        raise RefusedFile(ImportRefusal.BROKEN) from None


def main() -> None:
    """Read what is given, and say what is in it."""
    _limit()
    zone_files.pin()
    asked, content = _given(sys.stdin.buffer)
    frames = Frames(sys.stdout.buffer, whole=asked["whole"])
    try:
        _found(asked, content, frames)
        frames.say(b"l", asdict(frames.tally))
    except RefusedFile as refused:
        frames.say(b"x", refused.why)
    except MemoryError:
        frames.say(b"x", ImportRefusal.UNPACKS)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
