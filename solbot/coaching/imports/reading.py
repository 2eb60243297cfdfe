"""Which app a file is of, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from solbot.coaching.imports import day_one, daylio, journey, json_stream, markdown, own_copy
from solbot.coaching.imports.archive import Archive, decoded
from solbot.coaching.imports.rules import (
    Bringer,
    ImportRefusal,
    JournalApp,
    LeftOut,
    Read,
    RefusedFile,
    Why,
)

Found = tuple[JournalApp, Iterator[Read], Archive | None]
ZIPPED: Final = b"PK"
LOOKED_AT: Final = 50  # files of JSON in a ZIP, to see whose it is


def read(name: str, content: bytes, bringer: Bringer) -> Found:
    """The app a file is of, what it holds, and where its photos are. Raises RefusedFile, also while it is read."""
    if not content:
        raise RefusedFile(ImportRefusal.EMPTY)
    if content.startswith(ZIPPED):
        archive = Archive(content)
        app, found = _packed(archive, bringer)
        return app, _with_unsafe(found, archive), archive
    app, found = _plain(name, decoded(content), bringer)
    return app, found, None


def _with_unsafe(found: Iterator[Read], archive: Archive) -> Iterator[Read]:
    if archive.unsafe:
        yield LeftOut(Why.NAME, None, archive.unsafe)
    yield from found


def _packed(archive: Archive, bringer: Bringer) -> tuple[JournalApp, Iterator[Read]]:
    names = archive.names
    if daylio.BACKUP in names:
        return JournalApp.DAYLIO, daylio.read_backup(archive, bringer)
    own = [name for name in names if own_copy.NAME.search(name)]
    if own:
        return JournalApp.SOLBOT, own_copy.read(archive.text(own[-1]), bringer, archive)
    jsons = [name for name in names if name.casefold().endswith(".json")]
    if any(_is_journey(archive, name) for name in jsons[:LOOKED_AT]):
        return JournalApp.JOURNEY, journey.read(archive, bringer)
    if journals := [name for name in jsons[:LOOKED_AT] if _is_day_one(archive, name)]:
        return JournalApp.DAY_ONE, _journals(archive, journals, bringer)
    for name in names:
        if name.casefold().endswith(".csv") and daylio.is_csv(text := archive.text(name)):
            return JournalApp.DAYLIO, daylio.read_csv(text, bringer)
    if any(name.casefold().endswith(markdown.ENDINGS) for name in names):
        return JournalApp.MARKDOWN, markdown.read(archive, bringer)
    raise RefusedFile(ImportRefusal.FOREIGN if names else ImportRefusal.EMPTY)


def _is_day_one(archive: Archive, name: str) -> bool:
    """Journals are at the top, however many there are; entries of other apps have files of their own."""
    return name.count("/") <= 1 and "entries" in json_stream.names(archive.beginning(name))


def _is_journey(archive: Archive, name: str) -> bool:
    found = json_stream.names(archive.beginning(name))
    return any(found >= marks for marks in journey.MARKS)


def _journals(archive: Archive, names: list[str], bringer: Bringer) -> Iterator[Read]:
    for name in names:
        yield from day_one.read(archive.text(name), bringer, archive)


def _plain(name: str, text: str, bringer: Bringer) -> tuple[JournalApp, Iterator[Read]]:
    if text.lstrip().startswith("{"):
        there = json_stream.names(text)
        if {"schema_version", "answers"} <= there:
            return JournalApp.SOLBOT, own_copy.read(text, bringer, None)
        if "dayEntries" in there:
            return JournalApp.DAYLIO, daylio.read_json(text, bringer, None)
        if "entries" in there:
            return JournalApp.DAY_ONE, day_one.read(text, bringer, None)
        if any(there >= marks for marks in journey.MARKS):
            one = json_stream.beside(text)
            return JournalApp.JOURNEY, journey.read_one(one, bringer, {})
    if daylio.is_csv(text):
        return JournalApp.DAYLIO, daylio.read_csv(text, bringer)
    if name.casefold().endswith(markdown.ENDINGS):
        return JournalApp.MARKDOWN, iter([markdown.read_one(name, text, bringer, {})])
    raise RefusedFile(ImportRefusal.FOREIGN)
