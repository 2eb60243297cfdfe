"""Show all changes: what differs, old beside new, the texts whole, on as many pages as that takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.content.cutting import pieces
from solbot.content.lengths import room
from solbot.telegram.messages import Button, Keyboard

PAGE = 2400  # units of texts on a page
MOST = 12  # texts on a page
LEAST = 300  # a text that is cut anyway does not begin in less room


@dataclass(frozen=True)
class Difference:
    """What is called so, and its language where it has one, as people have it now and as they would; None where
    there is nothing."""

    field: str
    language: str | None
    old: str | None
    new: str | None


def show(
    context: Context,
    found: Sequence[Difference],
    here: str,
    turned: int | str,
    back: Button,
    *,
    title: str | None = None,
    corrects: int | None = None,
) -> None:
    """A page of what differs, the one of this number; `here` is what a button to another begins with. It is of a
    program with this title, or of a correction."""
    pages = _pages(found)
    page = pager.at(turned, len(pages), 1)
    keyboard = Keyboard().row(*page.turning(context, here)).row(back)
    context.show(
        "staff/all_changes",
        keyboard,
        title=title,
        corrects=corrects,
        differences=[part for parts in page.of(pages) for part in parts],
        page=page.number,
        pages=page.count,
    )


def _pages(found: Sequence[Difference]) -> list[list[dict[str, object]]]:
    """The texts in order, each cut only where a page is full."""
    pages: list[list[dict[str, object]]] = []
    left = 0
    for one in found:
        for part in _parts(one):
            words, goes_on = part.pop("words"), False
            while True:
                too_long = room(words or "") > left
                if not pages or len(pages[-1]) == MOST or (too_long and left < LEAST):
                    pages.append([])
                    left = PAGE
                first = _fitting(words, left)
                pages[-1].append({**part, "words": first, "goes_on": goes_on})
                left -= room(first or "")
                words, goes_on = (words or "")[len(first or "") :], True
                if not words:
                    break
    return pages


def _fitting(words: str | None, most: int) -> str | None:
    """As much of a text as has room, in whole rows where any has."""
    if words is None or room(words) <= most:
        return words
    rows, kept = words.splitlines(keepends=True), ""
    for row in rows:
        if room(kept + row) > most:
            break
        kept += row
    return kept or pieces(words, most - 4)[0]


def _parts(one: Difference) -> Iterator[dict[str, str | None]]:
    """Both sides of it; each knows what it is of, for it may be on a page of its own."""
    for side, words in (("old", one.old), ("new", one.new)):
        yield {"field": one.field, "language": one.language, "side": side, "words": words}
