"""The journal in Markdown files, one a month, with front matter that Obsidian and others read."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from solbot.coaching.answers.service import JournalEntry
from solbot.coaching.export.as_json import FileNames
from solbot.coaching.export.entries import Written, by_day, by_month
from solbot.coaching.export.markdown_words import quoted, text
from solbot.coaching.export.rules import attached
from solbot.content.catalog import Language
from solbot.content.models import DISCIPLINES

FOLDER = "journal"
_UP = "../"


def render(
    entries: Sequence[Written], files: FileNames, language: Language
) -> Iterator[tuple[str, bytes]]:
    """Each file's name and content."""
    for first, some in by_month(entries):
        title = month(first, language)
        days = [
            {"on": on, "entries": [_entry(one, files, language) for one in of_day]}
            for on, of_day in by_day(some)
        ]
        body = language.reply("export_month", title=title, book_days=days)
        content = f"{_front_matter(title, first, some)}\n{body}\n"
        yield f"{FOLDER}/{first:%Y-%m}.md", content.encode("utf-8", "replace")


def month(first: date, language: Language) -> str:
    """A month, as the language writes it in a heading."""
    name = language.filters.by_skeleton(first, "yMMMM")
    return f"{name[:1].upper()}{name[1:]}"


def _front_matter(title: str, first: date, entries: Sequence[Written]) -> str:
    tags = _tags(one.discipline for one in entries)
    lines = [
        "---",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        f"date: {first.isoformat()}",
        f"first: {entries[0].on.isoformat()}",
        f"last: {entries[-1].on.isoformat()}",
        f"entries: {len(entries)}",
        *(["tags:", *(f"  - {one}" for one in tags)] if tags else ["tags: []"]),
        "---",
    ]
    return "\n".join(lines) + "\n"


def _tags(found: Iterable[str | None]) -> Collection[str]:
    there = set(found)
    return [one for one in DISCIPLINES if one in there]


def _entry(entry: Written, files: FileNames, language: Language) -> dict[str, object]:
    return {
        "at": entry.at,
        "about": language.button(entry.discipline) if entry.discipline else "",
        "parts": [_part(one, asked, files, language) for one, asked in entry.told()],
    }


def _part(
    one: JournalEntry, asked: str | None, files: FileNames, language: Language
) -> dict[str, object]:
    there = files.get(str(one.id), ())
    return {
        "asked": quoted(asked) if asked else "",
        "kind": one.body["kind"],
        "words": text(language.said(one.body)),
        "files": [f"{_UP}{name}" for name in there],
        "missing": len(attached(str(one.id), one.body)) - len(there),
    }
